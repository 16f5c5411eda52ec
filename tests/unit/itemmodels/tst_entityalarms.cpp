// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entityalarms.h"
#include "models/itemmodels/entitynode.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QTest>

using namespace desk;

class TstEntityAlarms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNodeHasThoseOfItsLinksInBothDirections()
    {
        FeedFixture world;
        const auto sat = world.graphNode("sat-1");
        const auto station = world.graphNode("gs-1", NodeType::groundStation);
        world.graphNode("sat-2");
        world.graphEdge(sat, station);
        const SeriesId hot = world.series(world.entity("sat-1"), "temperature_c");
        const SeriesId weak = world.series(world.entity("sat-1", "gs-1"), "snr_db");
        const SeriesId slow = world.series(world.entity("gs-1", "sat-1"), "latency_ms");
        const SeriesId foreign = world.series(world.entity("sat-2"), "temperature_c");
        world.post(hot, 50, Severity::caution);
        world.post(weak, 3, Severity::critical);
        world.post(slow, 90, Severity::warning);
        world.post(foreign, 50, Severity::critical);
        world.post(world.series(world.entity("sat-1"), "battery_pct"), 80, Severity::nominal);
        const auto ids = [&](EntityId entity) {
            std::vector<SeriesId> out;
            for (const StandingAlarm &alarm : standingAlarms(world.feed, entity))
                out.push_back(alarm.series);
            return out;
        };
        QCOMPARE(ids(world.entity("sat-1")), (std::vector<SeriesId>{weak, slow, hot}));
        QCOMPARE(ids(world.entity("gs-1")), (std::vector<SeriesId>{weak, slow}));
        QCOMPARE(ids(world.entity("gs-1", "sat-1")), (std::vector<SeriesId>{weak, slow}));
        QCOMPARE(ids(noEntity), std::vector<SeriesId>{});
    }

    void eventsNameWhatTheyAreAbout()
    {
        const auto about = [](const char *subject, std::string_view node) {
            Event event;
            event.subject = subject;
            return isAbout(event, node);
        };
        QVERIFY(about("sat-1", "sat-1"));
        QVERIFY(about("sat-1 temperature_c", "sat-1"));
        QVERIFY(about("sat-1->gs-1 snr_db", "sat-1"));
        QVERIFY(about("sat-1->gs-1 snr_db", "gs-1"));
        QVERIFY(about("sat-1\tgs-1", "gs-1"));
        QVERIFY(!about("sat-10", "sat-1"));
        QVERIFY(!about("sat-10->gs-1 snr_db", "sat-1"));
        QVERIFY(!about("journal", "sat-1"));
        Event event;
        event.subject = "gs-1->sat-1 snr_db";
        QVERIFY(isAbout(event, "sat-1", "gs-1"));
        QVERIFY(!isAbout(event, "sat-1", "gs-2"));
    }

    void nodesAndLinksAreFoundInTheGraph()
    {
        FeedFixture world;
        const auto sat = world.graphNode("sat-1");
        const auto station = world.graphNode("gs-1", NodeType::groundStation);
        world.graphEdge(sat, station);
        world.publish();
        QCOMPARE(nodeOf(world.feed, world.entity("gs-1"))->name, std::string("gs-1"));
        QVERIFY(!nodeOf(world.feed, world.entity("sat-1", "gs-1")));
        QVERIFY(!nodeOf(world.feed, noEntity));
        QVERIFY(edgeOf(world.feed, world.entity("gs-1", "sat-1")));
        QVERIFY(!edgeOf(world.feed, world.entity("sat-1")));
        QCOMPARE(oppositeOf(world.feed.catalogue(), world.entity("sat-1", "gs-1")),
                 world.entity("gs-1", "sat-1"));
        QCOMPARE(oppositeOf(world.feed.catalogue(), world.entity("sat-1")), noEntity);
    }
};

DESK_TEST(TstEntityAlarms)
#include "tst_entityalarms.moc"
