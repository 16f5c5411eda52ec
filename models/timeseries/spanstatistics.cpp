// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/spanstatistics.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {
namespace {

double secondsBetween(Timestamp from, Timestamp to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

std::optional<double> SpanStatistics::Figures::slope() const
{
    const double seconds = secondsBetween(first.generation, last.generation);
    return count > 1 && seconds > 0 ? std::optional(difference() / seconds) : std::nullopt;
}

double SpanStatistics::secondsWithin(Timestamp from, Timestamp to) const
{
    return to > m_begin ? secondsBetween(std::max(from, m_begin), to) : 0;
}

void SpanStatistics::add(const Sample &sample)
{
    const bool valid = std::isfinite(sample.value) && !has(sample.quality, Quality::invalid);
    if (!std::exchange(m_isFirst, false))
        put({secondsBetween(m_before.generation, sample.generation),
             secondsWithin(m_before.generation, sample.generation), m_before.value, sample.value,
             valid && m_isValid});
    m_before = sample;
    m_isValid = valid;
    if (sample.generation < m_begin)
        return;
    if (!valid) {
        ++m_figures.invalid;
        return;
    }
    if (m_figures.count++ == 0)
        m_figures.first = sample;
    m_figures.last = sample;
    m_low = std::min(m_low, sample.value);
    m_high = std::max(m_high, sample.value);
    const long double value = sample.value;
    m_sum += value;
    m_sumOfSquares += value * value;
}

void SpanStatistics::put(const Step &step)
{
    if (m_count == m_steps.size()) {
        std::move(m_steps.begin() + 1, m_steps.end(), m_steps.begin());
        --m_count;
        --m_judged;
    }
    m_steps[m_count++] = step;
    if (m_count > m_judged + around)
        judge(m_judged++);
}

double SpanStatistics::usual(std::size_t at) const
{
    const auto median = [this](std::size_t from, std::size_t to) {
        std::array<double, around> lengths{};
        const std::size_t count = to - from;
        for (std::size_t i = 0; i < count; ++i)
            lengths[i] = m_steps[from + i].length;
        const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(count / 2);
        std::nth_element(lengths.begin(), middle, lengths.begin() + static_cast<std::ptrdiff_t>(count));
        return *middle;
    };
    const std::size_t first = at > around ? at - around : 0;
    const std::size_t behind = std::min(m_count, at + 1 + around);
    const bool fewBefore = at - first < 2;
    const bool fewBehind = behind - at - 1 < 2;
    if (!fewBefore || !fewBehind)
        return std::max(fewBefore ? 0 : median(first, at), fewBehind ? 0 : median(at + 1, behind));
    if (m_cadence > 0)
        return m_cadence;
    return std::max(at > first ? m_steps[at - 1].length : 0, at + 1 < behind ? m_steps[at + 1].length : 0);
}

void SpanStatistics::judge(std::size_t at)
{
    const Step &step = m_steps[at];
    if (step.share <= 0)
        return;
    const double most = gapFactor * usual(at);
    if (!step.isJoined || (most > 0 && step.length > most)) {
        m_figures.holes += step.share;
        return;
    }
    const bool line = m_values == Values::numbers;
    if (!line) { // it may have begun before the span
        m_low = std::min(m_low, step.before);
        m_high = std::max(m_high, step.before);
    }
    const long double a = step.before;
    const long double b = step.after;
    m_integral += (line ? (a + b) / 2 : a) * step.share;
    m_squares += (line ? (a * a + a * b + b * b) / 3 : a * a) * step.share;
    m_covered += step.share;
    m_figures.longestStep = std::max(m_figures.longestStep, step.length);
}

void SpanStatistics::judgeRest()
{
    while (m_judged < m_count)
        judge(m_judged++);
}

SpanStatistics::Figures SpanStatistics::figures() const
{
    SpanStatistics all = *this;
    all.judgeRest();
    Figures out = all.m_figures;
    const bool timed = all.m_covered > 0;
    out.covered = static_cast<double>(all.m_covered);
    if (out.count == 0 && !timed)
        return out;
    out.min = all.m_low;
    out.max = all.m_high;
    const long double weight = timed ? all.m_covered : static_cast<long double>(out.count);
    out.mean = static_cast<double>((timed ? all.m_integral : m_sum) / weight);
    out.rms = static_cast<double>(std::sqrt((timed ? all.m_squares : m_sumOfSquares) / weight));
    out.integral = static_cast<double>(all.m_integral);
    return out;
}

SpanStatistics::Figures SpanStatistics::figuresUntil(Timestamp end) const
{
    SpanStatistics held = *this;
    if (m_values == Values::states && m_isValid && end > m_before.generation)
        held.put({secondsBetween(m_before.generation, end), secondsWithin(m_before.generation, end),
                  m_before.value, m_before.value, true});
    return held.figures();
}

} // namespace desk
