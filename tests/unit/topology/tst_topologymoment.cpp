// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/topology/pastfleet.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

#include <ctime>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const PictureEdge &link(const FleetPicture &picture, std::string_view a, std::string_view b)
{
    const auto &nodes = picture.snapshot()->nodes;
    const auto found = std::ranges::find_if(picture.edges(), [&](const PictureEdge &edge) {
        return (nodes[edge.source].name == a && nodes[edge.target].name == b) ||
               (nodes[edge.source].name == b && nodes[edge.target].name == a);
    });
    if (found == picture.edges().end())
        qFatal("no such link");
    return *found;
}

const PictureNode &node(const FleetPicture &picture, std::string_view name)
{
    const auto &nodes = picture.snapshot()->nodes;
    return picture.nodes()[std::size_t(std::ranges::find(nodes, name, &TopologyNode::name) - nodes.begin())];
}

LimitSet limitsOnUtilization(double critical, std::int64_t onDelay = 0)
{
    LimitRule rule;
    rule.metric = "utilization";
    rule.limits.high[3] = critical;
    rule.limits.onDelay = onDelay;
    LimitRule ofLinks = rule;
    ofLinks.dsts = "*";
    return LimitSet({rule, ofLinks});
}

// Of this thread: what others do on the machine counts little.
double cpuMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) * 1e-6;
}

} // namespace

