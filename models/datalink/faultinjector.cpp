// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/faultinjector.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

constexpr std::string_view anyNode = "any";
constexpr std::chrono::seconds flapSlot{3};
constexpr std::array<std::string_view, 4> randomSensors{"temperature_c", "battery_percent", "throughput_gbps",
                                                        "snr_db"};

SimulationCause causeOf(FaultKind kind)
{
    return static_cast<SimulationCause>(static_cast<int>(SimulationCause::nodeFailure) +
                                        static_cast<int>(kind));
}
static_assert(static_cast<int>(SimulationCause::burst) - static_cast<int>(SimulationCause::nodeFailure) ==
              static_cast<int>(FaultKind::burst));

std::uint32_t indexOf(std::span<const std::string> nodes, std::string_view name)
{
    const auto found = std::find(nodes.begin(), nodes.end(), name);
    return found == nodes.end() ? SimulatedEntity::none : static_cast<std::uint32_t>(found - nodes.begin());
}

tl::unexpected<Error> orderError(const FaultOrder &order, ErrorCode code, const std::string &what)
{
    return failure(code, "faults, character " + std::to_string(order.position + 1) + ": " + what,
                   std::string(faultWord(order.kind)), order.position);
}

} // namespace

FaultInjector::FaultInjector(FaultPlan plan, std::vector<std::string> nodes, std::uint32_t satellites,
                             std::uint64_t seed, Timestamp live)
    : m_plan(std::move(plan))
    , m_nodes(std::move(nodes))
    , m_satellites(satellites)
    , m_random(seed, "constellation", "faults")
    , m_live(live)
    , m_failed(m_nodes.size())
    , m_factors(m_nodes.size(), 1)
    , m_rainDb(m_nodes.size())
    , m_skews(m_nodes.size())
{
    std::stable_sort(m_plan.orders.begin(), m_plan.orders.end(),
                     [](const FaultOrder &a, const FaultOrder &b) { return a.offset < b.offset; });
    if (m_plan.randomPerMinute > 0)
        m_nextRandom = m_live;
}

Result<void> FaultInjector::check(const FaultPlan &plan, std::span<const std::string> nodes,
                                  std::uint32_t satellites)
{
    for (const FaultOrder &order : plan.orders) {
        for (const std::string &name : {order.node, order.dst}) {
            if (!name.empty() && name != anyNode && indexOf(nodes, name) == SimulatedEntity::none)
                return orderError(order, ErrorCode::notFound, "no node " + name + " in this constellation");
        }
        if (order.kind == FaultKind::rainCell && order.node != anyNode &&
            indexOf(nodes, order.node) < satellites)
            return orderError(order, ErrorCode::invalidArgument,
                              "it rains on ground stations only, not on " + order.node);
        if (order.kind == FaultKind::stuckSensor && !simulatedMetricOf(order.metric))
            return orderError(order, ErrorCode::notFound, "no metric " + order.metric);
    }
    return {};
}

FaultOrder FaultInjector::randomOrder(Timestamp begin)
{
    FaultOrder order;
    order.kind = allFaultKinds[m_random.below(allFaultKinds.size())];
    order.node = anyNode;
    order.offset = begin - m_live;
    double seconds = m_random.uniform(30, 180);
    switch (order.kind) {
    case FaultKind::rainCell:
        order.magnitude = m_random.uniform(8, 25);
        seconds = m_random.uniform(180, 480);
        break;
    case FaultKind::stuckSensor:
        order.metric = randomSensors[m_random.below(randomSensors.size())];
        break;
    case FaultKind::clockSkew:
        order.magnitude = m_random.uniform(2, 20) * (m_random.uniform() < 0.5 ? -1 : 1);
        break;
    case FaultKind::burst:
        order.magnitude = m_random.uniform(3, 10);
        break;
    case FaultKind::nodeFailure:
    case FaultKind::linkFlap:
        break;
    }
    order.duration = std::chrono::nanoseconds{std::llround(seconds * 1000) * 1'000'000};
    return order;
}

// Adds what chance orders up to a time; the gaps of a Poisson process are exponential.
void FaultInjector::orderRandom(Timestamp time)
{
    while (m_nextRandom <= time) {
        const double gapS = m_random.exponential(60 / m_plan.randomPerMinute);
        m_nextRandom += std::chrono::nanoseconds{std::llround(gapS * 1e9)};
        const FaultOrder order = randomOrder(m_nextRandom);
        const auto place = std::upper_bound(
            m_plan.orders.begin() + static_cast<std::ptrdiff_t>(m_next), m_plan.orders.end(), order,
            [](const FaultOrder &a, const FaultOrder &b) { return a.offset < b.offset; });
        m_plan.orders.insert(place, order);
    }
}

