// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "widgets/charts/chartaxis.h"
#include "widgets/charts/comparison.h"
#include "widgets/charts/trace.h"

namespace desk {

// What a chart shows of a comparison: for each of its series the curve of the reference, moved by the offset,
// and that of the difference. Pieces of the reference are asked for as the window moves and come later; until
// then what is known stands. The feed must outlive it, the comparison too or until it is taken away. GUI
// thread.
class ChartOverlay
{
public:
    enum class State : std::uint8_t {
        opening,   // the file is
        missing,   // the reference has no such series
        otherUnit, // it has one in another unit: neither curve nor difference would mean anything
        otherKind, // it has one, of states where this one has numbers or the other way round
        reading,   // for the first time
        failed,    // it could not be read
        shown,
    };
    struct Entry
    {
        explicit Entry(const Trace::Description &about)
            : reference(about)
            , difference(about)
        {
        }

        State state = State::opening;
        Trace reference;
        Trace difference;
        ReferencePiecePtr piece; // null until it came
        SeriesId source = noSeries;
        std::uint64_t slot = 0;
        std::int64_t wantedBegin = 0; // the last request; none where begin = end
        std::int64_t wantedEnd = 0;
        std::int64_t wantedPerColumn = 0;
        std::vector<ComparedSample> recoded; // of states: in the codes of this series
        std::vector<EnvelopeColumn> recodedColumns;
        std::size_t texts = 0;    // states that this series has
        QString otherUnit;        // of the reference, where that is why there is none
        QStringList foreignTexts; // of codes from `texts` on: states that only the reference has
        bool dirty = true;
    };

    explicit ChartOverlay(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    void setComparison(Comparison *comparison);
    [[nodiscard]] Comparison *comparison() const { return m_comparison; }
    // A reference is compared with.
    [[nodiscard]] bool isActive() const { return m_comparison && m_comparison->reference(); }
    [[nodiscard]] bool showsDifference() const { return isActive() && m_comparison->showsDifference(); }

    // Brings it up to what the chart shows. Returns whether anything is different now.
    bool update(const std::vector<Trace> &traces, const PlotGrid &grid);
    // Returns whether the piece belongs here.
    bool take(const ReferencePiecePtr &piece);
    void touch(SeriesId id); // samples came
    void invalidate();

    // In the order of the chart's series; empty while nothing is compared.
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] const Entry *find(SeriesId id) const;
    // Reference and difference at a sample of the series.
    [[nodiscard]] std::optional<SeriesDifference::Point> at(SeriesId id, const Sample &sample) const;
    [[nodiscard]] std::optional<double> referenceAt(SeriesId id, Timestamp time) const;
    // Samples of the reference whose moved times are in the range.
    [[nodiscard]] std::span<const ComparedSample> samples(const Entry &entry, const TimeRange &range) const;
    [[nodiscard]] Timestamp moved(std::int64_t time) const;
    // What is in the window is still being read.
    [[nodiscard]] bool isReading() const;
    // There are more samples in the window than differences are made of.
    [[nodiscard]] bool isReduced() const;
    // A state's name where only the reference has it, else null.
    [[nodiscard]] QString foreignText(const Entry &entry, double code) const;

    // Axes of the differences, one for each of the chart's.
    bool fitDifferences(const std::vector<ChartAxis> &axes, int maxTicks);
    [[nodiscard]] const std::vector<ChartAxis> &differenceAxes() const { return m_axes; }

private:
    void followTraces(const std::vector<Trace> &traces);
    void look(Entry &entry);
    void request(Entry &entry, const PlotGrid &grid);
    void recode(Entry &entry) const;
    [[nodiscard]] std::span<const ComparedSample> samplesOf(const Entry &entry) const;
    [[nodiscard]] SeriesDifference differenceOf(const Entry &entry) const;
    bool draw(Entry &entry, const Trace &trace, const PlotGrid &grid);

    const ParameterFeed &m_feed;
    Comparison *m_comparison = nullptr;
    std::vector<Entry> m_entries;
    std::vector<ChartAxis> m_axes;
    PlotGrid m_grid;
    std::chrono::nanoseconds m_offset{0};
    bool m_withDifference = false;
    std::uint64_t m_generation = 0;        // of the reference that the entries are of
    std::vector<EnvelopeColumn> m_columns; // kept for its memory
    std::vector<Sample> m_samples;
};

} // namespace desk
