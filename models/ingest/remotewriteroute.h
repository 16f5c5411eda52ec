// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/pointintake.h"
#include "models/ingest/remotewritedecoder.h"

namespace desk {

// POST /api/v1/write: Prometheus remote-write 1.0, snappy block format. Ingest thread.
class RemoteWriteRoute
{
public:
    RemoteWriteRoute(PointIntake &intake, NodeMapping mapping);

private:
    ServerResponse post(const HttpRequest &request);

    PointIntake &m_intake;
    RemoteWriteDecoder m_decoder;
};

} // namespace desk
