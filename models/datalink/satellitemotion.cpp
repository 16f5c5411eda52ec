// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/satellitemotion.h"

namespace desk {
namespace {
constexpr std::int64_t spanNs = 20'000'000'000;
constexpr double spanS = 20;
} // namespace

bool SatelliteMotion::bracket(std::int64_t index)
{
    if (m_valid && index == m_index)
        return true;
    const auto stateAt = [&](std::int64_t i) { return m_orbit.stateAt(fromNanoseconds(i * spanNs)); };
    const bool next = m_valid && index == m_index + 1;
    const auto from = next ? Result<StateVector>(m_to) : stateAt(index);
    const auto to = stateAt(index + 1);
    if (!from || !to) {
        m_valid = false;
        return false;
    }
    m_from = *from;
    m_to = *to;
    m_index = index;
    m_valid = true;
    return true;
}

bool SatelliteMotion::moveTo(Timestamp time)
{
    const std::int64_t ns = nanoseconds(time);
    const std::int64_t index = ns >= 0 ? ns / spanNs : (ns + 1) / spanNs - 1;
    if (!bracket(index))
        return false;
    const double s = static_cast<double>(ns - index * spanNs) / static_cast<double>(spanNs);
    const double s2 = s * s;
    const double s3 = s2 * s;
    m_position = (2 * s3 - 3 * s2 + 1) * m_from.positionKm +
                 (spanS * (s3 - 2 * s2 + s)) * m_from.velocityKmPerS + (3 * s2 - 2 * s3) * m_to.positionKm +
                 (spanS * (s3 - s2)) * m_to.velocityKmPerS;
    const double slope = 6 * (s2 - s) / spanS;
    m_velocity = slope * (m_from.positionKm - m_to.positionKm) +
                 (3 * s2 - 4 * s + 1) * m_from.velocityKmPerS + (3 * s2 - 2 * s) * m_to.velocityKmPerS;
    return true;
}

} // namespace desk
