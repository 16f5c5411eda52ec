// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/whatifpage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/network/networkwords.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostItems = 500;
constexpr std::size_t mostEffects = 500;

// What is left out makes it a least one.
QString groundWords(const WhatIf::GroundFlow &flow)
{
    const QString words = NetworkWords::capacity(flow.gbps);
    return flow.unknown > 0 && !std::isnan(flow.gbps) ? QString(u"≥ "_s + words) : words;
}

} // namespace

WhatIfPage::WhatIfPage(const NetworkContext &context, QWidget *parent)
    : NetworkPage(context, parent)
    , m_tables(new QSplitter(Qt::Vertical))
{
    buildControls();
    addSummary();
    using Order = ResultTable::Order;
    m_off = new ResultTable(u"whatIfOff"_s, {{CellStyle::entity, 16}, {CellStyle::name, 12}}, Order::asFound,
                            context.theme, &context.selection);
    m_lost = new ResultTable(u"whatIfLost"_s,
                             {{CellStyle::name, 12}, {CellStyle::name, 13}, {CellStyle::name, 13}},
                             Order::asFound, context.theme, &context.selection);
    m_tables->addWidget(m_off);
    m_tables->addWidget(m_lost);
    m_tables->setChildrenCollapsible(false);
    m_tables->setSizes({90, 170});
    column().addWidget(m_tables, 1);
    WhatIfPage::retranslate();
    itemsChanged();
}

void WhatIfPage::buildControls()
{
    const Theme &theme = context().theme;
    m_band = new QLabel;
    m_band->setObjectName(u"whatIfBand"_s);
    m_band->setAlignment(Qt::AlignCenter);
    m_band->setWordWrap(true);
    m_band->setMargin(Theme::gridUnit);
    m_node = new NodeField(context());
    m_node->setObjectName(u"whatIfNode"_s);
    m_add = new QPushButton;
    m_add->setObjectName(u"whatIfAdd"_s);
    m_addSelected = new QPushButton;
    m_addSelected->setObjectName(u"whatIfSelected"_s);
    m_undo = new QToolButton;
    m_undo->setObjectName(u"whatIfUndo"_s);
    m_clear = new QToolButton;
    m_clear->setObjectName(u"whatIfClear"_s);
    auto *entry = new QHBoxLayout;
    entry->addWidget(m_node, 1);
    entry->addWidget(m_add);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_addSelected);
    buttons->addStretch(1);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_clear);
    column().addWidget(m_band);
    for (QHBoxLayout *row : {entry, buttons}) {
        row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
        row->setSpacing(Theme::gridUnit);
        column().addLayout(row);
    }
    connect(m_add, &QPushButton::clicked, this, &WhatIfPage::addNamed);
    connect(m_addSelected, &QPushButton::clicked, this, &WhatIfPage::addSelected);
    connect(m_undo, &QToolButton::clicked, this, &WhatIfPage::undo);
    connect(m_clear, &QToolButton::clicked, this, &WhatIfPage::clear);
    const auto showUse = [this] {
        m_add->setEnabled(!m_node->node().isEmpty());
        m_addSelected->setEnabled(!context().selectedNode().isEmpty());
    };
    connect(m_node, &NodeField::nodeChanged, this, showUse);
    connect(&context().selection, &FleetSelection::selectionChanged, this, showUse);
    connect(&theme, &Theme::changed, this, &WhatIfPage::paintBand);
    showUse();
    paintBand();
}

// As marked as a replay is, in a colour that is not the replay's.
void WhatIfPage::paintBand()
{
    const Theme &theme = context().theme;
    m_band->setStyleSheet(u"QLabel { background: %1; color: %2; }"_s.arg(theme.color(Token::caution).name(),
                                                                         theme.color(Token::plot).name()));
    m_band->setFont(theme.titleFont());
}

void WhatIfPage::switchOff(const NamedOutage &item)
{
    const NamedOutage turned{item.otherEnd, item.node};
    const bool known = std::ranges::find(m_items, item) != m_items.end() ||
                       (!item.otherEnd.empty() && std::ranges::find(m_items, turned) != m_items.end());
    if (known || item.node.empty() || m_items.size() >= mostItems)
        return;
    m_items.push_back(item);
    itemsChanged();
}

void WhatIfPage::undo()
{
    if (m_items.empty())
        return;
    m_items.pop_back();
    itemsChanged();
}

void WhatIfPage::clear()
{
    m_items.clear();
    itemsChanged();
}

void WhatIfPage::addNamed()
{
    const QString node = m_node->node();
    m_node->setNode({});
    switchOff({node.toStdString(), {}});
}

