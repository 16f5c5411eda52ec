// SPDX-License-Identifier: GPL-3.0-or-later
// What TopologyView draws attention to: filter, neighbourhood, chosen nodes.
#include "models/network/contactsides.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topologyview.h"

#include <QMenu>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr int mostDepth = 6;
constexpr std::size_t mostCharted = 8;
} // namespace

Result<void> TopologyView::setFilter(const NodeConditions &conditions, bool hideOthers)
{
    std::optional<NodeFilter> filter;
    if (!conditions.isEmpty()) {
        auto made = NodeFilter::make(conditions);
        if (!made)
            return tl::unexpected(made.error());
        filter = *std::move(made);
    }
    m_filter = std::move(filter);
    m_hideOthers = hideOthers;
    lookForPlanes();
    applyFilter();
    redraw();
    Q_EMIT filterChanged();
    return {};
}

// True when other nodes pass than before.
bool TopologyView::applyFilter()
{
    m_passedBefore.swap(m_passed);
    if (!m_filter || !m_picture.snapshot()) {
        m_passed.clear();
    } else {
        m_facts.clear();
        for (const PictureNode &node : m_picture.nodes())
            m_facts.push_back({node.state, node.alarms, int(node.edges.size())});
        const auto valueOf = [this](SeriesId id) {
            const MomentFigure figure = m_picture.figure(id);
            return figure.isAlive() ? figure.value : std::numeric_limits<double>::quiet_NaN();
        };
        m_filter->apply(*m_picture.snapshot(), m_feed.catalogue(), valueOf, m_facts, m_slots, m_passed);
    }
    if (m_passed == m_passedBefore)
        return false;
    Q_EMIT filterChanged();
    return true;
}

std::size_t TopologyView::passedCount() const
{
    return m_filter ? m_passed.size() - std::size_t(std::count(m_passed.begin(), m_passed.end(), char{0}))
                    : m_picture.nodes().size();
}

PictureFocus::Subject TopologyView::subject() const
{
    return {m_selected, m_depth, m_chosen, m_passed, m_hideOthers};
}

void TopologyView::setDepth(int depth)
{
    m_depth = std::clamp(depth, 1, mostDepth);
    redraw();
}

void TopologyView::setClusters(bool on)
{
    m_clusters = on;
    redraw();
}

void TopologyView::setMiniMap(bool on)
{
    m_hasMiniMap = on;
    redraw();
}

void TopologyView::choose(const std::vector<std::string> &nodes)
{
    m_chosen.clear();
    const std::unordered_set<std::string_view> wanted(nodes.begin(), nodes.end());
    const std::size_t count = wanted.empty() || !m_picture.snapshot() ? 0 : m_picture.nodes().size();
    m_chosen.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        m_chosen[i] = wanted.contains(m_picture.snapshot()->nodes[i].name) ? 1 : 0;
    redraw();
}

std::vector<std::string> TopologyView::chosen() const
{
    std::vector<std::string> names;
    for (const std::uint32_t node : chosenNodes())
        names.push_back(m_picture.snapshot()->nodes[node].name);
    return names;
}

std::vector<std::uint32_t> TopologyView::chosenNodes() const
{
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < m_chosen.size(); ++i) {
        if (m_chosen[i] != 0)
            nodes.push_back(i);
    }
    return nodes;
}

// Over a new version of the graph, in which indices may be others.
void TopologyView::keepChoice(const TopologySnapshot *before)
{
    if (m_chosen.empty())
        return;
    if (!before || before->indexing == m_picture.snapshot()->indexing)
        return m_chosen.resize(m_picture.nodes().size());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(m_chosen.size(), before->nodes.size()); ++i) {
        if (m_chosen[i] != 0)
            names.push_back(before->nodes[i].name);
    }
    choose(names);
}

// What was pressed on may be another node in another graph.
void TopologyView::forgetPressed(const TopologySnapshot *before)
{
    const TopologySnapshot &now = *m_picture.snapshot();
    if (before && before->indexing == now.indexing && before->nodes.size() <= now.nodes.size() &&
        before->edges.size() <= now.edges.size())
        return;
    m_pressed = {};
    if (m_drag == Drag::node)
        m_drag = Drag::none;
}

void TopologyView::chooseWithin(QRectF frame, bool more)
{
    if (!more)
        m_chosen.clear();
    m_chosen.resize(m_picture.nodes().size());
    for (std::uint32_t i = 0; i < m_chosen.size(); ++i) {
        const auto point = m_painter.pointOf(i);
        const bool isShown = m_passed.empty() || m_passed[i] != 0;
        if (point && isShown && frame.contains(*point))
            m_chosen[i] = 1;
    }
    if (std::find(m_chosen.begin(), m_chosen.end(), 1) == m_chosen.end())
        m_chosen.clear();
    redraw();
}

