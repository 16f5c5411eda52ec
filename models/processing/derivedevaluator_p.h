// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/derivedevaluator.h"

#include <limits>
#include <list>

namespace desk {

inline constexpr std::uint16_t noSlot = 0xFFFF;

struct DerivedEvaluator::Definition
{
    DerivedDefinition given;
    std::size_t preference = 0; // position among the given: of two with one name the first holds
    Expression expression;
};

// The newest value of a series of the plan's node or link.
struct DerivedEvaluator::Slot
{
    SeriesId series = noSeries;
    double value = std::numeric_limits<double>::quiet_NaN();
    std::int64_t time = std::numeric_limits<std::int64_t>::min();
    std::int64_t cadence = 0;                                 // ns, smoothed; 0 = not known yet
    std::int64_t hold = DerivedEvaluator::unknownCadenceHold; // 3 x what the cadence was before this value
    std::uint64_t stamp = 0;                                  // of the point that brought it
    Quality quality = Quality::invalid;

    [[nodiscard]] std::int64_t standsFor() const
    {
        return cadence > 0 ? 3 * cadence : DerivedEvaluator::unknownCadenceHold;
    }
    // False when a newer value is known.
    bool take(std::int64_t t, double v, Quality q, std::uint64_t point, std::int64_t latest);
};

// One derived parameter of one node or link.
struct DerivedEvaluator::Instance
{
    Definition *definition = nullptr;
    std::uint16_t output = noSlot;
    std::vector<std::uint16_t> inputs;
    std::vector<RollingWindow> windows;
    std::int64_t time = std::numeric_limits<std::int64_t>::min(); // last worked out for
    std::int64_t timeBefore = 0;                                  // of the batch
};

struct DerivedEvaluator::Plan
{
    std::vector<Slot> slots;
    std::vector<Slot> slotsBefore;   // of the batch
    std::vector<Instance> instances; // in order of evaluation
    bool touched = false;
};

} // namespace desk