void WhatIfPage::addSelected()
{
    const EntityId selected = context().selection.selected();
    const SeriesCatalogue &names = context().feed.catalogue();
    if (selected == noEntity || index(selected) >= names.entityCount())
        return;
    const EntityDefinition &about = names.entity(selected);
    switchOff(
        {names.node(about.node).name, about.dst == noNode ? std::string() : names.node(about.dst).name});
}

void WhatIfPage::itemsChanged()
{
    m_undo->setEnabled(!m_items.empty());
    m_clear->setEnabled(!m_items.empty());
    m_band->setVisible(!m_items.empty());
    showItems();
    Q_EMIT figuresWanted();
}

QString WhatIfPage::nameOf(const NamedOutage &item)
{
    const QString node = QString::fromStdString(item.node);
    return item.otherEnd.empty() ? node : u"%1 → %2"_s.arg(node, QString::fromStdString(item.otherEnd));
}

void WhatIfPage::showItems()
{
    std::vector<ResultRow> rows;
    for (const NamedOutage &item : m_items) {
        const bool stranger =
            m_reply && std::ranges::find(m_reply->strangers, item) != m_reply->strangers.end();
        rows.push_back({nameOf(item),
                        context().feed.catalogue().findEntity(item.node, item.otherEnd),
                        {{nameOf(item), {}, {}},
                         {stranger                ? tr("not in the fleet")
                          : item.otherEnd.empty() ? tr("node off")
                                                  : tr("link off"),
                          {},
                          {}}}});
    }
    m_off->setRows(std::move(rows));
}

void WhatIfPage::showNodes()
{
    m_node->showEntry();
}

AnalysisRunner::Work WhatIfPage::work(const LinkFiguresPtr &figures)
{
    if (m_items.empty() || !figures->snapshot) {
        m_reply.reset();
        m_lost->setRows({});
        say({});
        mark({});
        return {};
    }
    return [this, items = m_items, watched = m_watched ? m_watched() : std::vector<NamedRoute>(),
            figures](const std::stop_token &) -> AnalysisRunner::Answer {
        auto reply = answerWhatIf(items, watched, figures);
        return [this, reply = std::move(reply)] { show(reply); };
    };
}

void WhatIfPage::show(std::shared_ptr<const WhatIfReply> reply)
{
    m_reply = std::move(reply);
    const WhatIf &result = m_reply->result;
    QString summary =
        tr("Without %1 nodes and %2 links: nodes that newly lose the ground %3; parts %4 → %5; to the ground "
           "at the same time %6 → %7. As of %8, graph %9.")
            .arg(ValueFormatter::count(result.nodesOff), ValueFormatter::count(result.linksOff),
                 ValueFormatter::count(result.newlyCutOff.size()),
                 ValueFormatter::count(result.componentsBefore),
                 ValueFormatter::count(result.componentsAfter), groundWords(result.groundBefore),
                 groundWords(result.groundAfter), ValueFormatter::timeOfDay(m_reply->figures->time, false))
            .arg(m_reply->figures->snapshot->version);
    if (result.groundBefore.unknown > 0 || result.groundAfter.unknown > 0)
        summary += u" "_s + tr("Left out to the ground for want of a capacity: links %1 → %2.")
                                .arg(ValueFormatter::count(result.groundBefore.unknown),
                                     ValueFormatter::count(result.groundAfter.unknown));
    say(summary);
    showItems();
    m_lost->setRows(rows());
    markOutage();
}

std::vector<ResultRow> WhatIfPage::rows() const
{
    std::vector<ResultRow> rows;
    const TopologySnapshot &fleet = *m_reply->figures->snapshot;
    for (std::size_t i = 0; i < m_reply->watched.size(); ++i) {
        const NamedRoute &route = m_reply->watched[i];
        const WhatIf::RouteChange &change = m_reply->result.routes[i];
        const QString from = QString::fromStdString(route.from);
        const QString to = QString::fromStdString(route.to);
        const auto cell = [&](const RouteAnswer &answer) {
            if (!answer)
                return ResultRow::Cell{
                    tr("no route"), {}, NetworkWords::noRoute(answer.error(), route.measure, from, to)};
            ResultRow::Cell found = NetworkWords::latencyOfRoute(*answer, *m_reply->figures);
            const QString links = tr("Links: %1").arg(answer->hops());
            found.tip = found.tip.isEmpty() ? links : QString(links + u'\n' + found.tip);
            return found;
        };
        const QString name = u"%1 → %2"_s.arg(from, to);
        rows.push_back({u"%1 %2"_s.arg(name).arg(int(route.measure)),
                        noEntity,
                        {{name, {}, tr("Route by %1").arg(NetworkWords::measure(route.measure))},
                         cell(change.before),
                         cell(change.after)}});
    }
    for (const std::uint32_t node : m_reply->result.newlyCutOff) {
        if (rows.size() >= mostEffects)
            break;
        rows.push_back({QString::fromStdString(fleet.nodes[node].name),
                        fleet.nodes[node].entity,
                        {{NetworkWords::nodeLabel(fleet, node), {}, {}},
                         {tr("ground"), {}, tr("Reaches the ground")},
                         {tr("cut off"), {}, tr("Works, but reaches the ground no more")}}});
    }
    return rows;
}

