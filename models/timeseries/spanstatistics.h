// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <array>
#include <limits>

namespace desk {

// Figures of the samples of one series in a span, added by ascending time. A number lies between two samples
// on the line that joins them, a state holds until the next. What is between is known where the two are no
// farther apart than three times what is usual there and no invalid sample (of that quality, or not finite)
// lies between; times of which it is not known count for nothing. Usual is the median of the distances of the
// samples before or behind, whichever is longer, so that a change of rate is no hole (as Trace has it);
// with too few of them the cadence, else the distance beside it.
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
        double min = 0;            // this and all below: 0 where nothing is known
        double max = 0;
        double mean = 0;
        double rms = 0;
        double integral = 0;    // unit · s
        double covered = 0;     // s
        double holes = 0;       // s between samples of which it is not
        double longestStep = 0; // s, of those that are known
        Sample first;           // valid ones
        Sample last;
        // Of the last against the first.
        [[nodiscard]] double difference() const { return last.value - first.value; }
        [[nodiscard]] std::optional<double> slope() const; // per s
        // The span of so many s is known but for what is shorter than a step at either end.
        [[nodiscard]] bool covers(double span) const
        {
            return holes <= 0 && covered + 2 * longestStep >= span * (1 - 1e-9);
        }
    };

    // cadence: s between samples; 0 = unknown.
    SpanStatistics(Values values, double cadence)
        : m_values(values)
        , m_cadence(cadence)
    {
    }

    // Before the first: the span begins there. Samples before it tell the state at its begin and what is
    // usual; they are none of the span.
    void setBegin(Timestamp begin) { m_begin = begin; }
    void add(const Sample &sample);
    [[nodiscard]] Figures figures() const;
    // Where the last state holds until then, unless that is too long for it.
    [[nodiscard]] Figures figuresUntil(Timestamp end) const;

private:
    static constexpr std::size_t around = 5; // steps before and behind that are looked at
    static constexpr double gapFactor = 3;
    // From one sample to the next.
    struct Step
    {
        double length = 0; // s
        double share = 0;  // of it within the span, s
        double before = 0;
        double after = 0;
        bool isJoined = false; // no invalid sample at either end
    };

    void put(const Step &step);
    void judge(std::size_t at);
    void judgeRest();
    [[nodiscard]] double usual(std::size_t at) const;
    [[nodiscard]] double secondsWithin(Timestamp from, Timestamp to) const;

    Values m_values;
    double m_cadence;
    Timestamp m_begin = Timestamp::min();
    Figures m_figures;
    Sample m_before; // the last one, of whatever quality
    bool m_isFirst = true;
    bool m_isValid = false;                     // the last one
    std::array<Step, 2 * around + 1> m_steps{}; // the newest; those from m_judged on wait for what comes
    std::size_t m_count = 0;
    std::size_t m_judged = 0;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
    long double m_integral = 0;
    long double m_squares = 0; // integral of
    long double m_covered = 0;
    long double m_sum = 0; // of samples
    long double m_sumOfSquares = 0;
};

} // namespace desk
