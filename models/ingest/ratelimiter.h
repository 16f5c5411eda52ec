// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <string>
#include <unordered_map>

namespace desk {

// Requests a minute per token, as a bucket that refills evenly. Ingest thread.
class RateLimiter
{
public:
    explicit RateLimiter(unsigned perMinute)
        : m_perMinute(perMinute)
    {
    }

    // Zero = go on; else how long to wait.
    std::chrono::seconds take(const std::string &token, SteadyTime now);

private:
    struct Bucket
    {
        double level = 0;
        SteadyTime at{};
    };
    const unsigned m_perMinute; // 0 = no limit
    std::unordered_map<std::string, Bucket> m_buckets;
};

} // namespace desk
