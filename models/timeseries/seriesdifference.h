// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <span>

namespace desk {

// A sample of a series that another is compared with.
struct ComparedSample
{
    std::int64_t time = 0; // ns since 1970, generation
    double value = 0;
    std::optional<std::int64_t> integer; // exact, where the double is not
    bool operator==(const ComparedSample &) const = default;
};

// What a series differs by from a reference whose times are moved by an offset: this - reference. Between two
// samples of the reference a number lies on the line that joins them, a state holds; neither does in a hole,
// which is longer than three times the usual distance of the samples around, before the first sample or after
// the last. Values that are not finite have no difference. The reference must outlive it. Pure; any one
// thread.
class SeriesDifference
{
public:
    enum class Values : std::uint8_t { numbers, states };
    struct Point
    {
        std::int64_t time = 0; // of the sample of this series
        double value = 0;
        double reference = 0;
        double difference = 0; // states: 0 = equal, 1 = different
        bool operator==(const Point &) const = default;
    };
    static constexpr double gapFactor = 3;

    // Ascending; of equal times the last one counts. cadence: usual distance in seconds where the samples are
    // too few to tell, 0 = unknown.
    SeriesDifference(std::span<const ComparedSample> reference, std::chrono::nanoseconds offset,
                     Values values, double cadence = 0)
        : m_reference(reference)
        , m_offset(offset.count())
        , m_cadence(cadence)
        , m_values(values)
    {
    }

    // Of the reference, at a time of this series.
    [[nodiscard]] std::optional<double> referenceAt(std::int64_t time) const;
    [[nodiscard]] std::optional<Point> at(const ComparedSample &sample) const;
    // Those that have a difference.
    [[nodiscard]] std::vector<Point> of(std::span<const Sample> samples) const;

private:
    struct Found
    {
        double value = 0;
        std::optional<std::int64_t> integer;
    };
    [[nodiscard]] std::optional<Found> find(std::int64_t time) const;
    [[nodiscard]] bool isGap(std::size_t after) const;

    std::span<const ComparedSample> m_reference;
    std::int64_t m_offset;
    double m_cadence;
    Values m_values;
};

} // namespace desk
