// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limitwatch.h"

#include <cmath>

namespace desk {
namespace {

constexpr std::chrono::milliseconds limitsLookInterval{500};

std::vector<LimitLine> linesOf(const LimitSet &limits, const SeriesCatalogue &catalogue, SeriesId id)
{
    std::vector<LimitLine> lines;
    if (index(id) >= catalogue.size())
        return lines;
    const SeriesDefinition &series = catalogue.series(id);
    if (series.kind != ValueKind::number && series.kind != ValueKind::integer)
        return lines;
    const EntityDefinition &about = catalogue.entity(series.entity);
    const std::string_view dst =
        about.dst == noNode ? std::string_view{} : std::string_view(catalogue.node(about.dst).name);
    const Limits *found = limits.find(catalogue.node(about.node).name, dst, series.metric);
    for (std::size_t grade = 0; found && grade < Limits::grades; ++grade) {
        if (!std::isnan(found->low[grade]))
            lines.push_back({found->low[grade], Limits::severityOf(grade), LimitSide::low});
        if (!std::isnan(found->high[grade]))
            lines.push_back({found->high[grade], Limits::severityOf(grade), LimitSide::high});
    }
    return lines;
}

} // namespace

LimitWatch::LimitWatch(const LimitDefinitions &definitions, Teller tell, QObject *parent)
    : QObject(parent)
    , m_definitions(definitions)
    , m_tell(std::move(tell))
{
    connect(&m_timer, &QTimer::timeout, this, &LimitWatch::look);
    m_timer.start(limitsLookInterval);
    look();
}

void LimitWatch::look()
{
    auto limits = m_definitions.limits();
    if (limits == m_told)
        return;
    m_told = limits;
    m_tell(limits);
}

LimitLines limitLines(const std::shared_ptr<const LimitSet> &limits, const SeriesCatalogue &catalogue)
{
    return [limits, &catalogue](SeriesId id) {
        return limits ? linesOf(*limits, catalogue, id) : std::vector<LimitLine>();
    };
}

} // namespace desk
