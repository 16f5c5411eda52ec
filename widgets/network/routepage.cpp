// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/routepage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/network/networkwords.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

RoutePage::RoutePage(const NetworkContext &context, RouteWatch &watch, QWidget *parent)
    : NetworkPage(context, parent)
    , m_watch(watch)
    , m_tables(new QSplitter(Qt::Vertical))
{
    buildControls();
    addSummary();
    using Order = ResultTable::Order;
    m_routes = new ResultTable(
        u"routeTable"_s,
        {{CellStyle::number, 15}, {CellStyle::number, 5}, {CellStyle::number, 10}, {CellStyle::number, 9}},
        Order::asFound, context.theme, &context.selection);
    m_routes->setYieldingColumn(1);
    m_links = new ResultTable(
        u"routeLinks"_s,
        {{CellStyle::entity, 9}, {CellStyle::number, 14}, {CellStyle::number, 10}, {CellStyle::number, 10}},
        Order::asFound, context.theme, &context.selection);
    m_links->setYieldingColumn(2);
    m_tables->addWidget(m_routes);
    m_tables->addWidget(m_links);
    m_tables->setChildrenCollapsible(false);
    m_tables->setSizes({100, 160});
    column().addWidget(m_tables, 1);
    connect(m_routes, &ResultTable::rowChosen, this, &RoutePage::showRoute);
    RoutePage::retranslate();
}

AnalysisRunner::Work RoutePage::work(const LinkFiguresPtr &figures)
{
    const auto asked = query();
    if (!asked || !figures->snapshot) {
        showNothing();
        return {};
    }
    const bool sameQuestion = m_reply && m_reply->query.route == asked->route;
    return [this, asked = *asked, figures, known = sameQuestion ? m_reply->lifetimes : RouteLifetimes()](
               const std::stop_token &stop) -> AnalysisRunner::Answer {
        auto reply = answerRoute(asked, figures, known, stop);
        if (!reply)
            return {};
        return [this, reply = std::move(reply)] { show(reply); };
    };
}

void RoutePage::showNothing()
{
    m_reply.reset();
    const auto unknown = [](const NodeField &field) {
        return !field.isEmpty() && field.node().isEmpty() ? field.wanted() : QString();
    };
    const QString stranger = unknown(*m_from).isEmpty() ? unknown(*m_to) : unknown(*m_from);
    m_routes->sayWhenEmpty(stranger.isEmpty() ? tr("Name two nodes, or choose “Route from here” and “Route "
                                                   "to here” in the menu of a node in the "
                                                   "topology.")
                                              : tr("No node is called “%1”.").arg(stranger));
    m_routes->setRows({});
    m_links->setRows({});
    say({});
    mark({});
}

void RoutePage::show(std::shared_ptr<const RouteReply> reply)
{
    m_reply = std::move(reply);
    const TopologySnapshot &fleet = *m_reply->figures->snapshot;
    if (!m_reply->routes) {
        const auto labelOf = [this](const std::string &name) {
            return context().directory.labelOf(QString::fromStdString(name));
        };
        const NamedRoute &asked = m_reply->query.route;
        m_routes->sayWhenEmpty(tr("No route: %1")
                                   .arg(NetworkWords::noRoute(m_reply->routes.error(), asked.measure,
                                                              labelOf(asked.from), labelOf(asked.to))));
        m_routes->setRows({});
        m_links->setRows({});
        say({});
        mark({});
        return;
    }
    const std::size_t found = m_reply->routes->size();
    QString summary = tr("As of %1, graph %2.")
                          .arg(ValueFormatter::timeOfDay(m_reply->figures->time, false))
                          .arg(fleet.version);
    if (found < m_reply->query.count)
        summary += u" "_s + tr("There are no more than %1.").arg(found);
    say(summary);
    const QString chosen = m_routes->chosenKey();
    m_routes->setRows(routeRows());
    if (chosen.isEmpty() || m_routes->model().rowOf(chosen) < 0)
        m_routes->choose(u"0"_s);
    showRoute();
}

std::vector<ResultRow> RoutePage::routeRows() const
{
    std::vector<ResultRow> rows;
    const TopologySnapshot &fleet = *m_reply->figures->snapshot;
    for (std::size_t i = 0; i < m_reply->routes->size(); ++i) {
        const Route &route = (*m_reply->routes)[i];
        QStringList names;
        for (const std::uint32_t node : route.nodes)
            names += QString::fromStdString(fleet.nodes[node].name);
        ResultRow row{QString::number(i), noEntity, {}};
        const QString way = names.join(u" → "_s);
        ResultRow::Cell latency = NetworkWords::latencyOfRoute(route, *m_reply->figures);
        latency.tip = latency.tip.isEmpty() ? way : QString(way + u'\n' + latency.tip);
        row.cells = {std::move(latency),
                     {QString::number(route.hops()), qulonglong(route.hops()), way},
                     NetworkWords::capacityOfRoute(route, *m_reply->figures, m_reply->query.capacity),
                     NetworkWords::lifetime(*m_reply->lifetime[i], route, fleet, m_reply->figures->time)};
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ResultRow> RoutePage::linkRows(const Route &route) const
{
    std::vector<ResultRow> rows;
    const LinkFigures &figures = *m_reply->figures;
    for (std::size_t i = 0; i < route.links.size(); ++i) {
        const std::uint32_t link = route.links[i];
        const QString name = NetworkWords::link(*figures.snapshot, link, route.nodes[i]);
        rows.push_back(
            {name,
             NetworkWords::entityOf(figures.snapshot->edges[link]),
             {{name, {}, name},
              NetworkWords::latencyOfLink(m_reply->network, figures, link),
              NetworkWords::capacityOfLink(m_reply->network, figures, link, m_reply->query.capacity),
              NetworkWords::utilisationOfLink(figures, link)}});
    }
    return rows;
}

void RoutePage::showRoute()
{
    if (!m_reply || !m_reply->routes)
        return;
    const std::size_t chosen =
        std::min<std::size_t>(m_routes->chosenKey().toULong(), m_reply->routes->size() - 1);
    m_links->setRows(linkRows((*m_reply->routes)[chosen]));
    markRoutes(chosen);
}

void RoutePage::markRoutes(std::size_t chosen)
{
    OverlayContent content;
    content.snapshot = m_reply->figures->snapshot;
    content.nodes.assign(content.snapshot->nodes.size(), OverlayMark::none);
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    const auto paint = [&content](const Route &route, OverlayMark mark) {
        for (const std::uint32_t node : route.nodes)
            content.nodes[node] = mark;
        for (const std::uint32_t link : route.links)
            content.links[link] = mark;
    };
    for (const Route &route : *m_reply->routes)
        paint(route, OverlayMark::alternative);
    const Route &best = (*m_reply->routes)[chosen];
    paint(best, OverlayMark::route);
    content.title = tr("Route %1 – %2: %3, links: %4")
                        .arg(NetworkWords::nodeLabel(*content.snapshot, best.nodes.front()),
                             NetworkWords::nodeLabel(*content.snapshot, best.nodes.back()),
                             NetworkWords::latencyOfRoute(best, *m_reply->figures).text)
                        .arg(best.hops());
    mark(std::move(content));
}

} // namespace desk
