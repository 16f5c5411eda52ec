// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdictionary.h"
#include "models/timeseries/timeseries.h"
#include "widgets/charts/limitline.h"
#include "widgets/charts/pastcolumns.h"
#include "widgets/charts/plotgrid.h"

#include <QString>

#include <utility>

namespace desk {

// One series on a chart: how it is named and drawn, and the cached envelope of what the plot shows of it.
// GUI thread.
class Trace
{
public:
    struct Description
    {
        SeriesId id = noSeries;
        ValueKind kind = ValueKind::number;
        std::string metric; // with labels
        QString node;
        QString dst; // empty = the node itself
        QString metricName;
        QString unit;
        int colour = 0; // index of Theme::seriesPen
        int axis = 0;
    };

    explicit Trace(Description description)
        : m_description(std::move(description))
    {
    }

    [[nodiscard]] const Description &description() const { return m_description; }
    [[nodiscard]] SeriesId id() const { return m_description.id; }
    [[nodiscard]] bool isStepped() const; // states and texts: codes, not quantities
    // "sat-0412 → gs-tokyo snr_db"
    [[nodiscard]] QString name() const;
    void setAxis(int axis) { m_description.axis = axis; }
    void setLimits(std::vector<LimitLine> limits) { m_limits = std::move(limits); }
    [[nodiscard]] const std::vector<LimitLine> &limits() const { return m_limits; }

    // Takes the envelope anew. cadence: seconds between samples, 0 = unknown. series may be null. Returns
    // whether anything is different now.
    bool update(const TimeSeries *series, const PlotGrid &grid, double cadence);
    // Times of samples that are no values, ns, ascending: no line leads over them. For the next update.
    void setInvalid(std::vector<std::int64_t> times) { m_nextInvalid = std::move(times); }
    // Those of the plot.
    [[nodiscard]] const std::vector<std::int64_t> &invalid() const { return m_invalid; }
    // What the history has to be asked for that grid; nothing mostly.
    [[nodiscard]] std::optional<HistorySpan> question(const TimeSeries *series, const PlotGrid &grid,
                                                      double cadence);
    // Those of the range, past and in memory, by time. False when some of the past are not at hand.
    bool samples(const TimeSeries *series, const TimeRange &range, std::vector<Sample> &out) const;
    [[nodiscard]] std::optional<Sample> nearest(const TimeSeries *series, Timestamp time) const;
    [[nodiscard]] PastColumns &past() { return m_past; }
    [[nodiscard]] const PastColumns &past() const { return m_past; }
    // The same for what stands elsewhere: columns as those of columns() below; extent: times of the first and
    // the last sample there is.
    bool take(const std::vector<EnvelopeColumn> &columns, std::pair<std::int64_t, std::int64_t> extent,
              const PlotGrid &grid, double cadence);

    // Ascending; columns outside 0..columns-1 are neighbours that lines lead to.
    [[nodiscard]] const std::vector<EnvelopeColumn> &columns() const { return m_columns; }
    // Indices into columns() that no line leads to from the one before.
    [[nodiscard]] const std::vector<std::size_t> &breaks() const { return m_breaks; }
    // Holes within the plot (ns): longer than three times the usual distance of the samples around.
    [[nodiscard]] const std::vector<std::pair<std::int64_t, std::int64_t>> &gaps() const { return m_gaps; }
    [[nodiscard]] bool hasSamplesInside() const { return m_inside; }
    [[nodiscard]] double low() const { return m_low; } // of what is inside
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] const EnvelopeColumn *lastInside() const;

private:
    struct Extent // of the samples known, ns
    {
        std::int64_t oldest = 0;
        std::int64_t newest = 0;
    };
    [[nodiscard]] std::optional<Extent> extent(const TimeSeries *series) const;
    void findGaps(Extent extent, const PlotGrid &grid, double cadence, std::int64_t certainFrom);
    [[nodiscard]] bool sameAsBefore() const;
    void breakAtInvalid();
    double usualInterval(std::size_t at, double fallback) const;
    void measure(const PlotGrid &grid);

    Description m_description;
    std::vector<LimitLine> m_limits;
    PastColumns m_past;
    std::vector<EnvelopeColumn> m_columns;
    std::vector<EnvelopeColumn> m_before; // of the update before, kept for its memory
    std::vector<std::size_t> m_breaks;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_gaps;
    std::vector<std::int64_t> m_invalid;
    std::vector<std::int64_t> m_nextInvalid;
    bool m_inside = false;
    double m_low = 0;
    double m_high = 0;
    int m_plotColumns = 0;
};

} // namespace desk
