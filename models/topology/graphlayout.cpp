// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/graphlayout.h"

#include "models/topology/circlelayout_p.h"
#include "models/topology/geographiclayout_p.h"
#include "models/topology/layeredlayout_p.h"
#include "models/topology/orbitallayout_p.h"
#include "models/topology/springlayout_p.h"
#include "models/topology/stresslayout_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

bool isFinite(const LayoutPoint &p)
{
    constexpr double far = 1e6; // beyond it nothing can be seen any more
    return std::abs(p.x) < far && std::abs(p.y) < far;
}

void clean(std::vector<std::optional<LayoutPoint>> &places, std::size_t count)
{
    if (!places.empty())
        places.resize(count);
    for (auto &place : places) {
        if (place && !isFinite(*place))
            place.reset();
    }
}

LayoutGraph cleaned(LayoutGraph graph)
{
    std::erase_if(graph.edges, [&](const LayoutEdge &edge) {
        return edge.first == edge.second || edge.first >= graph.nodeCount || edge.second >= graph.nodeCount;
    });
    for (auto &[a, b] : graph.edges) {
        if (a > b)
            std::swap(a, b);
    }
    std::sort(graph.edges.begin(), graph.edges.end());
    graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end()), graph.edges.end());
    clean(graph.previous, graph.nodeCount);
    clean(graph.geographic, graph.nodeCount);
    graph.followers.resize(graph.nodeCount);
    graph.pinned.resize(graph.nodeCount);
    graph.roles.resize(graph.nodeCount);
    graph.slots.resize(graph.nodeCount);
    for (auto &slot : graph.slots) {
        if (slot && (slot->shell < 0 || slot->plane < 0 || !(std::abs(slot->phase) < 1e3)))
            slot.reset();
    }
    for (std::size_t i = 0; i < graph.nodeCount; ++i) {
        if (graph.previous.empty() || !graph.previous[i])
            graph.pinned[i] = false; // nothing to hold it at
    }
    if (!graph.changed.empty())
        graph.changed.resize(graph.nodeCount, true);
    return graph;
}

// Whether Boost.Graph's layouts, which start from nothing, are to be used.
bool isForSprings(const LayoutGraph &graph, LayoutKind kind, const LayoutOptions &options)
{
    const bool pins = std::find(graph.pinned.begin(), graph.pinned.end(), true) != graph.pinned.end();
    const auto known = std::count_if(graph.previous.begin(), graph.previous.end(),
                                     [](const auto &place) { return place.has_value(); });
    if (!options.afresh && 2 * static_cast<std::size_t>(known) > graph.nodeCount)
        return false;
    return graph.nodeCount <= mostNodesOf(kind) && (kind != LayoutKind::kamadaKawai || !pins);
}

std::unique_ptr<GraphLayout::Method> makeMethod(LayoutGraph graph, LayoutKind kind,
                                                const LayoutOptions &options)
{
    graph = cleaned(std::move(graph));
    switch (kind) {
    case LayoutKind::circle:
        return std::make_unique<CircleLayout>(std::move(graph));
    case LayoutKind::geographic:
    case LayoutKind::globe:
        return std::make_unique<GeographicLayout>(std::move(graph));
    case LayoutKind::orbital:
        return std::make_unique<OrbitalLayout>(std::move(graph), options);
    case LayoutKind::layered:
        return std::make_unique<LayeredLayout>(std::move(graph), options);
    case LayoutKind::fruchtermanReingold:
    case LayoutKind::kamadaKawai:
        if (isForSprings(graph, kind, options))
            return std::make_unique<SpringLayout>(std::move(graph), kind, options);
        break;
    case LayoutKind::stress:
        break;
    }
    return std::make_unique<StressLayout>(std::move(graph), options);
}

} // namespace

std::size_t mostNodesOf(LayoutKind kind)
{
    switch (kind) {
    case LayoutKind::fruchtermanReingold:
        return SpringLayout::mostFruchtermanReingold;
    case LayoutKind::kamadaKawai:
        return SpringLayout::mostKamadaKawai;
    default:
        return std::numeric_limits<std::size_t>::max();
    }
}

GraphLayout::GraphLayout(LayoutGraph graph, LayoutKind kind, const LayoutOptions &options)
    : m_method(makeMethod(std::move(graph), kind, options))
{
}

GraphLayout::~GraphLayout() = default;

bool GraphLayout::step(const std::stop_token &stop)
{
    return m_method->step(stop);
}

bool GraphLayout::run(const std::stop_token &stop)
{
    bool more = true;
    while (more && !stop.stop_requested())
        more = step(stop);
    return !stop.stop_requested();
}

const std::vector<LayoutPoint> &GraphLayout::positions() const
{
    return m_method->positions;
}

} // namespace desk
