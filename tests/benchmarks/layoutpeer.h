// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/topology/layoutgraph.h"

#include <string>
#include <vector>

namespace desk {

// One layout of another project, or ours, as its users would call it.
struct LayoutPeer
{
    struct Picture
    {
        double milliseconds = 0; // of the layout alone: the graph is made before, the places are read after
        std::vector<LayoutPoint> places;
    };
    using LayOut = Result<Picture> (*)(const LayoutGraph &graph, const std::string &method);

    std::string name;
    std::string missing; // why it is passed over
    LayOut layOut = nullptr;
    std::string method{}; // what the library calls it

    // Runs it in a child process, so that a peer that hangs, crashes or sets up its libraries anew disturbs
    // nobody. Errors: it did not end in time, or died.
    [[nodiscard]] Result<Picture> measured(const LayoutGraph &graph, unsigned seconds) const;

    static Result<Picture> ours(const LayoutGraph &graph, const std::string &method);
    static Result<Picture> graphviz(const LayoutGraph &graph, const std::string &method);
    static Result<Picture> igraph(const LayoutGraph &graph, const std::string &method);
    static Result<Picture> tulip(const LayoutGraph &graph, const std::string &method);
    static std::vector<LayoutPeer> all(); // ours first
};

} // namespace desk
