// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t manyBuckets = 10'000;

} // namespace

std::chrono::seconds RateLimiter::take(const std::string &token, SteadyTime now)
{
    if (m_perMinute == 0)
        return std::chrono::seconds{0};
    const double perSecond = m_perMinute / 60.0;
    if (m_buckets.size() >= manyBuckets)
        forgetFull(now);
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

RateLimiter::Allowance RateLimiter::allowance(const std::string &token) const
{
    const auto it = m_buckets.find(token);
    const double level = it == m_buckets.end() ? m_perMinute : it->second.level;
    return {m_perMinute, static_cast<unsigned>(level),
            std::chrono::seconds{std::llround(std::ceil((m_perMinute - level) * 60.0 / m_perMinute))}};
}

// A minute without a request fills any bucket; a full one is as good as none.
void RateLimiter::forgetFull(SteadyTime now)
{
    std::erase_if(m_buckets,
                  [&](const auto &entry) { return now - entry.second.at > std::chrono::minutes{1}; });
}

} // namespace desk
