// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/lineprotocoldecoder.h"
#include "models/ingest/pointintake.h"

namespace desk {

// What agents that write to InfluxDB 1 and 2 need: /ping, /write, /api/v2/write, /query. Database, bucket and
// organisation are not told apart. Good lines are kept, bad ones named (a partial write). Ingest thread.
// https://docs.influxdata.com/influxdb/v1/tools/api/, https://docs.influxdata.com/influxdb/v2/api/
class InfluxRoutes
{
public:
    InfluxRoutes(PointIntake &intake, NodeMapping mapping);

private:
    ServerResponse write(const HttpRequest &request, bool second);
    static ServerResponse query(const HttpRequest &request);

    PointIntake &m_intake;
    LineProtocolDecoder m_decoder;
};

} // namespace desk
