// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/linkfigures.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/fleetbyhand.h"

#include <QTest>

#include <cmath>

using namespace desk;
using fleetbyhand::Fleet;

class TstLinkFigures final : public QObject
{
    Q_OBJECT

    static std::uint32_t linkOf(const TopologySnapshot &fleet, const std::string &a, const std::string &b)
    {
        for (std::uint32_t i = 0; i < fleet.edges.size(); ++i) {
            const std::string &source = fleet.nodes[fleet.edges[i].source].name;
            const std::string &target = fleet.nodes[fleet.edges[i].target].name;
            if ((source == a && target == b) || (source == b && target == a))
                return i;
        }
        return NetworkGraph::none;
    }

private Q_SLOTS:
    void nothingIsKnownWithoutAGraph()
    {
        SimulatedTimeService time{fromNanoseconds(0)};
        SeriesDictionary dictionary;
        DisplayQueue queue;
        ParameterFeed feed{{queue, dictionary, [] { return TopologySnapshotPtr(); }}, time, {}};
        const LinkFiguresPtr figures = LinkFigureReader(feed).read();
        QVERIFY(!figures->snapshot);
        QCOMPARE(networkOf(*figures).nodeCount(), std::size_t(0));
    }

    void theWorseDirectionCounts()
    {
        Fleet fleet;
        fleet.addLink("sat-1", "sat-0", {7, 4, 0.25}); // the way back of one that has 2, 10, 0.5
        fleet.pass();
        LinkFigureReader reader(fleet.feed);
        const LinkFiguresPtr figures = reader.read();
        const std::uint32_t link = linkOf(*figures->snapshot, "sat-0", "sat-1");
        QCOMPARE(figures->links[link].latencyMs, 7.0F);
        QCOMPARE(figures->links[link].capacityGbps, 4.0F);
        QCOMPARE(figures->links[link].utilisation, 0.5F);
        QCOMPARE(figures->time, fleet.time.now());
    }

    void newSeriesAreFoundByAReaderThatHasLookedBefore()
    {
        Fleet fleet;
        LinkFigureReader reader(fleet.feed);
        static_cast<void>(reader.read());
        fleet.links[{"sat-0", "sat-1"}].latencyMs = 9;
        fleet.addNode("sat-9", NodeType::satellite);
        fleet.addLink("sat-0", "sat-9", {3, 1, 0});
        fleet.pass();
        const LinkFiguresPtr figures = reader.read();
        QCOMPARE(figures->links[linkOf(*figures->snapshot, "sat-0", "sat-1")].latencyMs, 9.0F);
        QCOMPARE(figures->links[linkOf(*figures->snapshot, "sat-0", "sat-9")].latencyMs, 3.0F);
    }

    void freeCapacityIsWhatTheUtilisationLeaves()
    {
        Fleet fleet;
        const LinkFiguresPtr figures = LinkFigureReader(fleet.feed).read();
        const std::uint32_t link = linkOf(*figures->snapshot, "sat-0", "sat-1");
        QCOMPARE(networkOf(*figures, CapacityKind::whole).capacityGbps(link), 10.0);
        QCOMPARE(networkOf(*figures, CapacityKind::free).capacityGbps(link), 5.0);
        QCOMPARE(networkOf(*figures).latencyMs(link), 2.0);
        QVERIFY(!networkOf(*figures).isEstimated(link));
    }

    void nonsenseIsUnknown()
    {
        Fleet fleet;
        fleet.links[{"sat-0", "sat-1"}] = {-3, std::nan(""), std::nan("")};
        fleet.addNode("sat-9", NodeType::satellite);
        fleet.addLink("sat-0", "sat-9", {-3, -1, std::nan("")});
        fleet.pass();
        const LinkFiguresPtr figures = LinkFigureReader(fleet.feed).read();
        const std::uint32_t link = linkOf(*figures->snapshot, "sat-0", "sat-9");
        QVERIFY(std::isnan(figures->links[link].latencyMs));
        QVERIFY(std::isnan(networkOf(*figures, CapacityKind::free).latencyMs(link)));
    }

    void whatHasNotComeForLongIsOldAndASilentLinkDoesNotWork()
    {
        Fleet fleet;
        fleet.pass();
        fleet.pass();
        const std::uint32_t link = linkOf(*fleet.feed.topology(), "sat-0", "sat-1");
        fleet.links.erase({"sat-0", "sat-1"});
        for (int i = 0; i < 8; ++i)
            fleet.pass();
        LinkFigureReader reader(fleet.feed);
        QVERIFY(reader.read()->links[link].stale);
        QVERIFY(reader.read()->links[link].staleCapacity);
        QVERIFY(reader.read()->links[link].staleUtilisation);
        QVERIFY(!reader.read()->links[linkOf(*fleet.feed.topology(), "sat-1", "sat-2")].stale);
        QVERIFY(networkOf(*reader.read()).linkWorks(link));
        fleet.passLong();
        QVERIFY(!networkOf(*reader.read()).linkWorks(link));
    }

    void whoOnlySendsDataIsNoPartOfTheNetwork()
    {
        Fleet fleet;
        fleet.addNode("desk", NodeType::device);
        fleet.pass();
        const LinkFiguresPtr figures = LinkFigureReader(fleet.feed).read();
        const Network network = withoutBystanders(networkOf(*figures), *figures->snapshot);
        QCOMPARE(figures->snapshot->nodes.back().name, std::string("desk"));
        QVERIFY(!network.works(static_cast<std::uint32_t>(network.nodeCount() - 1)));
        QVERIFY(network.works(0));
    }
};

DESK_TEST(TstLinkFigures)
#include "tst_linkfigures.moc"
