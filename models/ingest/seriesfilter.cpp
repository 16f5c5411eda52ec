// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/seriesfilter.h"

#include <algorithm>

namespace desk {
namespace {

bool anyMatches(const std::vector<std::string> &patterns, std::string_view text)
{
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const std::string &pattern) {
               return globMatches(pattern, text);
           });
}

} // namespace

bool SeriesPatterns::match(const SeriesDictionary &dictionary, SeriesId id) const
{
    const SeriesDefinition &series = dictionary.definition(id);
    const EntityDefinition &entity = dictionary.definition(series.entity);
    if (!anyMatches(nodes, dictionary.definition(entity.node).name) ||
        !anyMatches(dsts, entity.dst == noNode ? std::string_view{} : dictionary.definition(entity.dst).name))
        return false;
    return anyMatches(metrics, series.metric) ||
           (!series.labels.empty() && anyMatches(metrics, series.metric + "{" + series.labels + "}"));
}

void SeriesFilter::judge(const SeriesDictionary &dictionary)
{
    for (std::size_t i = m_wanted.size(); i < dictionary.seriesCount(); ++i)
        m_wanted.push_back(m_patterns.match(dictionary, SeriesId{static_cast<std::uint32_t>(i)}) ? 1 : 0);
}

} // namespace desk
