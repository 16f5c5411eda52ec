// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/orbit.h"

namespace desk {

// One satellite's path for someone who asks every second: SGP4 every 20 s, at whole multiples since 1970, and
// a cubic Hermite curve through position and velocity between. In low orbit the curve itself stays within 5
// mm (h^4 r omega^4 / 384) and within 10 cm of SGP4, whose velocity is not quite the derivative of its
// position; it costs a tenth. TEME, km and km/s. Plain value, one thread.
class SatelliteMotion
{
public:
    explicit SatelliteMotion(Orbit orbit)
        : m_orbit(orbit)
    {
    }

    // False once SGP4 refuses (the orbit has decayed): then the last state stays.
    bool moveTo(Timestamp time);

    const Vector3 &position() const { return m_position; }
    const Vector3 &velocity() const { return m_velocity; }
    const Orbit &orbit() const { return m_orbit; }

private:
    bool bracket(std::int64_t index);

    Orbit m_orbit;
    bool m_valid = false; // m_from and m_to hold the ends of m_index
    std::int64_t m_index = 0;
    StateVector m_from;
    StateVector m_to;
    Vector3 m_position;
    Vector3 m_velocity;
};

} // namespace desk
