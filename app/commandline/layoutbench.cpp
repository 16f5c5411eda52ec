// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/layoutbench.h"

#include "models/topology/layoutquality.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iomanip>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

tl::unexpected<Error> interrupted()
{
    return failure(ErrorCode::internal, "interrupted");
}

} // namespace

void LayoutBench::add(std::string name, double value, std::string unit, double atMost)
{
    const bool demanded = atMost > 0 && m_options.kind == LayoutKind::stress;
    m_report.results.push_back({std::move(name), value, std::move(unit),
                                demanded ? BenchReport::Must::atMost : BenchReport::Must::nothing, atMost});
}

Result<BenchReport> LayoutBench::run()
{
    for (const std::string &name : m_options.works) {
        const auto done = name == "walker"      ? layOut(walkerWork(100, 50), {77, 0.085, 10'000})
                          : name == "power_law" ? layOut(powerLawWork(1'584, 2, 1), {400, 0.184, 0})
                                                : fleet();
        if (!done)
            return tl::unexpected(done.error());
    }
    add("seed", m_options.seed, "");
    add("runs", m_options.runs, "");
    if (const auto written = dump(); !written)
        return tl::unexpected(written.error());
    return m_report;
}

Result<void> LayoutBench::layOut(const LayoutWork &work, const Demands &demands)
{
    LayoutOptions options;
    options.seed = m_options.seed;
    std::vector<double> times;
    for (unsigned run = 0; run < m_options.runs; ++run) {
        LayoutGraph graph = work.graph;
        const auto begun = Clock::now();
        GraphLayout layout(std::move(graph), m_options.kind, options);
        while (layout.step()) {
            if (m_interruption.isRequested())
                return interrupted();
        }
        times.push_back(millisecondsSince(begun));
        m_places = layout.positions();
    }
    m_nodes = work.nodes;
    add(work.name + "_nodes", double(work.graph.nodeCount), "");
    add(work.name + "_edges", double(work.graph.edges.size()), "");
    add(work.name + "_time", median(times), "ms", demands.time);
    add(work.name + "_stress", normalisedStress(work.graph.nodeCount, work.graph.edges, m_places), "",
        demands.stress);
    add(work.name + "_crossings", double(edgeCrossings(work.graph.edges, m_places)), "", demands.crossings);
    return m_interruption.isRequested() ? interrupted() : Result<void>{};
}

Result<void> LayoutBench::fleet()
{
    const auto fleet = FleetWork::read(m_options.elements, m_options.stations);
    if (!fleet)
        return tl::unexpected(fleet.error());
    if (const auto done = layOut(fleet->work, {150, 0, 0}); !done)
        return done;
    return move(*fleet);
}

// All satellites to their places at one instant, a second later each time, as a live picture does.
Result<void> LayoutBench::move(const FleetWork &fleet)
{
    constexpr int updates = 30;
    std::vector<Vector3> positions(fleet.orbits.size());
    std::vector<double> times;
    for (int update = 0; update < updates; ++update) {
        const Timestamp time = fleet.time + std::chrono::seconds(update);
        const auto begun = Clock::now();
        for (std::size_t i = 0; i < positions.size(); ++i) {
            if (const auto state = fleet.orbits[i].stateAt(time))
                positions[i] = state->positionKm;
        }
        times.push_back(millisecondsSince(begun));
        if (m_interruption.isRequested())
            return interrupted();
    }
    add("fleet_moved", double(positions.size()), "satellites");
    add("fleet_move", median(times), "ms", 10);
    return {};
}

Result<void> LayoutBench::dump() const
{
    if (m_options.dump.empty())
        return {};
    std::ofstream out(m_options.dump);
    out << std::setprecision(9);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        out << (i < m_nodes.size() ? m_nodes[i] : std::to_string(i)) << ' ' << m_places[i].x << ' '
            << m_places[i].y << '\n';
    }
    if (!out.flush())
        return failure(ErrorCode::permissionDenied, "cannot write " + m_options.dump.string());
    return {};
}

} // namespace desk
