// SPDX-License-Identifier: GPL-3.0-or-later
// OGDF's layouts through Tulip's plugins: Debian has no OGDF of its own. The time holds Tulip's conversion of
// the graph, some milliseconds for ten thousand edges.
#include "tests/benchmarks/layoutpeer.h"

#include <tulip/Graph.h>
#include <tulip/LayoutProperty.h>
#include <tulip/PluginLibraryLoader.h>
#include <tulip/TlpTools.h>

#include <chrono>

namespace desk {

Result<LayoutPeer::Picture> LayoutPeer::tulip(const LayoutGraph &graph, const std::string &method)
{
    tlp::initTulipLib();
    tlp::PluginLibraryLoader::loadPlugins();
    tlp::Graph *made = tlp::newGraph();
    std::vector<tlp::node> nodes;
    for (std::size_t i = 0; i < graph.nodeCount; ++i)
        nodes.push_back(made->addNode());
    for (const auto &[a, b] : graph.edges)
        made->addEdge(nodes[a], nodes[b]);
    auto *layout = made->getProperty<tlp::LayoutProperty>("viewLayout");
    Picture picture;
    std::string error;
    const auto begun = std::chrono::steady_clock::now();
    if (!made->applyPropertyAlgorithm(method, layout, error))
        return failure(ErrorCode::internal, error);
    picture.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    for (const tlp::node node : nodes) {
        const tlp::Coord &at = layout->getNodeValue(node);
        picture.places.push_back({double(at.x()), double(at.y())});
    }
    delete made;
    return picture;
}

} // namespace desk
