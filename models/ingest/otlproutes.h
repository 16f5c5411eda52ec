// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/otlpdecoder.h"
#include "models/ingest/pointintake.h"

namespace desk {

// POST /v1/metrics: OTLP/HTTP, JSON or protobuf, answered in the same encoding; what was not taken is a
// partial success. Ingest thread. https://opentelemetry.io/docs/specs/otlp/#otlphttp
class OtlpRoutes
{
public:
    OtlpRoutes(PointIntake &intake, NodeMapping mapping);

private:
    ServerResponse post(const HttpRequest &request);

    PointIntake &m_intake;
    OtlpDecoder m_decoder;
};

} // namespace desk
