// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/displayqueue.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <thread>

using namespace desk;

class TstDisplayQueue : public QObject
{
    Q_OBJECT

    static SampleBatchPtr batch(int samples, double value)
    {
        auto out = std::make_shared<SampleBatch>();
        for (int i = 0; i < samples; ++i)
            out->addSample(SeriesId{0}, value, Quality::good);
        out->endPoint(EntityId{0}, 0);
        return out;
    }

private Q_SLOTS:
    void dropsTheOldestBatchWhenFullAndCountsIt()
    {
        DisplayQueue queue(10);
        for (int i = 0; i < 5; ++i)
            queue.push(batch(4, i));
        QCOMPARE(queue.droppedSamples(), quint64(12));
        const auto kept = queue.take();
        QCOMPARE(kept.size(), std::size_t(2));
        QCOMPARE(kept.front()->value[0], 3.0);
        QVERIFY(queue.take().empty());
    }

    void aBatchLargerThanTheQueueIsShownAllTheSame()
    {
        DisplayQueue queue(10);
        queue.push(batch(100, 1));
        QCOMPARE(queue.take().size(), std::size_t(1));
        QCOMPARE(queue.droppedSamples(), quint64(0));
    }

    void withoutAWindowNothingIsKeptOrCounted()
    {
        DisplayQueue queue(0);
        queue.push(batch(100, 1));
        QVERIFY(queue.take().empty());
        QCOMPARE(queue.droppedSamples(), quint64(0));
    }

    void whatGoesInOnOneThreadComesOutInOrderOnAnother()
    {
        DisplayQueue queue;
        constexpr int count = 20'000;
        std::thread producer([&] {
            for (int i = 0; i < count; ++i)
                queue.push(batch(1, i));
        });
        int expected = 0;
        while (expected < count) {
            for (const SampleBatchPtr &taken : queue.take())
                QCOMPARE(int(taken->value[0]), expected++);
        }
        producer.join();
    }

    void aRestartComesBeforeWhatFollowsIt()
    {
        DisplayQueue queue(100);
        queue.push(batch(4, 1));
        queue.restart({batch(1, 2)});
        queue.push(batch(4, 3));
        DisplayQueue::Restarts restarts;
        const auto taken = queue.take(&restarts);
        QCOMPARE(restarts.count, std::uint64_t(1));
        QCOMPARE(restarts.lastValues.size(), std::size_t(1));
        QCOMPARE(taken.size(), std::size_t(1));
        QCOMPARE(taken.front()->value.front(), 3.0);
        QCOMPARE(queue.droppedSamples(), quint64(0)); // not wanted is not lost
        QVERIFY(queue.take(&restarts).empty());
        QCOMPARE(restarts.count, std::uint64_t(1));
        QVERIFY(restarts.lastValues.empty());
    }
};

DESK_TEST(TstDisplayQueue)
#include "tst_displayqueue.moc"
