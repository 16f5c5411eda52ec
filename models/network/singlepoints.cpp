// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/singlepoints.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::uint32_t none = NetworkGraph::none;

// A part of a component that holds together.
struct Part
{
    std::size_t size = 0;
    std::size_t ground = 0;
};

SinglePointLoss lossOf(std::span<const Part> parts, bool hadGround)
{
    SinglePointLoss loss;
    std::size_t all = 0;
    std::size_t largest = 0;
    for (const Part &part : parts) {
        all += part.size;
        largest = std::max(largest, part.size);
        loss.grounded += hadGround && part.ground == 0 ? part.size : 0;
    }
    loss.separated = all - largest;
    return loss;
}

class Search
{
public:
    explicit Search(const Network &network)
        : m_network(network)
        , m_visits(network.nodeCount())
    {
    }

    SinglePoints run()
    {
        for (std::uint32_t root = 0; root < m_network.nodeCount(); ++root) {
            if (m_network.works(root) && m_visits[root].number == 0)
                walk(root);
        }
        std::ranges::sort(m_found.nodes, {}, &SinglePoints::Node::node);
        std::ranges::sort(m_found.links, {}, &SinglePoints::Link::link);
        std::ranges::sort(m_found.lastGround);
        return std::move(m_found);
    }

private:
    struct Visit
    {
        std::uint32_t number = 0; // in order of discovery, from 1
        std::uint32_t low = 0;    // the least number that its subtree reaches
        std::uint32_t parent = none;
        std::uint32_t parentLink = none;
        std::uint32_t nextArc = 0;
        Part subtree; // itself and all below
    };

    void enter(std::uint32_t node, std::uint32_t parent, std::uint32_t link)
    {
        const std::size_t ground = m_network.isOnGround(node) ? 1 : 0;
        m_visits[node] = {++m_number, m_number, parent, link, 0, {1, ground}};
        m_order.push_back(node);
    }

    // A component: first the tree, then what each of its nodes and tree links is to it.
    void walk(std::uint32_t root)
    {
        m_order.clear();
        enter(root, none, none);
        for (std::uint32_t node = root; node != none;) {
            Visit &visit = m_visits[node];
            const auto arcs = m_network.graph().arcs(node);
            if (visit.nextArc == arcs.size()) {
                if (visit.parent != none) {
                    Visit &parent = m_visits[visit.parent];
                    parent.low = std::min(parent.low, visit.low);
                    parent.subtree.size += visit.subtree.size;
                    parent.subtree.ground += visit.subtree.ground;
                }
                node = visit.parent;
                continue;
            }
            const NetworkGraph::Arc &arc = arcs[visit.nextArc++];
            if (!m_network.isOpen(arc) || arc.link == visit.parentLink)
                continue;
            if (m_visits[arc.to].number != 0) {
                visit.low = std::min(visit.low, m_visits[arc.to].number);
                continue;
            }
            enter(arc.to, node, arc.link);
            node = arc.to;
        }
        judge(m_visits[root].subtree);
    }

    void judge(const Part &component)
    {
        const bool hasGround = component.ground > 0;
        for (const std::uint32_t node : m_order) {
            const Visit &visit = m_visits[node];
            if (visit.parent != none && visit.low == visit.number) {
                const std::array<Part, 2> parts{visit.subtree, Part{component.size - visit.subtree.size,
                                                                    component.ground - visit.subtree.ground}};
                m_found.links.push_back({visit.parentLink, lossOf(parts, hasGround)});
            }
            judgeNode(node, component);
        }
    }

    // Subtrees that reach no further up than the node fall off with it; the rest is one more part.
    void judgeNode(std::uint32_t node, const Part &component)
    {
        const Visit &visit = m_visits[node];
        m_parts.clear();
        Part rest{component.size - 1, component.ground - (m_network.isOnGround(node) ? 1 : 0)};
        for (const NetworkGraph::Arc &arc : m_network.graph().arcs(node)) {
            const Visit &child = m_visits[arc.to];
            if (!m_network.isOpen(arc) || child.parentLink != arc.link || child.parent != node ||
                child.low < visit.number)
                continue;
            m_parts.push_back(child.subtree);
            rest.size -= child.subtree.size;
            rest.ground -= child.subtree.ground;
        }
        if (rest.size > 0)
            m_parts.push_back(rest);
        if (m_parts.size() > 1)
            m_found.nodes.push_back({node, lossOf(m_parts, component.ground > 0)});
        else if (component.ground == 1 && m_network.isOnGround(node) && component.size > 1)
            m_found.lastGround.push_back(node);
    }

    const Network &m_network;
    std::vector<Visit> m_visits;
    std::vector<std::uint32_t> m_order;
    std::vector<Part> m_parts;
    std::uint32_t m_number = 0;
    SinglePoints m_found;
};

} // namespace

SinglePoints singlePointsOf(const Network &network)
{
    return Search(network).run();
}

} // namespace desk
