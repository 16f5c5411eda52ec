// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/trace.h"

#include "models/timeseries/timeseriesstore.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <random>

using namespace desk;

namespace {

constexpr std::int64_t oneSecond = 1'000'000'000;
constexpr std::int64_t epoch = 1'795'269'600 * oneSecond;
constexpr SeriesId series{0};

} // namespace

class TstTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gridMovesByWholeColumns();
    void gridOfTheFarFutureDoesNotWrap();
    void regularSamplesHaveNoGap();
    void holeOfThreeCadencesBreaksTheLine();
    void changeOfRateIsNoGap();
    void silenceUpToNowIsAGap();
    void timeBeforeTheFirstSampleIsNoGap();
    void holeAtTheLeftEdgeIsSeen();
    void spikesSurviveEveryZoom();
    void lineReachesTheNeighbourOutside();
    void heldViewDoesNotGrow();
    void emptySeriesHasNothing();

private:
    static Trace trace() { return Trace({series, ValueKind::number, "m", {}, {}, {}, {}, 0, 0}); }
    static PlotGrid grid(int spanSeconds, int columns, std::int64_t now = epoch)
    {
        return PlotGrid::endingAt(fromNanoseconds(now), fromNanoseconds(now),
                                  std::chrono::seconds{spanSeconds}, columns, 0);
    }
    void add(double secondsAgo, double value)
    {
        m_store.append(series, epoch - std::int64_t(secondsAgo * double(oneSecond)), value, Quality::good,
                       {});
    }
    void addLine(int from, int to, double value = 1)
    {
        for (int ago = from; ago >= to; --ago)
            add(ago, value);
    }
    TimeSeriesStore m_store{{}};
    const TimeSeries *samples() { return m_store.series(series); }

private Q_SLOTS:
    void init() { m_store.clear(); }
};

void TstTrace::gridMovesByWholeColumns()
{
    const PlotGrid before = grid(100, 201);
    QCOMPARE(before.perColumn, oneSecond / 2);
    QCOMPARE(before.end(), epoch + before.perColumn);               // a sample of this very moment is inside
    QCOMPARE(grid(100, 201, epoch + before.perColumn - 1), before); // within one pixel nothing moves
    const PlotGrid after = grid(100, 201, epoch + before.perColumn);
    QCOMPARE(after.start, before.start + before.perColumn);
}

void TstTrace::gridOfTheFarFutureDoesNotWrap()
{
    const auto last = fromNanoseconds(std::numeric_limits<std::int64_t>::max());
    const PlotGrid far = PlotGrid::endingAt(last, last, std::chrono::days{366}, 800, 12);
    QVERIFY(far.start < far.end());
    const auto first = fromNanoseconds(std::numeric_limits<std::int64_t>::min());
    const PlotGrid old = PlotGrid::endingAt(first, first, std::chrono::days{366}, 800, 12);
    QVERIFY(old.start < old.end());
}

void TstTrace::regularSamplesHaveNoGap()
{
    addLine(90, 0);
    Trace t = trace();
    for (const int columns : {10, 90, 400, 2000}) {
        t.update(samples(), grid(60, columns), 1);
        QVERIFY(t.gaps().empty());
        QVERIFY(t.breaks().empty());
    }
}

void TstTrace::holeOfThreeCadencesBreaksTheLine()
{
    addLine(90, 40);
    addLine(30, 0);
    Trace t = trace();
    t.update(samples(), grid(60, 300), 1);
    QCOMPARE(t.breaks().size(), std::size_t(1));
    QCOMPARE(t.gaps().size(), std::size_t(1));
    QCOMPARE(t.gaps().front().first, epoch - 40 * oneSecond);
    QCOMPARE(t.gaps().front().second, epoch - 30 * oneSecond);
}

void TstTrace::changeOfRateIsNoGap()
{
    for (int ago = 1000; ago > 300; ago -= 10) // first every 10 s, then every second
        add(ago, 1);
    addLine(300, 0);
    Trace t = trace();
    t.update(samples(), grid(900, 800), 1);
    QVERIFY2(t.gaps().empty(), qPrintable(QString::number(t.gaps().size())));
    t.update(samples(), grid(900, 800), 10); // whatever the cadence is thought to be
    QVERIFY(t.gaps().empty());
}

void TstTrace::silenceUpToNowIsAGap()
{
    addLine(90, 20);
    Trace t = trace();
    t.update(samples(), grid(60, 300), 1);
    QCOMPARE(t.gaps().size(), std::size_t(1));
    QCOMPARE(t.gaps().back().first, epoch - 20 * oneSecond);
    QCOMPARE(t.gaps().back().second, grid(60, 300).now);
    addLine(19, 2);
    t.update(samples(), grid(60, 300), 1);
    QVERIFY(t.gaps().empty()); // two seconds are no silence yet
}

void TstTrace::timeBeforeTheFirstSampleIsNoGap()
{
    addLine(20, 0);
    Trace t = trace();
    t.update(samples(), grid(60, 300), 1);
    QVERIFY(t.gaps().empty());
}

void TstTrace::holeAtTheLeftEdgeIsSeen()
{
    addLine(200, 100);
    addLine(30, 0);
    Trace t = trace();
    t.update(samples(), grid(60, 300), 1);
    QCOMPARE(t.gaps().size(), std::size_t(1));
    QCOMPARE(t.gaps().front().first, grid(60, 300).start);
    QCOMPARE(t.gaps().front().second, epoch - 30 * oneSecond);
}

void TstTrace::spikesSurviveEveryZoom()
{
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        m_store.clear();
        const int at = std::uniform_int_distribution(1, 3599)(random);
        const int dip = std::uniform_int_distribution(1, 3599)(random);
        for (int ago = 3600; ago >= 0; --ago)
            add(ago, ago == at ? 99 : ago == dip ? -99 : 1);
        if (at == dip)
            continue;
        Trace t = trace();
        for (const int columns : {2, 3, 50, 777, 3000}) {
            t.update(samples(), grid(7210, columns), 1);
            QCOMPARE(t.high(), 99.0);
            QCOMPARE(t.low(), -99.0);
        }
    }
}

void TstTrace::lineReachesTheNeighbourOutside()
{
    for (int ago = 100; ago >= 0; ago -= 20)
        add(ago, ago);
    Trace t = trace();
    t.update(samples(), grid(50, 500), 20);
    QVERIFY(t.columns().front().column < 0);
    QVERIFY(t.columns().front().last >= 60);
    QCOMPARE(t.high(), 40.0); // what is outside does not widen the axis
    QVERIFY(t.gaps().empty());
}

void TstTrace::heldViewDoesNotGrow()
{
    addLine(60, -20); // samples came after the view was held
    PlotGrid held =
        PlotGrid::endingAt(fromNanoseconds(epoch), fromNanoseconds(epoch), std::chrono::seconds{60}, 300, 60);
    QVERIFY(held.end() > epoch);
    held.dataEnd = epoch;
    Trace t = trace();
    t.update(samples(), held, 1);
    QVERIFY(t.columns().back().lastTime <= epoch);
    QVERIFY(t.lastInside() != nullptr);
}

void TstTrace::emptySeriesHasNothing()
{
    Trace t = trace();
    t.update(nullptr, grid(60, 300), 0);
    QVERIFY(t.columns().empty());
    QVERIFY(!t.hasSamplesInside());
    QCOMPARE(t.lastInside(), nullptr);
}

DESK_TEST(TstTrace)
#include "tst_trace.moc"
