// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchreport.h"
#include "app/commandline/interruption.h"
#include "app/commandline/layoutworks.h"
#include "models/topology/graphlayout.h"

#include <filesystem>

namespace desk {

// constellation bench layout: how long a layout takes and how good its picture is, for known graphs; and, for
// real satellites, how long it takes to move them all. On the main thread, one core.
class LayoutBench
{
public:
    struct Options
    {
        std::vector<std::string> works{"walker", "power_law", "fleet"};
        LayoutKind kind = LayoutKind::stress; // demands are of stress only
        unsigned runs = 5;                    // medians
        std::uint32_t seed = 1;
        // The fleet; empty = the satellites and stations of the demo.
        std::string elements;
        std::string stations;
        std::filesystem::path dump; // "node x y" lines of the last layout
    };
    explicit LayoutBench(Options options)
        : m_options(std::move(options))
    {
    }

    // Errors: files that cannot be read or written.
    Result<BenchReport> run();

private:
    struct Demands // 0 = none
    {
        double time = 0; // ms
        double stress = 0;
        double crossings = 0;
    };

    Result<void> layOut(const LayoutWork &work, const Demands &demands);
    Result<void> fleet();
    Result<void> move(const FleetWork &fleet);
    Result<void> dump() const;
    void add(std::string name, double value, std::string unit, double atMost = 0);

    const Options m_options;
    Interruption m_interruption;
    BenchReport m_report{"layout", {}};
    std::vector<std::string> m_nodes; // of the last layout
    std::vector<LayoutPoint> m_places;
};

} // namespace desk
