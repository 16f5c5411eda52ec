// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace desk {

// The range of a value axis that fits its data and stands still while it can: it widens when data leave it
// and narrows only when they fill less than a third of it. Bounds and ticks are multiples of 1, 2 or 5 times
// a power of ten. Or a range that was set. Either may be logarithmic. Plain value, any thread.
class AxisScale
{
public:
    // Whether doubles tell enough places of that range apart.
    [[nodiscard]] static bool resolves(double low, double high)
    {
        return high - low > 1e-12 * std::max(std::abs(low), std::abs(high));
    }
    // low <= high, finite. resolution: the smallest step the values make, 0 = unknown; less than ten such
    // steps are never spread over the whole axis. maxTicks >= 2. Returns whether range or ticks changed.
    bool fit(double low, double high, double resolution, int maxTicks);
    // For codes of states: half a step around low..high, a tick on each code. Returns whether it changed.
    bool fitCodes(double low, double high);
    // The same on a logarithmic axis: 0 < low <= high.
    bool fitLog(double low, double high, int maxTicks);
    // Exactly this range: low < high, finite, and 0 < low on a logarithmic axis. Returns whether it changed.
    bool setRange(double low, double high, bool logarithmic, int maxTicks);
    void reset() { *this = AxisScale(); }

    [[nodiscard]] bool isValid() const { return m_max > m_min; }
    [[nodiscard]] double min() const { return m_min; }
    [[nodiscard]] double max() const { return m_max; }
    [[nodiscard]] double step() const { return m_step; }
    [[nodiscard]] std::vector<double> ticks() const;
    [[nodiscard]] int decimals() const; // that tell the ticks apart
    [[nodiscard]] bool isLogarithmic() const { return m_logarithmic; }
    // 0 at the upper end of the axis, 1 at the lower. What has no place on a logarithmic axis (values <= 0)
    // lies on its lower end.
    [[nodiscard]] double fraction(double value) const
    {
        return m_logarithmic ? logFraction(value) : (m_max - value) / (m_max - m_min);
    }
    [[nodiscard]] double valueAt(double fraction) const;
    // Where an axis without logarithms has the value.
    [[nodiscard]] double place(double value) const { return m_logarithmic ? std::log10(value) : value; }

    bool operator==(const AxisScale &) const = default;

private:
    [[nodiscard]] double logFraction(double value) const;
    void setStep(int maxTicks);

    double m_min = 0;
    double m_max = 0;
    double m_step = 0;
    int m_maxTicks = 0;
    bool m_logarithmic = false;
};

} // namespace desk