class TstTopologyMoment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkThatWasUpThenIsShownUp()
    {
        PastFleet fleet;
        PastPanel shown(fleet);
        shown.view.setColouring(LinkColouring::latency);
        const Timestamp then = fleet.time.now();
        fleet.setActive("sat-1", "sat-2", false);
        fleet.setHealth("sat-4", Health::failed);
        for (int i = 0; i < 5; ++i)
            fleet.pass(0.9);
        shown.look();
        const FleetPicture &picture = shown.view.picture();
        QVERIFY(!link(picture, "sat-1", "sat-2").active);
        QCOMPARE(link(picture, "sat-2", "sat-3").value, 0.9);
        QCOMPARE(node(picture, "sat-4").severity, Severity::critical);
        QVERIFY(shown.view.momentText().isEmpty());
        const QImage today = shown.view.grab().toImage();
        // The cursor in the past.
        shown.panel.moment().setMode(MomentMode::cursor);
        fleet.conductor.setCursor(then);
        shown.look();
        QVERIFY(link(picture, "sat-1", "sat-2").active);
        QCOMPARE(link(picture, "sat-1", "sat-2").value, 0.5);
        QCOMPARE(link(picture, "sat-2", "sat-3").value, 0.5);
        QVERIFY(node(picture, "sat-4").severity <= Severity::nominal);
        QVERIFY(node(picture, "sat-4").inContact);
        QVERIFY(shown.view.momentText().contains(u"ago"_s));
        QVERIFY(shown.view.grab().toImage() != today);
        // And back to now.
        shown.panel.findChild<QToolButton *>(u"toNow"_s)->click();
        shown.look();
        QVERIFY(!link(picture, "sat-1", "sat-2").active);
        QCOMPARE(link(picture, "sat-2", "sat-3").value, 0.9);
        QVERIFY(shown.view.momentText().isEmpty());
    }

    void nodesStandWhereTheyStandNow()
    {
        PastFleet fleet;
        const Timestamp then = fleet.time.now();
        fleet.addNode("gs-new", NodeType::groundStation);
        fleet.addLink("gs-new", "sat-3");
        fleet.pass(0.5);
        PastPanel shown(fleet);
        QTest::keyClick(&shown.view, Qt::Key_Plus); // from now on it fits nothing by itself
        const auto place = shown.view.positionOf("sat-5");
        const auto added = shown.view.positionOf("gs-new");
        QVERIFY(added);
        shown.view.setMoment(then);
        shown.look();
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{7});
        QCOMPARE(shown.view.positionOf("sat-5"), place);
        QVERIFY(!shown.view.positionOf("gs-new"));
        QVERIFY(shown.view.isAtRest()); // no layout is made for it
        shown.view.setMoment(std::nullopt);
        shown.look();
        QCOMPARE(shown.view.positionOf("gs-new"), added);
    }

    void nothingIsShownFromTheFuture()
    {
        // Two fleets that are the same until a moment and then go different ways.
        std::array<QImage, 2> pictures;
        std::array<QString, 2> tips;
        for (std::size_t i = 0; i < 2; ++i) {
            PastFleet fleet;
            fleet.setHealth("sat-1", Health::degraded);
            fleet.pass(0.6);
            const Timestamp then = fleet.time.now();
            if (i == 1) {
                fleet.setHealth("sat-1", Health::failed);
                fleet.setActive("sat-2", "sat-3", false);
                for (int k = 0; k < 10; ++k)
                    fleet.pass(0.99);
            } else {
                fleet.time.advance(12s); // as long ago in both
                fleet.pass(0.6);
            }
            PastPanel shown(fleet);
            shown.view.setLayoutKind(LayoutKind::circle);
            shown.rest();
            shown.view.setLimits(std::make_shared<const LimitSet>(limitsOnUtilization(0.95)));
            shown.view.setColouring(LinkColouring::utilisation);
            for (const auto step : {-1s, 0s}) { // the scale remembers what it was made for
                shown.view.setMoment(then + step);
                shown.look();
            }
            shown.view.finishLayout();
            shown.rest();
            shown.view.fit();
            shown.look();
            QVERIFY(!shown.view.momentText().isEmpty());
            pictures[i] = shown.view.grab(shown.view.rect().adjusted(0, 40, 0, 0)).toImage();
            tips[i] = shown.view.tipAt(shown.view.positionOf("sat-1")->toPoint());
            QCOMPARE(link(shown.view.picture(), "sat-2", "sat-3").value, 0.6);
        }
        QCOMPARE(tips[0], tips[1]);
        QVERIFY(tips[0].contains(u"0.6000"_s));
        QVERIFY(tips[0].contains(u"limits of now"_s));
        QCOMPARE(pictures[0], pictures[1]);
    }

    void whatHadFallenSilentThenIsUnknown()
    {
        PastFleet fleet;
        const Timestamp last = fleet.time.now();
        fleet.time.advance(60s);
        fleet.pass(0.7);
        PastPanel shown(fleet);
        shown.view.setColouring(LinkColouring::snr);
        shown.view.setMoment(last + 2s); // within what a cadence of a second allows
        shown.look();
        QCOMPARE(link(shown.view.picture(), "sat-0", "sat-1").value, 0.5);
        shown.view.setMoment(last + 30s);
        shown.look();
        QVERIFY(std::isnan(link(shown.view.picture(), "sat-0", "sat-1").value));
        QVERIFY(!node(shown.view.picture(), "sat-0").inContact);
    }

    void figuresAreGradedByTheLimitsOfNow()
    {
        PastFleet fleet;
        const Timestamp then = fleet.time.now();
        fleet.pass(0.1);
        PastPanel shown(fleet);
        shown.view.setMoment(then);
        shown.look();
        QCOMPARE(link(shown.view.picture(), "sat-0", "sat-1").severity, Severity::none);
        shown.view.setLimits(std::make_shared<const LimitSet>(limitsOnUtilization(0.4)));
        shown.look();
        QCOMPARE(link(shown.view.picture(), "sat-0", "sat-1").severity, Severity::critical);
        QCOMPARE(node(shown.view.picture(), "sat-0").severity, Severity::critical);
        shown.view.setLimits(std::make_shared<const LimitSet>(limitsOnUtilization(0.6)));
        shown.look();
        QCOMPARE(link(shown.view.picture(), "sat-0", "sat-1").severity, Severity::nominal);
        // Whether a delay had passed then is not known.
        shown.view.setLimits(std::make_shared<const LimitSet>(limitsOnUtilization(0.4, 1'000'000)));
        shown.look();
        QCOMPARE(link(shown.view.picture(), "sat-0", "sat-1").severity, Severity::none);
    }

    void whereNothingIsKnownThatIsSaid()
    {
        PastFleet fleet;
        PastPanel shown(fleet);
        shown.view.setMoment(fleet.time.now() - 1h);
        shown.look();
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{0});
        QVERIFY(shown.view.momentText().contains(u"fleet known from"_s));
        // The graph is known from earlier on than the figures.
        TopologyHistory earlier;
        auto graph = std::make_shared<TopologySnapshot>(*fleet.topology.latest());
        graph->time = fleet.time.now() - 2h;
        earlier.add(graph);
        fleet.record.setEarlier(earlier);
        shown.look();
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{7});
        QVERIFY(!node(shown.view.picture(), "sat-0").inContact);
        QVERIFY(std::isnan(link(shown.view.picture(), "sat-0", "sat-1").utilisation));
        QVERIFY(shown.view.momentText().contains(u"figures known from"_s));
    }

    void twoPanelsShowTwoTimes()
    {
        PastFleet fleet;
        PastPanel held(fleet);
        PastPanel live(fleet);
        held.panel.moment().setMode(MomentMode::held);
        fleet.setActive("sat-0", "sat-1", false);
        fleet.pass(0.8);
        held.look();
        live.look();
        QVERIFY(link(held.view.picture(), "sat-0", "sat-1").active);
        QVERIFY(!link(live.view.picture(), "sat-0", "sat-1").active);
        // Selecting in one selects in the other.
        fleet.selection.select(fleet.entity("sat-3"));
        QCOMPARE(held.view.accessibleDescription(), u"sat-3"_s);
        QCOMPARE(live.view.accessibleDescription(), u"sat-3"_s);
    }

    void aHeldMomentIsKept()
    {
        PastFleet fleet;
        PastPanel first(fleet);
        first.panel.moment().setMode(MomentMode::held);
        const QJsonObject state = first.panel.saveState();
        fleet.setActive("sat-0", "sat-1", false);
        PastPanel again(fleet);
        again.panel.restoreState(state);
        again.look();
        QCOMPARE(again.panel.moment().mode(), MomentMode::held);
        QVERIFY(link(again.view.picture(), "sat-0", "sat-1").active);
        QCOMPARE(again.panel.saveState()["moment"_L1], state["moment"_L1]);
        QVERIFY(!again.panel.findChild<MomentBar *>()->isHidden());
        QCOMPARE(again.panel.findChild<QComboBox *>(u"momentMode"_s)->currentIndex(), 2);
    }

    void keysStepFromChangeToChange()
    {
        PastFleet fleet;
        PastPanel shown(fleet);
        fleet.setActive("sat-0", "sat-1", false);
        const Timestamp down = fleet.time.now();
        fleet.setActive("sat-0", "sat-1", true);
        const Timestamp up = fleet.time.now();
        fleet.pass(0.5);
        QTest::keyClick(&shown.view, Qt::Key_Comma);
        QCOMPARE(shown.panel.moment().mode(), MomentMode::held);
        QCOMPARE(shown.panel.moment().moment(), std::optional(up));
        QTest::keyClick(&shown.view, Qt::Key_Comma);
        QCOMPARE(shown.panel.moment().moment(), std::optional(down));
        shown.look();
        QVERIFY(!link(shown.view.picture(), "sat-0", "sat-1").active);
        QTest::keyClick(&shown.view, Qt::Key_Period);
        QCOMPARE(shown.panel.moment().moment(), std::optional(up));
        QTest::keyClick(&shown.view, Qt::Key_Period); // there is none
        QCOMPARE(shown.panel.moment().moment(), std::optional(up));
        QVERIFY(!shown.panel.findChild<QToolButton *>(u"changeAfter"_s)->isEnabled());
        QVERIFY(shown.panel.findChild<QToolButton *>(u"changeBefore"_s)->isEnabled());
    }

    void aTimeCanBeTyped()
    {
        PastFleet fleet;
        PastPanel shown(fleet);
        shown.panel.moment().setMode(MomentMode::held);
        auto *field = shown.panel.findChild<QLineEdit *>(u"momentTime"_s);
        QVERIFY(field->isVisible());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, u"-2s"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown.panel.moment().moment(), std::optional(fleet.time.now() - 2s));
        field->selectAll();
        QTest::keyClicks(field, u"never"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown.panel.moment().moment(), std::optional(fleet.time.now() - 2s));
    }

    void whatIsGoneIsDrawnWhileADifferenceIsShown()
    {
        PastFleet fleet;
        FleetDefinition small;
        small.nodes.resize(2);
        small.nodes[0].id = "depot";
        small.nodes[1].id = "mast";
        small.edges.emplace_back().target = 1;
        fleet.topology.replace(small);
        fleet.publish();
        const TopologySnapshotPtr before = fleet.feed.topology();
        fleet.topology.replace({}); // what telemetry knows stays
        fleet.publish();
        PastPanel shown(fleet);
        TopologyOverlay overlay;
        shown.view.setOverlay(&overlay);
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{7});
        OverlayContent content;
        content.owner = u"test"_s;
        content.before = before;
        content.snapshot = before;
        content.nodes.resize(before->nodes.size());
        overlay.show(content);
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{9});
        QVERIFY(!link(shown.view.picture(), "depot", "mast").active);
        QVERIFY(!link(shown.view.picture(), "depot", "mast").ended);
        shown.view.finishLayout();
        QTRY_VERIFY(shown.view.positionOf("depot"));
        QVERIFY(shown.view.positionOf("sat-0"));
        overlay.clear(u"test"_s);
        QCOMPARE(shown.view.picture().nodes().size(), std::size_t{7});
        QVERIFY(shown.view.positionOf("sat-0"));
    }

    void scrubbingALargeFleetCostsLittle()
    {
        constexpr std::uint32_t count = 10'000;
        SeriesDictionary dictionary;
        DisplayQueue queue;
        SimulatedTimeService time{fromNanoseconds(1'795'000'000'000'000'000)};
        Topology topology;
        ParameterFeed feed({queue, dictionary, [&] { return topology.latest(); }}, time, {});
        TopologyRecord record(feed);
        std::vector<EntityId> entities;
        std::vector<NodeId> ids;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::string name = "sat-" + std::to_string(i);
            ids.push_back(*dictionary.node(name, NodeType::satellite));
            entities.push_back(*dictionary.entity(ids.back()));
            topology.learnNode(ids.back(), entities.back(), name, NodeType::satellite);
        }
        for (std::uint32_t i = 0; i < 2 * count; ++i) {
            const NodeId a = ids[i % count];
            const NodeId b = ids[(i + (i < count ? 1 : 100)) % count];
            for (const auto &[x, y] : {std::pair(a, b), std::pair(b, a)}) {
                entities.push_back(*dictionary.entity(x, y));
                topology.learnLink(x, y, entities.back());
            }
        }
        const Timestamp begin = time.now();
        constexpr int seconds = 80;
        for (int second = 0; second < seconds; second += 2) {
            time.advance(2s);
            auto batch = std::make_shared<SampleBatch>();
            batch->reception = time.now();
            for (const EntityId about : entities) {
                std::uint32_t hint = 0;
                for (const char *metric : {"utilization", "latency_ms"}) { // as many as memory holds
                    batch->addSample(*dictionary.series(about, metric, hint), 0.5, Quality::good);
                    batch->monitoring.push_back({Severity::nominal, LimitSide::inside});
                }
                batch->endPoint(about, nanoseconds(time.now()));
                static_cast<void>(topology.seen(about, nanoseconds(time.now()), time.steadyNow()));
            }
            for (int k = 0; k < 20; ++k) // links come and go
                topology.set(entities[count + std::size_t(second * 97 + k * 1'001) % (4 * count)],
                             FleetAttribute::active, 0);
            dictionary.publish();
            topology.publish(time.now());
            queue.push(std::move(batch));
            for (int k = 0; k < 40 && (k == 0 || feed.statistics().pendingBatches > 0); ++k)
                feed.drain();
        }
        FleetPicture picture(feed);
        picture.setRecord(&record);
        picture.setLimits(std::make_shared<const LimitSet>(limitsOnUtilization(0.9)));
        picture.setColouring(LinkColouring::latency);
        std::vector<double> costs;
        std::vector<double> graphs;
        for (int step = 0; step < 40; ++step) {
            picture.setMoment(begin + std::chrono::seconds{10 + step * 53 % 66});
            const double before = cpuMilliseconds();
            static_cast<void>(record.at(*picture.moment()));
            graphs.push_back(cpuMilliseconds() - before);
            picture.refresh();
            costs.push_back(cpuMilliseconds() - before);
        }
        QCOMPARE(picture.edges().size(), std::size_t{2 * count});
        const double first = costs.front();
        std::ranges::sort(costs);
        std::ranges::sort(graphs);
        qInfo(
            "a moment of 10,000 nodes, 20,000 links and %zu series: median %.1f ms of CPU (graph %.1f), most "
            "%.1f, first %.1f",
            feed.catalogue().size(), costs[costs.size() / 2], graphs[graphs.size() / 2], costs.back(), first);
        QVERIFY(costs[costs.size() / 2] < 150); // the machine may be busy: the figure is what counts
    }
};

DESK_GUI_TEST(TstTopologyMoment)
#include "tst_topologymoment.moc"
