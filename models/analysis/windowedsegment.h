// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/realtransform.h"

#include <vector>

namespace desk {

// The transform of one stretch of a series at a time, less its straight trend and under a Hann window. One
// thread.
class WindowedSegment
{
public:
    explicit WindowedSegment(std::size_t size);

    // |X[k]|²; empty where a value is missing (NaN). values: size() of them. Valid until the next call.
    [[nodiscard]] std::span<const double> squares(std::span<const double> values);
    [[nodiscard]] double sum() const { return m_sum; } // of the window
    [[nodiscard]] double sumOfSquares() const { return m_sumOfSquares; }

private:
    RealTransform m_transform;
    std::vector<double> m_window;
    double m_sum = 0;
    double m_sumOfSquares = 0;
};

} // namespace desk
