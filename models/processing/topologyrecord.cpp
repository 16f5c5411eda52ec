// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/topologyrecord.h"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;

// Versions of an earlier run have numbers of their own: these tell them from ours.
constexpr std::uint64_t earlierRun = std::uint64_t{1} << 62U;

TopologySnapshotPtr marked(const TopologySnapshotPtr &snapshot)
{
    if (!snapshot)
        return nullptr;
    auto own = std::make_shared<TopologySnapshot>(*snapshot);
    own->structure |= earlierRun;
    own->indexing |= earlierRun;
    return own;
}

// Since when a link is what it is a recording does not say: that it was otherwise in between is not known.
TopologyDifference acrossRuns(TopologyDifference difference)
{
    std::erase_if(difference.changes, [](const TopologyChange &change) {
        return change.kind == TopologyChange::Kind::linkFlapped;
    });
    return difference;
}

} // namespace

TopologyRecord::TopologyRecord(const ParameterFeed &feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    keep();
    connect(&feed, &ParameterFeed::advanced, this, &TopologyRecord::take);
}

// What a topology shows before it is published for the first time is of no moment.
void TopologyRecord::keep()
{
    if (m_feed.topology() && m_feed.topology()->time != Timestamp{})
        m_seen.add(m_feed.topology());
}

void TopologyRecord::take(const FeedUpdate &update)
{
    if (update.restarted) {
        m_seen.clear();
        m_kept = {};
    }
    if (!update.restarted && !update.topologyChanged)
        return;
    const bool isFirst = m_seen.isEmpty();
    const Timestamp before = begin();
    // Right after a leap back the feed may still have the graph of what was left.
    if (!update.restarted || !m_feed.topology() || m_feed.topology()->time <= m_feed.time().now())
        keep();
    if (isFirst)
        joinEarlier();
    else if (begin() > before) // the oldest went: between it and what a recording knows is nothing
        m_earlier.clear();
    // What was the newest version may not be it any more.
    for (Kept &kept : m_kept) {
        if (kept.snapshot && kept.inForce.end == Timestamp::max() &&
            m_seen.inForce(kept.inForce.start) != kept.inForce)
            kept = {};
    }
    Q_EMIT changed();
}

void TopologyRecord::setEarlier(TopologyHistory earlier)
{
    m_earlier = std::move(earlier);
    m_kept = {};
    joinEarlier();
    Q_EMIT changed();
}

void TopologyRecord::joinEarlier()
{
    m_joint.clear();
    if (m_seen.isEmpty() || m_earlier.isEmpty())
        return;
    const TopologySnapshotPtr before = m_earlier.at(begin() - 1ns);
    if (!before)
        return;
    m_joint = acrossRuns(differenceOf(*before, *m_seen.at(begin()))).changes;
    std::ranges::reverse(m_joint);
}

Timestamp TopologyRecord::begin() const
{
    return m_seen.isEmpty() ? Timestamp::max() : m_seen.range().start;
}

bool TopologyRecord::isEarlier(Timestamp time) const
{
    return !m_seen.isEmpty() && time < begin();
}

TopologySnapshotPtr TopologyRecord::at(Timestamp time) const
{
    for (const Kept &kept : m_kept) {
        if (kept.snapshot && kept.inForce.contains(time))
            return kept.snapshot;
    }
    const bool earlier = isEarlier(time);
    auto inForce = (earlier ? m_earlier : m_seen).inForce(time);
    if (!inForce)
        return nullptr;
    if (earlier)
        inForce->end = std::min(inForce->end, begin());
    TopologySnapshotPtr snapshot = earlier ? marked(m_earlier.at(time)) : m_seen.at(time);
    m_kept[m_nextKept] = {*inForce, snapshot};
    m_nextKept = (m_nextKept + 1) % m_kept.size();
    return snapshot;
}

std::optional<Timestamp> TopologyRecord::knownFrom() const
{
    if (m_seen.isEmpty())
        return std::nullopt;
    return m_earlier.isEmpty() ? begin() : std::min(begin(), m_earlier.range().start);
}

std::vector<TopologyChange> TopologyRecord::newestChanges(const TimeRange &range, std::size_t atMost) const
{
    std::vector<TopologyChange> found = m_seen.newestChanges(range, atMost);
    const auto append = [&](const std::vector<TopologyChange> &more) {
        const std::size_t count = std::min(more.size(), atMost - found.size());
        found.insert(found.end(), more.begin(), more.begin() + std::ptrdiff_t(count));
    };
    if (!m_earlier.isEmpty() && range.contains(begin()))
        append(m_joint);
    if (isEarlier(range.start))
        append(m_earlier.newestChanges({range.start, std::min(range.end, begin())}, atMost - found.size()));
    return found;
}

std::optional<TopologyDifference> TopologyRecord::difference(Timestamp from, Timestamp to) const
{
    const TopologySnapshotPtr before = at(from);
    const TopologySnapshotPtr now = at(to);
    if (!before || !now)
        return std::nullopt;
    TopologyDifference difference = differenceOf(*before, *now);
    return isEarlier(from) == isEarlier(to) ? difference : acrossRuns(std::move(difference));
}

std::optional<Timestamp> TopologyRecord::changeAfter(Timestamp time) const
{
    if (isEarlier(time)) {
        if (const auto found = m_earlier.changeAfter(time); found && isEarlier(*found))
            return found;
        if (!m_earlier.isEmpty() && !m_joint.empty())
            return begin();
    }
    return m_seen.changeAfter(time);
}

std::optional<Timestamp> TopologyRecord::changeBefore(Timestamp time) const
{
    if (const auto found = m_seen.changeBefore(time))
        return found;
    if (m_seen.isEmpty() || m_earlier.isEmpty())
        return std::nullopt;
    if (begin() < time && !m_joint.empty())
        return begin();
    return m_earlier.changeBefore(std::min(time, begin()));
}

std::vector<HealthSpan> TopologyRecord::healthOf(std::string_view node, TimeRange range) const
{
    range.end = std::min(range.end, m_feed.time().now());
    if (range.end <= range.start)
        return {};
    std::vector<HealthSpan> spans;
    if (isEarlier(range.start))
        spans = m_earlier.healthOf(node, {range.start, std::min(range.end, begin())});
    for (const HealthSpan &span : m_seen.healthOf(node, range)) {
        if (!spans.empty() && spans.back().range.end == span.range.start &&
            spans.back().health == span.health)
            spans.back().range.end = span.range.end;
        else
            spans.push_back(span);
    }
    return spans;
}

} // namespace desk
