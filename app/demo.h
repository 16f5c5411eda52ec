// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/simulatorlink.h"
#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"

#include <QObject>

#include <functional>

namespace desk {

class ChartsPanel;

// The demo: the simulated constellation posting to a server through its public API like any other client.
Result<std::unique_ptr<SimulatorLink>> makeDemoLink(const std::string &url, const std::string &token,
                                                    const std::string &ca, EventLog &events,
                                                    const TimeService &time);

// Puts a first selection of series on empty charts once the demo's series are known, so that there is
// something to see at once, and selects a station. Done after the first time; leaves charts alone that have
// something. GUI thread.
class DemoCharts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoCharts)

public:
    DemoCharts(ParameterFeed &feed, ChartsPanel &charts, FleetSelection &selection,
               QObject *parent = nullptr);

Q_SIGNALS:
    void chosen(); // or there were some already

private:
    void choose();

    ParameterFeed &m_feed;
    ChartsPanel &m_charts;
    FleetSelection &m_selection;
};

} // namespace desk
