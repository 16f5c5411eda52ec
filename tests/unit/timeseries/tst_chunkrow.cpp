// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseries.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <map>

using namespace desk;

namespace {

constexpr SeriesId id{0};
using Samples = std::map<std::int64_t, double>;

// What the envelope of these samples is, sample by sample.
std::vector<EnvelopeColumn> naive(const Samples &samples, std::int64_t start, std::int64_t end, int columns)
{
    std::vector<EnvelopeColumn> out;
    for (auto it = samples.lower_bound(start); it != samples.end() && it->first < end; ++it) {
        const auto [time, value] = *it;
        if (std::isnan(value))
            continue;
        const auto column = std::int32_t((time - start) * columns / (end - start));
        const EnvelopeColumn one{column, 1, value, value, value, value, time, time};
        if (out.empty() || out.back().column != column)
            out.push_back(one);
        else
            out.back().unite(one);
    }
    return out;
}

QString difference(const std::vector<EnvelopeColumn> &found, const std::vector<EnvelopeColumn> &wanted)
{
    if (found.size() != wanted.size())
        return QStringLiteral("%1 columns, not %2").arg(found.size()).arg(wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const EnvelopeColumn &a = found[i];
        const EnvelopeColumn &b = wanted[i];
        if (a.column != b.column || a.count != b.count || a.first != b.first || a.min != b.min ||
            a.max != b.max || a.last != b.last || a.firstTime != b.firstTime || a.lastTime != b.lastTime)
            return QStringLiteral("column %1 differs: %2 of %3..%4, not %5 of %6..%7")
                .arg(b.column)
                .arg(a.count)
                .arg(a.min)
                .arg(a.max)
                .arg(b.count)
                .arg(b.min)
                .arg(b.max);
    }
    return {};
}

} // namespace

// The pyramid over the chunks of a series, against a scan of all its samples.
class TstChunkRow : public QObject
{
    Q_OBJECT

