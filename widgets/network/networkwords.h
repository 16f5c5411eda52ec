// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linkfigures.h"
#include "models/itemmodels/resulttablemodel.h"
#include "models/network/route.h"
#include "models/network/routelifetime.h"

#include <QCoreApplication>

namespace desk {

// What the analyses found, in the language of the window. GUI thread.
class NetworkWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::NetworkWords)

public:
    [[nodiscard]] static QString noRoute(const NoRoute &reason, RouteMeasure measure, const QString &from,
                                         const QString &to);
    [[nodiscard]] static QString measure(RouteMeasure measure); // "latency"
    // "12.34 ms", "—"
    [[nodiscard]] static QString latency(double ms);
    [[nodiscard]] static QString capacity(double gbps); // "10.000 Gbit/s"
    // Without the unit, for columns that name it.
    [[nodiscard]] static QString gigabits(double gbps);
    [[nodiscard]] static QString share(double part); // "12.3 %"
    // With what is to be known of it: that it is estimated or old.
    [[nodiscard]] static ResultRow::Cell latencyOfLink(const Network &network, const LinkFigures &figures,
                                                       std::uint32_t link);
    // The sum of a route, likewise.
    [[nodiscard]] static ResultRow::Cell latencyOfRoute(const Route &route, const LinkFigures &figures);
    // Without the unit, and that it is old where the capacity, or for the free one the utilisation, is.
    [[nodiscard]] static ResultRow::Cell capacityOfLink(const Network &network, const LinkFigures &figures,
                                                        std::uint32_t link, CapacityKind kind);
    [[nodiscard]] static ResultRow::Cell capacityOfRoute(const Route &route, const LinkFigures &figures,
                                                         CapacityKind kind);
    [[nodiscard]] static ResultRow::Cell utilisationOfLink(const LinkFigures &figures, std::uint32_t link);
    // When the route breaks by its orbits, from now; the tooltip says why.
    [[nodiscard]] static ResultRow::Cell lifetime(const RouteLifetime &lifetime, const Route &route,
                                                  const TopologySnapshot &fleet, Timestamp now);

    [[nodiscard]] static QString nodeLabel(const TopologySnapshot &fleet, std::uint32_t node);
    // "a → b", by names, from the end `from` where it is told.
    [[nodiscard]] static QString link(const TopologySnapshot &fleet, std::uint32_t link,
                                      std::uint32_t from = 0xFFFFFFFFU);
    // Of a direction that sent something; noEntity where none did.
    [[nodiscard]] static EntityId entityOf(const TopologyEdge &edge);
    // A number for a column to sort by; what is unknown is less than all.
    [[nodiscard]] static QVariant sorting(double value);

private:
    static void markOld(ResultRow::Cell &cell);
};

} // namespace desk
