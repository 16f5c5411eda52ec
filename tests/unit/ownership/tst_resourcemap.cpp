// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/resourcemap.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;
using Decision = ResourceMap::Decision;

namespace {

constexpr WorkerId one{1};
constexpr WorkerId two{2};
constexpr WorkerId three{3};

} // namespace

class TstResourceMap : public QObject
{
    Q_OBJECT

    SteadyTime m_now{1h};

    ResourceMap withThree() const
    {
        ResourceMap map(24h);
        for (const WorkerId id : {one, two, three})
            map.add(id, {});
        return map;
    }

private Q_SLOTS:
    void withoutWorkersThereIsNoPlace()
    {
        ResourceMap map(24h);
        QCOMPARE(map.place("/x", m_now).decision, Decision::noWorkers);
        QCOMPARE(map.size(), std::size_t(0));
    }

    void newPathsGoRoundAndStayWhereTheyAre()
    {
        ResourceMap map = withThree();
        const WorkerId expected[] = {one, two, three, one};
        for (int i = 0; i < 4; ++i) {
            const auto placed = map.place("/" + std::to_string(i), m_now);
            QCOMPARE(placed.decision, Decision::assigned);
            QCOMPARE(placed.worker, expected[i]);
        }
        for (int i = 0; i < 4; ++i) {
            const auto placed = map.place("/" + std::to_string(i), m_now);
            QCOMPARE(placed.decision, Decision::pinned);
            QCOMPARE(placed.worker, expected[i]);
        }
    }

    void aKeyIsTheRawPathInItsOwnCase()
    {
        ResourceMap map = withThree();
        QCOMPARE(map.place("/a", m_now).worker, one);
        QCOMPARE(map.place("/A", m_now).worker, two);
        QCOMPARE(map.place("/a/", m_now).worker, three);
        QCOMPARE(map.place("/%61", m_now).worker, one);
        QCOMPARE(map.size(), std::size_t(4));
    }

    void aNewWorkerMovesNothing()
    {
        ResourceMap map(24h);
        map.add(one, {});
        map.place("/a", m_now);
        map.add(two, {});
        QCOMPARE(map.place("/a", m_now).worker, one);
        QCOMPARE(map.place("/b", m_now).worker, two);
    }

    void theUnhealthyLosesAPinWhenItIsAskedFor()
    {
        ResourceMap map = withThree();
        map.place("/a", m_now);
        map.setHealthy(one, false);
        QCOMPARE(map.size(one), std::size_t(1)); // not before
        const auto placed = map.place("/a", m_now);
        QCOMPARE(placed.decision, Decision::reassigned);
        QCOMPARE(placed.worker, two);
        map.setHealthy(one, true);
        QCOMPARE(map.place("/a", m_now).worker, two); // and it does not go back
        QCOMPARE(map.size(one), std::size_t(0));
    }

    void withNobodyHealthyThePinWaits()
    {
        ResourceMap map(24h);
        map.add(one, {});
        map.place("/a", m_now);
        map.setHealthy(one, false);
        QCOMPARE(map.place("/a", m_now).decision, Decision::noHealthyWorkers);
        QCOMPARE(map.place("/b", m_now).decision, Decision::noHealthyWorkers);
        map.setHealthy(one, true);
        QCOMPARE(map.place("/a", m_now).decision, Decision::pinned);
    }

    void allPinsOfAWorkerGoWithIt()
    {
        ResourceMap map = withThree();
        for (int i = 0; i < 9; ++i)
            map.place("/" + std::to_string(i), m_now);
        map.remove(two);
        QCOMPARE(map.size(), std::size_t(6));
        const auto placed = map.place("/1", m_now);
        QCOMPARE(placed.decision, Decision::assigned);
        QVERIFY(placed.worker == one || placed.worker == three);
        map.remove(one);
        map.remove(three);
        QCOMPARE(map.size(), std::size_t(0));
        QCOMPARE(map.place("/1", m_now).decision, Decision::noWorkers);
        map.remove(three); // again
    }

    void theTurnSurvivesWhoHadIt()
    {
        ResourceMap map = withThree();
        map.place("/a", m_now);
        map.place("/b", m_now); // two's turn was last
        map.remove(two);
        QCOMPARE(map.place("/c", m_now).worker, three);
        map.remove(three);
        QCOMPARE(map.place("/d", m_now).worker, one);
        QCOMPARE(map.place("/e", m_now).worker, one);
    }

    void onlyWhatNobodyAsksForExpires()
    {
        ResourceMap map = withThree();
        map.place("/old", m_now);
        map.place("/used", m_now);
        map.place("/used", m_now + 20h);
        map.expire(m_now + 24h);
        QCOMPARE(map.size(), std::size_t(2));
        map.expire(m_now + 24h + 1s);
        QCOMPARE(map.size(), std::size_t(1));
        QCOMPARE(map.place("/old", m_now + 25h).decision, Decision::assigned);
        map.expire(m_now + 44h + 1s);
        QCOMPARE(map.size(), std::size_t(1));
    }

    void tooManyPinsPushOutTheOldest()
    {
        ResourceMap map(24h, 2000);
        map.add(one, {});
        map.add(two, {});
        for (int i = 0; i < 1000; ++i)
            map.place("/" + std::to_string(i), m_now + std::chrono::seconds(i));
        QVERIFY(map.size() < 13 && map.size() > 8);
        QCOMPARE(map.place("/999", m_now).decision, Decision::pinned);
        QCOMPARE(map.place("/0", m_now + 1h).decision, Decision::assigned);
    }

    void whoAnnouncesPathsOwnsThemAndNothingElse()
    {
        ResourceMap map(24h);
        map.add(one, {"/devices/x"});
        QCOMPARE(map.place("/other", m_now).decision, Decision::noWorkers);
        map.add(two, {});
        map.add(three, {"/devices/x", "/devices/z/"});
        QCOMPARE(map.place("/devices/x", m_now).worker, one);
        QCOMPARE(map.place("/devices/x/a", m_now).worker, three);
        QCOMPARE(map.place("/devices/x/b", m_now).worker, one);
        QCOMPARE(map.place("/devices/xy", m_now).worker, two);
        QCOMPARE(map.place("/other", m_now).worker, two);
        QCOMPARE(map.place("/devices/z/1", m_now).worker, three);
        map.setHealthy(three, false);
        QCOMPARE(map.place("/devices/z/1", m_now).decision, Decision::noHealthyWorkers);
        map.remove(three);
        QCOMPARE(map.place("/devices/z/1", m_now).worker, two); // nobody claims it any more
    }

    void aThousandWorkersShareEvenly()
    {
        ResourceMap map(24h);
        for (std::uint64_t i = 1; i <= 1000; ++i)
            map.add(WorkerId{i}, {});
        for (int i = 0; i < 10'000; ++i)
            map.place("/" + std::to_string(i), m_now);
        for (std::uint64_t i = 1; i <= 1000; ++i)
            QCOMPARE(map.size(WorkerId{i}), std::size_t(10));
    }
};

DESK_TEST(TstResourceMap)

#include "tst_resourcemap.moc"