// Reading all orbits takes half a second of a worker, which the first picture can do without: they are looked
// for where they matter.
void TopologyView::lookForPlanes()
{
    const bool areNeeded = m_layout.kind() == LayoutKind::orbital || !m_painter.clusters().all().empty() ||
                           (m_filter && !(m_filter->conditions().planes.isEmpty() &&
                                          m_filter->conditions().expression.isEmpty()));
    if (!m_picture.snapshot() || !areNeeded || !m_slots.empty())
        return;
    const std::uint64_t mark = motionMark(*m_picture.snapshot());
    m_planes.look(m_picture.snapshot(), mark);
    const FleetPlanesPtr planes = m_planes.planes(mark);
    if (!planes)
        return;
    for (const FleetPlanes::Membership &member : planes->members) {
        m_slots.emplace_back();
        if (member.plane != FleetPlanes::none)
            m_slots.back() =
                OrbitalSlot{member.shell, planes->planes[std::size_t(member.plane)].number - 1, 0};
    }
}

bool TopologyView::hasMiniMapNow() const
{
    return m_hasMiniMap && m_camera.projection == Projection::plane;
}

void TopologyView::zoomTo(std::span<const std::uint32_t> nodes)
{
    QRectF box;
    for (const std::uint32_t node : nodes) {
        if (node < m_shown.size() && m_shown[node])
            box = box.united(QRectF(m_shown[node]->x, m_shown[node]->y, 1e-6, 1e-6));
    }
    if (box.isNull())
        return;
    if (m_camera.projection == Projection::globe) {
        m_camera.centre = box.center();
        return zoom(rect().center(), 3);
    }
    constexpr double margin = 60;
    const double most = m_camera.scale;
    m_camera.view = QRectF(rect());
    const double stretch = m_camera.stretch;
    m_camera.fit(box, m_camera.view.adjusted(margin, margin, -margin, -margin), stretch);
    m_camera.stretch = stretch;
    m_camera.scale = std::clamp(m_camera.scale, m_fitScale, std::max({m_fitScale * 40, 200.0, most}));
    m_camera.centre = box.center();
    m_autoFit = false;
    redraw();
}

void TopologyView::chartOfChosen(const std::string &metric)
{
    std::size_t charted = 0;
    for (const std::uint32_t node : chosenNodes()) {
        const EntityId entity = m_picture.nodes()[node].entity;
        const SeriesId series = entity == noEntity ? noSeries : m_feed.catalogue().find(entity, metric);
        if (series == noSeries)
            continue;
        m_selection.requestChart(series);
        if (++charted == mostCharted)
            break;
    }
}

void TopologyView::addChoiceActions(QMenu &menu)
{
    const std::vector<std::uint32_t> nodes = chosenNodes();
    if (nodes.empty())
        return;
    const int count = int(nodes.size());
    menu.addAction(m_theme.icon(u"zoom-in"_s), tr("Zoom to the %n chosen node(s)", nullptr, count), this,
                   [this] { zoomTo(chosenNodes()); });
    std::set<std::string> metrics;
    for (const std::uint32_t node : nodes) {
        const EntityId entity = m_picture.nodes()[node].entity;
        if (entity == noEntity)
            continue;
        for (const SeriesId id : m_feed.catalogue().seriesOf(entity)) {
            const SeriesDefinition &series = m_feed.catalogue().series(id);
            if (series.labels.empty() && series.kind == ValueKind::number)
                metrics.insert(series.metric);
        }
    }
    QMenu *charts = menu.addMenu(m_theme.icon(u"chart-add"_s), tr("Chart of the chosen nodes"));
    charts->setToolTipsVisible(true);
    for (const std::string &metric : metrics)
        charts->addAction(QString::fromStdString(metric), this, [this, metric] { chartOfChosen(metric); })
            ->setToolTip(tr("Of the first %1 at most").arg(mostCharted));
    charts->setEnabled(!metrics.empty());
    if (m_layout.canPin()) {
        menu.addAction(m_theme.icon(u"pin"_s), tr("Pin them here"), this, [this] {
            for (const std::uint32_t node : chosenNodes()) {
                if (m_shown[node])
                    m_layout.pin(node, *m_shown[node]);
            }
        });
    }
    menu.addAction(tr("Choose none"), this, [this] {
        m_chosen.clear();
        redraw();
    });
    menu.addSeparator();
}

} // namespace desk
