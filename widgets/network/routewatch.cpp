// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/routewatch.h"

#include "models/telemetry/names.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds interval{1};

// One point for each route there is.
std::vector<OwnPoint> pointsOf(const std::vector<NamedRoute> &routes, const LinkFigures &figures,
                               const std::stop_token &stop)
{
    std::vector<OwnPoint> points;
    const Network network = networkOf(figures);
    RouteFinder finder(network);
    for (const NamedRoute &route : routes) {
        if (stop.stop_requested())
            break;
        const auto found = finder.best(nodeIndex(*figures.snapshot, route.from),
                                       nodeIndex(*figures.snapshot, route.to), route.measure);
        if (!found)
            continue;
        OwnPoint point{RouteWatch::nodeOf(route), figures.time, {}};
        const bool isOld =
            std::ranges::any_of(found->links, [&](std::uint32_t link) { return figures.links[link].stale; });
        const Quality quality =
            isOld || found->estimatedLatencies > 0 ? Quality::derived | Quality::uncertain : Quality::derived;
        if (!std::isnan(found->latencyMs))
            point.figures.push_back({"latency_ms", found->latencyMs, quality});
        point.figures.push_back({"hops", static_cast<double>(found->hops()), Quality::derived});
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace

RouteWatch::RouteWatch(ParameterFeed &feed, FleetSelection &selection, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_reader(feed)
{
    connect(&m_timer, &QTimer::timeout, this, &RouteWatch::measure);
    connect(&feed, &ParameterFeed::advanced, this, [this](const FeedUpdate &update) {
        if (!m_toChart.empty() && !update.definitions.empty())
            chartWhatCame();
    });
}

void RouteWatch::setMeasurements(OwnMeasurements *measurements, const QString &refusal)
{
    m_measurements = measurements;
    m_refusal = refusal;
    runAsNeeded();
    Q_EMIT changed();
}

std::string RouteWatch::nodeOf(const NamedRoute &route)
{
    std::string node = std::string(routePrefix) + route.from + ":" + route.to;
    if (route.measure != RouteMeasure::latency)
        node.append(":").append(routeMeasureWord(route.measure));
    return node;
}

RouteWatch::Refusal RouteWatch::refusalOf(const NamedRoute &route) const
{
    if (contains(route))
        return Refusal::none;
    const std::string node = nodeOf(route);
    if (!isNodeName(node))
        return Refusal::name;
    const auto topology = m_feed.topology();
    if (std::ranges::find(m_routes, node, &RouteWatch::nodeOf) != m_routes.end() ||
        (topology && nodeIndex(*topology, node) != NetworkGraph::none))
        return Refusal::taken;
    return m_routes.size() < mostRoutes ? Refusal::none : Refusal::limit;
}

RouteWatch::Refusal RouteWatch::add(const NamedRoute &route)
{
    if (const Refusal refusal = refusalOf(route); refusal != Refusal::none)
        return refusal;
    if (!contains(route))
        m_routes.push_back(route);
    m_toChart.push_back(route);
    chartWhatCame(); // it was watched before
    runAsNeeded();
    measure();
    Q_EMIT changed();
    return Refusal::none;
}

void RouteWatch::remove(const NamedRoute &route)
{
    std::erase(m_routes, route);
    std::erase(m_toChart, route);
    runAsNeeded();
    Q_EMIT changed();
}

bool RouteWatch::contains(const NamedRoute &route) const
{
    return std::ranges::find(m_routes, route) != m_routes.end();
}

void RouteWatch::runAsNeeded()
{
    if (m_routes.empty() || !m_measurements)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(interval);
}

void RouteWatch::measure()
{
    if (m_routes.empty() || !m_measurements || !m_feed.topology() || m_runner.isRunning())
        return;
    m_runner.request(
        [this, routes = m_routes,
         figures = m_reader.read()](const std::stop_token &stop) -> AnalysisRunner::Answer {
            return [this, points = pointsOf(routes, *figures, stop)] {
                for (const OwnPoint &point : points) {
                    const auto stands = [&](const NamedRoute &route) { return nodeOf(route) == point.node; };
                    if (!m_measurements || std::ranges::none_of(m_routes, stands))
                        continue;
                    if (const auto put = m_measurements->put(point); !put) {
                        // It cannot be taken, and will not be.
                        std::erase_if(m_routes, stands);
                        std::erase_if(m_toChart, stands);
                        runAsNeeded();
                        Q_EMIT changed();
                    }
                }
            };
        },
        false);
}

void RouteWatch::chartWhatCame()
{
    const SeriesCatalogue &names = m_feed.catalogue();
    std::erase_if(m_toChart, [&](const NamedRoute &route) {
        const EntityId entity = names.findEntity(nodeOf(route));
        if (entity == noEntity)
            return false;
        SeriesId series = names.find(entity, "latency_ms");
        if (series == noSeries)
            series = names.find(entity, "hops"); // came without: the latency of some link is not known
        if (series == noSeries)
            return false;
        m_selection.requestChart(series);
        return true;
    });
}

QJsonArray RouteWatch::save() const
{
    QJsonArray routes;
    for (const NamedRoute &route : m_routes)
        routes += QJsonObject{{u"from"_s, QString::fromStdString(route.from)},
                              {u"to"_s, QString::fromStdString(route.to)},
                              {u"by"_s, QString::fromUtf8(routeMeasureWord(route.measure))}};
    return routes;
}

void RouteWatch::restore(const QJsonArray &routes)
{
    m_routes.clear();
    for (const QJsonValue &value : routes) {
        const NamedRoute route{
            value[u"from"_s].toString().toStdString(), value[u"to"_s].toString().toStdString(),
            routeMeasureFromWord(value[u"by"_s].toString().toStdString()).value_or(RouteMeasure::latency)};
        if (!route.from.empty() && !route.to.empty() && !contains(route) && refusalOf(route) == Refusal::none)
            m_routes.push_back(route);
    }
    runAsNeeded();
    Q_EMIT changed();
}

} // namespace desk
