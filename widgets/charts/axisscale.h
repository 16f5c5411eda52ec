// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace desk {

// The range of a value axis that fits its data and stands still while it can: it widens when data leave it
// and narrows only when they fill less than a third of it. Bounds and ticks are multiples of 1, 2 or 5 times
// a power of ten. Plain value, any thread.
class AxisScale
{
public:
    // low <= high, finite. resolution: the smallest step the values make, 0 = unknown; less than ten such
    // steps are never spread over the whole axis. maxTicks >= 2. Returns whether range or ticks changed.
    bool fit(double low, double high, double resolution, int maxTicks);
    // For codes of states: half a step around low..high, a tick on each code. Returns whether it changed.
    bool fitCodes(double low, double high);
    void reset() { *this = AxisScale(); }

    [[nodiscard]] bool isValid() const { return m_max > m_min; }
    [[nodiscard]] double min() const { return m_min; }
    [[nodiscard]] double max() const { return m_max; }
    [[nodiscard]] double step() const { return m_step; }
    [[nodiscard]] std::vector<double> ticks() const;
    [[nodiscard]] int decimals() const; // that tell the ticks apart
    // 0 at the upper end of the axis, 1 at the lower.
    [[nodiscard]] double fraction(double value) const { return (m_max - value) / (m_max - m_min); }

    bool operator==(const AxisScale &) const = default;

private:
    double m_min = 0;
    double m_max = 0;
    double m_step = 0;
    int m_maxTicks = 0;
};

} // namespace desk