// Turns names into indices, and "any" into one that fits. False where there is none.
bool FaultInjector::choose(Active &fault, std::span<const SimulatedLink> links)
{
    const FaultOrder &order = fault.order;
    const auto count = static_cast<std::uint32_t>(m_nodes.size());
    const bool linkOnly = order.kind == FaultKind::linkFlap || (order.kind == FaultKind::stuckSensor &&
                                                                fault.metric && !isNodeMetric(*fault.metric));
    if (order.node != anyNode) {
        fault.node = indexOf(m_nodes, order.node);
        fault.dst = order.dst.empty() ? SimulatedEntity::none : indexOf(m_nodes, order.dst);
        return true;
    }
    if (linkOnly) {
        if (links.empty())
            return false;
        const SimulatedLink &link = links[m_random.below(static_cast<std::uint32_t>(links.size()))];
        fault.node = link.ends()[0];
        fault.dst = link.ends()[1];
        return true;
    }
    // A burst begins where traffic does, rain falls on the ground.
    const bool ground = order.kind == FaultKind::rainCell || order.kind == FaultKind::burst;
    const std::uint32_t first = ground ? m_satellites : 0;
    const std::uint32_t end = ground || m_satellites == 0 ? count : m_satellites;
    if (first >= end)
        return false;
    fault.node = first + m_random.below(end - first);
    return true;
}

void FaultInjector::begin(const FaultOrder &order, std::span<const SimulatedLink> links, SimulationLog &log)
{
    Active fault;
    fault.order = order;
    fault.metric = simulatedMetricOf(order.metric);
    fault.start = m_live + order.offset;
    fault.end = fault.start + order.duration;
    fault.pattern = m_random.bits();
    if (!choose(fault, links))
        return;
    SimulationRecord record;
    record.cause = causeOf(order.kind);
    record.node = m_nodes[fault.node];
    record.dst = fault.dst == SimulatedEntity::none ? std::string() : m_nodes[fault.dst];
    record.metric = order.metric;
    record.magnitude = order.magnitude;
    record.start = fault.start;
    fault.record = log.begin(std::move(record));
    m_active.push_back(std::move(fault));
}

// What is wrong, from all that is active.
void FaultInjector::apply(Timestamp time)
{
    std::fill(m_failed.begin(), m_failed.end(), std::uint8_t{0});
    std::fill(m_factors.begin(), m_factors.end(), 1.0);
    std::fill(m_rainDb.begin(), m_rainDb.end(), 0.0);
    std::fill(m_skews.begin(), m_skews.end(), std::chrono::nanoseconds::zero());
    m_stuck = 0;
    for (const Active &fault : m_active) {
        switch (fault.order.kind) {
        case FaultKind::nodeFailure:
            m_failed[fault.node] = 1;
            break;
        case FaultKind::burst:
            m_factors[fault.node] *= fault.order.magnitude;
            break;
        case FaultKind::clockSkew:
            m_skews[fault.node] += std::chrono::nanoseconds{std::llround(fault.order.magnitude * 1e9)};
            break;
        case FaultKind::rainCell: {
            // A cell that drifts over: rises and falls as a raised cosine.
            const double part = std::chrono::duration<double>(time - fault.start) / fault.order.duration;
            const double shape = std::sin(std::numbers::pi * std::clamp(part, 0.0, 1.0));
            m_rainDb[fault.node] += fault.order.magnitude * shape * shape;
            break;
        }
        case FaultKind::stuckSensor:
            ++m_stuck;
            break;
        case FaultKind::linkFlap:
            break;
        }
    }
}

void FaultInjector::advance(Timestamp time, std::span<const SimulatedLink> links, SimulationLog &log)
{
    orderRandom(time);
    const bool wasActive = !m_active.empty();
    for (; m_next < m_plan.orders.size() && m_live + m_plan.orders[m_next].offset <= time; ++m_next)
        begin(m_plan.orders[m_next], links, log);
    std::erase_if(m_active, [&](const Active &fault) {
        if (time < fault.end)
            return false;
        log.end(fault.record, fault.end);
        return true;
    });
    if (wasActive || !m_active.empty())
        apply(time);
}

bool FaultInjector::isDown(const std::array<std::uint32_t, 2> &ends, Timestamp time) const
{
    return std::any_of(m_active.begin(), m_active.end(), [&](const Active &fault) {
        if (fault.order.kind != FaultKind::linkFlap)
            return false;
        const bool same = (fault.node == ends[0] && fault.dst == ends[1]) ||
                          (fault.node == ends[1] && fault.dst == ends[0]);
        // Down at once, then up or down by the bits of the pattern.
        return same && ((fault.pattern | 1) >> ((time - fault.start) / flapSlot % 64) & 1) != 0;
    });
}

void FaultInjector::hold(SimulatedPoint &point, const SimulatedEntity &entity)
{
    for (Active &fault : m_active) {
        if (fault.order.kind != FaultKind::stuckSensor || !fault.metric || entity.node != fault.node)
            continue;
        const bool about = fault.dst != SimulatedEntity::none ? entity.dst == fault.dst
                           : isNodeMetric(*fault.metric)      ? entity.dst == SimulatedEntity::none
                                                              : entity.dst != SimulatedEntity::none;
        if (about && point.has(*fault.metric))
            point.set(*fault.metric,
                      fault.held.try_emplace(point.entity, point.value(*fault.metric)).first->second);
    }
}

} // namespace desk
