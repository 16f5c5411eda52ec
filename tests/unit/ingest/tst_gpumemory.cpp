// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpumemory.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

namespace {

GpuRow row(const std::string &uuid, double value, std::int64_t second, const std::string &host = "h")
{
    GpuRow r;
    r.uuid = uuid;
    r.metric = "m";
    r.value = value;
    r.time = fromNanoseconds(second * 1'000'000'000);
    r.labels.hostname = host;
    r.labels.raw = "k=\"v\"";
    return r;
}

} // namespace

class TstGpuMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestComesFirstWhateverTheOrderOfArrival()
    {
        GpuMemory memory;
        for (int second : {5, 1, 9, 3})
            memory.add(row("u", second, second));
        const auto all = memory.values("u", {}, {}, 100);
        QCOMPARE(all.size(), std::size_t(4));
        QCOMPARE(all[0].value, 9.0);
        QCOMPARE(all[3].value, 1.0);
        QCOMPARE(*all[0].metric, std::string("m"));
        QCOMPARE(all[0].labels->raw, std::string("k=\"v\""));
        QCOMPARE(memory.values("u", {}, {}, 2).back().value, 5.0);
        const auto some =
            memory.values("u", fromNanoseconds(3'000'000'000), fromNanoseconds(9'000'000'000), 100);
        QCOMPARE(some.size(), std::size_t(2)); // half open
        QVERIFY(memory.values("nobody", {}, {}, 100).empty());
    }

    void aGpuKeepsItsLastThousandValues()
    {
        GpuMemory memory;
        for (int i = 0; i < 1'500; ++i)
            memory.add(row("u", i, i));
        const auto all = memory.values("u", {}, {}, 10'000);
        QCOMPARE(all.size(), std::size_t(1'000));
        QCOMPARE(all.back().value, 500.0);
    }

    void equalLabelsAreHeldOnce()
    {
        GpuMemory memory;
        memory.add(row("u", 1, 1));
        memory.add(row("u", 2, 2));
        memory.add(row("u", 3, 3, "other"));
        const auto all = memory.values("u", {}, {}, 10);
        QVERIFY(all[1].labels == all[2].labels);
        QVERIFY(all[0].labels != all[1].labels);
    }

    void hostsAreCountedByTheirGpusNewestWord()
    {
        GpuMemory memory;
        memory.add(row("a", 1, 1, "h1"));
        memory.add(row("b", 1, 1, "h1"));
        memory.add(row("c", 1, 1, "h2"));
        memory.add(row("d", 1, 1, ""));
        memory.add(row("b", 1, 2, "h2")); // moved
        const auto hosts = memory.countBy(&GpuLabels::hostname);
        QCOMPARE(hosts.size(), std::size_t(2));
        QCOMPARE(hosts.at("h1"), std::size_t(1));
        QCOMPARE(hosts.at("h2"), std::size_t(2));
    }

    void theJournalBringsLabelsAndValuesBack()
    {
        SeriesDictionary names;
        SampleBatch batch;
        const EntityId gpu = *names.entity(*names.node("GPU-1", NodeType::gpu));
        const EntityId other = *names.entity(*names.node("host-1", NodeType::host));
        std::uint32_t hint = 0;
        const SeriesId host = *names.series(gpu, "Hostname", hint, ValueKind::text);
        batch.addSample(host, *names.textCode(host, "h1"), Quality::good);
        batch.addSample(*names.series(gpu, "util", hint), 12, Quality::good);
        batch.endPoint(gpu, 1000);
        batch.addSample(*names.series(gpu, "util", hint), 13, Quality::good);
        batch.endPoint(gpu, 2000);
        hint = 0;
        batch.addSample(*names.series(other, "util", hint), 99, Quality::good);
        batch.endPoint(other, 3000);
        GpuMemory memory;
        memory.restore(batch, names);
        QCOMPARE(memory.gpus().size(), std::size_t(1));
        const auto all = memory.values("GPU-1", {}, {}, 10);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].value, 13.0);
        QCOMPARE(*all[0].metric, std::string("util"));
        QCOMPARE(all[1].labels->hostname, std::string("h1"));
    }
};

DESK_TEST(TstGpuMemory)
#include "tst_gpumemory.moc"
