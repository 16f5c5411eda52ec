// SPDX-License-Identifier: GPL-3.0-or-later
// What a TopologyHistory tells about stretches of time: when versions changed, and how long a node had one
// health.
#include "models/topology/topologyhistory.h"

#include <algorithm>

namespace desk {
namespace {

// Gathers spans from what was told to hold from a moment on.
class HealthSpans
{
public:
    explicit HealthSpans(const TimeRange &range)
        : m_range(range)
    {
    }

    // Nothing = not there, or not known. In order of time.
    void tell(Timestamp from, std::optional<Health> health)
    {
        if (health == m_health)
            return;
        close(from);
        m_health = health;
        m_since = from;
    }
    std::vector<HealthSpan> finish()
    {
        close(m_range.end);
        return std::move(m_spans);
    }

private:
    void close(Timestamp until)
    {
        const TimeRange span{std::max(m_since, m_range.start), std::min(until, m_range.end)};
        if (m_health && span.start < span.end)
            m_spans.push_back({span, *m_health});
    }

    const TimeRange m_range;
    std::vector<HealthSpan> m_spans;
    std::optional<Health> m_health;
    Timestamp m_since{};
};

// Figures of a definition, capacities above all, change all the time; that is nothing to stop at.
bool isStep(const std::vector<TopologyChange> &changes)
{
    return std::ranges::any_of(changes, [](const TopologyChange &change) {
        return change.kind != TopologyChange::Kind::nodeChanged &&
               change.kind != TopologyChange::Kind::linkChanged;
    });
}

} // namespace

std::vector<HealthSpan> TopologyHistory::healthOf(std::string_view node, const TimeRange &range) const
{
    HealthSpans spans(range);
    for (const Block &block : m_blocks) {
        const auto &nodes = block.base->nodes;
        const auto found = std::ranges::find(nodes, node, &TopologyNode::name);
        spans.tell(block.base->time, found == nodes.end() ? std::nullopt : std::optional(found->health));
        for (const Version &version : block.versions) {
            const auto told = std::ranges::find_if(
                version.nodes, [node](const Node &each) { return each.value.name == node; });
            if (told != version.nodes.end())
                spans.tell(version.time, told->value.health);
        }
    }
    return spans.finish();
}

std::vector<TopologyChange> TopologyHistory::newestChanges(const TimeRange &range, std::size_t atMost) const
{
    std::vector<TopologyChange> found;
    const auto take = [&](Timestamp time, const std::vector<TopologyChange> &changes) {
        if (!range.contains(time))
            return;
        const std::size_t count = std::min(changes.size(), atMost - found.size());
        found.insert(found.end(), changes.rbegin(), changes.rbegin() + std::ptrdiff_t(count));
    };
    for (auto block = m_blocks.rbegin(); block != m_blocks.rend() && found.size() < atMost; ++block) {
        for (auto version = block->versions.rbegin(); version != block->versions.rend(); ++version)
            take(version->time, version->changes);
        take(block->base->time, block->changes);
    }
    return found;
}

std::optional<TimeRange> TopologyHistory::inForce(Timestamp time) const
{
    TimeRange range{Timestamp::max(), Timestamp::max()};
    const auto reached = [&](Timestamp start) {
        if (start <= time)
            range.start = start;
        else
            range.end = start;
        return start <= time;
    };
    for (auto block = m_blocks.rbegin(); block != m_blocks.rend(); ++block) {
        for (auto version = block->versions.rbegin(); version != block->versions.rend(); ++version) {
            if (reached(version->time))
                return range;
        }
        if (reached(block->base->time))
            return range;
    }
    return std::nullopt;
}

std::optional<Timestamp> TopologyHistory::changeAfter(Timestamp time) const
{
    for (const Block &block : m_blocks) {
        if (block.base->time > time && isStep(block.changes))
            return block.base->time;
        for (const Version &version : block.versions) {
            if (version.time > time && isStep(version.changes))
                return version.time;
        }
    }
    return std::nullopt;
}

std::optional<Timestamp> TopologyHistory::changeBefore(Timestamp time) const
{
    for (auto block = m_blocks.rbegin(); block != m_blocks.rend(); ++block) {
        for (auto version = block->versions.rbegin(); version != block->versions.rend(); ++version) {
            if (version->time < time && isStep(version->changes))
                return version->time;
        }
        if (block->base->time < time && isStep(block->changes))
            return block->base->time;
    }
    return std::nullopt;
}

} // namespace desk
