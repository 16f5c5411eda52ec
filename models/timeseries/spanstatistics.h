// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

namespace desk {

// Figures of the samples of one series in a span, added by ascending time. A number lies between two samples
// on the line that joins them, a state holds until the next. What is between is known where the two are no
// farther apart than longestStep and no invalid sample (of that quality, or not finite) lies between; times
// of which it is not known count for nothing.
//   covered   time of which the value is known
//   integral  of the value over that time: trapezoids, (a + b) / 2 · dt, or a · dt of a state
//   mean      integral / covered, that is weighted by time, not by samples
//   rms       root of the mean of the squared line, (a² + ab + b²) / 3 · dt, or a² · dt
// With no time covered, mean and rms are those of the samples. Pure; any one thread.
class SpanStatistics
{
public:
    enum class Values : std::uint8_t { numbers, states };
    struct Figures
    {
        std::uint64_t count = 0;   // valid samples
        std::uint64_t invalid = 0; // others
        double min = 0;            // this and all below: 0 where count is 0
        double max = 0;
        double mean = 0;
        double rms = 0;
        double integral = 0; // unit · s
        double covered = 0;  // s
        Sample first;        // valid ones
        Sample last;
        // Of the last against the first.
        [[nodiscard]] double difference() const { return last.value - first.value; }
        [[nodiscard]] std::optional<double> slope() const; // per s
    };

    // longestStep: s; 0 = any.
    SpanStatistics(Values values, double longestStep)
        : m_values(values)
        , m_longestStep(longestStep)
    {
    }

    void add(const Sample &sample);
    [[nodiscard]] Figures figures() const;

private:
    Values m_values;
    double m_longestStep;
    Figures m_figures;
    bool m_joined = false; // the next valid sample continues from the last
    long double m_integral = 0;
    long double m_squares = 0; // integral of
    long double m_covered = 0;
    long double m_sum = 0; // of samples
    long double m_sumOfSquares = 0;
};

} // namespace desk
