// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/intakequeue.h"

#include "tests/support/testprogram.h"

using namespace desk;

namespace {

IntakeBlock blockOf(std::uint32_t link, std::size_t records)
{
    IntakeBlock block;
    block.link = link;
    block.records.resize(records);
    return block;
}

} // namespace

class TstIntakeQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void wakesOnlyWhenItWasEmpty();
    void refusesWhatDoesNotFit();
    void leavesRoomForOthersBesideAFlood();
    void takesWhatSomebodyWaitsFor();
    void saysWhenWhoeverCanWaitShould();
};

void TstIntakeQueue::keepsTheOrder()
{
    IntakeQueue queue({}, {});
    for (std::uint32_t link = 1; link <= 3; ++link)
        QVERIFY(queue.push(blockOf(link, 1)));
    auto first = queue.pop();
    QCOMPARE(first->link, 1U);
    queue.putBack(*std::move(first));
    QCOMPARE(queue.pop()->link, 1U);
    QCOMPARE(queue.pop()->link, 2U);
    QCOMPARE(queue.pop()->link, 3U);
    QVERIFY(!queue.pop());
    QCOMPARE(queue.bytes(), std::size_t{0});
}

void TstIntakeQueue::wakesOnlyWhenItWasEmpty()
{
    int woken = 0;
    IntakeQueue queue({}, [&woken] { ++woken; });
    QVERIFY(queue.push(blockOf(1, 1)));
    QVERIFY(queue.push(blockOf(1, 1)));
    QCOMPARE(woken, 1);
    while (queue.pop()) {
    }
    QVERIFY(queue.push(blockOf(1, 1)));
    QCOMPARE(woken, 2);
}

void TstIntakeQueue::refusesWhatDoesNotFit()
{
    const std::size_t one = blockOf(1, 10).bytes();
    IntakeQueue queue({2 * one, 2 * one}, {});
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(!queue.push(blockOf(1, 10)));
    QVERIFY(queue.pop());
    QVERIFY(queue.push(blockOf(1, 10)));
}

void TstIntakeQueue::leavesRoomForOthersBesideAFlood()
{
    const std::size_t one = blockOf(1, 10).bytes();
    IntakeQueue queue({10 * one, 2 * one}, {});
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(!queue.push(blockOf(1, 10)));
    QVERIFY(queue.push(blockOf(2, 10)));
}

void TstIntakeQueue::takesWhatSomebodyWaitsFor()
{
    IntakeQueue queue({1, 1}, {});
    QVERIFY(!queue.push(blockOf(1, 10)));
    IntakeBlock waited = blockOf(1, 10);
    waited.told = [](bool) {};
    QVERIFY(queue.push(std::move(waited)));
}

void TstIntakeQueue::saysWhenWhoeverCanWaitShould()
{
    const std::size_t one = blockOf(1, 10).bytes();
    IntakeQueue queue({10 * one, 4 * one}, {});
    QVERIFY(queue.hasRoom(1));
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(queue.hasRoom(1));
    QVERIFY(queue.push(blockOf(1, 10)));
    QVERIFY(!queue.hasRoom(1)); // half of its share
    QVERIFY(queue.hasRoom(2));
}

DESK_TEST(TstIntakeQueue)

#include "tst_intakequeue.moc"
