// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/route.h"
#include "models/telemetry/result.h"

#include <stop_token>

namespace desk {

struct BetweennessOptions
{
    RouteMeasure measure = RouteMeasure::hops; // hops or latency
    // From so many nodes shortest ways are counted: all of them, or a sample drawn without repetition.
    std::size_t mostSources = 500;
    std::uint64_t seed = 1;
};

// What share of the shortest ways between two other nodes leads over a node (or, with its ends, over a link),
// 0 to 1; of several equally short ways each counts its part. A sample (exact = false) estimates it with an
// error of about 1 / sqrt(sources) of the largest values. Plain value, any thread.
struct Betweenness
{
    std::vector<double> ofNode;
    std::vector<double> ofLink;
    std::size_t sources = 0;
    bool exact = true;
};

// Brandes, "A faster algorithm for betweenness centrality" (2001); the sample after Brandes and Pich (2007).
// About a millisecond a source at ten thousand nodes (latency: two). invalidArgument: capacity is no
// length. timeout: it was stopped. Links of unknown latency count for nothing where that is the measure; a
// latency of zero counts as a picosecond, so that ways have an order.
Result<Betweenness> betweennessOf(const Network &network, const BetweennessOptions &options,
                                  const std::stop_token &stop = {});

} // namespace desk
