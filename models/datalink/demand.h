// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/counterrandom.h"
#include "models/telemetry/time.h"
#include "models/topology/groundstation.h"

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

struct DemandOptions
{
    double perStationGbps = 14; // sent by a station of mean weight, averaged over the day
    std::uint32_t sources = 16; // on/off sources of each pair
    double leastSojournS = 30;  // of a source in on or in off
    double tailIndex = 1.5;     // of Pareto's law for these times
    double diurnalSwing = 0.5;  // of the mean
    double busiestHour = 21;    // local mean solar time
};

// The traffic that ground stations want to send each other: gravity (the product of two cities' weights) ×
// time of day at both ends × bursts on all time scales. The bursts are superposed on/off sources with
// Pareto-distributed sojourns, whose sum is self-similar with Hurst parameter (3 - tailIndex) / 2: Willinger,
// Taqqu, Sherman, Wilson, "Self-similarity through high-variability", IEEE/ACM Trans. Networking 5 (1997).
// Seeded by the stations' ids. One thread.
class Demand
{
public:
    Demand(std::span<const GroundStation> stations, std::uint64_t seed, DemandOptions options = {});

    // To a later time.
    void advance(Timestamp time);

    std::size_t stations() const { return m_longitudes.size(); }
    double rateGbps(std::size_t from, std::size_t to) const { return m_rates[from * stations() + to]; }

private:
    struct Source
    {
        double switchesAt; // seconds since the first time
        CounterRandom random;
        bool on;
    };
    struct Pair
    {
        std::size_t place; // in m_rates
        double meanGbps;
        std::uint32_t on; // of its sources
    };

    void startSources(Pair &pair, std::uint64_t seed, const std::string &name);
    double diurnal(std::size_t station, double hourUtc) const;

    DemandOptions m_options;
    std::vector<double> m_longitudes;
    std::vector<Pair> m_pairs;
    std::vector<Source> m_sources; // of all pairs, one after the other
    std::vector<double> m_rates;
    Timestamp m_start = Timestamp::min();
};

} // namespace desk