void WhatIfPage::markOutage()
{
    OverlayContent content;
    content.snapshot = m_reply->figures->snapshot;
    content.nodes.assign(content.snapshot->nodes.size(), OverlayMark::none);
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    for (const WhatIf::RouteChange &change : m_reply->result.routes) {
        if (!change.after)
            continue;
        for (const std::uint32_t node : change.after->nodes)
            content.nodes[node] = OverlayMark::route;
        for (const std::uint32_t link : change.after->links)
            content.links[link] = OverlayMark::route;
    }
    for (const std::uint32_t node : m_reply->result.newlyCutOff)
        content.nodes[node] = OverlayMark::cutOff;
    for (const std::uint32_t node : m_reply->outage.nodes)
        content.nodes[node] = OverlayMark::off;
    for (const std::uint32_t link : m_reply->outage.links)
        content.links[link] = OverlayMark::off;
    content.title = tr("WHAT IF – not the real state: off %1, cut off %2")
                        .arg(m_items.size())
                        .arg(m_reply->result.newlyCutOff.size());
    mark(std::move(content));
}

void WhatIfPage::retranslate()
{
    m_band->setText(tr("WHAT IF – not the real state"));
    m_node->setPurpose(tr("Node to switch off in thought"));
    m_add->setText(tr("Switch off"));
    m_add->setToolTip(tr("Switches the node off in thought; the real one stays as it is"));
    m_addSelected->setText(tr("Switch off what is selected"));
    m_addSelected->setToolTip(tr("Switches the selected node or link off in thought"));
    m_undo->setText(tr("Undo"));
    m_undo->setToolTip(tr("Switches on again what was switched off last"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Switches everything on again"));
    m_off->setTitle(0, tr("Off in thought"));
    m_off->setTitle(1, tr("What"));
    m_off->sayWhenEmpty(tr("Name a node, or choose “Switch off in thought” in the menu of a node or link in "
                           "the topology: what would be lost then is told here. Nothing real is switched."));
    m_off->table().setAccessibleName(tr("Switched off in thought"));
    m_lost->setTitle(0, tr("Route or node"));
    m_lost->setTitle(1, tr("Before"));
    m_lost->setTitle(2, tr("After"));
    m_lost->sayWhenEmpty(m_items.empty() ? QString() : tr("No node loses the ground, no route is watched."));
    m_lost->table().setAccessibleName(tr("What would be lost"));
    showItems();
    if (m_reply)
        show(m_reply);
}

QString WhatIfPage::title() const
{
    return tr("What if");
}

QString WhatIfPage::meaning() const
{
    return tr(
        "Nodes and links are switched off in a copy of the network, and the copy is compared with the "
        "network as it is: who works but loses the ground, into how many parts it falls, what all nodes "
        "together can still bring to the ground, and what becomes of the routes that are charted or "
        "named on the page Route. The real network, other panels and what is recorded stay as they "
        "are.");
}

QJsonObject WhatIfPage::saveState() const
{
    QJsonArray items;
    for (const NamedOutage &item : m_items)
        items += QJsonArray{QString::fromStdString(item.node), QString::fromStdString(item.otherEnd)};
    return {{u"items"_s, items}, {u"off"_s, m_off->saveState()}, {u"lost"_s, m_lost->saveState()}};
}

void WhatIfPage::restoreState(const QJsonObject &state)
{
    m_items.clear();
    const QJsonArray items = state.value(u"items"_s).toArray();
    for (const auto &value : items) {
        const NamedOutage item{value[0].toString().toStdString(), value[1].toString().toStdString()};
        if (!item.node.empty() && m_items.size() < mostItems)
            m_items.push_back(item);
    }
    itemsChanged();
    m_off->restoreState(state.value(u"off"_s).toObject());
    m_lost->restoreState(state.value(u"lost"_s).toObject());
}

} // namespace desk
