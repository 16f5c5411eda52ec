// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartContent that knows where samples are missing, and why.
#include "models/itemmodels/gapcausewords.h"
#include "models/itemmodels/valueformatter.h"
#include "models/telemetry/gapsubject.h"
#include "widgets/charts/chartcontent.h"

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using Hole = std::pair<std::int64_t, std::int64_t>;

// Where both have a hole.
std::vector<Hole> intersection(const std::vector<Hole> &a, const std::vector<Hole> &b)
{
    std::vector<Hole> out;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        const Hole both{std::max(i->first, j->first), std::min(i->second, j->second)};
        if (both.first < both.second)
            out.push_back(both);
        if (i->second < j->second)
            ++i;
        else
            ++j;
    }
    return out;
}

const Hole *holeAt(const std::vector<Hole> &holes, std::int64_t time)
{
    const auto found = std::find_if(holes.begin(), holes.end(), [time](const Hole &hole) {
        return hole.first < time && time < hole.second;
    });
    return found == holes.end() ? nullptr : &*found;
}

} // namespace

std::vector<Hole> ChartContent::commonHoles() const
{
    if (m_traces.empty())
        return {};
    std::vector<Hole> common = m_traces.front().gaps();
    for (std::size_t i = 1; i < m_traces.size(); ++i)
        common = intersection(common, m_traces[i].gaps());
    return common;
}

const GapRecord::Gap *ChartContent::gapOf(const Trace &trace, Hole hole) const
{
    if (!m_gaps)
        return nullptr;
    const SeriesCatalogue &names = m_feed.catalogue();
    const SeriesDefinition &series = names.series(trace.id());
    const EntityDefinition &entity = names.entity(series.entity);
    const std::string &node = names.node(entity.node).name;
    const std::string dst = entity.dst == noNode ? std::string() : names.node(entity.dst).name;
    return m_gaps->find({fromNanoseconds(hole.first), fromNanoseconds(hole.second)}, m_feed.time().now(),
                        entitySubject(node, dst), seriesSubject(node, dst, series.metric));
}

const GapRecord::Gap *ChartContent::gapOf(Hole hole) const
{
    const GapRecord::Gap *common = nullptr;
    for (const Trace &trace : m_traces) {
        const GapRecord::Gap *const own = gapOf(trace, hole);
        if (!own || (common && common->cause != own->cause))
            return nullptr;
        common = own;
    }
    return common;
}

QString ChartContent::holeWords(Timestamp time) const
{
    const std::vector<Hole> common = commonHoles();
    const Hole *hole = holeAt(common, nanoseconds(time));
    const GapRecord::Gap *gap = hole ? gapOf(*hole) : nullptr;
    QString about;
    for (auto trace = m_traces.begin(); !hole && trace != m_traces.end(); ++trace) {
        hole = holeAt(trace->gaps(), nanoseconds(time));
        gap = hole ? gapOf(*trace, *hole) : nullptr;
        about = trace->name() + u": "_s;
    }
    if (!hole)
        return {};
    return about + gapCauseWords(gap ? gap->cause : SessionOverview::Cause::unknown) + u' ' +
           ValueFormatter::timeOfDay(fromNanoseconds(hole->first), false) + u" – "_s +
           ValueFormatter::timeOfDay(fromNanoseconds(hole->second), false);
}

} // namespace desk
