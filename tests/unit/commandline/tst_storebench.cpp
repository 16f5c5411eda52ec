// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/storebench.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace desk;

class TstStoreBench : public QObject
{
    Q_OBJECT

    static SampleBatch samplesOf(std::uint64_t seed, std::size_t points)
    {
        SeriesDictionary names;
        BenchSamples::Options options;
        options.seed = seed;
        options.entities = 3;
        auto source = BenchSamples::create(options, names);
        return source ? (*source)->next(points) : SampleBatch{};
    }
    static const BenchReport::Entry *entry(const BenchReport &report, std::string_view name)
    {
        const auto found = std::find_if(report.results.begin(), report.results.end(),
                                        [&](const auto &each) { return each.name == name; });
        return found == report.results.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    static void theSameSeedGivesTheSameSamples()
    {
        QVERIFY(samplesOf(7, 500) == samplesOf(7, 500));
        QVERIFY(samplesOf(7, 500).value != samplesOf(8, 500).value);
    }

    static void samplesAreDecimalsAtWholeMilliseconds()
    {
        const SampleBatch batch = samplesOf(1, 3000);
        QCOMPARE(batch.points(), std::size_t{3000});
        QCOMPARE(batch.samples(), std::size_t{24'000});
        for (const double value : batch.value)
            QVERIFY(std::round(value * 1000) / 1000 == value);
        for (const std::int64_t time : batch.generation)
            QCOMPARE(time % 1'000'000, 0);
        for (std::size_t p = 3; p < batch.points(); ++p)
            QVERIFY(batch.generation[p] > batch.generation[p - 3]);
    }

    static void aRunMeasuresWritingAndReading()
    {
        const QTemporaryDir folder;
        StoreBench::Options options;
        options.points = 6'000;
        options.samples.entities = 2;
        options.rate = 0;
        options.keep = folder.filePath(QStringLiteral("kept.desk")).toStdString();
        const auto report = StoreBench(options).run();
        QVERIFY2(report, report ? "" : report.error().message.c_str());
        for (const char *name : {"recorder_cpu", "size", "first_picture_cold", "any_span_p99", "raw_p50"}) {
            const auto *found = entry(*report, name);
            QVERIFY2(found && found->value > 0, name);
        }
        QVERIFY(entry(*report, "recorder_cpu")->must == BenchReport::Must::atMost);
        // Not the demanded rate, not the demanded length: said, but not judged.
        QVERIFY(entry(*report, "longest_behind")->must == BenchReport::Must::nothing);
        QVERIFY(entry(*report, "raw_p50")->must == BenchReport::Must::nothing);
        QCOMPARE(entry(*report, "raw_samples")->value, 2999.0);
        QVERIFY(std::filesystem::exists(options.keep));

        const auto again = StoreBench(options).run();
        QVERIFY(!again);
        QVERIFY(again.error().message.find("kept.desk") != std::string::npos);
    }
};

DESK_TEST(TstStoreBench)
#include "tst_storebench.moc"
