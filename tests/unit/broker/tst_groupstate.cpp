// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/groupstate.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {
const SteadyTime start{};
}

class TstGroupState : public QObject
{
    Q_OBJECT

    // Delivers everything up to end, all with this deadline; the ids by offset.
    static std::vector<MessageId> deliverAll(GroupState &group, std::uint64_t end, SteadyTime deadline)
    {
        std::vector<MessageId> ids(end);
        while (const auto offset = group.upcoming(end)) {
            ids[*offset] = MessageId::random();
            group.deliver(*offset, ids[*offset], deadline);
        }
        return ids;
    }

private Q_SLOTS:
    void deliversInOrderAndEachOnce()
    {
        GroupState group({});
        for (std::uint64_t expected = 0; expected < 5; ++expected) {
            QVERIFY(group.upcoming(5) == expected);
            QCOMPARE(group.deliver(expected, MessageId::random(), start + 30s), 1U);
        }
        QVERIFY(!group.upcoming(5));
        QVERIFY(group.upcoming(6) == 5U);
        QCOMPARE(group.held(), std::size_t(5));
        QCOMPARE(group.waiting(6), std::uint64_t(1));
    }

    void theFloorRisesOverWhatIsAcknowledgedWithoutAHole()
    {
        GroupState group({});
        deliverAll(group, 4, start + 30s);
        group.acknowledge(1);
        group.acknowledge(2);
        QCOMPARE(group.floor(), std::uint64_t(0));
        group.acknowledge(0);
        QCOMPARE(group.floor(), std::uint64_t(3));
        group.acknowledge(0); // a second time changes nothing
        QCOMPARE(group.floor(), std::uint64_t(3));
        QCOMPARE(group.held(), std::size_t(1));
    }

    void whatTimedOutComesFirstLowestFirstWithItsCount()
    {
        GroupState group({});
        const auto ids = deliverAll(group, 3, start + 30s);
        group.acknowledge(1);
        QVERIFY(group.timedOut(start + 30s - 1ns).empty());
        const auto out = group.timedOut(start + 30s);
        QCOMPARE(out.size(), std::size_t(2));
        QVERIFY(!group.upcoming(3)); // until somebody decides
        group.retry(2);
        group.retry(0);
        QVERIFY(group.upcoming(5) == 0U);
        QCOMPARE(group.deliver(0, ids[0], start + 60s), 2U);
        QVERIFY(group.upcoming(5) == 2U);
        QCOMPARE(group.deliver(2, ids[2], start + 60s), 2U);
        QVERIFY(group.upcoming(5) == 3U);
    }

    void anAcknowledgementAfterTheTimeOutStillCounts()
    {
        GroupState group({});
        const auto ids = deliverAll(group, 1, start + 30s);
        group.timedOut(start + 31s);
        group.retry(0);
        QVERIFY(group.find(ids[0]) == 0U);
        group.acknowledge(0);
        QVERIFY(!group.upcoming(1));
        QVERIFY(!group.find(ids[0]));
        QCOMPARE(group.floor(), std::uint64_t(1));
    }

    void anOldDeadlineDoesNotEndANewDelivery()
    {
        GroupState group({});
        const auto ids = deliverAll(group, 1, start + 30s);
        group.giveBack(0);
        QCOMPARE(group.deliver(0, ids[0], start + 50s), 1U); // giving back costs no attempt
        QVERIFY(group.timedOut(start + 49s).empty());
        QCOMPARE(group.timedOut(start + 50s).size(), std::size_t(1));
    }

    void aRestartKnowsFloorHolesAndAttempts()
    {
        GroupState before({});
        deliverAll(before, 6, start + 30s);
        before.acknowledge(0);
        before.acknowledge(3);
        before.timedOut(start + 30s);
        before.retry(1);
        GroupState after(before.save());
        QCOMPARE(after.floor(), std::uint64_t(1));
        QVERIFY(after.upcoming(6) == 1U);
        QCOMPARE(after.deliver(1, MessageId::random(), start + 90s), 2U);
        QVERIFY(after.upcoming(6) == 2U);
        after.deliver(2, MessageId::random(), start + 90s);
        QVERIFY(after.upcoming(6) == 4U); // 3 was acknowledged
    }

    void aGroupThatAcknowledgesNothingIsGivenNoMoreThanItsLimit()
    {
        GroupState group({});
        const std::uint64_t end = GroupState::maxHeld + 10;
        std::uint64_t delivered = 0;
        while (const auto offset = group.upcoming(end)) {
            group.deliver(*offset, MessageId::random(), start + 30s);
            ++delivered;
        }
        QCOMPARE(delivered, std::uint64_t(GroupState::maxHeld));
        group.acknowledge(0);
        QVERIFY(group.upcoming(end) == GroupState::maxHeld);
    }

    void whatCannotBeReadIsPassedOver()
    {
        GroupState group({});
        group.skip(0);
        QVERIFY(group.upcoming(2) == 1U);
        QCOMPARE(group.floor(), std::uint64_t(1));
    }
};

DESK_TEST(TstGroupState)
#include "tst_groupstate.moc"
