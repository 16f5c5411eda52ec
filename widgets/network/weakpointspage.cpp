// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/weakpointspage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/network/networkwords.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

WeakPointsPage::WeakPointsPage(const NetworkContext &context, QWidget *parent)
    : NetworkPage(context, parent)
    , m_what(new QComboBox)
    , m_tables(new QStackedWidget)
{
    for (int i = 0; i < 3; ++i)
        m_what->addItem(QString());
    m_what->setObjectName(u"weakWhat"_s);
    using Order = ResultTable::Order;
    const auto table = [&](const QString &name, const std::vector<ResultTable::Column> &columns) {
        auto *made = new ResultTable(name, columns, Order::sorted, context.theme, &context.selection);
        m_tables->addWidget(made);
        return made;
    };
    const ResultTable::Column count{CellStyle::number, 8};
    m_points = table(u"weakPoints"_s, {{CellStyle::entity, 14}, {CellStyle::name, 12}, count, count});
    m_parts = table(u"networkParts"_s, {{CellStyle::name, 14}, count, count});
    m_cutOff = table(u"cutOffNodes"_s, {{CellStyle::name, 14}, {CellStyle::identifier, 12}});
    auto *row = new QHBoxLayout;
    row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    row->addWidget(m_what);
    row->addStretch(1);
    column().addLayout(row);
    addSummary();
    column().addWidget(m_tables, 1);
    connect(m_what, &QComboBox::currentIndexChanged, m_tables, &QStackedWidget::setCurrentIndex);
    WeakPointsPage::retranslate();
}

AnalysisRunner::Work WeakPointsPage::work(const LinkFiguresPtr &figures)
{
    if (!figures->snapshot) {
        m_findings.reset();
        return {};
    }
    return [this, figures](const std::stop_token &) -> AnalysisRunner::Answer {
        const Network network = withoutBystanders(networkOf(*figures), *figures->snapshot);
        auto findings = std::make_shared<Findings>();
        findings->fleet = figures->snapshot;
        findings->time = figures->time;
        findings->points = singlePointsOf(network);
        findings->parts = componentsOf(network);
        findings->cutOff = cutOffNodes(network, findings->parts);
        return [this, findings] { show(findings); };
    };
}

void WeakPointsPage::show(std::shared_ptr<const Findings> findings)
{
    m_findings = std::move(findings);
    m_points->setRows(pointRows());
    m_parts->setRows(partRows());
    m_cutOff->setRows(cutOffRows());
    const auto count = [](std::size_t n) { return ValueFormatter::count(n); };
    const SinglePoints &points = m_findings->points;
    say(tr("Single points of failure: nodes %1, links %2. Parts: %3. Cut off from the ground: %4. As of %5, "
           "graph %6.")
            .arg(count(points.nodes.size() + points.lastGround.size()), count(points.links.size()),
                 count(m_findings->parts.count()), count(m_findings->cutOff.size()),
                 ValueFormatter::timeOfDay(m_findings->time, false))
            .arg(m_findings->fleet->version));
    markAll();
}

std::vector<ResultRow> WeakPointsPage::pointRows() const
{
    const TopologySnapshot &fleet = *m_findings->fleet;
    const SinglePoints &points = m_findings->points;
    std::vector<ResultRow> rows;
    const auto add = [&rows](const QString &name, EntityId entity, const QString &kind,
                             const SinglePointLoss &loss, const QString &tip) {
        rows.push_back({name,
                        entity,
                        {{name, {}, tip.isEmpty() ? name : tip},
                         {kind, {}, tip},
                         {ValueFormatter::count(loss.separated), qulonglong(loss.separated), {}},
                         {ValueFormatter::count(loss.grounded), qulonglong(loss.grounded), {}}}});
    };
    for (const auto &[node, loss] : points.nodes)
        add(QString::fromStdString(fleet.nodes[node].name), fleet.nodes[node].entity, tr("Node"), loss, {});
    for (const auto &[link, loss] : points.links)
        add(NetworkWords::link(fleet, link), NetworkWords::entityOf(fleet.edges[link]), tr("Link"), loss, {});
    for (const std::uint32_t node : points.lastGround) {
        SinglePointLoss loss;
        const std::uint32_t part = m_findings->parts.ofNode[node];
        loss.grounded = m_findings->parts.sizes[part] - 1;
        add(QString::fromStdString(fleet.nodes[node].name), fleet.nodes[node].entity, tr("Last ground"), loss,
            tr("The only node on the ground of its part: without it the part has none."));
    }
    const auto worse = [](const ResultRow &a, const ResultRow &b) {
        const auto weight = [](const ResultRow &row) {
            return std::max(row.cells[2].sort.toULongLong(), row.cells[3].sort.toULongLong());
        };
        return weight(a) > weight(b);
    };
    std::ranges::stable_sort(rows, worse);
    return rows;
}

