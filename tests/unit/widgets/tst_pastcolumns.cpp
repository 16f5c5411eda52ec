// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/pastcolumns.h"

#include "models/timeseries/timeseriesstore.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/trace.h"

#include <QTest>

#include <random>

using namespace desk;

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t present = 100'000 * second;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

PlotGrid gridOf(int spanSeconds, int columns, std::int64_t end = present)
{
    return PlotGrid::endingAt(fromNanoseconds(end), fromNanoseconds(present),
                              std::chrono::seconds{spanSeconds}, columns, 0);
}

// What a history answers of samples.
SeriesHistory::Answer answerOf(const TimeSeries &all, const HistorySpan &span)
{
    SeriesHistory::Answer answer{span, {}, {}, true};
    const TimeRange range{fromNanoseconds(span.begin), fromNanoseconds(span.end())};
    all.envelope(range, span.columns, answer.columns);
    all.samples(range, answer.samples);
    return answer;
}

} // namespace

class TstPastColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatMemoryDoesNotHave()
    {
        PastColumns past;
        const PlotGrid grid = gridOf(600, 300);
        QVERIFY(!past.question(grid, grid.start, grid.end(), grid.start)); // memory has all
        const auto span = past.question(grid, grid.start, grid.end(), grid.start + 100 * second);
        QVERIFY(span);
        QVERIFY(span->covers(grid.start, grid.end()));
        QVERIFY((grid.start - span->begin) % grid.perColumn == 0);
        QVERIFY(past.isAwaited());
        QVERIFY(!past.question(grid, grid.start, grid.end(), grid.start + 100 * second)); // once
        past.take({*span, {}, {}, true});
        QVERIFY(!past.isAwaited());
    }

    void invalidSamplesAreNoExtremes()
    {
        PastColumns past;
        const PlotGrid grid = gridOf(600, 300);
        const auto span = past.question(grid, grid.start, grid.end(), never);
        SeriesHistory::Answer answer{*span, {}, {}, true};
        for (int i = 0; i < 4; ++i) {
            const bool bad = i == 1;
            const std::int64_t time = grid.start + i * grid.perColumn / 4;
            const double value = bad ? 1e6 : 5 + i;
            answer.samples.push_back({fromNanoseconds(time), value, bad ? Quality::invalid : Quality::good});
        }
        answer.columns.push_back({0, 4, 5, 5, 1e6, 8, grid.start, grid.start + 3 * grid.perColumn / 4});
        past.take(answer);
        std::vector<EnvelopeColumn> columns;
        past.addTo(columns, grid, grid.start, grid.end());
        QCOMPARE(columns.size(), std::size_t(1));
        QCOMPARE(columns[0].max, 8.0);
        QCOMPARE(columns[0].min, 5.0);
        QCOMPARE(columns[0].count, 3U);
        std::vector<Sample> all;
        QVERIFY(past.samples(grid.start, grid.end(), all));
        QCOMPARE(all.size(), std::size_t(4)); // the cursor and the CSV have the raw value
    }

    void asksAnewWhereTheAnswerEnds()
    {
        PastColumns past;
        PlotGrid grid = gridOf(600, 300);
        QVERIFY(past.question(grid, grid.start, grid.end(), never));
        grid.start -= 100 * grid.perColumn; // within what was asked for
        QVERIFY(!past.question(grid, grid.start, grid.end(), never));
        grid.start -= 100 * grid.perColumn;
        QVERIFY(past.question(grid, grid.start, grid.end(), never));
        const PlotGrid nearer = gridOf(60, 300);
        QVERIFY(past.question(nearer, nearer.start, nearer.end(), never)); // another resolution
    }

    void asksAnewForWhatMemoryLetGo()
    {
        PastColumns past;
        const PlotGrid grid = gridOf(600, 300);
        QVERIFY(past.question(grid, grid.start, grid.end(), grid.start + second));
        QVERIFY(!past.question(grid, grid.start, grid.end(), grid.start + second));
        QVERIFY(past.question(grid, grid.start, grid.end(), grid.start + 2 * second));
    }

    void asksOnceMoreForWhatTheRecorderHadNotYet()
    {
        PastColumns past;
        PlotGrid grid = gridOf(600, 300);
        QVERIFY(past.question(grid, grid.start, grid.end(), never));
        grid.now += 6 * second;
        QVERIFY(past.question(grid, grid.start, grid.end(), never));
        grid.now += 600 * second;
        QVERIFY(!past.question(grid, grid.start, grid.end(), never));
    }

    // Wherever memory begins and whatever the zoom: no column and no spike is missing, none stands twice.
    void pastAndMemoryMeetWithoutASeam()
    {
        std::mt19937_64 random(5);
        ChunkPool pool(1'000'000);
        TimeSeries all;
        std::vector<double> values;
        for (int s = 0; s < 20'000; ++s) {
            values.push_back(random() % 500 == 0 ? double(random() % 1000) : 0);
            QVERIFY(all.append(pool, SeriesId{0}, present - (20'000 - s) * second, values.back(),
                               Quality::good, {}));
        }
        for (int i = 0; i < 300; ++i) {
            const PlotGrid grid = gridOf(60 + int(random() % 15'000), 50 + int(random() % 1500),
                                         present - std::int64_t(random() % 4000) * second);
            ChunkPool own(1'000'000);
            TimeSeries memory;
            const int from = int(random() % 20'000);
            for (int s = from; s < 20'000; ++s)
                static_cast<void>(memory.append(own, SeriesId{0}, present - (20'000 - s) * second,
                                                values[std::size_t(s)], Quality::good, {}));
            Trace whole({SeriesId{0}, ValueKind::number, "m", {}, {}, {}, {}, 0, 0});
            whole.update(&all, grid, 1);
            Trace joined({SeriesId{0}, ValueKind::number, "m", {}, {}, {}, {}, 0, 0});
            if (const auto span = joined.question(&memory, grid, 1))
                joined.past().take(answerOf(all, *span));
            joined.update(&memory, grid, 1);
            QCOMPARE(joined.low(), whole.low());
            QCOMPARE(joined.high(), whole.high());
            std::map<int, std::pair<double, double>> wanted;
            for (const EnvelopeColumn &column : whole.columns()) {
                if (column.column >= 0 && column.column < grid.columns)
                    wanted[column.column] = {column.min, column.max};
            }
            std::map<int, std::pair<double, double>> got;
            int before = std::numeric_limits<int>::min();
            for (const EnvelopeColumn &column : joined.columns()) {
                QVERIFY(column.column > before);
                before = column.column;
                if (column.column >= 0 && column.column < grid.columns)
                    got[column.column] = {column.min, column.max};
            }
            QVERIFY2(got == wanted, qPrintable(QString::number(i)));
            QVERIFY(joined.gaps() == whole.gaps());
            std::vector<Sample> wantedSamples;
            all.samples(grid.visible(), wantedSamples);
            std::vector<Sample> gotSamples;
            QVERIFY(joined.samples(&memory, grid.visible(), gotSamples));
            QVERIFY(gotSamples == wantedSamples);
            const Timestamp cursor =
                fromNanoseconds(grid.start + std::int64_t(random() % 10'000) * second / 3);
            if (grid.visible().contains(cursor))
                QVERIFY(joined.nearest(&memory, cursor) == all.nearest(cursor));
        }
    }

    void aLateSampleInMemoryStandsAmongThePast()
    {
        ChunkPool pool(100'000);
        TimeSeries memory;
        QVERIFY(memory.append(pool, SeriesId{0}, present - 10 * second, 1, Quality::good, {}));
        QVERIFY(memory.append(pool, SeriesId{0}, present - 300 * second, 99, Quality::good, {})); // late
        QCOMPARE(memory.completeFrom(), present - 10 * second);
        ChunkPool other(100'000);
        TimeSeries recorded;
        for (int ago = 600; ago > 10; --ago)
            QVERIFY(recorded.append(other, SeriesId{0}, present - ago * second, 5, Quality::good, {}));
        const PlotGrid grid = gridOf(500, 400);
        Trace trace({SeriesId{0}, ValueKind::number, "m", {}, {}, {}, {}, 0, 0});
        const auto span = trace.question(&memory, grid, 1);
        QVERIFY(span);
        trace.past().take(answerOf(recorded, *span));
        trace.update(&memory, grid, 1);
        QCOMPARE(trace.high(), 99.0);
        QCOMPARE(trace.low(), 1.0);
        QVERIFY(trace.columns().size() > 300);
        std::vector<Sample> samples;
        trace.samples(&memory, grid.visible(), samples);
        QVERIFY(std::ranges::is_sorted(samples, std::ranges::less(), &Sample::generation));
        QCOMPARE(std::ranges::count(samples, 99.0, &Sample::value), 1); // in place of the recorded one
        QCOMPARE(std::ranges::count(samples, fromNanoseconds(present - 300 * second), &Sample::generation),
                 1);
    }
};

DESK_TEST(TstPastColumns)

#include "tst_pastcolumns.moc"
