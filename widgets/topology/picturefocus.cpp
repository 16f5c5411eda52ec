// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/picturefocus.h"

#include <algorithm>

namespace desk {

void PictureFocus::update(const FleetPicture &picture, const Subject &subject)
{
    const std::size_t count = picture.nodes().size();
    m_nodes.assign(count, NodeFocus::plain);
    const OverlayMarks &marks = picture.marks();
    if (subject.selected.node < count)
        addNeighbourhood(picture, subject.selected.node, subject.depth);
    if (subject.selected.edge < picture.edges().size()) {
        const PictureEdge &edge = picture.edges()[subject.selected.edge];
        m_nodes[edge.source] = m_nodes[edge.target] = NodeFocus::near;
    }
    for (std::size_t i = 0; i < std::min(count, subject.chosen.size()); ++i) {
        if (subject.chosen[i] != 0)
            m_nodes[i] = NodeFocus::near;
    }
    for (std::size_t i = 0; i < marks.nodes.size(); ++i) {
        if (marks.nodes[i] != OverlayMark::none)
            m_nodes[i] = NodeFocus::near;
    }
    for (std::size_t i = 0; i < marks.links.size(); ++i) {
        if (marks.links[i] != OverlayMark::none)
            m_nodes[picture.edges()[i].source] = m_nodes[picture.edges()[i].target] = NodeFocus::near;
    }
    m_somewhere = std::find(m_nodes.begin(), m_nodes.end(), NodeFocus::near) != m_nodes.end();
    const bool filters = subject.passed.size() == count;
    for (std::size_t i = 0; i < count; ++i) {
        if (filters && subject.passed[i] == 0)
            m_nodes[i] =
                subject.hideOthers && i != subject.selected.node ? NodeFocus::hidden : NodeFocus::dimmed;
        else if (m_somewhere && m_nodes[i] == NodeFocus::plain)
            m_nodes[i] = NodeFocus::dimmed;
    }
}

void PictureFocus::addNeighbourhood(const FleetPicture &picture, std::uint32_t node, int depth)
{
    m_nodes[node] = NodeFocus::near;
    m_front.assign(1, node);
    for (int step = 0; step < depth && !m_front.empty(); ++step) {
        m_next.clear();
        for (const std::uint32_t from : m_front) {
            for (const std::uint32_t edge : picture.nodes()[from].edges) {
                const std::uint32_t to = picture.opposite(edge, from);
                if (m_nodes[to] == NodeFocus::near)
                    continue;
                m_nodes[to] = NodeFocus::near;
                m_next.push_back(to);
            }
        }
        m_front.swap(m_next);
    }
}

} // namespace desk
