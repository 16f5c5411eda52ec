// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologyhistory.h"

#include <filesystem>
#include <stop_token>

namespace desk {

// The fleet graphs that session files have from before a moment, at most the last thousand of each. Nodes and
// links that `names` has too get their ids from it. A file or a graph that cannot be read is left out: who
// records says what is wrong with it. Any thread; milliseconds a graph, so on one of its own.
TopologyHistory readRecordedTopology(const std::vector<std::filesystem::path> &files, Timestamp before,
                                     const TopologySnapshot &names, const std::stop_token &stop);

} // namespace desk
