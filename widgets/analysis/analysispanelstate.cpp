// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AnalysisPanel that remembers what it shows, and names parameters.
#include "widgets/analysis/analysispanel.h"

#include "models/itemmodels/seriesnames.h"

#include <QJsonArray>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int stateVersion = 1;
constexpr int mostStates = 64; // whose names are looked up

constexpr std::array kinds{std::pair{AnalysisKind::xy, "xy"}, std::pair{AnalysisKind::scatter, "scatter"},
                           std::pair{AnalysisKind::histogram, "histogram"},
                           std::pair{AnalysisKind::spectrum, "spectrum"},
                           std::pair{AnalysisKind::spectrogram, "spectrogram"}};

} // namespace

QJsonObject AnalysisPanel::saveState() const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    QJsonArray parameters;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        Expected one = m_expected[i];
        if (m_parameters[i] != noSeries) {
            const EntityDefinition &entity = catalogue.entity(catalogue.series(m_parameters[i]).entity);
            one = {catalogue.node(entity.node).name,
                   entity.dst == noNode ? std::string() : catalogue.node(entity.dst).name,
                   catalogue.metricName(m_parameters[i])};
        }
        QJsonObject out;
        if (!one.metric.empty()) {
            out = {{u"node"_s, QString::fromStdString(one.node)},
                   {u"metric"_s, QString::fromStdString(one.metric)}};
            if (!one.dst.empty())
                out.insert(u"dst"_s, QString::fromStdString(one.dst));
        }
        parameters.append(out);
    }
    const auto *kind = std::ranges::find(kinds, m_settings.kind, &decltype(kinds)::value_type::first);
    return {{u"version"_s, stateVersion},       {u"kind"_s, QLatin1String(kind->second)},
            {u"bins"_s, m_settings.bins},       {u"segment"_s, qint64(m_settings.segment)},
            {u"density"_s, m_settings.density}, {u"log"_s, m_settings.logarithmic},
            {u"parameters"_s, parameters}};
}

void AnalysisPanel::restoreState(const QJsonObject &state)
{
    const QString name = state.value(u"kind"_s).toString();
    for (const auto &[kind, word] : kinds) {
        if (name == QLatin1String(word))
            m_settings.kind = kind;
    }
    m_settings.bins = std::clamp(state.value(u"bins"_s).toInt(), 0, ValueHistogram::mostBins);
    m_settings.segment =
        powerOfTwoWithin(std::size_t(std::clamp(state.value(u"segment"_s).toInt(), 0, 65'536)));
    m_settings.density = state.value(u"density"_s).toBool();
    m_settings.logarithmic = state.value(u"log"_s).toBool(true);
    const QJsonArray parameters = state.value(u"parameters"_s).toArray();
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const QJsonObject one = parameters.at(qsizetype(i)).toObject();
        m_parameters[i] = noSeries;
        m_expected[i] = {one.value(u"node"_s).toString().toStdString(),
                         one.value(u"dst"_s).toString().toStdString(),
                         one.value(u"metric"_s).toString().toStdString()};
        if (m_expected[i].node.empty())
            m_expected[i] = {};
    }
    changed();
    acceptExpected();
}

void AnalysisPanel::acceptExpected()
{
    for (std::size_t i = 0; i < m_expected.size(); ++i) {
        const SeriesId id = m_expected[i].metric.empty() ? noSeries : find(m_expected[i]);
        if (id != noSeries)
            setParameter(i, id);
    }
}

SeriesId AnalysisPanel::find(const Expected &expected) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityId entity = catalogue.findEntity(expected.node, expected.dst);
    if (entity == noEntity)
        return noSeries;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        if (catalogue.metricName(id) == expected.metric)
            return id;
    }
    return noSeries;
}

PlottedParameter AnalysisPanel::describe(SeriesId id) const
{
    if (id == noSeries)
        return {};
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const SeriesNames names(catalogue);
    const SeriesDefinition &definition = catalogue.series(id);
    PlottedParameter out;
    out.name = names.entity(definition.entity) + u" · " + names.metric(id);
    out.unit = names.unit(id);
    out.metric = definition.metric;
    out.isNumber = definition.kind == ValueKind::number || definition.kind == ValueKind::integer;
    if (definition.kind == ValueKind::boolean) {
        out.states = {{0, tr("false")}, {1, tr("true")}};
    } else if (!out.isNumber) {
        for (int code = 0; code < mostStates; ++code) {
            const std::string_view word = catalogue.text(id, code);
            if (!word.empty())
                out.states.emplace_back(code, QString::fromUtf8(word.data(), qsizetype(word.size())));
        }
    }
    return out;
}

} // namespace desk
