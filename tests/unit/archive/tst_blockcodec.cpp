// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/blockcodec.h"
#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace desk;

namespace {

using Integers = std::vector<std::int64_t>;
using Values = std::vector<double>;

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

Integers throughIntegers(const Integers &column, std::size_t *size = nullptr)
{
    std::string bytes;
    encodeIntegers(column, bytes);
    if (size)
        *size = bytes.size();
    ByteReader in(bytes);
    Integers back(column.size());
    return decodeIntegers(in, back) && in.atEnd() ? back : Integers{};
}

bool survives(const Values &column)
{
    std::string bytes;
    encodeValues(column, bytes);
    ByteReader in(bytes);
    Values back(column.size());
    if (!decodeValues(in, back) || !in.atEnd())
        return false;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(back[i]) != std::bit_cast<std::uint64_t>(column[i]))
            return false;
    }
    return true;
}

// Two series of made-up telemetry, the second one never the same and with an integer that no double holds.
PointBlock someBlock(std::size_t points)
{
    const std::array series{SeriesId{4}, SeriesId{9}};
    PointBlock block(EntityId{3}, series);
    std::mt19937_64 random(points);
    for (std::size_t i = 0; i < points; ++i) {
        const std::array values{std::round(std::sin(double(i) / 50) * 1e4) / 1e3,
                                std::ldexp(double(random()), -40)};
        const std::array qualities{i == 7 ? Quality::outOfRange : Quality::good, Quality::backFilled};
        block.append(100 + i * 3, 1'000'000'000LL * std::int64_t(i), values, qualities);
        if (i == 5)
            block.setWide(1, (1LL << 60) + 1);
    }
    return block;
}

} // namespace

class TstBlockCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersComeBackAsTheyWere_data()
    {
        QTest::addColumn<QList<qint64>>("column");
        QTest::newRow("one") << QList<qint64>{-7};
        QTest::newRow("extremes") << QList<qint64>{lowest, highest, 0, -1, highest, lowest};
        QTest::newRow("equal") << QList<qint64>(1024, 42);
        QTest::newRow("falling") << QList<qint64>{5, 4, 3, 2, 1, 0, -1, -2};
        QTest::newRow("one jump") << QList<qint64>{1, 2, 3, 1LL << 50, 5, 6};
    }
    void integersComeBackAsTheyWere()
    {
        QFETCH(QList<qint64>, column);
        const Integers before(column.begin(), column.end());
        QCOMPARE(throughIntegers(before), before);
    }

    void equalStepsCostNothing()
    {
        Integers column;
        for (std::int64_t i = 0; i < 1024; ++i)
            column.push_back(1'700'000'000'000'000'000 + i * 1'000'000'000);
        std::size_t size = 0;
        QCOMPARE(throughIntegers(column, &size), column);
        QVERIFY(size < 20);
    }

    void valuesComeBackToTheBit_data()
    {
        QTest::addColumn<QList<double>>("column");
        QTest::newRow("decimals") << QList<double>{0.1, 0.2, 0.30000000000000004, 12.75, -3.125};
        QTest::newRow("zeros of both signs") << QList<double>{0.0, -0.0, 0.0};
        QTest::newRow("large") << QList<double>{1e300, -1e300, 9007199254740993.0, 1e15};
        QTest::newRow("tiny") << QList<double>{5e-324, 1e-15, 2.2e-308};
        QTest::newRow("no numbers") << QList<double>{std::nan("7"), HUGE_VAL, -HUGE_VAL, 1.0};
    }
    void valuesComeBackToTheBit()
    {
        QFETCH(QList<double>, column);
        QVERIFY(survives({column.begin(), column.end()}));
    }

    void randomColumnsComeBackToTheBit()
    {
        std::mt19937_64 random(11);
        for (int round = 0; round < 300; ++round) {
            Values column(1 + random() % PointBlock::maxPoints);
            const double power = std::pow(10.0, double(random() % 17));
            const std::size_t odd = random() % 40; // every so many a value with all its bits
            for (std::size_t i = 0; i < column.size(); ++i)
                column[i] = odd > 0 && i % odd == odd - 1
                                ? std::bit_cast<double>(random())
                                : double(std::int64_t(random() % 200'000) - 100'000) / power;
            QVERIFY2(survives(column), qPrintable(QString::number(round)));
        }
    }

    void aFewOddValuesDoNotSpoilDecimals()
    {
        Values column(1024, 20.5);
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] += double(i % 10) / 4;
        column[500] = 1.0 / 3;
        std::string bytes;
        encodeValues(column, bytes);
        QVERIFY(bytes.size() < 2200);
        QVERIFY(survives(column));
    }

    void blocksComeBackAsTheyWere_data()
    {
        QTest::addColumn<int>("points");
        for (const int points : {1, 2, 63, 64, 65, 1024})
            QTest::addRow("%d", points) << points;
    }
    void blocksComeBackAsTheyWere()
    {
        QFETCH(int, points);
        const PointBlock block = someBlock(std::size_t(points));
        BlockCodec codec;
        std::string packed;
        codec.packTimes(block, packed);
        BlockCodec::Times times;
        QVERIFY(codec.unpackTimes(packed, block.points(), times));
        QVERIFY(std::ranges::equal(times.sequence, block.sequence()));
        QVERIFY(std::ranges::equal(times.generation, block.generation()));
        for (std::size_t s = 0; s < 2; ++s) {
            packed.clear();
            codec.packSeries(block, s, packed);
            BlockCodec::Samples samples;
            QVERIFY(codec.unpackSeries(packed, block.points(), samples));
            QVERIFY(std::ranges::equal(samples.value, block.values(s)));
            QVERIFY(std::ranges::equal(samples.quality, block.qualities(s)));
            QCOMPARE(samples.wide.size(), std::size_t(s == 1 && points > 5 ? 1 : 0));
            if (!samples.wide.empty())
                QVERIFY(samples.wide[0].sample == 5 && samples.wide[0].value == (1LL << 60) + 1);
        }
    }

    void aSummaryKeepsEveryExtreme()
    {
        const PointBlock block = someBlock(1000);
        const BlockSummary summary = BlockCodec::summarize(block, 0);
        QCOMPARE(summary.buckets.size(), std::size_t(16));
        const auto values = block.values(0);
        QCOMPARE(summary.whole.max, *std::ranges::max_element(values));
        QCOMPARE(summary.whole.min, *std::ranges::min_element(values));
        QCOMPARE(summary.first, values.front());
        QCOMPARE(summary.last, values.back());
        std::uint64_t count = 0;
        for (std::size_t b = 0; b < summary.buckets.size(); ++b) {
            const LevelBucket &bucket = summary.buckets[b];
            const auto own = values.subspan(b * 64, bucket.count);
            QCOMPARE(bucket.max, *std::ranges::max_element(own));
            QCOMPARE(bucket.min, *std::ranges::min_element(own));
            QCOMPARE(bucket.begin, block.generation()[b * 64]);
            count += bucket.count;
        }
        QCOMPARE(count, std::uint64_t(1000));
        std::string packed;
        BlockCodec::packSummary(summary, packed);
        const auto back = BlockCodec::unpackSummary(packed);
        QVERIFY(back);
        QVERIFY(back->whole == summary.whole && back->buckets == summary.buckets);
        QCOMPARE(back->last, summary.last);
    }

    void damagedBytesAreRefusedOrReadAsNumbers()
    {
        const PointBlock block = someBlock(300);
        BlockCodec codec;
        std::string good;
        codec.packSeries(block, 1, good);
        std::mt19937_64 random(5);
        BlockCodec::Samples samples;
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string bad = good;
            bad[random() % bad.size()] ^= char(1U << random() % 8);
            if (i % 3 == 0)
                bad.resize(random() % bad.size());
            refused += codec.unpackSeries(bad, 300, samples) ? 0 : 1;
        }
        QVERIFY(refused > 500);
        QVERIFY(!codec.unpackSeries(good, 5000, samples));
        QVERIFY(!codec.unpackSeries("", 300, samples));
    }
};

QTEST_GUILESS_MAIN(TstBlockCodec)
#include "tst_blockcodec.moc"
