// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/timeseries/gaprecord.h"
#include "models/timeseries/markrecord.h"
#include "widgets/charts/axisscale.h"
#include "widgets/charts/sharedtimeaxis.h"
#include "widgets/charts/trace.h"

#include <QStringList>

namespace desk {

// A value axis: all series of one unit. Series without a unit share one only when they are the same metric;
// each series of states has its own.
struct ChartAxis
{
    QString key;
    QString title;
    bool codes = false; // ticks are names of states
    AxisScale scale;
    // One for each of scale.ticks(), all different; none where states are too many to be named beside the
    // plot.
    QStringList tickLabels;
};

// What a chart shows and why, without a widget: its series, their axes, the window of time and the envelopes.
// The feed must outlive it. GUI thread.
class ChartContent
{
public:
    static constexpr std::size_t maxSeries = 16;
    static constexpr std::size_t maxAxes = 4;

    enum class Added { yes, alreadyThere, chartFull, tooManyUnits, unknownSeries };
    // Which window of time is shown: the shared one, or, when that holds no sample at all, the one that ends
    // at the newest.
    enum class Window { shared, newestAhead, newestBehind };
    struct Changes
    {
        bool picture = false; // envelopes or window
        bool axes = false;    // range, ticks or number of value axes
    };

    explicit ChartContent(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    // colour = -1: the first one that is free.
    Added add(SeriesId id, int colour = -1);
    bool remove(SeriesId id);
    void clear();
    void setLimitLines(LimitLines limits);
    // Why points are missing; must outlive the content or be taken away. null = nobody knows.
    void setGaps(const GapRecord *gaps) { m_gaps = gaps; }
    // Marks of operators, drawn as lines; like setGaps().
    void setMarks(const MarkRecord *marks) { m_marks = marks; }
    [[nodiscard]] const MarkRecord *marks() const { return m_marks; }
    // Note that samples came. Returns whether the series is shown here.
    bool touch(SeriesId id);
    // All envelopes are taken anew at the next refresh.
    void invalidate();

    // Brings envelopes, window and axes up to now. columns = pixels of the plot; reserve = how many of them
    // lie to the right of now while live; maxTicks of the value axes.
    Changes refresh(const SharedTimeAxis &time, int columns, int reserve, int maxTicks);

    [[nodiscard]] bool isEmpty() const { return m_traces.empty(); }
    [[nodiscard]] const std::vector<Trace> &traces() const { return m_traces; }
    [[nodiscard]] const std::vector<ChartAxis> &axes() const { return m_axes; }
    [[nodiscard]] const Trace *find(SeriesId id) const;
    [[nodiscard]] const PlotGrid &grid() const { return m_grid; }
    [[nodiscard]] Window window() const { return m_window; }
    // No sample of any series in a window that the user chose by panning.
    [[nodiscard]] bool isVoid() const { return m_void; }
    [[nodiscard]] std::optional<Timestamp> newest() const; // of all series
    // The exact sample next to a time, if it is near: within three cadences or 8 columns.
    [[nodiscard]] std::optional<Sample> sampleNear(const Trace &trace, Timestamp time) const;
    // Times without samples of any series (ns), within the plot.
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> commonHoles() const;
    // What is known of the reason for a hole of one series now, or for one of all of them, if it is the same
    // for all; null = nothing.
    [[nodiscard]] const GapRecord::Gap *gapOf(const Trace &trace,
                                              std::pair<std::int64_t, std::int64_t> hole) const;
    [[nodiscard]] const GapRecord::Gap *gapOf(std::pair<std::int64_t, std::int64_t> hole) const;
    // "link down 14:01:02Z – 14:01:40Z" where series have a hole at this time, else empty.
    [[nodiscard]] QString holeWords(Timestamp time) const;
    // "14.20 dB" or a state's name; the value alone.
    [[nodiscard]] QString valueText(const Trace &trace, double value) const;
    [[nodiscard]] const ParameterFeed &feed() const { return m_feed; }

private:
    [[nodiscard]] const TimeSeries *samples(const Trace &trace) const
    {
        return m_feed.store().series(trace.id());
    }
    [[nodiscard]] double cadence(const Trace &trace) const;
    [[nodiscard]] bool samplesInside(const TimeRange &range) const;
    bool updateTraces(const PlotGrid &grid, bool all);
    bool fitAxes(int maxTicks);
    void labelTicks(int axis);
    void dropUnusedAxes();

    const ParameterFeed &m_feed;
    LimitLines m_limits;
    const GapRecord *m_gaps = nullptr;
    const MarkRecord *m_marks = nullptr;
    std::vector<Trace> m_traces;
    std::vector<char> m_dirty; // per trace
    std::vector<ChartAxis> m_axes;
    PlotGrid m_grid;
    Window m_window = Window::shared;
    bool m_void = false;
    bool m_structureChanged = true;
};

} // namespace desk
