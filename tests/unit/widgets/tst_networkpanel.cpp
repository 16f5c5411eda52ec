// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/networkpanel.h"

#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/fleetbyhand.h"
#include "widgets/network/networkpage.h"
#include "widgets/network/networkwords.h"
#include "widgets/network/routepage.h"
#include "widgets/network/routewatch.h"
#include "widgets/network/whatifpage.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <semaphore>

using namespace desk;
using namespace Qt::StringLiterals;
using fleetbyhand::Fleet;
using Page = NetworkPanel::Page;

namespace {

// Takes points and keeps them.
class Recorder final : public OwnMeasurements
{
public:
    Result<void> put(OwnPoint point) override
    {
        points.push_back(std::move(point));
        return {};
    }
    std::vector<OwnPoint> points;
};

// Works until it is let go.
class SlowPage final : public NetworkPage
{
public:
    using NetworkPage::NetworkPage;
    void retranslate() override {}
    QString title() const override { return {}; }
    QString meaning() const override { return {}; }
    QJsonObject saveState() const override { return {}; }
    void restoreState(const QJsonObject &) override {}
    std::counting_semaphore<> go{0};

protected:
    AnalysisRunner::Work work(const LinkFiguresPtr &) override
    {
        return [this](const std::stop_token &) -> AnalysisRunner::Answer {
            go.acquire();
            return [] {};
        };
    }
};

} // namespace

// On a ring of six satellites with a station at sat-0 (gs-north) and one at sat-3 (gs-south): two ways of
// five links and 10 ms between the stations.
class TstNetworkPanel final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Fleet> m_fleet;
    FleetSelection m_selection;
    Theme m_theme;
    std::unique_ptr<TopologyOverlay> m_overlay;
    std::unique_ptr<NetworkPanel> m_panel;

    template <class Widget>
    Widget *child(const char *name) const
    {
        return m_panel->findChild<Widget *>(QLatin1String(name));
    }
    PanelTable *table(const char *name) const { return child<PanelTable>(name); }
    // Rows as text: cells by |.
    QStringList rows(const char *name, int columns = 99) const
    {
        QStringList lines;
        const QAbstractItemModel &model = *table(name)->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < std::min(columns, model.columnCount()); ++column)
                cells += model.index(row, column).data().toString();
            lines += cells.join(u'|');
        }
        return lines;
    }
    QString sentence(const char *tableName) const
    {
        return table(tableName)->parentWidget()->findChild<QLabel *>(u"emptySentence"_s)->text();
    }
    void settle() const
    {
        m_panel->refresh();
        QVERIFY(QTest::qWaitFor([this] { return !m_panel->isComputing(); }));
    }
    void ask(const QString &from, const QString &to) const
    {
        m_panel->route().setEnd(true, from);
        m_panel->route().setEnd(false, to);
        settle();
    }
    QStringList marked(OverlayMark mark) const
    {
        QStringList names;
        const OverlayContent &content = m_overlay->content();
        for (std::size_t i = 0; i < content.nodes.size(); ++i) {
            if (content.nodes[i] == mark)
                names += QString::fromStdString(content.snapshot->nodes[i].name);
        }
        names.sort();
        return names;
    }
    std::ptrdiff_t markedLinks(OverlayMark mark) const
    {
        return std::ranges::count(m_overlay->content().links, mark);
    }

