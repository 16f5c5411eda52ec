// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpucollector.h"
#include "models/ingest/pointrules.h"

#include "models/broker/topicqueues.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstGpuCollector : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    SimulatedTimeService m_time{fromNanoseconds(1'700'000'000'000'000'000)};
    EventLog m_events;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<TopicQueues> m_queues;
    std::unique_ptr<GpuMemory> m_gpus;
    std::unique_ptr<GpuCollector> m_collector;
    std::vector<SampleBatch> m_batches;
    bool m_broken = false; // the journal

    void put(const std::string &uuid, const std::string &value, const std::string &pod = "p")
    {
        const std::string payload =
            "2025-07-18T20:42:34Z,m," + uuid + ",d," + uuid + ",M,H,c," + pod + ",n," + value + ",raw";
        QVERIFY(m_queues->publish("telemetry", 0, payload).has_value());
    }

    // Metrics of a point, in order.
    QStringList metrics(const SampleBatch &batch, std::size_t point) const
    {
        QStringList all;
        for (std::uint32_t i = batch.pointBegin(point); i < batch.pointEnd[point]; ++i)
            all << QString::fromStdString(m_names->definition(batch.series[i]).metric);
        return all;
    }

    MessageLog::GroupStatus group() const
    {
        for (const auto &topic : m_queues->status()) {
            if (topic.name == "telemetry")
                return topic.partitions[0].groups.at("desk");
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_names = std::make_unique<SeriesDictionary>(SeriesDictionary::Options{100, 5, 3});
        m_gpus = std::make_unique<GpuMemory>();
        m_batches.clear();
        m_broken = false;
        TopicRecovery recovery;
        TopicQueues::Options options;
        options.folder = m_folder->path().toStdString();
        m_queues = *TopicQueues::open(options, m_time, recovery);
        QVERIFY(m_queues->makeTopic("telemetry", 1).has_value());
        m_collector = std::make_unique<GpuCollector>(
            *m_queues, std::vector<std::string>{"telemetry"}, *m_names,
            [this](SampleBatch &&batch, const IdempotentAnswer *) -> Result<void> {
                if (m_broken) {
                    m_names->rollback();
                    return failure(ErrorCode::storageUnavailable, "full");
                }
                m_names->publish();
                m_batches.push_back(std::move(batch));
                return {};
            },
            *m_gpus, m_events, m_time, [](std::function<void()>) {});
    }
    void cleanup()
    {
        m_collector.reset();
        m_queues.reset();
    }

    void aRowIsAPointOfItsGpuAndItsLabelsAreTold()
    {
        put("GPU-1", "41");
        put("GPU-1", "42");
        m_collector->collect();
        QCOMPARE(m_batches.size(), std::size_t(1));
        QCOMPARE(m_batches[0].points(), std::size_t(2));
        QCOMPARE(metrics(m_batches[0], 0).join(u' '),
                 QStringLiteral("gpu_id device modelName Hostname container pod namespace labels_raw m"));
        QCOMPARE(metrics(m_batches[0], 1), QStringList{QStringLiteral("m")}); // nothing has changed
        const NodeDefinition &node = m_names->definition(m_names->definition(m_batches[0].entity[0]).node);
        QCOMPARE(node.name, std::string("GPU-1"));
        QVERIFY(node.type == NodeType::gpu);
        QCOMPARE(m_batches[0].value.back(), 42.0);
        QCOMPARE(group().inFlight, std::uint64_t(0));
        QCOMPARE(group().waiting, std::uint64_t(0));
        QCOMPARE(m_gpus->values("GPU-1", {}, {}, 10).size(), std::size_t(2));
    }

    void aLabelIsToldAgainWhenItChanges()
    {
        put("GPU-1", "1");
        m_collector->collect();
        put("GPU-1", "2", "other");
        put("GPU-1", "3", "");
        m_collector->collect();
        QCOMPARE(metrics(m_batches[1], 0).join(u' '), QStringLiteral("pod m"));
        QCOMPARE(metrics(m_batches[1], 1).join(u' '), QStringLiteral("pod m"));
        QCOMPARE(m_gpus->find("GPU-1")->labels.pod, std::string());
    }

    void aLabelThatCannotBeKeptDoesNotCostTheValue()
    {
        for (int i = 0; i < 10; ++i) // three texts of a series are allowed here
            put("GPU-1", std::to_string(i), "pod-" + std::to_string(i));
        m_collector->collect();
        QCOMPARE(m_collector->counters().collected, std::uint64_t(10));
        QCOMPARE(m_batches[0].points(), std::size_t(10));
        QCOMPARE(m_batches[0].value.back(), 9.0);
    }

    void aRowThatIsNoneGoesToTheDeadLettersAndIsSaidOnce()
    {
        put("GPU-1", "1");
        for (int i = 0; i < 30; ++i)
            QVERIFY(m_queues->publish("telemetry", 0, "nonsense").has_value());
        put("GPU 1", "2"); // no node has such a name
        put("GPU-1", "3");
        m_collector->collect();
        QCOMPARE(m_batches[0].points(), std::size_t(2));
        QCOMPARE(m_collector->counters().refused, std::uint64_t(31));
        QCOMPARE(m_queues->counters().deadLetters, std::uint64_t(31));
        QCOMPARE(group().waiting + group().inFlight, std::uint64_t(0));
        m_collector->tick();
        m_collector->tick();
        auto said = m_events.changesSince(0);
        QCOMPARE(said.events.size(), std::size_t(1));
        QVERIFY(said.events[0].detail.starts_with("31 to the dead letters"));
        QVERIFY(m_queues->publish("telemetry", 0, "more").has_value());
        m_collector->collect();
        m_time.advance(30s);
        m_collector->tick();
        QVERIFY(m_events.changesSince(said.change).events.empty());
        m_time.advance(31s);
        m_collector->tick();
        QCOMPARE(m_events.changesSince(said.change).events.size(), std::size_t(1));
    }

    void nothingIsAcknowledgedWhileTheJournalCannotBeWritten()
    {
        m_broken = true;
        put("GPU-1", "1");
        for (int i = 0; i < 20; ++i) {
            m_collector->tick();
            QVERIFY(!m_collector->collect());
        }
        QCOMPARE(group().waiting, std::uint64_t(1));
        QCOMPARE(m_queues->counters().deadLetters, std::uint64_t(0)); // that was not the row's fault
        m_broken = false;
        m_collector->tick();
        m_collector->collect();
        QCOMPARE(m_batches.size(), std::size_t(1));
        QCOMPARE(metrics(m_batches[0], 0).size(), qsizetype(9)); // its labels as well
        QCOMPARE(group().waiting + group().inFlight, std::uint64_t(0));
    }

    void theExportersOwnLabelsOfEachMetricComeBackFromTheJournal()
    {
        const auto row = [&](const std::string &metric, const std::string &raw,
                             const std::string &uuid = "GPU-1") {
            const std::string payload = "[\"2025-07-18T20:42:34Z\",\"" + metric + "\",\"0\",\"d\",\"" + uuid +
                                        "\",\"M\",\"H\",\"c\",\"p\",\"n\",\"1\",\"" + raw + "\"]";
            QVERIFY(m_queues->publish("telemetry", 0, payload).has_value());
        };
        row("one", "k=1");
        row("two", "k=2");
        row("one", "k=1");            // known: not told again
        row("two", "");               // no longer there
        std::string longer(999, 'x'); // the first cut falls into a letter
        for (int i = 0; i < 700; ++i)
            longer += "ä";
        row("three", longer, "GPU-2");
        row("four", std::string(5000, 'x'), "GPU-2"); // too long to be kept
        m_collector->collect();
        GpuMemory again;
        for (const SampleBatch &batch : m_batches)
            again.restore(batch, *m_names);
        const auto values = again.values("GPU-1", std::nullopt, std::nullopt, 10);
        QCOMPARE(values.size(), std::size_t(4));
        const auto others = again.values("GPU-2", std::nullopt, std::nullopt, 10);
        QCOMPARE(others.size(), std::size_t(2));
        std::map<std::string, std::vector<std::string>> raws; // newest first
        for (const auto *some : {&values, &others}) {
            for (const auto &value : *some)
                raws[*value.metric].push_back(value.labels->raw);
        }
        QCOMPARE(raws["one"], (std::vector<std::string>{"k=1", "k=1"}));
        QCOMPARE(raws["two"], (std::vector<std::string>{"", "k=2"}));
        QCOMPARE(raws["three"], std::vector<std::string>{longer});
        QCOMPARE(raws["four"], std::vector<std::string>{""});
        for (std::size_t i = 0; i < m_names->textCount(); ++i)
            QVERIFY(isUtf8(m_names->textDefinition(i).text));
        QCOMPARE(again.lastRaw("GPU-1", "one"), std::string_view("k=1"));
        QVERIFY(!metrics(m_batches[0], 2).contains(QStringLiteral("labels_raw")));
    }

    void oneGpuTooManyIsRefusedAndKnownOnesGoOn()
    {
        for (int i = 0; i < 8; ++i)
            put("GPU-" + std::to_string(i), "1");
        put("GPU-0", "2");
        m_collector->collect();
        QCOMPARE(m_collector->counters().collected, std::uint64_t(6));
        QCOMPARE(m_collector->counters().refused, std::uint64_t(3));
    }

    void aTurnIsBounded()
    {
        for (int i = 0; i < 1'100; ++i)
            put("GPU-1", std::to_string(i));
        QVERIFY(m_collector->collect());
        QCOMPARE(m_batches[0].points(), std::size_t(512));
        QVERIFY(m_collector->collect());
        QVERIFY(!m_collector->collect());
        QCOMPARE(m_collector->counters().collected, std::uint64_t(1'100));
    }
};

DESK_TEST(TstGpuCollector)
#include "tst_gpucollector.moc"
