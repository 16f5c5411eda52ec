// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/influxroutes.h"
#include "models/ingest/otlproutes.h"
#include "models/ingest/remotewriteroute.h"

namespace desk {

// The paths of other systems, so that their agents post here unchanged: InfluxDB, Prometheus remote-write,
// OTLP metrics. Ingest thread.
class CompatibilityRoutes
{
public:
    CompatibilityRoutes(PointIntake &intake, const NodeMapping &mapping)
        : m_influx(intake, mapping)
        , m_remoteWrite(intake, mapping)
        , m_otlp(intake, mapping)
    {
    }

private:
    InfluxRoutes m_influx;
    RemoteWriteRoute m_remoteWrite;
    OtlpRoutes m_otlp;
};

} // namespace desk
