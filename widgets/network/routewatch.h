// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/linkfigures.h"
#include "models/processing/ownmeasurements.h"
#include "widgets/network/analysisrunner.h"
#include "widgets/network/routequery.h"

#include <QJsonArray>
#include <QTimer>

namespace desk {

// Routes that are watched: once a second the best one of each is found, and its latency and number of links
// become samples of latency_ms and hops of the node `route:<from>:<to>` (by links or capacity: with :hops or
// :capacity behind). Where there is no route, or its latency is not known, there is no sample. Goes on while
// its panel is hidden. GUI thread.
class RouteWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteWatch)

public:
    explicit RouteWatch(ParameterFeed &feed, FleetSelection &selection, QObject *parent = nullptr);

    // Null: nothing can be put in here, for the reason told. Outlives this.
    void setMeasurements(OwnMeasurements *measurements, const QString &refusal);
    [[nodiscard]] bool isPossible() const { return m_measurements != nullptr; }
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    enum class Refusal : std::uint8_t {
        none,
        taken, // its series would be that of another route that is watched, or of a node of the fleet
        name,  // its series would have a name that cannot be: too long
        limit  // mostRoutes are watched
    };
    // What add() would say.
    [[nodiscard]] Refusal refusalOf(const NamedRoute &route) const;
    // Charts it, too, as soon as its first sample is there: its latency or, where that is not known, its
    // links. Refused, nothing happens.
    Refusal add(const NamedRoute &route);
    void remove(const NamedRoute &route);
    [[nodiscard]] bool contains(const NamedRoute &route) const;
    [[nodiscard]] const std::vector<NamedRoute> &routes() const { return m_routes; }
    // What the timer does.
    void measure();

    [[nodiscard]] QJsonArray save() const;
    void restore(const QJsonArray &routes);

    [[nodiscard]] static std::string nodeOf(const NamedRoute &route);

    static constexpr std::size_t mostRoutes = 20;

Q_SIGNALS:
    void changed();

private:
    void runAsNeeded();
    void chartWhatCame();

    ParameterFeed &m_feed;
    FleetSelection &m_selection;
    LinkFigureReader m_reader;
    OwnMeasurements *m_measurements = nullptr;
    QString m_refusal;
    std::vector<NamedRoute> m_routes;
    std::vector<NamedRoute> m_toChart; // whose series is awaited
    QTimer m_timer;
    AnalysisRunner m_runner; // last
};

} // namespace desk
