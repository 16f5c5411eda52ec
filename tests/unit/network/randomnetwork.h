// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"

#include <random>

namespace desk {

// A network of random links for tests: self loops, double links and links to nowhere among them, some figures
// unknown, some things off, some nodes on the ground. Latencies and capacities are small whole numbers.
inline Network randomNetwork(std::mt19937 &random, std::uint32_t nodes, std::uint32_t links)
{
    std::vector<NetworkLink> ends;
    for (std::uint32_t i = 0; i < links; ++i)
        ends.push_back({static_cast<std::uint32_t>(random() % (nodes + (i == 0 ? 3 : 0))),
                        static_cast<std::uint32_t>(random() % nodes)});
    Network network(nodes, ends);
    for (std::uint32_t i = 0; i < links; ++i) {
        if (random() % 12 != 0)
            network.setLatency(i, static_cast<double>(1 + random() % 9));
        if (random() % 12 != 0)
            network.setCapacity(i, static_cast<double>(random() % 6));
        if (random() % 20 == 0)
            network.switchLink(i, false);
    }
    for (std::uint32_t i = 0; i < nodes; ++i) {
        network.setOnGround(i, random() % 5 == 0);
        if (random() % 20 == 0)
            network.switchNode(i, false);
    }
    return network;
}

} // namespace desk
