// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/lineprotocoldecoder.h"
#include "models/ingest/pointintake.h"

namespace desk {

// POST /api/v1/telemetry/ingest: the API's own points as line protocol. Ingest thread.
class LineRoute
{
public:
    explicit LineRoute(PointIntake &intake);

private:
    ServerResponse post(const HttpRequest &request);

    PointIntake &m_intake;
    LineProtocolDecoder m_decoder;
};

} // namespace desk
