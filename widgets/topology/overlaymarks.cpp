// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/overlaymarks.h"

#include <unordered_map>

namespace desk {
namespace {

constexpr std::uint32_t nowhere = 0xFFFFFFFFU;

// Where nodes and links of one version are in another one.
class IndexFinder
{
public:
    IndexFinder(const TopologySnapshot &from, const TopologySnapshot &to)
        : m_from(from)
        , m_to(to)
    {
    }

    std::uint32_t node(std::uint32_t index)
    {
        if (index >= m_from.nodes.size())
            return nowhere;
        const std::string &name = m_from.nodes[index].name;
        if (index < m_to.nodes.size() && m_to.nodes[index].name == name)
            return index;
        if (m_names.empty()) {
            for (std::uint32_t i = 0; i < m_to.nodes.size(); ++i)
                m_names.emplace(m_to.nodes[i].name, i);
        }
        const auto it = m_names.find(name);
        return it == m_names.end() ? nowhere : it->second;
    }

    std::uint32_t link(std::uint32_t index)
    {
        if (index >= m_from.edges.size())
            return nowhere;
        const std::uint32_t source = node(m_from.edges[index].source);
        const std::uint32_t target = node(m_from.edges[index].target);
        if (source == nowhere || target == nowhere)
            return nowhere;
        const auto joins = [&](const TopologyEdge &edge) {
            return edge.source == source && edge.target == target;
        };
        if (index < m_to.edges.size() && joins(m_to.edges[index]))
            return index;
        if (m_links.empty()) {
            for (std::uint32_t i = 0; i < m_to.edges.size(); ++i)
                m_links.emplace(key(m_to.edges[i].source, m_to.edges[i].target), i);
        }
        const auto it = m_links.find(key(source, target));
        return it == m_links.end() ? nowhere : it->second;
    }

private:
    static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32U | b; }

    const TopologySnapshot &m_from;
    const TopologySnapshot &m_to;
    std::unordered_map<std::string_view, std::uint32_t> m_names;
    std::unordered_map<std::uint64_t, std::uint32_t> m_links;
};

// The values that say something, at their places in the picture.
template <class T, class Find>
std::vector<T> moved(const std::vector<T> &values, std::size_t count, Find find)
{
    std::vector<T> out;
    if (values.empty())
        return out;
    out.resize(count);
    for (std::uint32_t i = 0; i < values.size(); ++i) {
        if (values[i] == T{})
            continue;
        if (const std::uint32_t there = find(i); there != nowhere)
            out[there] = values[i];
    }
    return out;
}

} // namespace

OverlayMarks marksFor(const OverlayContent &content, const TopologySnapshot &picture)
{
    OverlayMarks marks;
    if (!content.snapshot || content.isEmpty())
        return marks;
    IndexFinder find(*content.snapshot, picture);
    const auto node = [&](std::uint32_t i) { return find.node(i); };
    const auto link = [&](std::uint32_t i) { return find.link(i); };
    marks.nodes = moved(content.nodes, picture.nodes.size(), node);
    marks.nodeWeights = moved(content.nodeWeights, picture.nodes.size(), node);
    marks.links = moved(content.links, picture.edges.size(), link);
    marks.linkWeights = moved(content.linkWeights, picture.edges.size(), link);
    return marks;
}

} // namespace desk
