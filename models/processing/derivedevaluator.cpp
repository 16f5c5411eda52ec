// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedevaluator_p.h"

#include <algorithm>
#include <cfenv>
#include <cmath>

namespace desk {
namespace {

constexpr Quality carried = Quality::uncertain | Quality::outOfRange | Quality::simulated;
constexpr Quality ofPoint = Quality::clockAhead | Quality::backFilled;

constexpr Quality operator&(Quality a, Quality b)
{
    return static_cast<Quality>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

} // namespace

namespace {

// The first distance of two samples may be an outage, or a clock that was not set yet.
std::int64_t longestFirstStep(std::int64_t cadence)
{
    constexpr std::int64_t longest = 600'000'000'000; // ns
    return cadence == 0 ? longest : std::numeric_limits<std::int64_t>::max();
}

} // namespace

bool DerivedEvaluator::Slot::take(std::int64_t t, double v, Quality q, std::uint64_t point,
                                  std::int64_t latest)
{
    const bool known = time != std::numeric_limits<std::int64_t>::min();
    if (known && t < time && time <= latest)
        return false;
    if (known && t > time) {
        // One outage does not make a series slow.
        const std::int64_t step = std::min(t - time, longestFirstStep(cadence));
        hold = cadence > 0 ? 3 * cadence : DerivedEvaluator::unknownCadenceHold;
        cadence = cadence == 0 ? step : cadence + (std::min(step, 4 * cadence) - cadence) / 8;
    }
    value = v;
    time = t;
    quality = q;
    stamp = point;
    return true;
}

void DerivedEvaluator::touch(Plan &plan)
{
    if (plan.touched)
        return;
    plan.touched = true;
    plan.slotsBefore = plan.slots;
    for (Instance &instance : plan.instances) {
        instance.timeBefore = instance.time;
        for (RollingWindow &window : instance.windows)
            window.mark();
    }
    m_touched.push_back(&plan);
}

// What the point brings goes into the plan's slots.
void DerivedEvaluator::feed(Plan &plan, const SampleBatch &batch, std::size_t point)
{
    for (std::uint32_t i = batch.pointBegin(point); i < batch.pointEnd[point]; ++i) {
        const std::uint16_t at = m_slotOf[index(batch.series[i])];
        if (at != noSlot)
            plan.slots[at].take(batch.generation[point], batch.value[i], batch.quality[i], m_stamp, m_latest);
    }
}

// NaN when it is invalid. Only called where an input is of this point.
double DerivedEvaluator::evaluate(Plan &plan, Instance &instance, std::int64_t time, Quality &quality)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    Expression &expression = instance.definition->expression;
    const std::int64_t hold = instance.definition->given.hold;
    std::int64_t longestStep = hold;
    quality |= Quality::derived;
    double *const inputs = expression.inputValues();
    for (std::size_t i = 0; i < instance.inputs.size(); ++i) {
        const Slot &slot = plan.slots[instance.inputs[i]];
        quality |= slot.quality & carried;
        if (slot.stamp == m_stamp) {
            quality |= slot.quality & ofPoint;
            if (hold == 0)
                longestStep = std::max(longestStep, slot.hold);
        } else if (slot.time == std::numeric_limits<std::int64_t>::min() ||
                   time - slot.time > (hold > 0 ? hold : slot.standsFor())) {
            return none;
        }
        if (has(slot.quality, Quality::invalid) || std::isnan(slot.value))
            return none;
        inputs[i] = slot.value;
    }
    double *const values = expression.callValues();
    bool all = true;
    for (std::size_t i = 0; i < instance.windows.size(); ++i) {
        const double argument = expression.evaluate(i);
        values[i] = std::isnan(argument) ? none : instance.windows[i].update(time, argument, longestStep);
        all = all && std::isfinite(values[i]);
        if (instance.windows[i].isTruncated())
            quality |= Quality::uncertain;
    }
    return all ? expression.evaluate(instance.windows.size()) : none;
}

void DerivedEvaluator::runPoint(Plan &plan, const SampleBatch &batch, std::size_t point, bool restoring)
{
    const std::int64_t time = batch.generation[point];
    for (Instance &instance : plan.instances) {
        bool brought = false;
        for (const std::uint16_t input : instance.inputs)
            brought = brought || plan.slots[input].stamp == m_stamp;
        const bool given = plan.slots[instance.output].stamp == m_stamp;
        if (!brought || (given && !restoring))
            continue;
        if (time < instance.time) {
            if (instance.time <= m_latest)
                continue;
            for (RollingWindow &window : instance.windows)
                window.clear();
        }
        instance.time = time;
        Quality quality = Quality::good;
        const double value = evaluate(plan, instance, time, quality);
        Slot &output = plan.slots[instance.output];
        if (given) {
            if (instance.definition->expression.isIntegral() && has(output.quality, Quality::derived) &&
                std::isfinite(output.value))
                instance.windows.back().setArea(output.value);
            continue;
        }
        if (std::isnan(value))
            quality |= Quality::invalid;
        output.take(time, value, quality, m_stamp, m_latest);
        if (!restoring)
            m_results.push_back({static_cast<std::uint32_t>(point), output.series, value, quality});
    }
}

void DerivedEvaluator::run(const SampleBatch &batch, bool restoring)
{
    m_results.clear();
    if (m_definitions.empty())
        return;
    if (m_addsLater && !restoring)
        m_seenSeries = 0;
    m_addsLater = restoring;
    resolveNew(!restoring);
    m_latest = nanoseconds(batch.reception) + m_options.clockAhead;
    std::feclearexcept(FE_ALL_EXCEPT); // whatever others left there
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::size_t entity = index(batch.entity[p]);
        Plan *const plan = entity < m_plans.size() ? m_plans[entity].get() : nullptr;
        if (!plan)
            continue;
        ++m_stamp;
        touch(*plan);
        feed(*plan, batch, p);
        runPoint(*plan, batch, p, restoring);
    }
    for (Plan *const plan : m_touched)
        plan->touched = false;
}

