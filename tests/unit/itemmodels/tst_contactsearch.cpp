// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contactsearch.h"
#include "models/itemmodels/planesearch.h"
#include "models/network/contactsides.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/orbitfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace desk;

class TstContactSearch final : public QObject
{
    Q_OBJECT

    OrbitFixture m_world;

    // Long enough to be still on its way when the next one comes.
    FleetContactQuery longSearch()
    {
        FleetContactQuery query = m_world.query({}, {12, 13, 14});
        for (int i = 0; i < 3000; ++i)
            query.satellites.push_back(std::uint32_t(i % 12));
        return query;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<FleetContactsPtr>();
        m_world.fleet();
    }

    void findsInTheBackground()
    {
        ContactSearch search;
        QSignalSpy found(&search, &ContactSearch::finished);
        search.request(m_world.query({0, 1}, {12}));
        QVERIFY(search.isRunning());
        QTRY_COMPARE(found.size(), 1);
        QVERIFY(!search.isRunning());
        const auto contacts = found.first().first().value<FleetContactsPtr>();
        QCOMPARE(contacts->contacts.size(), findFleetContacts(m_world.query({0, 1}, {12}))->contacts.size());
    }

    void onlyTheNewestRequestIsAnswered()
    {
        ContactSearch search;
        QSignalSpy found(&search, &ContactSearch::finished);
        search.request(longSearch());
        search.request(longSearch());
        search.request(m_world.query({3}, {13}));
        QTRY_COMPARE(found.size(), 1);
        QVERIFY(!search.isRunning());
        const auto contacts = found.first().first().value<FleetContactsPtr>();
        QCOMPARE(contacts->ages.size(), 1U);
        QCOMPARE(contacts->ages[0].satellite, 3U);
    }

    void saysHowFarItIsAndHowLongItWillTake()
    {
        ContactSearch search;
        QSignalSpy progress(&search, &ContactSearch::progressed);
        search.request(longSearch());
        QTRY_VERIFY(search.share() > 0 && search.secondsLeft());
        QVERIFY(!progress.empty());
        search.cancel();
        QVERIFY(!search.secondsLeft());
    }

    void aCancelledSearchIsNotHeardOf()
    {
        ContactSearch search;
        QSignalSpy found(&search, &ContactSearch::finished);
        search.request(longSearch());
        search.cancel();
        QVERIFY(!search.isRunning());
        // What comes after it proves that it would have been heard of by now.
        search.request(m_world.query({0}, {12}));
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.first().first().value<FleetContactsPtr>()->ages.size(), 1U);
    }

    void planesAreFoundOncePerFleet()
    {
        PlaneSearch planes;
        QSignalSpy found(&planes, &PlaneSearch::finished);
        const std::uint64_t mark = motionMark(*m_world.graph);
        QVERIFY(!planes.planes(mark));
        planes.look(m_world.graph, mark);
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(planes.planes(mark)->planes.size(), 3U);
        QVERIFY(!planes.planes(mark + 1));
        planes.look(m_world.graph, mark);
        QCoreApplication::processEvents();
        QCOMPARE(found.size(), 1);
    }

    void planesOfANewerFleetAreLookedForAfterTheRunningSearch()
    {
        OrbitFixture world;
        world.fleet();
        const TopologySnapshotPtr first = world.graph;
        const std::uint64_t firstMark = motionMark(*first);
        world.satellite("sat-14", OrbitFixture::orbit(0, 50));
        const std::uint64_t mark = motionMark(*world.graph);
        PlaneSearch search;
        search.look(first, firstMark);
        search.look(world.graph, mark);
        QTRY_VERIFY(search.planes(mark));
        QCOMPARE(search.planes(mark)->members.size(), world.graph->nodes.size());
        search.look(world.graph, mark);
        search.look(first, firstMark);
        search.look(world.graph, mark);
        search.look(first, firstMark);
        QTRY_VERIFY(search.planes(firstMark));
        QCOMPARE(search.planes(firstMark)->members.size(), first->nodes.size());
    }
};

DESK_TEST(TstContactSearch)
#include "tst_contactsearch.moc"
