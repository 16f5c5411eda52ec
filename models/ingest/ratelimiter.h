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
    // What the RateLimit headers say after take(): requests left, and when the bucket is full again.
    struct Allowance
    {
        unsigned limit = 0;
        unsigned remaining = 0;
        std::chrono::seconds reset{0};
    };
    [[nodiscard]] Allowance allowance(const std::string &token) const;

private:
    struct Bucket
    {
        double level = 0;
        SteadyTime at{};
    };
    void forgetFull(SteadyTime now);
    const unsigned m_perMinute; // 0 = no limit
    std::unordered_map<std::string, Bucket> m_buckets;
};

} // namespace desk
