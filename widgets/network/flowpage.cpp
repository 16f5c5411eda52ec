// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/flowpage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/network/networkwords.h"
#include "widgets/network/routequery.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostCutRows = 500;

} // namespace

FlowPage::FlowPage(const NetworkContext &context, QWidget *parent)
    : NetworkPage(context, parent)
{
    buildControls();
    addSummary();
    m_table = new ResultTable(
        u"flowTable"_s,
        {{CellStyle::entity, 11}, {CellStyle::number, 11}, {CellStyle::number, 10}, {CellStyle::name, 6}},
        ResultTable::Order::sorted, context.theme, &context.selection);
    column().addWidget(m_table, 1);
    FlowPage::retranslate();
}

void FlowPage::buildControls()
{
    m_between = new QComboBox;
    m_unit = new QComboBox;
    m_capacity = new QComboBox;
    for (QComboBox *box : {m_between, m_unit, m_capacity}) {
        box->addItem(QString());
        box->addItem(QString());
        box->setMinimumContentsLength(8);
        askOnChange(*box);
    }
    m_node = new NodeField(context());
    m_node->setEnabled(false);
    m_between->setObjectName(u"flowBetween"_s);
    m_unit->setObjectName(u"flowUnit"_s);
    m_capacity->setObjectName(u"flowCapacity"_s);
    m_node->setObjectName(u"flowNode"_s);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    grid->setSpacing(Theme::gridUnit);
    grid->addWidget(m_between, 0, 0, 1, 2);
    grid->addWidget(m_node, 1, 0, 1, 2);
    grid->addWidget(m_unit, 2, 0);
    grid->addWidget(m_capacity, 2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column().addLayout(grid);
    const auto showUse = [this] {
        m_node->setVisible(isOfOneNode());
        m_node->setEnabled(isOfOneNode());
        m_capacity->setEnabled(m_unit->currentIndex() == 0);
    };
    connect(m_between, &QComboBox::currentIndexChanged, this, showUse);
    connect(m_unit, &QComboBox::currentIndexChanged, this, showUse);
    connect(m_node, &NodeField::nodeChanged, this, &FlowPage::figuresWanted);
    showUse();
}

bool FlowPage::isOfOneNode() const
{
    return m_between->currentIndex() == 1;
}

void FlowPage::showNodes()
{
    m_node->showEntry();
}

std::shared_ptr<const FlowPage::Findings> FlowPage::find(const LinkFiguresPtr &figures, const QString &node,
                                                         FlowUnit unit, CapacityKind capacity)
{
    auto findings = std::make_shared<Findings>(
        Findings{figures, node, unit, capacity, networkOf(*figures, capacity), MaximumFlow()});
    const Network &network = findings->network;
    std::vector<std::uint32_t> ground = network.groundNodes();
    std::vector<std::uint32_t> others;
    if (node.isEmpty()) {
        for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
            if (!network.isOnGround(i) && network.works(i))
                others.push_back(i);
        }
        findings->flow = maximumFlow(network, others, ground, unit);
    } else {
        const std::uint32_t target = nodeIndex(*figures->snapshot, node.toStdString());
        std::erase(ground, target);
        others.push_back(target);
        findings->flow = maximumFlow(network, ground, others, unit);
    }
    return findings;
}

AnalysisRunner::Work FlowPage::work(const LinkFiguresPtr &figures)
{
    const QString node = isOfOneNode() ? m_node->node() : QString();
    if (!figures->snapshot || (isOfOneNode() && node.isEmpty())) {
        showNothing(m_node->isEmpty() || !isOfOneNode()
                        ? tr("Name the node to which the narrowest place is looked for.")
                        : tr("No node is called “%1”.").arg(m_node->wanted()));
        return {};
    }
    const auto unit = FlowUnit(m_unit->currentIndex());
    const auto capacity = CapacityKind(m_capacity->currentIndex());
    return [this, figures, node, unit, capacity](const std::stop_token &) -> AnalysisRunner::Answer {
        auto findings = find(figures, node, unit, capacity);
        return [this, findings = std::move(findings)] { show(findings); };
    };
}

void FlowPage::showNothing(const QString &why)
{
    m_findings.reset();
    m_table->sayWhenEmpty(why);
    m_table->setRows({});
    say({});
    mark({});
}

QString FlowPage::amount(double value) const
{
    return m_findings->unit == FlowUnit::capacity ? NetworkWords::capacity(value)
                                                  : ValueFormatter::count(quint64(std::llround(value)));
}

void FlowPage::show(std::shared_ptr<const Findings> findings)
{
    if (!findings->flow) {
        showNothing(tr("Nothing can flow: there is no node on the ground that works, or no other one."));
        return;
    }
    m_findings = std::move(findings);
    const MaximumFlow &flow = *m_findings->flow;
    QString summary = m_findings->unit == FlowUnit::capacity
                          ? tr("At most %1 at the same time; the narrowest place has %2 links.")
                                .arg(amount(flow.amount), ValueFormatter::count(flow.cut.size()))
                          : tr("%1 ways share no link; as many links are the fewest whose loss separates.")
                                .arg(amount(flow.amount));
    if (flow.unknown > 0)
        summary += u" "_s +
                   tr("Left out for want of a capacity: %1 links.").arg(ValueFormatter::count(flow.unknown));
    say(summary + u" "_s +
        tr("As of %1, graph %2.")
            .arg(ValueFormatter::timeOfDay(m_findings->figures->time, false))
            .arg(m_findings->figures->snapshot->version));
    m_table->sayWhenEmpty(tr("Nothing flows: no links lead across."));
    nameFlow();
    m_table->setRows(rows());
    markFlow();
}