std::vector<ResultRow> WeakPointsPage::partRows() const
{
    const Components &parts = m_findings->parts;
    const TopologySnapshot &fleet = *m_findings->fleet;
    std::vector<std::uint32_t> first(parts.count(), Components::none);
    for (std::uint32_t node = 0; node < parts.ofNode.size(); ++node) {
        const std::uint32_t part = parts.ofNode[node];
        if (part != Components::none && first[part] == Components::none)
            first[part] = node;
    }
    std::vector<ResultRow> rows;
    for (std::uint32_t part = 0; part < parts.count(); ++part) {
        const QString name = NetworkWords::nodeLabel(fleet, first[part]);
        const QString text = parts.sizes[part] == 1 ? name : tr("%1 and others").arg(name);
        rows.push_back(
            {QString::fromStdString(fleet.nodes[first[part]].name),
             fleet.nodes[first[part]].entity,
             {{text, {}, text},
              {ValueFormatter::count(parts.sizes[part]), qulonglong(parts.sizes[part]), {}},
              {ValueFormatter::count(parts.groundNodes[part]), qulonglong(parts.groundNodes[part]), {}}}});
    }
    std::ranges::stable_sort(rows, std::greater(),
                             [](const ResultRow &row) { return row.cells[1].sort.toULongLong(); });
    return rows;
}

std::vector<ResultRow> WeakPointsPage::cutOffRows() const
{
    const TopologySnapshot &fleet = *m_findings->fleet;
    std::vector<ResultRow> rows;
    for (const std::uint32_t node : m_findings->cutOff) {
        const QString name = QString::fromStdString(fleet.nodes[node].name);
        rows.push_back({name,
                        fleet.nodes[node].entity,
                        {{NetworkWords::nodeLabel(fleet, node), {}, {}}, {name, {}, {}}}});
    }
    return rows;
}

void WeakPointsPage::markAll()
{
    OverlayContent content;
    content.snapshot = m_findings->fleet;
    const SinglePoints &points = m_findings->points;
    content.nodes.assign(content.snapshot->nodes.size(), OverlayMark::none);
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    content.nodeWeights.assign(content.snapshot->nodes.size(), 0);
    std::size_t most = 1;
    for (const auto &[node, loss] : points.nodes)
        most = std::max({most, loss.separated, loss.grounded});
    for (const auto &[node, loss] : points.nodes) {
        content.nodes[node] = OverlayMark::weak;
        content.nodeWeights[node] = float(std::max(loss.separated, loss.grounded)) / float(most);
    }
    for (const std::uint32_t node : points.lastGround)
        content.nodes[node] = OverlayMark::weak;
    for (const auto &[link, loss] : points.links)
        content.links[link] = OverlayMark::weak;
    for (const std::uint32_t node : m_findings->cutOff)
        content.nodes[node] = OverlayMark::cutOff;
    content.title = tr("Weak points: nodes %1, links %2, cut off %3")
                        .arg(points.nodes.size() + points.lastGround.size())
                        .arg(points.links.size())
                        .arg(m_findings->cutOff.size());
    mark(std::move(content));
}

void WeakPointsPage::retranslate()
{
    m_what->setItemText(0, tr("Single points of failure"));
    m_what->setItemText(1, tr("Parts of the network"));
    m_what->setItemText(2, tr("Cut off from the ground"));
    m_what->setAccessibleName(tr("What the table shows"));
    m_what->setToolTip(tr("What the table shows"));
    m_points->setTitle(0, tr("Node or link"));
    m_points->setTitle(1, tr("Kind"));
    m_points->setTitle(2, tr("Separates"), tr("Separates: nodes that its loss parts from the largest rest"));
    m_points->setTitle(3, tr("Grounds"), tr("Grounds: nodes that its loss takes the last way to the ground"));
    m_points->sayWhenEmpty(
        tr("No single point of failure: no loss of one node or link divides the network."));
    m_points->table().setAccessibleName(tr("Single points of failure"));
    m_parts->setTitle(0, tr("Part"));
    m_parts->setTitle(1, tr("Nodes"));
    m_parts->setTitle(2, tr("Ground"), tr("Ground: stations and data centres in it"));
    m_parts->sayWhenEmpty(tr("The parts that hold together over working links stand here."));
    m_parts->table().setAccessibleName(tr("Parts of the network"));
    m_cutOff->setTitle(0, tr("Node"));
    m_cutOff->setTitle(1, tr("Name"));
    m_cutOff->sayWhenEmpty(tr("Every node that works reaches the ground."));
    m_cutOff->table().setAccessibleName(tr("Cut off from the ground"));
    if (m_findings)
        show(m_findings);
}

QString WeakPointsPage::title() const
{
    return tr("Weak points");
}

QString WeakPointsPage::meaning() const
{
    return tr(
        "A single point of failure is a node (articulation point) or a link (bridge) whose loss divides "
        "what holds together now. Separates: nodes that would no longer be with the largest rest. "
        "Grounds: nodes that would lose their last way to a station or data centre. A part is a set of "
        "nodes that reach each other over working links. Cut off: works, but reaches no ground. What "
        "only sends data and has no link is not counted.");
}

QJsonObject WeakPointsPage::saveState() const
{
    QJsonObject state{{u"points"_s, m_points->saveState()},
                      {u"parts"_s, m_parts->saveState()},
                      {u"cutOff"_s, m_cutOff->saveState()}};
    addKept(state, "what", *m_what);
    return state;
}

void WeakPointsPage::restoreState(const QJsonObject &state)
{
    restoreKept(state, "what", *m_what);
    m_points->restoreState(state.value(u"points"_s).toObject());
    m_parts->restoreState(state.value(u"parts"_s).toObject());
    m_cutOff->restoreState(state.value(u"cutOff"_s).toObject());
}

} // namespace desk