private Q_SLOTS:
    void init()
    {
        m_selection.select(noEntity);
        m_fleet = std::make_unique<Fleet>();
        m_overlay = std::make_unique<TopologyOverlay>();
        m_panel = std::make_unique<NetworkPanel>(m_fleet->feed, m_selection, m_theme);
        m_panel->setOverlay(m_overlay.get());
        m_panel->resize(320, 700);
        m_panel->show();
    }
    void cleanup() { m_panel.reset(); }

    void saysWhatBelongsHere()
    {
        settle();
        QVERIFY(sentence("routeTable").startsWith(u"Name two nodes"_s));
        QVERIFY(m_overlay->content().isEmpty());
        m_panel->route().setEnd(true, u"nobody"_s);
        settle();
        QCOMPARE(sentence("routeTable"), u"No node is called “nobody”."_s);
    }

    void aRouteIsInTheTablesAndInThePictures()
    {
        m_fleet->links[{"sat-1", "sat-2"}].latencyMs = 50; // the other way round then
        m_fleet->pass();
        child<QSpinBox>("routeCount")->setValue(1);
        ask(u"gs-north"_s, u"gs-south"_s);
        QCOMPARE(rows("routeTable", 3), (QStringList{u"10.00 ms|5|10.000"_s}));
        QCOMPARE(rows("routeLinks", 1),
                 (QStringList{u"gs-north → sat-0"_s, u"sat-0 → sat-5"_s, u"sat-5 → sat-4"_s,
                              u"sat-4 → sat-3"_s, u"sat-3 → gs-south"_s}));
        QCOMPARE(marked(OverlayMark::route),
                 (QStringList{u"gs-north"_s, u"gs-south"_s, u"sat-0"_s, u"sat-3"_s, u"sat-4"_s, u"sat-5"_s}));
        QCOMPARE(markedLinks(OverlayMark::route), 5);
        QVERIFY(m_overlay->content().title.contains(u"10.00 ms"_s));
        QCOMPARE(m_overlay->content().snapshot, m_fleet->feed.topology());
    }

    void alternativesAreMarkedAndCanBeChosen()
    {
        m_fleet->links[{"sat-1", "sat-2"}].latencyMs = 50;
        m_fleet->pass();
        ask(u"gs-north"_s, u"gs-south"_s);
        QCOMPARE(rows("routeTable", 2), (QStringList{u"10.00 ms|5"_s, u"58.00 ms|5"_s}));
        QCOMPARE(marked(OverlayMark::alternative), (QStringList{u"sat-1"_s, u"sat-2"_s}));
        auto *routes = table("routeTable");
        routes->showRow(routes->model()->index(0, 0));
        QTest::keyClick(routes, Qt::Key_Down);
        QCOMPARE(rows("routeLinks", 1).value(1), u"sat-0 → sat-1"_s);
        QCOMPARE(marked(OverlayMark::alternative), (QStringList{u"sat-4"_s, u"sat-5"_s}));
        settle(); // stays chosen when it is computed anew
        QCOMPARE(rows("routeLinks", 1).value(1), u"sat-0 → sat-1"_s);
    }

    void disjointRoutesShareNothing()
    {
        child<QComboBox>("routeKind")->setCurrentIndex(1);
        ask(u"sat-0"_s, u"sat-3"_s);
        QCOMPARE(rows("routeTable", 2), (QStringList{u"6.00 ms|3"_s, u"6.00 ms|3"_s}));
        ask(u"gs-north"_s, u"gs-south"_s); // one link to each station
        QCOMPARE(rows("routeTable", 2), (QStringList{u"10.00 ms|5"_s}));
    }

    void noRouteSaysWhy()
    {
        m_fleet->addNode("sat-9", NodeType::satellite);
        m_fleet->pass();
        ask(u"gs-north"_s, u"sat-9"_s);
        QCOMPARE(sentence("routeTable"), u"No route: sat-9 has no working link."_s);
        QVERIFY(table("routeTable")->model()->rowCount() == 0);
        QVERIFY(m_overlay->content().isEmpty());
        m_fleet->links[{"sat-0", "gs-north"}].utilisation = 1;
        m_fleet->pass();
        child<QComboBox>("routeBy")->setCurrentIndex(2);
        child<QComboBox>("routeCapacity")->setCurrentIndex(1);
        ask(u"gs-north"_s, u"gs-south"_s);
        QVERIFY(sentence("routeTable").contains(u"without capacity left"_s));
    }

    void freeCapacityIsShownWhereItIsAskedFor()
    {
        child<QComboBox>("routeCapacity")->setCurrentIndex(1);
        ask(u"gs-north"_s, u"gs-south"_s);
        QVERIFY(rows("routeTable", 3).value(0).endsWith(u"|5.000"_s));
    }

    void aRowSelectsItsLinkEverywhereAndIsCopied()
    {
        ask(u"gs-north"_s, u"gs-south"_s);
        auto *links = table("routeLinks");
        links->showRow(links->model()->index(0, 0));
        QTest::keyClick(links, Qt::Key_Home);
        QTest::keyClick(links, Qt::Key_Down);
        QVERIFY(m_selection.selected() != noEntity);
        QTest::keyClick(links, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"sat-0 → sat-"_s));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"2.00 ms\t10.000\t50.0"_s));
    }

    void newerFiguresChangeTheRouteByThemselves()
    {
        child<QSpinBox>("routeCount")->setValue(1);
        ask(u"gs-north"_s, u"gs-south"_s);
        const QString before = rows("routeLinks", 1).value(1);
        m_fleet->links[{"sat-0", "sat-1"}].latencyMs = 30;
        m_fleet->links[{"sat-5", "sat-0"}].latencyMs = 20;
        m_fleet->pass();
        QTRY_COMPARE(rows("routeTable", 1), QStringList{u"28.00 ms"_s}); // at the next second
    }

    void nodesComeFromTheSelectionAndFromQuestions()
    {
        m_panel->showPage(Page::flow);
        m_panel->answer(NetworkQuestion::routeFrom, u"gs-north"_s);
        QCOMPARE(m_panel->page(), Page::route);
        m_selection.select(m_fleet->entity("sat-3", "gs-south"));
        const auto takes = m_panel->findChild<NodeField *>(u"routeTo"_s)->findChildren<QToolButton *>();
        for (QToolButton *take : takes) {
            if (take->parentWidget()->objectName() == u"routeTo"_s)
                take->click();
        }
        settle();
        QCOMPARE(rows("routeTable", 2).value(0), u"8.00 ms|4"_s); // to sat-3
        m_panel->answer(NetworkQuestion::routeTo, u"gs-south"_s);
        settle();
        QCOMPARE(rows("routeTable", 2).value(0), u"10.00 ms|5"_s);
    }

    void weakPointsSayWhatTheirLossTakes()
    {
        m_panel->showPage(Page::weakPoints);
        settle();
        QStringList found = rows("weakPoints");
        found.sort();
        QCOMPARE(found, (QStringList{u"gs-north → sat-0|Link|1|0"_s, u"gs-south → sat-3|Link|1|0"_s,
                                     u"sat-0|Node|1|0"_s, u"sat-3|Node|1|0"_s}));
        QCOMPARE(marked(OverlayMark::weak), (QStringList{u"sat-0"_s, u"sat-3"_s}));
        QCOMPARE(markedLinks(OverlayMark::weak), 2);
        QCOMPARE(rows("networkParts", 3), QStringList{u"sat-0 and others|8|2"_s});
        QVERIFY(rows("cutOffNodes").isEmpty());
    }

    void whatIsCutOffIsListedAndMarked()
    {
        m_fleet->addNode("sat-9", NodeType::satellite);
        m_fleet->addNode("desk", NodeType::device); // is no part of the network
        m_fleet->pass();
        m_panel->showPage(Page::weakPoints);
        settle();
        QCOMPARE(rows("cutOffNodes", 1), QStringList{u"sat-9"_s});
        QCOMPARE(rows("networkParts", 3), (QStringList{u"sat-0 and others|8|2"_s, u"sat-9|1|0"_s}));
        QCOMPARE(marked(OverlayMark::cutOff), QStringList{u"sat-9"_s});
    }

    void flowAndCutToTheGround()
    {
        m_panel->showPage(Page::flow);
        settle();
        QVERIFY(child<QLabel>("networkSummary"));
        QCOMPARE(markedLinks(OverlayMark::cut), 2);
        QCOMPARE(rows("flowTable", 4).mid(0, 2).filter(u"|10.000|10.000|cut"_s).size(), 2);
        child<QComboBox>("flowUnit")->setCurrentIndex(1);
        child<QComboBox>("flowBetween")->setCurrentIndex(1);
        QVERIFY(sentence("flowTable").startsWith(u"Name the node"_s));
        m_panel->findChild<NodeField *>(u"flowNode"_s)->setNode(u"sat-1"_s);
        settle();
        QCOMPARE(rows("flowTable", 2).filter(u"|1"_s).size(), rows("flowTable").size());
        QVERIFY(m_overlay->content().title.contains(u"Maximum flow 2"_s));
    }

    void betweennessIsExactInASmallFleet()
    {
        m_panel->showPage(Page::betweenness);
        settle();
        const QStringList nodes = rows("betweenNodes", 1);
        QVERIFY(nodes.mid(0, 2).contains(u"sat-0"_s) && nodes.mid(0, 2).contains(u"sat-3"_s));
        const auto &weights = m_overlay->content().nodeWeights;
        QCOMPARE(*std::ranges::max_element(weights), 1.0F);
        bool said = false;
        for (const QLabel *label : m_panel->findChildren<QLabel *>(u"networkSummary"_s))
            said |= label->isVisible() && label->text().startsWith(u"Exact"_s);
        QVERIFY(said);
    }

    void whatIfCutsOffAndLeavesTheLiveStateAlone()
    {
        const TopologySnapshotPtr before = m_fleet->feed.topology();
        const TopologySnapshot copy = *before;
        ask(u"sat-1"_s, u"gs-south"_s); // whose fate is told
        m_panel->answer(NetworkQuestion::switchOff, u"sat-3"_s);
        m_panel->answer(NetworkQuestion::switchOff, u"sat-0"_s, u"gs-north"_s);
        m_panel->answer(NetworkQuestion::switchOff, u"gs-north"_s, u"sat-0"_s); // the same
        QCOMPARE(m_panel->page(), Page::whatIf);
        settle();
        QVERIFY(child<QLabel>("whatIfBand")->isVisible());
        QCOMPARE(rows("whatIfOff"), (QStringList{u"sat-3|node off"_s, u"sat-0 → gs-north|link off"_s}));
        QCOMPARE(rows("whatIfLost").value(0), u"sat-1 → gs-south|6.00 ms|no route"_s);
        QCOMPARE(rows("whatIfLost", 1).mid(1),
                 (QStringList{u"sat-0"_s, u"sat-1"_s, u"sat-2"_s, u"sat-4"_s, u"sat-5"_s}));
        QCOMPARE(m_panel->whatIf().reply()->result.groundBefore.gbps, 20.0);
        QCOMPARE(m_panel->whatIf().reply()->result.groundAfter.gbps, 0.0);
        QCOMPARE(marked(OverlayMark::off), QStringList{u"sat-3"_s});
        QCOMPARE(markedLinks(OverlayMark::off), 1);

        QCOMPARE(m_fleet->feed.topology(), before);
        QVERIFY(before->nodes == copy.nodes && before->edges == copy.edges);

        child<QToolButton>("whatIfUndo")->click();
        settle();
        QCOMPARE(m_panel->whatIf().reply()->result.newlyCutOff.size(), std::size_t(0));
        child<QToolButton>("whatIfClear")->click();
        settle();
        QVERIFY(!child<QLabel>("whatIfBand")->isVisible());
        QVERIFY(m_overlay->content().isEmpty());
    }

    void whatIfTakesNamesAndTheSelection()
    {
        m_panel->showPage(Page::whatIf);
        m_panel->findChild<NodeField *>(u"whatIfNode"_s)->setNode(u"sat-2"_s);
        child<QPushButton>("whatIfAdd")->click();
        m_selection.select(m_fleet->entity("sat-0", "gs-north"));
        child<QPushButton>("whatIfSelected")->click();
        settle();
        QCOMPARE(rows("whatIfOff", 1), (QStringList{u"sat-2"_s, u"sat-0 → gs-north"_s}));
        m_panel->whatIf().switchOff({"ghost", {}});
        settle();
        QCOMPARE(rows("whatIfOff").value(2), u"ghost|not in the fleet"_s);
    }

    void marksGoWithThePanelTheSwitchAndTheFleetTheyBelongTo()
    {
        ask(u"gs-north"_s, u"gs-south"_s);
        QVERIFY(!m_overlay->content().isEmpty());
        child<QToolButton>("networkMark")->click();
        QVERIFY(m_overlay->content().isEmpty());
        child<QToolButton>("networkMark")->click();
        QVERIFY(!m_overlay->content().isEmpty());
        m_panel->hide();
        QVERIFY(m_overlay->content().isEmpty());
        OverlayContent other;
        other.owner = u"somebody else"_s;
        other.nodeWeights = {1};
        m_overlay->show(other);
        m_panel.reset();
        QVERIFY(!m_overlay->content().isEmpty());
    }

    void theOverlayMayGoFirst() // that of a window does
    {
        alignas(TopologyOverlay) std::array<unsigned char, sizeof(TopologyOverlay)> room{};
        auto *overlay = new (room.data()) TopologyOverlay;
        m_panel->setOverlay(overlay);
        ask(u"gs-north"_s, u"gs-south"_s);
        QVERIFY(!overlay->content().isEmpty());
        const OverlayContent content = overlay->content();
        overlay->~TopologyOverlay();
        auto *next = new (room.data()) TopologyOverlay; // where the other one was: not the panel's
        next->show(content);
        m_panel.reset();
        const bool isTouched = next->content().isEmpty();
        next->~TopologyOverlay();
        QVERIFY(!isTouched);
    }

    void figuresThatCameTooEarlyAreTakenLater()
    {
        NodeDirectory directory;
        QStringListModel entries;
        SlowPage page({m_fleet->feed, m_selection, m_theme, directory, entries});
        const auto figures = std::make_shared<const LinkFigures>();
        QVERIFY(page.take(figures, true));
        QVERIFY(!page.take(figures, true)); // still at it
        QVERIFY(page.take(figures, false));
        page.go.release(2);
    }

    void whatIsEstimatedOrOldIsSaidAtTheSum()
    {
        for (int i = 0; i < 3; ++i)
            m_fleet->pass();
        m_fleet->links.erase({"sat-0", "gs-north"});
        for (int i = 0; i < 8; ++i)
            m_fleet->pass();
        child<QSpinBox>("routeCount")->setValue(1);
        child<QComboBox>("routeCapacity")->setCurrentIndex(1);
        ask(u"gs-north"_s, u"gs-south"_s);
        QCOMPARE(rows("routeTable", 3), QStringList{u"10.00 ms old|5|5.000 old"_s});
        QCOMPARE(rows("routeLinks").value(0), u"gs-north → sat-0|2.00 ms old|5.000 old|50.0 % old"_s);
        QCOMPARE(rows("routeLinks").value(1).count(u"old"_s), 0);
        QVERIFY(m_overlay->content().title.contains(u"10.00 ms old"_s));
        m_panel->answer(NetworkQuestion::switchOff, u"sat-1"_s);
        settle();
        QCOMPARE(rows("whatIfLost").value(0), u"gs-north → gs-south|10.00 ms old|10.00 ms old"_s);
        Route route;
        route.nodes = {0, 1};
        route.links = {0};
        route.latencyMs = 3;
        route.estimatedLatencies = 1;
        QCOMPARE(NetworkWords::latencyOfRoute(route, {}).text, u"3.00 ms est."_s);
    }

    void whatIfSaysHowManyCapacitiesAreNotKnown()
    {
        const auto summary = [this] {
            QString said;
            for (const QLabel *label : m_panel->findChildren<QLabel *>(u"networkSummary"_s))
                said += label->isVisible() ? label->text() : QString();
            return said;
        };
        m_fleet->addNode("sat-9", NodeType::satellite);
        m_fleet->addLink("sat-0", "sat-9", {2, -1, 0.5});
        m_fleet->pass();
        m_panel->answer(NetworkQuestion::switchOff, u"sat-9"_s);
        settle();
        QVERIFY2(summary().contains(u"≥ 20.000 Gbit/s → 20.000 Gbit/s"_s), qPrintable(summary()));
        QVERIFY(summary().contains(u"for want of a capacity: links 1 → 0."_s));
    }

    void aHiddenPanelComputesNothing()
    {
        m_panel->hide();
        m_panel->route().setEnd(true, u"gs-north"_s);
        m_panel->route().setEnd(false, u"gs-south"_s);
        m_fleet->pass();
        m_panel->refresh();
        QVERIFY(!m_panel->isComputing());
    }

    void whereNothingCanBePutInTheButtonSaysWhy()
    {
        m_panel->setMeasurements(nullptr, u"A recording takes no new series."_s);
        ask(u"gs-north"_s, u"gs-south"_s);
        auto *chart = child<QToolButton>("routeChart");
        QVERIFY(!chart->isEnabled());
        QCOMPARE(chart->toolTip(), u"A recording takes no new series."_s);
    }

    void stateComesBack()
    {
        Recorder recorder;
        m_panel->setMeasurements(&recorder);
        ask(u"gs-north"_s, u"gs-south"_s);
        child<QComboBox>("routeBy")->setCurrentIndex(1);
        child<QSpinBox>("routeCount")->setValue(7);
        m_panel->watch().add({"gs-north", "sat-2", RouteMeasure::latency});
        m_panel->whatIf().switchOff({"sat-1", "sat-2"});
        m_panel->showPage(Page::whatIf);
        const QJsonObject state = m_panel->saveState();
        NetworkPanel other(m_fleet->feed, m_selection, m_theme);
        other.restoreState(state);
        QCOMPARE(other.saveState(), state);
        QCOMPARE(other.page(), Page::whatIf);
        QCOMPARE(other.watch().routes(), m_panel->watch().routes());
        QCOMPARE(other.route().query(), m_panel->route().query());
        m_panel->restoreState({{u"page"_s, 7}, {u"route"_s, u"x"_s}, {u"charted"_s, QJsonArray{1, u"a"_s}}});
        QVERIFY(m_panel->watch().routes().empty());
    }

    void aStateOfBeforeTheFleetIsKnownNamesItsNodes()
    {
        SeriesDictionary names;
        DisplayQueue queue;
        TopologySnapshotPtr topology;
        ParameterFeed feed{{queue, names, [&] { return topology; }}, m_fleet->time, {}};
        NetworkPanel panel(feed, m_selection, m_theme);
        panel.restoreState({{u"route"_s, QJsonObject{{u"from"_s, u"gs-north"_s}, {u"to"_s, u"sat-2"_s}}}});
        QVERIFY(!panel.route().query());
        topology = m_fleet->feed.topology();
        feed.drain();
        QVERIFY(panel.route().query());
        QCOMPARE(panel.route().query()->route.from, std::string("gs-north"));
    }

    void fitsInto320Pixels()
    {
        for (int page = 0; page < 5; ++page) {
            m_panel->showPage(Page(page));
            settle();
            QVERIFY2(m_panel->minimumSizeHint().width() <= 320,
                     qPrintable(u"page %1: %2"_s.arg(page).arg(m_panel->minimumSizeHint().width())));
        }
    }
};

DESK_GUI_TEST(TstNetworkPanel)
#include "tst_networkpanel.moc"
