// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/timeseries/gaprecord.h"
#include "models/timeseries/markrecord.h"
#include "widgets/charts/chartaxis.h"
#include "widgets/charts/chartforecasts.h"
#include "widgets/charts/chartoverlay.h"
#include "widgets/charts/sharedtimeaxis.h"
#include "widgets/charts/trace.h"

#include <map>

namespace desk {

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
        , m_overlay(feed)
    {
    }

    // colour = -1: the first one that is free.
    Added add(SeriesId id, int colour = -1);
    bool remove(SeriesId id);
    void clear();
    void setLimitLines(LimitLines limits);
    // Why points are missing; must outlive the content or be taken away. null = nobody knows.
    void setGaps(const GapRecord *gaps) { m_gaps = gaps; }
    // What it is compared with.
    [[nodiscard]] ChartOverlay &overlay() { return m_overlay; }
    [[nodiscard]] const ChartOverlay &overlay() const { return m_overlay; }
    // What is expected of the series.
    [[nodiscard]] ChartForecasts &forecasts() { return m_forecasts; }
    [[nodiscard]] const ChartForecasts &forecasts() const { return m_forecasts; }
    // Marks of operators, drawn as lines; like setGaps().
    void setMarks(const MarkRecord *marks) { m_marks = marks; }
    [[nodiscard]] const MarkRecord *marks() const { return m_marks; }
    // Note that samples came. Returns whether the series is shown here.
    bool touch(SeriesId id);
    // How axes are to be, by their keys: of those that are there and of those that are not yet. One with
    // nothing set is left out.
    using AxisSettings = std::map<QString, AxisSetting>;
    void setAxisSettings(AxisSettings settings);
    [[nodiscard]] const AxisSettings &axisSettings() const { return m_settings; }
    // All envelopes are taken anew at the next refresh.
    void invalidate();

    // The sample at the cursor out of recordings, where there are any; sampleNear() and receptionOf() know it
    // once cursorAnswered was called.
    void askExact(std::optional<Timestamp> cursor);
    std::function<void()> cursorAnswered;
    // It is not known yet which sample is next to that time.
    [[nodiscard]] bool isReadingAt(const Trace &trace, Timestamp time) const;
    // When a sample at the cursor came, where a recording tells.
    [[nodiscard]] std::optional<Timestamp> receptionOf(const Trace &trace, const Sample &sample) const;

    // Called on the GUI thread when history answered: a refresh is worth it.
    std::function<void()> answered;

    // Series of states stand in strips below the plot instead of as lines in it, each on an axis of its own.
    // False when there are too many for axes.
    bool setStateStrips(bool strips);
    [[nodiscard]] bool stateStrips() const { return m_stateStrips; }
    [[nodiscard]] bool hasStates() const;
    [[nodiscard]] bool isStrip(const Trace &trace) const
    {
        return m_axes[std::size_t(trace.description().axis)].strip;
    }

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
    [[nodiscard]] bool isAwaiting() const;                 // history has not answered all
    [[nodiscard]] bool showsAnything() const;              // or may do so once history has answered
    [[nodiscard]] std::optional<Timestamp> newest() const; // of all series in memory
    // Of the range, past and in memory, by time. False when there are so many that not all are at hand.
    bool samples(const Trace &trace, const TimeRange &range, std::vector<Sample> &out) const;
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
    // What is said of the reference beside a series' value.
    [[nodiscard]] QString referenceText(const ChartOverlay::Entry &entry, double value) const;
    // "+0.42", "equal".
    [[nodiscard]] QString differenceText(const Trace &trace, double difference) const;
    // "14.20 dB" or a state's name; the value alone.
    [[nodiscard]] QString valueText(const Trace &trace, double value) const;
    [[nodiscard]] const ParameterFeed &feed() const { return m_feed; }

private:
    [[nodiscard]] const TimeSeries *samples(const Trace &trace) const
    {
        return m_feed.store().series(trace.id());
    }
    struct Exact
    {
        Timestamp cursor{};
        std::uint64_t epoch = 0; // of the history
        bool isAwaited = false;
        std::optional<SeriesHistory::RecordedSample> found;
    };
    [[nodiscard]] double cadence(const Trace &trace) const;
    [[nodiscard]] double nearby(const Trace &trace) const; // ns
    [[nodiscard]] bool samplesInside(const TimeRange &range) const;
    [[nodiscard]] std::vector<std::int64_t> invalidTimes(const Trace &trace, const PlotGrid &grid) const;
    bool updateTraces(const PlotGrid &grid, bool all);
    void askHistory(const PlotGrid &grid);
    bool fitAxes(int maxTicks);
    bool fitAsSet(ChartAxis &axis, int index, int maxTicks);
    void labelTicks(int axis);
    void dropUnusedAxes();

    const ParameterFeed &m_feed;
    LimitLines m_limits;
    const GapRecord *m_gaps = nullptr;
    ChartOverlay m_overlay;
    ChartForecasts m_forecasts;
    const MarkRecord *m_marks = nullptr;
    std::vector<Trace> m_traces;
    std::vector<char> m_dirty; // per trace
    std::vector<ChartAxis> m_axes;
    AxisSettings m_settings;
    std::map<SeriesId, Exact> m_exact;
    PlotGrid m_grid;
    Window m_window = Window::shared;
    bool m_void = false;
    bool m_stateStrips = false;
    bool m_structureChanged = true;
    std::uint64_t m_epoch = 0; // of the history that the traces know
    QObject m_asker;           // of history: as long as this is there
};

} // namespace desk
