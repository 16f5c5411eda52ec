// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/fleetbyhand.h"
#include "widgets/network/networkpanel.h"
#include "widgets/network/routepage.h"
#include "widgets/network/routewatch.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using fleetbyhand::Fleet;

namespace {

// Takes points and keeps them.
class SampleRecorder final : public OwnMeasurements
{
public:
    Result<void> put(OwnPoint point) override
    {
        points.push_back(std::move(point));
        return {};
    }
    std::vector<OwnPoint> points;
};

} // namespace

// Routes that are charted, and what is kept of routes between two looks.
class TstRouteWatch final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Fleet> m_fleet;
    FleetSelection m_selection;
    Theme m_theme;
    std::unique_ptr<NetworkPanel> m_panel;

    template <class Widget>
    Widget *child(const char *name) const
    {
        return m_panel->findChild<Widget *>(QLatin1String(name));
    }
    void ask(const QString &from, const QString &to) const
    {
        m_panel->route().setEnd(true, from);
        m_panel->route().setEnd(false, to);
        m_panel->refresh();
        QVERIFY(QTest::qWaitFor([this] { return !m_panel->isComputing(); }));
    }

private Q_SLOTS:
    void init()
    {
        m_fleet = std::make_unique<Fleet>();
        m_panel = std::make_unique<NetworkPanel>(m_fleet->feed, m_selection, m_theme);
        m_panel->resize(320, 700);
        m_panel->show();
    }
    void cleanup() { m_panel.reset(); }

    void aRouteThatCannotBeChartedSaysWhy()
    {
        SampleRecorder recorder;
        m_panel->setMeasurements(&recorder);
        using Refusal = RouteWatch::Refusal;
        RouteWatch &watch = m_panel->watch();
        QCOMPARE(watch.add({"a", "b:c"}), Refusal::none);
        QCOMPARE(watch.add({"a:b", "c"}), Refusal::taken);
        QCOMPARE(watch.add({"a", "b:c"}), Refusal::none); // it is charted
        QCOMPARE(watch.add({"a", "b:c:hops"}), Refusal::none);
        QCOMPARE(watch.add({"a", "b:c", RouteMeasure::hops}), Refusal::taken);
        QCOMPARE(watch.add({"a", std::string(128, 'x')}), Refusal::name);
        m_fleet->addNode("route:x:y", NodeType::satellite);
        m_fleet->pass();
        QCOMPARE(watch.add({"x", "y"}), Refusal::taken);
        for (int i = 2; i < int(RouteWatch::mostRoutes); ++i)
            QCOMPARE(watch.add({"a", std::to_string(i)}), Refusal::none);
        QCOMPARE(watch.add({"a", "z"}), Refusal::limit);
        QCOMPARE(watch.routes().size(), RouteWatch::mostRoutes);

        ask(u"gs-north"_s, u"gs-south"_s);
        QVERIFY(!child<QLabel>("routeRefusal")->isVisible());
        child<QToolButton>("routeChart")->click();
        QVERIFY(child<QLabel>("routeRefusal")->isVisible());
        QVERIFY(child<QLabel>("routeRefusal")->text().contains(u"20 routes"_s));
        QVERIFY(!child<QToolButton>("routeChart")->isChecked());
        watch.remove({"a", "b:c"});
        QVERIFY(!child<QLabel>("routeRefusal")->isVisible());
    }

    void aPanelThatSharesItsRoutesStopsThemAndKeepsNone()
    {
        SampleRecorder recorder;
        m_panel->setMeasurements(&recorder);
        m_panel->watch().add({"gs-north", "sat-2", RouteMeasure::latency});
        NetworkPanel copy(m_fleet->feed, m_selection, m_theme, &m_panel->watch());
        QVERIFY(copy.watch().isPossible());
        copy.restoreState(m_panel->saveState());
        QVERIFY(!copy.saveState().contains(u"charted"_s));
        m_panel->watch().remove({"gs-north", "sat-2", RouteMeasure::latency});
        QVERIFY(copy.watch().routes().empty());
        copy.restoreState({{u"charted"_s, QJsonArray{QJsonObject{{u"from"_s, u"a"_s}, {u"to"_s, u"b"_s}}}}});
        QVERIFY(m_panel->watch().routes().empty());
    }

    void withoutLatencyTheLinksAreCharted()
    {
        SampleRecorder recorder;
        m_panel->setMeasurements(&recorder);
        QSignalSpy charted(&m_selection, &FleetSelection::chartRequested);
        m_panel->watch().add({"gs-north", "sat-0", RouteMeasure::hops});
        const EntityId entity = m_fleet->addNode("route:gs-north:sat-0:hops", NodeType::device);
        auto batch = std::make_shared<SampleBatch>();
        batch->reception = m_fleet->time.now();
        std::uint32_t hint = 0;
        const SeriesId hops = *m_fleet->dictionary.series(entity, "hops", hint);
        batch->addSample(hops, 1, Quality::derived);
        batch->monitoring.push_back({Severity::none, LimitSide::inside});
        batch->endPoint(entity, nanoseconds(m_fleet->time.now()));
        m_fleet->dictionary.publish();
        m_fleet->queue.push(std::move(batch));
        m_fleet->feed.drain();
        QCOMPARE(charted.count(), 1);
        QCOMPARE(charted[0][0].value<SeriesId>(), hops);
    }

    void aChartedRouteBecomesPointsWithTheRightFigures()
    {
        SampleRecorder recorder;
        m_panel->setMeasurements(&recorder);
        ask(u"gs-north"_s, u"gs-south"_s);
        m_fleet->links[{"sat-3", "gs-south"}].latencyMs = 4.5;
        m_fleet->pass();
        child<QToolButton>("routeChart")->click();
        QTRY_VERIFY(!recorder.points.empty());
        const OwnPoint &point = recorder.points.front();
        QCOMPARE(point.node, std::string("route:gs-north:gs-south"));
        QCOMPARE(point.time, m_fleet->time.now());
        QCOMPARE(point.figures.size(), std::size_t(2));
        QCOMPARE(point.figures[0].metric, std::string("latency_ms"));
        QCOMPARE(point.figures[0].value, 12.5);
        QVERIFY(!has(point.figures[0].quality, Quality::uncertain));
        QCOMPARE(point.figures[1].metric, std::string("hops"));
        QCOMPARE(point.figures[1].value, 5.0);

        m_panel->hide(); // it goes on
        const std::size_t before = recorder.points.size();
        m_panel->watch().measure();
        QTRY_VERIFY(recorder.points.size() > before);
        child<QToolButton>("routeChart")->click();
        QVERIFY(m_panel->watch().routes().empty());
    }

    void withoutARouteThereIsNoSample()
    {
        SampleRecorder recorder;
        m_fleet->addNode("sat-9", NodeType::satellite);
        m_fleet->pass();
        m_panel->setMeasurements(&recorder);
        m_panel->watch().add({"gs-north", "sat-9", RouteMeasure::latency});
        m_panel->watch().add({"gs-north", "sat-0", RouteMeasure::hops});
        QTRY_VERIFY(!recorder.points.empty());
        for (const OwnPoint &point : recorder.points)
            QCOMPARE(point.node, std::string("route:gs-north:sat-0:hops"));
    }

    void howLongARouteHoldsIsLookedAnewWhenItsBasisIsGone()
    {
        LinkFigureReader reader(m_fleet->feed);
        const LinkFiguresPtr now = reader.read();
        const RouteQuery query{{"gs-north", "sat-0", RouteMeasure::latency}, 1};
        RouteLifetimes known = answerRoute(query, now, {}, {})->lifetimes;
        QCOMPARE(known.size(), std::size_t(1));
        KnownLifetime &entry = known.begin()->second;
        QCOMPARE(entry.lookedFrom, now->time);
        entry.lifetime.unforeseen = {7}; // so that one that is kept is known again
        const auto isKept = [&](const LinkFiguresPtr &figures) {
            return answerRoute(query, figures, known, {})->lifetimes.begin()->second.lifetime.unforeseen ==
                   std::vector<std::size_t>{7};
        };
        QVERIFY(isKept(now));
        LinkFigures before = *now;
        before.time -= std::chrono::seconds{1};
        QVERIFY(!isKept(std::make_shared<const LinkFigures>(before)));
        m_fleet->topology.set(m_fleet->entity("gs-north"), FleetAttribute::latitude, 50);
        m_fleet->topology.set(m_fleet->entity("gs-north"), FleetAttribute::longitude, 8);
        m_fleet->pass();
        QVERIFY(!isKept(reader.read()));
    }
};

DESK_GUI_TEST(TstRouteWatch)
#include "tst_routewatch.moc"
