// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"
#include "models/topology/health.h"

namespace desk {

// A node's health over a while, as it was reported. Plain value.
struct HealthSpan
{
    TimeRange range;
    Health health = Health::nominal;

    bool operator==(const HealthSpan &) const = default;
};

} // namespace desk
