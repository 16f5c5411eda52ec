// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/integercodec.h"
#include "models/archive/keyframe.h"
#include "models/archive/levelbuilder.h"
#include "models/archive/valuecodec.h"
#include "tests/support/testprogram.h"

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
    PointBlock block(ShapeId{3}, 2);
    std::mt19937_64 random(points);
    for (std::size_t i = 0; i < points; ++i) {
        const std::array values{std::round(std::sin(double(i) / 50) * 1e4) / 1e3,
                                std::ldexp(double(random()), -40)};
        const std::array qualities{i == 7 ? Quality::outOfRange : Quality::good, Quality::backFilled};
        block.append(100 + i * 3, 1'000'000'000LL * std::int64_t(i), values.data(), qualities.data());
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
        const PackedPoints packed = packPoints(block, codec);
        QCOMPARE(packed.first, std::uint64_t(100));
        QVERIFY(packed.ordered);
        BlockCodec::Times times;
        QVERIFY(
            unpackTimes(*partOf(packed.parts.directory, packed.parts.data, 0), block.points(), codec, times));
        QVERIFY(std::ranges::equal(times.sequence, block.sequence()));
        QVERIFY(std::ranges::equal(times.generation, block.generation()));
        for (std::size_t s = 0; s < 2; ++s) {
            BlockCodec::Samples samples;
            QVERIFY(unpackSeries(*partOf(packed.parts.directory, packed.parts.data, 1 + s), block.points(),
                                 codec, samples));
            for (std::size_t p = 0; p < block.points(); ++p) {
                QCOMPARE(samples.value[p], block.values(p)[s]);
                QVERIFY(samples.quality[p] == block.qualities(p)[s]);
            }
            QCOMPARE(samples.wide.size(), std::size_t(s == 1 && points > 5 ? 1 : 0));
            if (!samples.wide.empty())
                QVERIFY(samples.wide[0].sample == 5 && samples.wide[0].value == (1LL << 60) + 1);
        }
        QVERIFY(!partOf(packed.parts.directory, packed.parts.data, 3));
    }

    void levelsKeepEveryExtreme()
    {
        LevelBuilder levels(ShapeId{3}, 2);
        BlockCodec codec;
        std::vector<PackedLevel> rows;
        double highest = -1e9;
        std::int64_t points = 0;
        for (int k = 0; k < 400; ++k) {
            PointBlock block(ShapeId{3}, 2);
            for (int i = 0; i < 1000; ++i) {
                const std::array values{std::sin(double(points) * 0.37) * double(points % 977),
                                        double(points)};
                const std::array qualities{Quality::good, Quality::good};
                highest = std::max(highest, values[0]);
                block.append(std::uint64_t(points), points * 1000, values.data(), qualities.data());
                ++points;
            }
            levels.append(block, k + 1, codec, rows);
        }
        std::array<std::int64_t, 4> covered{};
        std::array<double, 4> highestOf{-1e9, -1e9, -1e9, -1e9};
        for (const PackedLevel &row : rows) {
            QVERIFY(row.level < 3 && row.count <= LevelColumns::maxBuckets);
            QCOMPARE(row.first, covered[row.level] + 1); // rows of points follow each other without a hole
            covered[row.level] = row.last;
            std::vector<LevelBucket> buckets;
            QVERIFY(unpackLevel(*partOf(row.parts.directory, row.parts.data, 0),
                                *partOf(row.parts.directory, row.parts.data, 1), row.count, codec, buckets));
            QCOMPARE(buckets.front().begin, row.begin);
            QCOMPARE(buckets.back().end, row.end);
            for (const LevelBucket &bucket : buckets)
                highestOf[row.level] = std::max(highestOf[row.level], bucket.max);
        }
        QVERIFY(covered[0] > 380 && covered[1] > 200 && covered[1] <= covered[0]);
        QVERIFY(highestOf[0] <= highest && highestOf[1] <= highestOf[0]);
    }

    // An invalid value is no number: what is around it keeps its extremes and its mean.
    void levelsPassOverWhatIsNoNumber()
    {
        const double none = std::nan("");
        PointBlock block(ShapeId{3}, 3);
        for (int i = 0; i < 256; ++i) {
            const bool known = i % 64 != 0 && i % 7 != 0;
            const std::array values{known ? double(i % 64) : none, none, double(i)};
            const std::array qualities{known ? Quality::good : Quality::invalid, Quality::invalid,
                                       Quality::good};
            block.append(std::uint64_t(i + 1), i * 1000, values.data(), qualities.data());
        }
        LevelColumns levels;
        levels.append(block);
        LevelColumns above;
        above.appendMerged(levels, 3);
        QCOMPARE(levels.size(), std::size_t(4));
        QCOMPARE(above.size(), std::size_t(1));
        for (const LevelColumns *columns : {&levels, &above}) {
            for (std::size_t b = 0; b < columns->size(); ++b) {
                QCOMPARE(columns->min[3 * b], 1.0);
                QVERIFY(columns->max[3 * b] >= 61);
                QVERIFY(columns->mean[3 * b] > 28 && columns->mean[3 * b] < 36);
                QVERIFY(std::isnan(columns->min[3 * b + 1]) && std::isnan(columns->mean[3 * b + 1]));
            }
        }
        QCOMPARE(above.min[2], 0.0);
        QCOMPARE(above.max[2], 255.0);
        QCOMPARE(above.mean[2], 127.5);
    }

    void theNewestPointsComeBackFromAKeyFrame()
    {
        KeyFrame frame;
        frame.topologyVersion = 12;
        frame.points.push_back({ShapeId{0}, 17, -5, {1.5, 1e300}, {Quality::good, Quality::simulated}});
        frame.points.push_back({ShapeId{9}, 18, 7, {2}, {Quality::backFilled}});
        BlockCodec codec;
        std::string packed;
        encodeKeyFrame(frame, codec, packed);
        const auto sizes = [](ShapeId shape) {
            return index(shape) == 0 ? std::optional<std::size_t>(2) : std::optional<std::size_t>(1);
        };
        const auto back = decodeKeyFrame(packed, sizes, codec);
        QVERIFY(back && *back == frame);
        QVERIFY(!decodeKeyFrame(
            packed, [](ShapeId) { return std::nullopt; }, codec));
        QVERIFY(!decodeKeyFrame(packed.substr(0, packed.size() / 2), sizes, codec));
    }

    void damagedBytesAreRefusedOrReadAsNumbers()
    {
        const PointBlock block = someBlock(300);
        BlockCodec codec;
        std::string plain;
        codec.putSeries(block, 0, 1, plain);
        std::string good;
        codec.pack(plain, good);
        std::mt19937_64 random(5);
        BlockCodec::Samples samples;
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string bad = good;
            bad[random() % bad.size()] ^= char(1U << random() % 8);
            if (i % 3 == 0)
                bad.resize(random() % bad.size());
            refused += unpackSeries(bad, 300, codec, samples) ? 0 : 1;
        }
        QVERIFY(refused > 500);
        QVERIFY(!unpackSeries(good, 5000, codec, samples));
        QVERIFY(!unpackSeries("", 300, codec, samples));
    }
};

DESK_TEST(TstBlockCodec)
#include "tst_blockcodec.moc"
