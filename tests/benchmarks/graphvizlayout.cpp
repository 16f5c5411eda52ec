// SPDX-License-Identifier: GPL-3.0-or-later
// Graphviz in this process: libgvc, as its tools sfdp and neato call it, without routing edges or removing
// overlaps, which ours does not do either.
#include "tests/benchmarks/layoutpeer.h"

#include <graphviz/gvc.h>

#include <chrono>

namespace desk {

Result<LayoutPeer::Picture> LayoutPeer::graphviz(const LayoutGraph &graph, const std::string &method)
{
    const auto text = [](const char *words) { return const_cast<char *>(words); }; // it wants char *
    GVC_t *context = gvContext();
    Agraph_t *made = agopen(text("g"), Agundirected, nullptr);
    agattr(made, AGRAPH, text("overlap"), text("true"));
    agattr(made, AGRAPH, text("splines"), text(""));
    std::vector<Agnode_t *> nodes;
    for (std::size_t i = 0; i < graph.nodeCount; ++i)
        nodes.push_back(agnode(made, text(std::to_string(i).c_str()), 1));
    for (const auto &[a, b] : graph.edges)
        agedge(made, nodes[a], nodes[b], nullptr, 1);
    Picture picture;
    const auto begun = std::chrono::steady_clock::now();
    if (gvLayout(context, made, method.c_str()) != 0)
        return failure(ErrorCode::internal, "gvLayout failed");
    picture.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    for (Agnode_t *node : nodes)
        picture.places.push_back({ND_coord(node).x, ND_coord(node).y});
    gvFreeLayout(context, made);
    agclose(made);
    gvFreeContext(context);
    return picture;
}

} // namespace desk
