// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/picturelayout.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds gather = 250ms; // a fleet is learned in bursts
constexpr std::chrono::nanoseconds notOftener = 2000ms;

std::chrono::nanoseconds elapsed(const QElapsedTimer &timer)
{
    return std::chrono::nanoseconds(timer.nsecsElapsed());
}

// Links between nodes that shape the picture, not those of followers.
std::vector<LayoutEdge> meshOf(const LayoutGraph &graph)
{
    std::vector<LayoutEdge> mesh;
    for (const auto &[a, b] : graph.edges) {
        if (graph.followers.empty() || (!graph.followers[a] && !graph.followers[b]))
            mesh.emplace_back(a, b);
    }
    return mesh;
}

std::size_t differences(const LayoutGraph &a, const LayoutGraph &b)
{
    const auto before = meshOf(a);
    const auto after = meshOf(b);
    std::vector<LayoutEdge> differing;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                  std::back_inserter(differing));
    return differing.size();
}

} // namespace

PictureLayout::PictureLayout(QObject *parent)
    : QObject(parent)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &PictureLayout::start);
    connect(&m_runner, &LayoutRunner::finished, this, &PictureLayout::take);
}

void PictureLayout::setKind(LayoutKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    m_afresh = true;
    m_runner.cancel();
    m_due.stop();
    if (!m_snapshot)
        return;
    if (isGeographic(kind)) {
        placeOnMap();
        m_afresh = false;
        Q_EMIT placesChanged(true);
    } else {
        start();
    }
}

void PictureLayout::layOutAfresh()
{
    if (isGeographic(m_kind) || !m_snapshot)
        return;
    m_afresh = true;
    start();
}

void PictureLayout::flush()
{
    if (m_due.isActive())
        start();
}

void PictureLayout::update(const TopologySnapshotPtr &snapshot, Places geographic)
{
    if (!snapshot || snapshot == m_snapshot)
        return;
    const bool restructured = !m_snapshot || snapshot->structure != m_snapshot->structure;
    adopt(snapshot);
    m_geographic = std::move(geographic);
    if (isGeographic(m_kind)) {
        const bool first = m_afresh;
        placeOnMap();
        m_afresh = false;
        Q_EMIT placesChanged(first);
        return;
    }
    if (restructured && !m_due.isActive())
        m_due.start(std::chrono::ceil<std::chrono::milliseconds>(
            m_sinceLast.isValid() ? std::max(gather, notOftener - elapsed(m_sinceLast)) : gather));
}

void PictureLayout::move(Places geographic)
{
    m_geographic = std::move(geographic);
    if (!m_snapshot || !isGeographic(m_kind))
        return;
    placeOnMap();
    Q_EMIT placesChanged(false);
}

// Places and the last layout's links go over to the new snapshot's indices.
void PictureLayout::adopt(const TopologySnapshotPtr &snapshot)
{
    const bool moved = m_snapshot && snapshot->indexing != m_snapshot->indexing;
    if (moved) {
        std::unordered_map<std::string_view, std::uint32_t> now;
        for (std::uint32_t i = 0; i < snapshot->nodes.size(); ++i)
            now.emplace(snapshot->nodes[i].name, i);
        std::vector<std::optional<LayoutPoint>> places(snapshot->nodes.size());
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            if (const auto it = now.find(m_snapshot->nodes[i].name); it != now.end())
                places[it->second] = m_places[i];
        }
        m_places = std::move(places);
        std::vector<LayoutEdge> links;
        for (const auto &[a, b] : m_done.edges) {
            const auto x = now.find(m_snapshot->nodes[a].name);
            const auto y = now.find(m_snapshot->nodes[b].name);
            if (x != now.end() && y != now.end())
                links.push_back(std::minmax({x->second, y->second}));
        }
        std::sort(links.begin(), links.end());
        m_done = {};
        m_done.nodeCount = snapshot->nodes.size();
        m_done.edges = std::move(links);
        m_runner.cancel();
    }
    m_snapshot = snapshot;
    m_places.resize(snapshot->nodes.size());
}

void PictureLayout::placeOnMap()
{
    LayoutGraph graph;
    graph.nodeCount = m_snapshot->nodes.size();
    graph.geographic = m_geographic.size() == graph.nodeCount ? m_geographic : geographicOf(*m_snapshot);
    GraphLayout layout(graph, m_kind);
    layout.run();
    m_places.assign(layout.positions().begin(), layout.positions().end());
    for (std::size_t i = 0; m_kind == LayoutKind::globe && i < m_places.size(); ++i) {
        if (!graph.geographic[i])
            m_places[i].reset(); // there is nothing below a globe
    }
    m_placesKind = m_kind;
    m_done = {};
}

