// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedpreview.h"

#include "models/processing/derivedevaluator.h"

#include <algorithm>

namespace desk {
namespace {

// The names whose values the parameter needs, over all that stands between.
std::vector<std::string> needed(const DerivedSet &set, const std::string &name)
{
    std::vector<std::string> all{name};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const DerivedDefinition &one : set.definitions()) {
            if (one.name != all[i])
                continue;
            const auto expression = Expression::compile(one.expression);
            for (const std::string &input : expression ? expression->inputs() : std::vector<std::string>{}) {
                if (std::find(all.begin(), all.end(), input) == all.end())
                    all.push_back(input);
            }
        }
    }
    return all;
}

struct Taken
{
    std::int64_t time = 0;
    SeriesId series = noSeries;
    double value = 0;
    Quality quality{};
};

} // namespace

std::optional<double> DerivedPreview::value(const DerivedSet &set, const std::string &name,
                                            EntityId entity) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityDefinition &about = catalogue.entity(entity);
    SeriesDictionary names;
    const auto node = names.node(catalogue.node(about.node).name, std::nullopt);
    const auto dst = about.dst == noNode ? Result<NodeId>(noNode)
                                         : names.node(catalogue.node(about.dst).name, std::nullopt);
    const auto own = names.entity(*node, *dst);
    std::vector<Taken> taken;
    std::vector<Sample> samples;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        const SeriesDefinition &series = catalogue.series(id);
        const TimeSeries *const values = m_feed.store().series(id);
        const auto range = values ? values->range() : std::nullopt;
        const auto wanted = needed(set, name);
        if (!range || std::find(wanted.begin(), wanted.end(), catalogue.metricName(id)) == wanted.end())
            continue;
        samples.clear();
        values->samples({range->end - past, range->end}, samples);
        const auto copy = names.seriesByName(*own, series.metric, series.kind, series.labels);
        for (std::size_t i = samples.size() - std::min(samples.size(), maxSamples); i < samples.size(); ++i) {
            // Our own of before: they are what is worked out anew.
            if (!has(samples[i].quality, Quality::derived))
                taken.push_back(
                    {nanoseconds(samples[i].generation), *copy, samples[i].value, samples[i].quality});
        }
    }
    if (taken.empty())
        return std::nullopt;
    std::stable_sort(taken.begin(), taken.end(),
                     [](const Taken &a, const Taken &b) { return a.time < b.time; });
    SampleBatch batch;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        batch.addSample(taken[i].series, taken[i].value, taken[i].quality);
        if (i + 1 == taken.size() || taken[i + 1].time != taken[i].time)
            batch.endPoint(*own, taken[i].time);
    }
    batch.reception = fromNanoseconds(taken.back().time);
    DerivedEvaluator evaluator(names);
    evaluator.setDefinitions(set);
    evaluator.evaluate(batch);
    const auto result = names.findSeries(*own, name);
    for (std::size_t i = batch.samples(); result && i-- > 0;) {
        if (batch.series[i] == *result && has(batch.quality[i], Quality::derived))
            return batch.value[i];
    }
    return std::nullopt;
}

std::vector<EntityId> DerivedPreview::entities(const DerivedDefinition &definition, std::size_t most) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    std::vector<EntityId> found;
    for (std::uint32_t i = 0; i < catalogue.entityCount() && found.size() < most; ++i) {
        const EntityDefinition &about = catalogue.entity(EntityId{i});
        if (definition.matches(catalogue.node(about.node).name,
                               about.dst == noNode ? std::string_view{} : catalogue.node(about.dst).name))
            found.push_back(EntityId{i});
    }
    return found;
}

} // namespace desk
