// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace desk {

// Three Cartesian components; the owner of a value says its frame and unit. Plain value, any thread.
struct Vector3
{
    double x = 0;
    double y = 0;
    double z = 0;

    bool operator==(const Vector3 &) const = default;
};

constexpr Vector3 operator+(const Vector3 &a, const Vector3 &b)
{
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}

constexpr Vector3 operator-(const Vector3 &a, const Vector3 &b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

constexpr Vector3 operator*(double factor, const Vector3 &a)
{
    return {factor * a.x, factor * a.y, factor * a.z};
}

constexpr double dot(const Vector3 &a, const Vector3 &b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

inline double length(const Vector3 &a)
{
    return std::sqrt(dot(a, a));
}

} // namespace desk
