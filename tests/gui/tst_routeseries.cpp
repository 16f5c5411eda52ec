// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/parameterfeed.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"
#include "widgets/network/networkpanel.h"
#include "widgets/network/routewatch.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// A route that is charted, through the real server: its points go the way of all others.
class TstRouteSeries final : public InstanceTest
{
    Q_OBJECT

    void post(const std::string &node, const std::string &dst, const std::string &type, double latency)
    {
        const auto answer = send("POST", "/api/v1/telemetry",
                                 "{\"timestamp\":\"" + formatTimestamp(m_time.now()) + "\",\"node_id\":\"" +
                                     node + "\",\"node_type\":\"" + type + "\",\"link\":{\"dst\":\"" + dst +
                                     "\"},\"latency_ms\":" + std::to_string(latency) + "}");
        QCOMPARE(answer.status, 200);
    }

private Q_SLOTS:
    void isASeriesLikeAnyOther()
    {
        start();
        ParameterFeed feed(
            {m_instance->displayQueue(), m_instance->dictionary(), [this] { return m_instance->topology(); }},
            m_time, {});
        FleetSelection selection;
        const Theme theme;
        NetworkPanel panel(feed, selection, theme);
        panel.setMeasurements(m_instance->ownMeasurements());
        post("gs-a", "sat-1", "ground_station", 3.25);
        post("sat-1", "sat-2", "satellite", 4.5);
        const auto linked = [&] {
            feed.drain();
            return feed.topology() && feed.topology()->edges.size() == 2;
        };
        QTRY_VERIFY(linked());
        QSignalSpy charted(&selection, &FleetSelection::chartRequested);
        panel.watch().add({"gs-a", "sat-2", RouteMeasure::latency});

        const auto series = [&] {
            feed.drain();
            const EntityId entity = feed.catalogue().findEntity("route:gs-a:sat-2");
            return entity == noEntity ? noSeries : feed.catalogue().find(entity, "latency_ms");
        };
        QTRY_VERIFY(series() != noSeries && feed.lastValues().find(series()));
        const LastValue *last = feed.lastValues().find(series());
        QCOMPARE(last->value, 7.75);
        QVERIFY(has(last->quality, Quality::derived));
        QCOMPARE(feed.catalogue().unit(series()), std::string_view("ms"));
        const SeriesId hops = feed.catalogue().find(feed.catalogue().findEntity("route:gs-a:sat-2"), "hops");
        QCOMPARE(feed.lastValues().find(hops)->value, 2.0);
        QCOMPARE(charted.count(), 1);
        QCOMPARE(charted[0][0].value<SeriesId>(), series());

        // It is in the journal and served to others, and is no node of the fleet.
        const auto answer = send("GET", "/api/v1/telemetry?node_id=route:gs-a:sat-2&metric=latency_ms");
        const QJsonArray found =
            QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object()[u"series"_s].toArray();
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0][u"points"_s][0][1].toDouble(), 7.75);
        QTRY_VERIFY(m_instance->topology()->nodes.size() == 3);
        for (const TopologyNode &node : m_instance->topology()->nodes)
            QVERIFY(!isOfRoute(node.name));
    }

    void severalPanelsThatWatchTheSameRouteGiveOneSampleAtATime()
    {
        start();
        const OwnPoint point{"route:a:b", m_time.now(), {{"hops", 2}}};
        QVERIFY(m_instance->ownMeasurements()->put(point));
        QVERIFY(m_instance->ownMeasurements()->put(point));
        QTRY_COMPARE(m_instance->counters().points, std::uint64_t(1));
        QTRY_COMPARE(send("GET", "/health").status, 200); // what was posted before has been done
        QCOMPARE(m_instance->counters().points, std::uint64_t(1));
    }

    void namesThatTheApiWouldRefuseAreRefused()
    {
        start();
        QVERIFY(!m_instance->ownMeasurements()->put({"route:a b:c", m_time.now(), {{"hops", 2}}}));
        QVERIFY(!m_instance->ownMeasurements()->put(
            {"route:" + std::string(130, 'x'), m_time.now(), {{"hops", 2}}}));
        QVERIFY(!m_instance->ownMeasurements()->put({"route:a:b", m_time.now(), {}}));
        QVERIFY(!m_instance->ownMeasurements()->put({"route:a:b", m_time.now(), {{"no metric", 1}}}));
    }
};

DESK_GUI_TEST(TstRouteSeries)
#include "tst_routeseries.moc"
