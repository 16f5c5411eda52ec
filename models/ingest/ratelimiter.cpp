// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace desk {

std::chrono::seconds RateLimiter::take(const std::string &token, SteadyTime now)
{
    if (m_perMinute == 0)
        return std::chrono::seconds{0};
    const double perSecond = m_perMinute / 60.0;
    const auto [it, added] = m_buckets.try_emplace(token, Bucket{double(m_perMinute), now});
    Bucket &bucket = it->second;
    bucket.level =
        std::min(double(m_perMinute),
                 bucket.level + perSecond * std::chrono::duration<double>(now - bucket.at).count());
    bucket.at = now;
    if (bucket.level >= 1) {
        bucket.level -= 1;
        return std::chrono::seconds{0};
    }
    return std::chrono::seconds{
        std::max<long long>(1, std::llround(std::ceil((1 - bucket.level) / perSecond)))};
}

} // namespace desk
