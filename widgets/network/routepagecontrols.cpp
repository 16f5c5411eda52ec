// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for in a RoutePage, its words and its state.
#include "widgets/network/networkwords.h"
#include "widgets/network/routepage.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRoutes = 10;

} // namespace

void RoutePage::buildControls()
{
    const Theme &theme = context().theme;
    m_from = new NodeField(context());
    m_to = new NodeField(context());
    m_fromLabel = new QLabel;
    m_toLabel = new QLabel;
    m_byLabel = new QLabel;
    m_countLabel = new QLabel;
    m_swap = new QToolButton;
    m_swap->setIcon(theme.icon(u"refresh"_s));
    m_swap->setAutoRaise(true);
    m_by = new QComboBox;
    for (int i = 0; i < 3; ++i)
        m_by->addItem(QString());
    m_capacity = new QComboBox;
    m_kind = new QComboBox;
    for (QComboBox *box : {m_capacity, m_kind}) {
        box->addItem(QString());
        box->addItem(QString());
    }
    for (QComboBox *box : {m_by, m_capacity, m_kind})
        box->setMinimumContentsLength(6);
    m_count = new QSpinBox;
    m_count->setRange(1, mostRoutes);
    m_count->setValue(3);
    m_chart = new QToolButton;
    m_chart->setCheckable(true);
    m_chart->setIcon(theme.icon(u"chart-add"_s));
    m_chart->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_charted = new QToolButton;
    m_charted->setIcon(theme.icon(u"more"_s));
    m_charted->setAutoRaise(true);
    m_charted->setPopupMode(QToolButton::InstantPopup);
    m_charted->setMenu(new QMenu(m_charted));
    m_fromLabel->setBuddy(m_from);
    m_toLabel->setBuddy(m_to);
    m_byLabel->setBuddy(m_by);
    m_countLabel->setBuddy(m_count);
    for (QLabel *label : {m_fromLabel, m_toLabel, m_byLabel, m_countLabel})
        label->setProperty("dim", true);
    m_from->setObjectName(u"routeFrom"_s);
    m_to->setObjectName(u"routeTo"_s);
    m_by->setObjectName(u"routeBy"_s);
    m_capacity->setObjectName(u"routeCapacity"_s);
    m_kind->setObjectName(u"routeKind"_s);
    m_count->setObjectName(u"routeCount"_s);
    m_chart->setObjectName(u"routeChart"_s);
    m_charted->setObjectName(u"routesCharted"_s);
    m_swap->setObjectName(u"routeSwap"_s);

    auto *grid = new QGridLayout;
    grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    grid->setSpacing(Theme::gridUnit);
    grid->addWidget(m_fromLabel, 0, 0);
    grid->addWidget(m_from, 0, 1, 1, 2);
    grid->addWidget(m_swap, 0, 3, 2, 1);
    grid->addWidget(m_toLabel, 1, 0);
    grid->addWidget(m_to, 1, 1, 1, 2);
    grid->addWidget(m_byLabel, 2, 0);
    grid->addWidget(m_by, 2, 1);
    grid->addWidget(m_capacity, 2, 2, 1, 2);
    grid->addWidget(m_countLabel, 3, 0);
    grid->addWidget(m_count, 3, 1);
    grid->addWidget(m_kind, 3, 2, 1, 2);
    auto *charting = new QHBoxLayout;
    charting->setSpacing(Theme::gridUnit);
    charting->addWidget(m_chart);
    charting->addWidget(m_charted);
    charting->addStretch(1);
    grid->addLayout(charting, 4, 1, 1, 3);
    m_refusal = new QLabel;
    m_refusal->setObjectName(u"routeRefusal"_s);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    grid->addWidget(m_refusal, 5, 0, 1, 4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    column().addLayout(grid);

    for (QComboBox *box : {m_by, m_capacity, m_kind})
        askOnChange(*box);
    const auto forget = [this] { sayRefusal({}); };
    connect(m_by, &QComboBox::currentIndexChanged, this, &RoutePage::showWatch);
    connect(m_by, &QComboBox::currentIndexChanged, this, forget);
    connect(m_count, &QSpinBox::valueChanged, this, &RoutePage::figuresWanted);
    for (const NodeField *field : {m_from, m_to}) {
        connect(field, &NodeField::nodeChanged, this, &RoutePage::figuresWanted);
        connect(field, &NodeField::nodeChanged, this, &RoutePage::showWatch);
        connect(field, &NodeField::nodeChanged, this, forget);
    }
    connect(m_swap, &QToolButton::clicked, this, &RoutePage::swapEnds);
    connect(m_chart, &QToolButton::clicked, this, &RoutePage::toggleWatch);
    connect(m_charted->menu(), &QMenu::aboutToShow, this, &RoutePage::fillWatchMenu);
    connect(&m_watch, &RouteWatch::changed, this, &RoutePage::showWatch);
    connect(&m_watch, &RouteWatch::changed, this, forget);
}

std::optional<RouteQuery> RoutePage::query() const
{
    const QString from = m_from->node();
    const QString to = m_to->node();
    if (from.isEmpty() || to.isEmpty())
        return std::nullopt;
    return RouteQuery{{from.toStdString(), to.toStdString(), RouteMeasure(m_by->currentIndex())},
                      static_cast<std::size_t>(m_count->value()),
                      m_kind->currentIndex() == 1,
                      CapacityKind(m_capacity->currentIndex())};
}

void RoutePage::setEnd(bool from, const QString &node)
{
    (from ? m_from : m_to)->setNode(node);
}

void RoutePage::swapEnds()
{
    const QString from = m_from->wanted();
    m_from->setNode(m_to->wanted());
    m_to->setNode(from);
}

void RoutePage::showNodes()
{
    m_from->showEntry();
    m_to->showEntry();
    showWatch();
}

void RoutePage::showWatch()
{
    const auto asked = query();
    const bool possible = m_watch.isPossible() && asked && asked->route.from != asked->route.to;
    const bool isWatched = possible && m_watch.contains(asked->route);
    m_chart->setChecked(isWatched);
    m_chart->setEnabled(possible);
    m_chart->setText(isWatched ? tr("Route is charted") : tr("Chart this route"));
    m_chart->setToolTip(!m_watch.isPossible() ? m_watch.refusal()
                        : isWatched           ? tr("Stops the series %1; what was recorded stays")
                                          .arg(QString::fromStdString(RouteWatch::nodeOf(asked->route)))
                        : possible ? tr("Latency and number of links of the best route become the series "
                                        "latency_ms and hops of %1, once a second; without a route there is "
                                        "no sample")
                                         .arg(QString::fromStdString(RouteWatch::nodeOf(asked->route)))
                                   : tr("Name two different nodes first"));
}

void RoutePage::toggleWatch(bool on)
{
    if (const auto asked = query(); asked && asked->route.from != asked->route.to) {
        if (on)
            sayRefusal(wordsOf(m_watch.add(asked->route), asked->route));
        else
            m_watch.remove(asked->route);
    }
    showWatch();
}

QString RoutePage::wordsOf(RouteWatch::Refusal refusal, const NamedRoute &route)
{
    const QString series = QString::fromStdString(RouteWatch::nodeOf(route));
    switch (refusal) {
    case RouteWatch::Refusal::none:
        break;
    case RouteWatch::Refusal::taken:
        return tr("Not charted: another route or node is already called %1.").arg(series);
    case RouteWatch::Refusal::name:
        return tr("Not charted: %1 is too long, or has characters that the name of a series cannot have.")
            .arg(series);
    case RouteWatch::Refusal::limit:
        return tr("Not charted: %1 routes are charted, and there can be no more. Stop one first.")
            .arg(RouteWatch::mostRoutes);
    }
    return {};
}

void RoutePage::sayRefusal(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->setVisible(!why.isEmpty());
}

void RoutePage::fillWatchMenu()
{
    QMenu &menu = *m_charted->menu();
    menu.clear();
    for (const NamedRoute &route : m_watch.routes())
        menu.addAction(tr("Stop %1").arg(QString::fromStdString(RouteWatch::nodeOf(route))), this,
                       [this, route] { m_watch.remove(route); });
    if (m_watch.routes().empty())
        menu.addAction(tr("No route is charted"))->setEnabled(false);
}

void RoutePage::retranslate()
{
    m_fromLabel->setText(tr("From"));
    m_toLabel->setText(tr("To"));
    m_byLabel->setText(tr("By"));
    m_countLabel->setText(tr("Routes"));
    m_from->setPurpose(tr("From"));
    m_to->setPurpose(tr("To"));
    m_swap->setToolTip(tr("Exchange the two ends"));
    m_swap->setAccessibleName(tr("Exchange the two ends"));
    m_by->setItemText(0, tr("Latency"));
    m_by->setItemText(1, tr("Links"));
    m_by->setItemText(2, tr("Capacity"));
    m_by->setAccessibleName(tr("What makes a route good"));
    m_by->setToolTip(tr("Latency: the least sum\nLinks: the fewest\nCapacity: the widest narrowest link"));
    m_capacity->setItemText(0, tr("Whole capacity"));
    m_capacity->setItemText(1, tr("Free capacity"));
    m_capacity->setAccessibleName(tr("Which capacity counts"));
    m_capacity->setToolTip(tr("Free: what the utilisation leaves of it"));
    m_kind->setItemText(0, tr("Next best"));
    m_kind->setItemText(1, tr("Disjoint"));
    m_kind->setAccessibleName(tr("Which alternatives"));
    m_kind->setToolTip(tr("Next best: differ in at least one link\nDisjoint: share no node and no link but "
                          "the ends, so that one stays when another breaks"));
    m_count->setAccessibleName(tr("How many routes"));
    m_count->setToolTip(tr("How many routes at most: the best and its alternatives"));
    m_chart->setAccessibleName(tr("Chart this route"));
    m_charted->setAccessibleName(tr("Charted routes"));
    m_charted->setToolTip(tr("Charted routes: stop one"));
    m_routes->setTitle(0, tr("Latency"), tr("Latency: sum of all links; — where one is unknown"));
    m_routes->setTitle(1, tr("Links"), tr("Links: how many (hops)"));
    m_routes->setTitle(2, tr("Gbit/s"), tr("Gbit/s: capacity of the narrowest link"));
    m_routes->setTitle(3, tr("Holds"), tr("Holds: time until it breaks, by the orbits"));
    m_links->setTitle(0, tr("Link"));
    m_links->setTitle(1, tr("Latency"), tr("Latency: of the slower direction"));
    m_links->setTitle(2, tr("Gbit/s"), tr("Gbit/s: capacity of the narrower direction"));
    m_links->setTitle(3, tr("Used"), tr("Used: utilisation of the fuller direction"));
    m_routes->table().setAccessibleName(tr("Routes"));
    m_links->table().setAccessibleName(tr("Links of the chosen route"));
    m_links->sayWhenEmpty(tr("The links of the chosen route stand here."));
    showWatch();
    if (m_reply)
        show(m_reply);
    else
        showNothing();
}

QString RoutePage::title() const
{
    return tr("Route");
}

QString RoutePage::meaning() const
{
    return tr(
        "The best way from one node to another over links that work. Latency: the least sum. Links: the "
        "fewest. Capacity: the widest of the narrowest links. A latency that nobody tells is estimated "
        "from the distance. Holds: how long the orbits keep all links of the route in sight; faults and "
        "hand-overs are not foreseen.");
}

QJsonObject RoutePage::saveState() const
{
    QJsonObject state{{u"from"_s, m_from->wanted()},
                      {u"to"_s, m_to->wanted()},
                      {u"count"_s, m_count->value()},
                      {u"routes"_s, m_routes->saveState()},
                      {u"links"_s, m_links->saveState()}};
    addKept(state, "by", *m_by);
    addKept(state, "capacity", *m_capacity);
    addKept(state, "kind", *m_kind);
    return state;
}

void RoutePage::restoreState(const QJsonObject &state)
{
    restoreKept(state, "by", *m_by);
    restoreKept(state, "capacity", *m_capacity);
    restoreKept(state, "kind", *m_kind);
    m_count->setValue(state.value(u"count"_s).toInt(m_count->value()));
    m_from->setNode(state.value(u"from"_s).toString());
    m_to->setNode(state.value(u"to"_s).toString());
    m_routes->restoreState(state.value(u"routes"_s).toObject());
    m_links->restoreState(state.value(u"links"_s).toObject());
}

} // namespace desk