    static void compare(const TimeSeries &series, const Samples &expected, QRandomGenerator &random,
                        int spans)
    {
        const std::int64_t first = expected.begin()->first;
        const std::int64_t last = expected.rbegin()->first + 1;
        for (int k = 0; k < spans; ++k) {
            // Each zoom as likely as any other; some spans reach over the ends.
            const double zoom = std::pow(double(last - first), random.generateDouble());
            const auto span = std::max<std::int64_t>(1, k == 0 ? last - first : std::int64_t(zoom));
            const std::int64_t start =
                k == 0 ? first
                       : first - span / 3 + std::int64_t(random.generateDouble() * double(last - first));
            const int columns = std::array{1, 7, 100, 717, 1600}[std::size_t(random.bounded(5))];
            std::vector<EnvelopeColumn> found;
            series.envelope({fromNanoseconds(start), fromNanoseconds(start + span)}, columns, found);
            const QString wrong = difference(found, naive(expected, start, start + span, columns));
            QVERIFY2(
                wrong.isEmpty(),
                qPrintable(
                    QStringLiteral("%1 + %2, %3 columns: %4").arg(start).arg(span).arg(columns).arg(wrong)));
        }
    }

private Q_SLOTS:
    // Whatever number they hold: alone in a column, among others, at the ends, and a chunk full of them.
    void invalidSamplesAreNoExtremes()
    {
        ChunkPool pool(100'000);
        TimeSeries series;
        Samples valid;
        for (std::int64_t t = 0; t < 5000; ++t) {
            const bool bad = t % 7 == 0 || (t >= 1000 && t < 1400);
            QVERIFY(series.append(pool, id, t, bad ? 1e9 : double(t % 100),
                                  bad ? Quality::invalid : Quality::good, {}));
            if (!bad)
                valid[t] = double(t % 100);
        }
        QRandomGenerator random(5);
        compare(series, valid, random, 200);
        QVERIFY(series.append(pool, id, 14, 3, Quality::good, {})); // a valid one in its place
        valid[14] = 3;
        compare(series, valid, random, 50);
    }

    // In order, late, once more with another value, without a value, and the oldest dropped: in turns.
    void envelopesAreThoseOfAScan_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<int>("lateInPercent");
        QTest::newRow("in order") << 1U << 0;
        QTest::newRow("few late") << 2U << 3;
        QTest::newRow("half of them late") << 3U << 50;
        QTest::newRow("all at random") << 4U << 100;
    }
    void envelopesAreThoseOfAScan()
    {
        QFETCH(const quint32, seed);
        QFETCH(const int, lateInPercent);
        ChunkPool pool(10'000'000);
        TimeSeries series;
        Samples expected;
        QRandomGenerator random(seed);
        std::int64_t now = 1'000'000'000;
        for (int i = 1; i <= 120'000; ++i) {
            const bool late = random.bounded(100) < lateInPercent;
            std::int64_t time = now;
            if (late) // of any age, the recent ones more often; in times that come again, too
                time = 1'000'000'000 +
                       std::int64_t(double(now - 1'000'000'000) * std::sqrt(random.generateDouble()));
            else
                time = now += 1 + random.bounded(2000);
            if (i % 40 < 3)
                now += 500'000; // holes
            const double value = random.bounded(17) == 0 ? std::nan("") : random.generateDouble();
            QVERIFY(series.append(pool, id, time, value, Quality::good, {}));
            expected[time] = value;
            if (i % 300 == 0 && i > 60'000) {
                const std::size_t before = series.size();
                series.dropOldest(pool);
                for (std::size_t gone = before - series.size(); gone > 0; --gone)
                    expected.erase(expected.begin());
            }
            if (i % 5000 == 0)
                compare(series, expected, random, 12);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(series.size(), expected.size());
        compare(series, expected, random, 200);
        series.clear(pool);
        std::vector<EnvelopeColumn> none;
        series.envelope({fromNanoseconds(0), fromNanoseconds(now)}, 10, none);
        QVERIFY(none.empty());
        QCOMPARE(pool.inUse(), std::size_t(0));
    }

    // The one thing that an operator must not miss.
    void aSingleSpikeIsSeenAtEveryZoom()
    {
        ChunkPool pool(3'000'000);
        TimeSeries series;
        QRandomGenerator random(5);
        constexpr std::int64_t count = 2'000'000;
        constexpr std::int64_t step = 1000;
        for (std::int64_t i = 0; i < count; ++i)
            QVERIFY(series.append(pool, id, i * step, double(i % 10), Quality::good, {}));
        std::vector<EnvelopeColumn> columns;
        for (int k = 0; k < 300; ++k) {
            const std::int64_t at = std::int64_t(random.generateDouble() * count);
            const double spike = k % 2 == 0 ? 1e6 : -1e6;
            QVERIFY(series.append(pool, id, at * step, spike, Quality::good, {}));
            for (std::int64_t span = 100 * step; span < 4 * count * step; span *= 3) {
                const std::int64_t start =
                    at * step - std::int64_t(random.generateDouble() * double(span - 1));
                columns.clear();
                series.envelope({fromNanoseconds(start), fromNanoseconds(start + span)}, 1600, columns);
                const auto seen = std::ranges::count_if(columns, [&](const EnvelopeColumn &column) {
                    return column.min == spike || column.max == spike;
                });
                QCOMPARE(seen, 1);
            }
            QVERIFY(series.append(pool, id, at * step, double(at % 10), Quality::good, {}));
        }
        columns.clear();
        series.envelope({fromNanoseconds(0), fromNanoseconds(count * step)}, 1, columns);
        QCOMPARE(columns.front().max, 9.0); // all of them are gone again
        QCOMPARE(columns.front().min, 0.0);
    }
};

DESK_TEST(TstChunkRow)
#include "tst_chunkrow.moc"