void PictureLayout::start()
{
    m_due.stop();
    if (!m_snapshot || isGeographic(m_kind))
        return;
    LayoutGraph graph = layoutGraphOf(*m_snapshot);
    m_done.followers = graph.followers;
    const std::size_t changed = differences(m_done, graph);
    const bool complete =
        std::all_of(m_places.begin(), m_places.end(), [](const auto &p) { return p.has_value(); });
    if (!m_afresh && complete && m_done.edges == graph.edges)
        return;
    if (m_runner.isRunning() && !m_afresh) { // let it finish: changes may come faster than layouts
        m_due.start(std::chrono::duration_cast<std::chrono::milliseconds>(notOftener));
        return;
    }
    m_changedLinks += changed;
    if (4 * m_changedLinks > graph.edges.size()) // patched so much that a new one reads better
        m_afresh = true;
    if (!m_afresh) {
        std::vector<LayoutPoint> places;
        std::vector<std::int64_t> before;
        for (std::size_t i = 0; i < graph.nodeCount; ++i) {
            const bool known = i < m_done.nodeCount && m_places[i];
            places.push_back(m_places[i].value_or(LayoutPoint{}));
            before.push_back(known ? std::int64_t(i) : -1);
        }
        continueLayout(graph, m_done, places, before);
    } else if (m_kind == LayoutKind::stress && m_placesKind == m_kind) {
        graph.previous = m_places; // turns the new picture like the old one
    }
    graph.pinned.assign(graph.nodeCount, false);
    for (std::size_t i = 0; canPin() && i < graph.nodeCount; ++i) {
        const auto pin = m_pins.find(m_snapshot->nodes[i].name);
        if (pin == m_pins.end())
            continue;
        graph.previous.resize(graph.nodeCount);
        graph.previous[i] = pin->second;
        graph.pinned[i] = true;
    }
    LayoutOptions options;
    options.afresh = m_afresh;
    m_requested = graph;
    m_requestedAfresh = m_afresh;
    m_sinceLast.start();
    m_runner.request(std::move(graph), m_kind, options, m_snapshot);
}

void PictureLayout::take(const std::vector<LayoutPoint> &places)
{
    if (places.size() != m_requested.nodeCount)
        return;
    for (std::size_t i = 0; i < places.size(); ++i)
        m_places[i] = places[i];
    for (std::size_t i = 0; canPin() && i < places.size(); ++i) { // pinned while the worker was at it
        if (const auto pin = m_pins.find(m_snapshot->nodes[i].name); pin != m_pins.end())
            m_places[i] = pin->second;
    }
    m_placesKind = m_kind;
    m_done = std::move(m_requested);
    m_requested = {};
    if (m_requestedAfresh) {
        m_afresh = false;
        m_changedLinks = 0;
    }
    Q_EMIT placesChanged(m_requestedAfresh);
}

bool PictureLayout::isPinned(std::uint32_t node) const
{
    return m_snapshot && canPin() && m_pins.contains(m_snapshot->nodes[node].name);
}

void PictureLayout::pin(std::uint32_t node, LayoutPoint place)
{
    if (!canPin())
        return;
    m_pins[m_snapshot->nodes[node].name] = place;
    m_places[node] = place;
    Q_EMIT placesChanged(false);
}

void PictureLayout::unpin(std::uint32_t node)
{
    m_pins.erase(m_snapshot->nodes[node].name);
    Q_EMIT placesChanged(false); // it stays where it is, but may move again
}

void PictureLayout::unpinAll()
{
    m_pins.clear();
    Q_EMIT placesChanged(false);
}

QJsonObject PictureLayout::savePins() const
{
    QJsonObject pins;
    for (const auto &[name, place] : m_pins)
        pins.insert(QString::fromStdString(name), QJsonArray{place.x, place.y});
    return pins;
}

void PictureLayout::restorePins(const QJsonObject &pins)
{
    m_pins.clear();
    for (auto it = pins.begin(); it != pins.end(); ++it) {
        const QJsonArray place = it.value().toArray();
        if (place.size() == 2 && place[0].isDouble() && place[1].isDouble())
            m_pins.emplace(it.key().toStdString(), LayoutPoint{place[0].toDouble(), place[1].toDouble()});
    }
    m_afresh = true;
    if (m_snapshot && !isGeographic(m_kind))
        start();
}

} // namespace desk
