// SPDX-License-Identifier: GPL-3.0-or-later
// network_bench [TLE [STATIONS]]: how long the analyses of the network take, on the links that the simulated
// constellation has at the epoch of its orbits (default: those of the demo). Prints the JSON of `bench`.
#include "app/commandline/benchreport.h"

#include "models/network/betweenness.h"
#include "models/network/contacts.h"
#include "models/network/fleetnetwork.h"
#include "models/network/maximumflow.h"
#include "models/network/routefinder.h"
#include "models/network/singlepoints.h"
#include "models/network/whatif.h"
#include "tests/benchmarks/benchfleet.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <random>

using namespace desk;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsOf(const std::function<void()> &work)
{
    const auto begun = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double quantile(std::vector<double> times, double part)
{
    std::ranges::sort(times);
    return times[std::min(times.size() - 1, static_cast<std::size_t>(part * double(times.size())))];
}

class Bench
{
public:
    explicit Bench(BenchReport &report)
        : m_report(report)
    {
    }
    // Median, and the time that 99 % stay within.
    void measure(const std::string &name, int runs, double mustMs, const std::function<void()> &work)
    {
        std::vector<double> times(static_cast<std::size_t>(runs));
        std::generate(times.begin(), times.end(), [&work] { return millisecondsOf(work); });
        const auto must = mustMs > 0 ? BenchReport::Must::atMost : BenchReport::Must::nothing;
        m_report.results.push_back({name, quantile(times, 0.5), "ms", must, mustMs});
        if (runs >= 100)
            m_report.results.push_back({name + "_p99", quantile(times, 0.99), "ms"});
    }
    void tell(const std::string &name, double value, const std::string &unit)
    {
        m_report.results.push_back({name, value, unit});
    }

private:
    BenchReport &m_report;
};

} // namespace

int main(int argc, char **argv)
{
    const auto source = BenchFleet::read(argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "");
    if (!source) {
        std::cerr << source.error().message << '\n';
        return 1;
    }
    const FleetDefinition &fleet = source->fleet;
    const Network network = networkOf(fleet);
    const auto satellites = source->satellites;

    BenchReport report{"network", {}};
    Bench bench(report);
    bench.tell("nodes", double(network.nodeCount()), "");
    bench.tell("links", double(network.linkCount()), "");
    bench.measure("graph", 20, 0, [&] { static_cast<void>(networkOf(fleet)); });
    std::mt19937 random(1);
    std::size_t found = 0;
    for (const auto measure : {RouteMeasure::latency, RouteMeasure::hops, RouteMeasure::capacity}) {
        RouteFinder finder(network);
        const auto node = [&] { return static_cast<std::uint32_t>(random() % network.nodeCount()); };
        const auto station = [&] {
            return satellites + static_cast<std::uint32_t>(random() % source->files.stations.size());
        };
        const std::string word(routeMeasureWord(measure));
        bench.measure("route_" + word, 500, 5,
                      [&] { found += finder.best(node(), node(), measure) ? 1 : 0; });
        bench.measure("route_" + word + "_stations", 200, 5,
                      [&] { found += finder.best(station(), station(), measure) ? 1 : 0; });
        bench.measure("alternatives5_" + word, 20, 0, [&] {
            found +=
                finder.alternatives(station(), station(), measure, 5).value_or(std::vector<Route>()).size();
        });
    }
    bench.tell("routes_found", double(found), "");
    bench.measure("components", 50, 0, [&] { static_cast<void>(componentsOf(network)); });
    bench.measure("single_points", 100, 20, [&] { static_cast<void>(singlePointsOf(network)); });
    const SinglePoints points = singlePointsOf(network);
    bench.tell("articulation_points", double(points.nodes.size()), "");
    bench.tell("bridges", double(points.links.size()), "");
    std::vector<std::uint32_t> space(satellites);
    for (std::uint32_t i = 0; i < satellites; ++i)
        space[i] = i;
    const auto ground = network.groundNodes();
    double flow = 0;
    bench.measure("maximum_flow_all", 5, 0, [&] {
        flow = maximumFlow(network, space, ground, FlowUnit::capacity).value_or(MaximumFlow()).amount;
    });
    bench.tell("maximum_flow_all_gbps", flow, "Gbit/s");
    bench.measure("minimum_cut_one", 100, 0, [&] {
        const std::uint32_t one = static_cast<std::uint32_t>(random() % satellites);
        flow +=
            maximumFlow(network, std::span(&one, 1), ground, FlowUnit::links).value_or(MaximumFlow()).amount;
    });
    bench.measure("what_if", 5, 0, [&] {
        static_cast<void>(whatIf(network, {{ground.front(), 0, 1, 2, 3}, {}}));
    });
    for (const auto measure : {RouteMeasure::hops, RouteMeasure::latency}) {
        bench.measure("betweenness100_" + std::string(routeMeasureWord(measure)), 1, 0, [&] {
            static_cast<void>(betweennessOf(network, {.measure = measure, .mostSources = 100}));
        });
    }
    std::vector<Orbit> orbits;
    for (const ElementSet &one : source->files.elements) {
        if (auto orbit = Orbit::fromElements(one))
            orbits.push_back(*std::move(orbit));
    }
    std::vector<GeodeticPosition> places;
    for (const GroundStation &station : source->files.stations)
        places.push_back(station.position);
    const TimeRange day{source->time, source->time + std::chrono::hours(24)};
    std::size_t contacts = 0;
    bench.measure("contacts_day_1_station", 1, 0, [&] {
        contacts = findContacts(orbits, std::span(places).first(1), {day, 25}).size();
    });
    bench.tell("contacts_day_1_station_count", double(contacts), "");
    bench.measure("contacts_day_10_stations", 1, 0, [&] {
        contacts =
            findContacts(orbits, std::span(places).first(std::min<std::size_t>(10, places.size())), {day, 25})
                .size();
    });
    bench.tell("contacts_day_10_stations_count", double(contacts), "");
    std::cout << report.json();
    return report.holds() ? 0 : 1;
}
