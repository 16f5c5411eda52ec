// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitystate.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QTest>

using namespace desk;

class TstEntityState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheWorstSeverityAndTheLiveliestFreshness()
    {
        FeedFixture f;
        const EntityId sat = f.entity("sat-1");
        const SeriesId old = f.series(sat, "a");
        const SeriesId live = f.series(sat, "b");
        f.post(old, 1, Severity::warning);
        f.time.advance(std::chrono::minutes{1});
        f.post(live, 1, Severity::advisory);
        QCOMPARE(entityState(f.feed, sat, f.time.steadyNow()),
                 (EntityState{Severity::warning, Freshness::fresh}));
    }

    void aLinkThatEndedIsNoFault()
    {
        FeedFixture f;
        const EntityId link = f.entity("sat-1", "gs-1");
        const EntityId self = f.entity("sat-1");
        f.post(f.series(link, "snr_db"), 1, Severity::critical);
        f.post(f.series(self, "temperature_c"), 60, Severity::caution);
        const NodeId node = f.node("sat-1");
        QCOMPARE(nodeState(f.feed, node, f.time.steadyNow()).severity, Severity::critical);
        f.time.advance(std::chrono::minutes{1});
        QCOMPARE(entityState(f.feed, link, f.time.steadyNow()),
                 (EntityState{Severity::none, Freshness::stale}));
        QCOMPARE(nodeState(f.feed, node, f.time.steadyNow()),
                 (EntityState{Severity::caution, Freshness::stale}));
    }

    void whatIsUnknownHasNoState()
    {
        FeedFixture f;
        QCOMPARE(entityState(f.feed, noEntity, f.time.steadyNow()), EntityState{});
        QCOMPARE(nodeState(f.feed, noNode, f.time.steadyNow()), EntityState{});
    }

    void onlyBadHealthIsAFault()
    {
        QCOMPARE(severityOf(Health::nominal), Severity::nominal);
        QCOMPARE(severityOf(Health::maintenance), Severity::none);
        QCOMPARE(severityOf(Health::degraded), Severity::caution);
        QCOMPARE(severityOf(Health::failed), Severity::critical);
    }
};

DESK_TEST(TstEntityState)
#include "tst_entitystate.moc"
