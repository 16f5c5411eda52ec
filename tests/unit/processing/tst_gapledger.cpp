// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/gapledger.h"
#include "models/telemetry/gapsubject.h"
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

// A satellite over a station, another satellite beside it; the first point comes at second 1.
struct Fleet
{
    explicit Fleet(double degreesAway)
    {
        int entity = 0;
        for (const auto &[name, type] :
             {std::pair{"sat", NodeType::satellite}, std::pair{"other", NodeType::satellite},
              std::pair{"station", NodeType::groundStation}}) {
            nodes.push_back(static_cast<NodeId>(nodes.size()));
            topology.learnNode(nodes.back(), static_cast<EntityId>(entity++), name, type);
        }
        learn(0, 2, 10);
        learn(0, 1, 11);
        place(0, 0, degreesAway, 550);
        place(2, 0, 0, 0);
    }
    void learn(int from, int to, int entity)
    {
        static_cast<void>(topology.learnLink(nodes[std::size_t(from)], nodes[std::size_t(to)],
                                             static_cast<EntityId>(entity)));
    }
    void place(int node, double latitude, double longitude, double altitude)
    {
        const auto entity = static_cast<EntityId>(node);
        topology.set(entity, FleetAttribute::latitude, latitude);
        topology.set(entity, FleetAttribute::longitude, longitude);
        topology.set(entity, FleetAttribute::altitudeKm, altitude);
    }
    // A second in which points of these links come.
    void second(std::initializer_list<int> entities)
    {
        time += 1s;
        for (const int entity : entities)
            QVERIFY(
                topology.seen(static_cast<EntityId>(entity), nanoseconds(time), SteadyTime(time - begin)));
        topology.tick(SteadyTime(time - begin));
        topology.publish(time);
        ledger.observe(*topology.latest());
    }
    void seconds(int count, std::initializer_list<int> entities)
    {
        for (int i = 0; i < count; ++i)
            second(entities);
    }
    std::vector<SessionGap> of(const std::string &subject)
    {
        std::vector<SessionGap> found;
        for (SessionGap &gap : log.changesSince(0).gaps) {
            if (gap.source == subject)
                found.push_back(std::move(gap));
        }
        return found;
    }

    const Timestamp begin = *parseTimestamp("2026-11-21T14:00:00Z");
    Timestamp time = begin;
    std::vector<NodeId> nodes;
    Topology topology;
    GapLog log;
    GapLedger ledger{log};
};

} // namespace

class TstGapLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkThatFallsSilentIsDownFromItsLastPoint()
    {
        Fleet fleet(0);
        fleet.seconds(30, {10, 11});
        QVERIFY(fleet.log.changesSince(0).gaps.empty());
        const Timestamp last = fleet.time;
        fleet.seconds(30, {11});
        auto gaps = fleet.of(linkSubject("sat", "station"));
        QCOMPARE(gaps.size(), std::size_t(2));
        QCOMPARE(gaps[0].cause, std::string("link_down")); // it stands in the zenith
        QCOMPARE(gaps[0].begin, last);
        QCOMPARE(gaps[1].begin, gaps[0].end); // when it was noticed
        QVERIFY(gaps[1].begin > last + 14s);
        QCOMPARE(gaps[1].end, SessionGap::open);
        QCOMPARE(gaps[1].known(), gaps[1].begin);
        fleet.seconds(3, {10, 11});
        gaps = fleet.of(linkSubject("sat", "station"));
        QCOMPARE(gaps.size(), std::size_t(3));
        QCOMPARE(gaps[2].begin, gaps[1].begin);
        QCOMPARE(gaps[2].end, last + 31s);
        // The other link and the nodes that speak over it miss nothing.
        QVERIFY(fleet.of(linkSubject("sat", "other")).empty());
        QVERIFY(fleet.of(nodeSubject("sat")).empty());
        // The station has no other link.
        QCOMPARE(fleet.of(nodeSubject("station")).size(), std::size_t(3));
    }

    void aSatelliteThatHasSetIsOutOfContact()
    {
        Fleet fleet(8); // some 25 degrees high
        fleet.seconds(20, {10, 11});
        fleet.place(0, 0, 16, 550);
        fleet.seconds(30, {11});
        const auto gaps = fleet.of(linkSubject("sat", "station"));
        QCOMPARE(gaps.size(), std::size_t(2));
        QCOMPARE(gaps[0].cause, std::string("out_of_contact"));
        QCOMPARE(fleet.of(nodeSubject("station"))[0].cause, std::string("out_of_contact"));
    }

    // A station that hears down to some degrees has a fault when it hears nothing above that.
    void whatAStationHeardLowerThanUsualIsItsMask()
    {
        Fleet fleet(14);
        fleet.seconds(80, {10, 11}); // well below the usual mask
        fleet.place(0, 0, 10, 550);
        fleet.seconds(30, {11});
        QCOMPARE(fleet.of(linkSubject("sat", "station"))[0].cause, std::string("link_down"));
    }

    void withTheLastOfItsLinksANodeIsSilent()
    {
        Fleet fleet(0);
        fleet.seconds(20, {10, 11});
        fleet.seconds(25, {});
        const auto gaps = fleet.of(nodeSubject("sat"));
        QCOMPARE(gaps.size(), std::size_t(2));
        QCOMPARE(gaps[0].cause, std::string("link_down"));
        fleet.seconds(2, {11});
        QCOMPARE(fleet.of(nodeSubject("sat")).size(), std::size_t(3));
        QCOMPARE(fleet.of(nodeSubject("station")).size(), std::size_t(2)); // goes on
    }

    void whatWasOpenInTheRunBeforeGoesOnOrEnds()
    {
        Fleet fleet(0);
        const Timestamp since = fleet.begin - 90s;
        fleet.ledger.restore({{linkSubject("sat", "station"), since, SessionGap::open, 1, 0, "link_down"},
                              {"HTTP server", since, SessionGap::open, 1, 0, "link_down"}});
        fleet.seconds(5, {11});
        QVERIFY(fleet.of(linkSubject("sat", "station")).empty());
        fleet.second({10, 11});
        const auto gaps = fleet.of(linkSubject("sat", "station"));
        QCOMPARE(gaps.size(), std::size_t(1));
        QCOMPARE(gaps[0].begin, since);
        QCOMPARE(gaps[0].end, fleet.time);
    }

    void linksThatNeverSpokeMissNothing()
    {
        Fleet fleet(0);
        fleet.seconds(60, {11});
        QVERIFY(fleet.of(linkSubject("sat", "station")).empty());
        QVERIFY(fleet.of(nodeSubject("station")).empty());
    }

    void aLogThatIsFullForgetsTheOldest()
    {
        GapLog log;
        for (std::size_t i = 0; i < GapLog::mostKept + 5; ++i)
            log.add(
                {"a", Timestamp(std::chrono::seconds(i)), Timestamp(std::chrono::seconds(i + 1)), 1, 0, "x"});
        const GapLog::Changes all = log.changesSince(0);
        QVERIFY(all.gaps.size() <= GapLog::mostKept);
        QCOMPARE(all.change, std::uint64_t(GapLog::mostKept + 5));
        QVERIFY(log.changesSince(all.change).gaps.empty());
        QCOMPARE(log.changesSince(all.change - 2).gaps.size(), std::size_t(2));
    }
};

DESK_TEST(TstGapLedger)
#include "tst_gapledger.moc"
