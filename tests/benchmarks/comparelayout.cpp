// SPDX-License-Identifier: GPL-3.0-or-later
// compare_layout: the same graphs laid out by our stress layout, Graphviz, igraph and OGDF, one after the
// other in each round: time (median of the rounds), normalised stress, crossings.
#include "app/commandline/benchreport.h"
#include "app/commandline/layoutworks.h"
#include "models/topology/layoutquality.h"
#include "tests/benchmarks/layoutpeer.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

namespace desk {
namespace {

struct Options
{
    std::vector<std::string> works{"walker", "power_law"};
    std::vector<std::string> peers; // empty = all
    std::string elements;
    std::string stations;
    unsigned runs = 3;
    unsigned patience = 60;
    bool json = false;
    bool markdown = false;
};

struct Figures
{
    std::vector<double> times; // ms
    double stress = 0;         // of the last picture, as the crossings
    double crossings = 0;

    [[nodiscard]] double time() const
    {
        auto sorted = times;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
};

using Results = std::map<std::string, Figures>; // by peer

bool wants(const std::vector<std::string> &names, const std::string &name)
{
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

Results measure(const LayoutWork &work, const std::vector<LayoutPeer> &peers, const Options &options)
{
    Results results;
    std::vector<std::string> given; // up on
    for (unsigned round = 0; round < options.runs; ++round) {
        for (const LayoutPeer &peer : peers) {
            if (!peer.missing.empty() || std::find(given.begin(), given.end(), peer.name) != given.end())
                continue;
            const auto picture = peer.measured(work.graph, options.patience);
            if (!picture) {
                std::cerr << work.name << ": " << peer.name << ": left out; " << picture.error().message
                          << '\n';
                results.erase(peer.name);
                given.push_back(peer.name);
                continue;
            }
            Figures &figures = results[peer.name];
            figures.times.push_back(picture->milliseconds);
            if (round + 1 < options.runs)
                continue;
            figures.stress = normalisedStress(work.graph.nodeCount, work.graph.edges, picture->places);
            figures.crossings = double(edgeCrossings(work.graph.edges, picture->places));
        }
    }
    return results;
}

void report(BenchReport &out, const LayoutWork &work, const Results &results,
            const std::vector<LayoutPeer> &peers)
{
    const auto ours = results.find(peers.front().name);
    for (const LayoutPeer &peer : peers) {
        const auto found = results.find(peer.name);
        if (found == results.end())
            continue;
        const std::string head = work.name + "." + peer.name;
        out.results.push_back({head + ".time", found->second.time(), "ms"});
        out.results.push_back({head + ".stress", found->second.stress, ""});
        out.results.push_back({head + ".crossings", found->second.crossings, ""});
        if (found == ours || ours == results.end())
            continue;
        BenchReport::Entry faster{head + ".faster", found->second.time() / ours->second.time(), "times"};
        if (work.name == "walker" && peer.name == "sfdp") {
            faster.must = BenchReport::Must::atLeast;
            faster.bound = 10;
        }
        out.results.push_back(std::move(faster));
        BenchReport::Entry crossings{head + ".our_crossings",
                                     ours->second.crossings / std::max(1.0, found->second.crossings),
                                     "times"};
        if (work.name == "power_law" && peer.name == "ogdf_fmme") {
            crossings.must = BenchReport::Must::atMost;
            crossings.bound = 1.3;
        }
        out.results.push_back(std::move(crossings));
    }
}

std::string markdown(const std::vector<LayoutWork> &works, const std::vector<Results> &all,
                     const std::vector<LayoutPeer> &peers)
{
    std::ostringstream out;
    out << std::fixed << "| graph | layout | time, ms | stress | crossings |\n|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < works.size(); ++i) {
        for (const LayoutPeer &peer : peers) {
            const auto found = all[i].find(peer.name);
            if (found == all[i].end())
                continue;
            out << "| " << works[i].name << " | " << peer.name << " | " << std::setprecision(1)
                << found->second.time() << " | " << std::setprecision(4) << found->second.stress << " | "
                << std::setprecision(0) << found->second.crossings << " |\n";
        }
    }
    return out.str();
}

int compare(const Options &options)
{
    std::vector<LayoutWork> works;
    for (const std::string &name : options.works) {
        if (name == "walker") {
            works.push_back(walkerWork(100, 50));
        } else if (name == "power_law") {
            works.push_back(powerLawWork(1'584, 2, 1));
        } else {
            auto fleet = FleetWork::read(options.elements, options.stations);
            if (!fleet) {
                std::cerr << "compare_layout: " << fleet.error().message << '\n';
                return 1;
            }
            works.push_back(std::move(fleet->work));
        }
    }
    std::vector<LayoutPeer> peers = LayoutPeer::all();
    std::erase_if(peers, [&](const LayoutPeer &peer) {
        return peer.name != peers.front().name && !wants(options.peers, peer.name);
    });
    for (const LayoutPeer &peer : peers) {
        if (!peer.missing.empty())
            std::cerr << peer.name << ": passed over; " << peer.missing << '\n';
    }
    BenchReport out{"compare_layout", {}};
    std::vector<Results> all;
    for (const LayoutWork &work : works) {
        all.push_back(measure(work, peers, options));
        out.results.push_back({work.name + ".nodes", double(work.graph.nodeCount), ""});
        out.results.push_back({work.name + ".edges", double(work.graph.edges.size()), ""});
        report(out, work, all.back(), peers);
    }
    out.results.push_back({"runs", double(options.runs), ""});
    if (options.markdown)
        std::cout << markdown(works, all, peers);
    else
        std::cout << (options.json ? out.json() : out.table());
    std::cout << std::flush;
    return out.holds() ? 0 : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    CLI::App app("The same graphs laid out by the desk, Graphviz, igraph and OGDF");
    desk::Options options;
    app.add_option("--works", options.works, "Only these: walker power_law fleet")
        ->check(CLI::IsMember({"walker", "power_law", "fleet"}));
    app.add_option("--peers", options.peers, "Only these, beside ours");
    auto *elements =
        app.add_option("--tle", options.elements, "The fleet's satellites (default: the demo's)");
    auto *stations = app.add_option("--stations", options.stations, "The fleet's ground stations");
    elements->needs(stations);
    stations->needs(elements);
    app.add_option("--runs", options.runs, "Rounds; a time is their median")->check(CLI::Range(1, 100));
    app.add_option("--patience", options.patience, "Seconds that a layout may take")
        ->check(CLI::Range(1, 3600));
    app.add_flag("--json", options.json, "Results as JSON");
    app.add_flag("--markdown", options.markdown, "Results as a table for BENCHMARKS.md");
    CLI11_PARSE(app, argc, argv);
    return desk::compare(options);
}