std::vector<ResultRow> FlowPage::rows() const
{
    const MaximumFlow &flow = *m_findings->flow;
    const TopologySnapshot &fleet = *m_findings->figures->snapshot;
    std::vector<std::uint32_t> links;
    std::vector<bool> isCut(flow.ofLink.size());
    for (const std::uint32_t link : flow.cut)
        isCut[link] = true;
    for (std::uint32_t link = 0; link < flow.ofLink.size(); ++link) {
        if (isCut[link] || flow.ofLink[link] != 0)
            links.push_back(link);
    }
    const auto more = [&](std::uint32_t a, std::uint32_t b) {
        return isCut[a] != isCut[b] ? isCut[a] : std::abs(flow.ofLink[a]) > std::abs(flow.ofLink[b]);
    };
    std::ranges::stable_sort(links, more);
    links.resize(std::min(links.size(), std::max(mostCutRows, flow.cut.size())));
    const bool isCapacity = m_findings->unit == FlowUnit::capacity;
    std::vector<ResultRow> rows;
    for (const std::uint32_t link : links) {
        const double flows = flow.ofLink[link];
        const std::uint32_t from = flows < 0 ? fleet.edges[link].target : fleet.edges[link].source;
        const QString name = NetworkWords::link(fleet, link, from);
        rows.push_back({NetworkWords::link(fleet, link),
                        NetworkWords::entityOf(fleet.edges[link]),
                        {{name, {}, name},
                         {isCapacity ? NetworkWords::gigabits(std::abs(flows)) : amount(std::abs(flows)),
                          std::abs(flows),
                          {}},
                         NetworkWords::capacityOfLink(m_findings->network, *m_findings->figures, link,
                                                      m_findings->capacity),
                         {isCut[link] ? tr("cut") : QString(), isCut[link] ? 1 : 0, {}}}});
    }
    return rows;
}

void FlowPage::markFlow()
{
    const MaximumFlow &flow = *m_findings->flow;
    OverlayContent content;
    content.snapshot = m_findings->figures->snapshot;
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    content.linkWeights.assign(content.snapshot->edges.size(), 0);
    double most = 0;
    for (const double flows : flow.ofLink)
        most = std::max(most, std::abs(flows));
    for (std::size_t link = 0; link < flow.ofLink.size() && most > 0; ++link)
        content.linkWeights[link] = static_cast<float>(std::abs(flow.ofLink[link]) / most);
    for (const std::uint32_t link : flow.cut)
        content.links[link] = OverlayMark::cut;
    content.title =
        tr("Maximum flow %1, narrowest place: links %2").arg(amount(flow.amount)).arg(flow.cut.size());
    mark(std::move(content));
}

void FlowPage::retranslate()
{
    m_between->setItemText(0, tr("All satellites to the ground"));
    m_between->setItemText(1, tr("The ground to one node"));
    m_between->setAccessibleName(tr("Between what flows"));
    m_between->setToolTip(tr("Between what flows"));
    m_unit->setItemText(0, tr("By capacity"));
    m_unit->setItemText(1, tr("By number of links"));
    m_unit->setAccessibleName(tr("What counts"));
    m_unit->setToolTip(tr("Capacity: what flows at the same time\nNumber of links: how many ways share no "
                          "link, and the fewest links whose loss separates"));
    m_capacity->setItemText(0, tr("Whole capacity"));
    m_capacity->setItemText(1, tr("Free capacity"));
    m_capacity->setAccessibleName(tr("Which capacity counts"));
    m_capacity->setToolTip(tr("Free: what the utilisation leaves of it"));
    m_node->setPurpose(tr("Node"));
    m_table->setTitle(0, tr("Link"));
    m_table->setTitle(2, tr("Gbit/s"), tr("Gbit/s: capacity of the link"));
    nameFlow();
    m_table->setTitle(3, tr("Cut"), tr("Cut: whether the link belongs to the narrowest place"));
    m_table->table().setAccessibleName(tr("Links by flow"));
    if (m_findings)
        show(m_findings);
}

void FlowPage::nameFlow()
{
    m_table->setTitle(1, m_unit->currentIndex() == 0 ? tr("Flow, Gbit/s") : tr("Flow, ways"),
                      tr("Flow: what goes over the link, in the direction of the arrow"));
}

QString FlowPage::title() const
{
    return tr("Cut and flow");
}

QString FlowPage::meaning() const
{
    return tr("Maximum flow: the most that can go from some nodes to others at the same time over all ways "
              "together. The minimum cut is the narrowest place: links whose capacities add up to just that "
              "amount, so that nothing more passes until they grow. What nodes can pass on is not limited; a "
              "link of unknown capacity carries nothing and is said. The table has the cut, then the links "
              "with the largest flow, 500 in all.");
}

QJsonObject FlowPage::saveState() const
{
    QJsonObject state{{u"node"_s, m_node->wanted()}, {u"table"_s, m_table->saveState()}};
    addKept(state, "between", *m_between);
    addKept(state, "unit", *m_unit);
    addKept(state, "capacity", *m_capacity);
    return state;
}

void FlowPage::restoreState(const QJsonObject &state)
{
    m_node->setNode(state.value(u"node"_s).toString());
    restoreKept(state, "between", *m_between);
    restoreKept(state, "unit", *m_unit);
    restoreKept(state, "capacity", *m_capacity);
    m_table->restoreState(state.value(u"table"_s).toObject());
}

} // namespace desk