void DerivedEvaluator::evaluate(SampleBatch &batch)
{
    m_touched.clear();
    run(batch, false);
    if (!m_results.empty())
        insert(batch);
}

void DerivedEvaluator::restore(const SampleBatch &batch)
{
    m_touched.clear();
    run(batch, true);
    m_touched.clear();
}

void DerivedEvaluator::insert(SampleBatch &batch) const
{
    // From behind, so that each sample moves once and nothing is overwritten.
    const std::size_t before = batch.samples();
    const std::size_t after = before + m_results.size();
    batch.series.resize(after);
    batch.value.resize(after);
    batch.quality.resize(after);
    std::size_t to = after;
    std::size_t result = m_results.size();
    std::size_t wide = batch.wide.size();
    for (std::size_t p = batch.points(); p-- > 0 && result > 0;) {
        const std::size_t from = batch.pointBegin(p);
        std::size_t i = batch.pointEnd[p];
        batch.pointEnd[p] = static_cast<std::uint32_t>(to);
        for (; result > 0 && m_results[result - 1].point == p; --result) {
            --to;
            batch.series[to] = m_results[result - 1].series;
            batch.value[to] = m_results[result - 1].value;
            batch.quality[to] = m_results[result - 1].quality;
        }
        const std::size_t shift = to - i;
        for (; wide > 0 && batch.wide[wide - 1].sample >= from; --wide)
            batch.wide[wide - 1].sample += static_cast<std::uint32_t>(shift);
        for (; i > from; --i, --to) {
            batch.series[to - 1] = batch.series[i - 1];
            batch.value[to - 1] = batch.value[i - 1];
            batch.quality[to - 1] = batch.quality[i - 1];
        }
    }
}

} // namespace desk
