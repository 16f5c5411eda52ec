// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "tests/support/testprogram.h"
#include "tests/unit/topology/pastfleet.h"
#include "widgets/topology/changespanel.h"

#include <QAction>
#include <QDockWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ChangingWorld
{
    ChangingWorld() { open(); }
    void open()
    {
        window.reset();
        window = std::make_unique<MainWindow>(MainWindow::Parts{
            fleet.feed, fleet.conductor, fleet.selection, events, fleet.theme, settings, nullptr,
            [] { return std::vector<DataLinkStatus>(); }, [](const QString &) {}, u"en"_s});
        window->showAsBefore({1200, 800});
    }
    [[nodiscard]] TopologyPanel &topology(const QString &name = u"topology"_s) const
    {
        auto *panel = qobject_cast<TopologyPanel *>(window->sourcePanel(name)->live());
        if (!panel)
            qFatal("no such topology");
        return *panel;
    }
    [[nodiscard]] ChangesPanel &changes() const
    {
        return *qobject_cast<ChangesPanel *>(window->sourcePanel(u"changes"_s)->live());
    }
    // Of the first link of the ring, as that panel shows it.
    [[nodiscard]] bool isUp(const QString &name) const
    {
        TopologyView &view = topology(name).view();
        view.refresh();
        const auto &edges = view.picture().edges();
        const EntityId about = fleet.entity("sat-0", "sat-1");
        const auto found = std::ranges::find_if(edges, [about](const PictureEdge &e) {
            return e.directions[0] == about || e.directions[1] == about;
        });
        if (found == edges.end())
            qFatal("no such link");
        return found->active;
    }

    QTemporaryDir folder;
    PastFleet fleet;
    EventLog events;
    WindowSettings settings{folder.path().toStdString()};
    std::unique_ptr<MainWindow> window;
};

} // namespace

// The topology in time, in a window that is live.
class TstTopologyTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoPanelsInLiveShowTwoTimes()
    {
        ChangingWorld world;
        QVERIFY(!world.window->addCopy(u"topology"_s, true)); // there is no recording
        SourcePanel *copy = world.window->addCopy(u"topology"_s, false);
        QVERIFY(copy);
        QCOMPARE(copy->panel().windowTitle(), u"Topology 2"_s);
        QVERIFY(copy->panel().isVisible());
        world.topology(u"topology-2"_s).moment().setMode(MomentMode::held);
        world.fleet.setActive("sat-0", "sat-1", false);
        world.fleet.pass(0.7);
        QVERIFY(!world.isUp(u"topology"_s));
        QVERIFY(world.isUp(u"topology-2"_s));
        QVERIFY(world.topology().view().momentText().isEmpty());
        QVERIFY(!world.topology(u"topology-2"_s).view().momentText().isEmpty());
        // The same moment in two layouts.
        world.topology(u"topology-2"_s).moment().setMode(MomentMode::now);
        world.topology(u"topology-2"_s).view().setLayoutKind(LayoutKind::circle);
        QVERIFY(!world.isUp(u"topology-2"_s));
    }

    void theCursorTakesThePictureAlong()
    {
        ChangingWorld world;
        const Timestamp then = world.fleet.time.now();
        world.fleet.setActive("sat-0", "sat-1", false);
        world.fleet.pass(0.7);
        world.topology().moment().setMode(MomentMode::cursor);
        QVERIFY(!world.isUp(u"topology"_s));
        world.fleet.conductor.setCursor(then);
        QVERIFY(world.isUp(u"topology"_s));
        world.fleet.conductor.setCursor(std::nullopt);
        QVERIFY(!world.isUp(u"topology"_s));
    }

    void copiesAndTheirMomentsComeBackWithTheNextStart()
    {
        ChangingWorld world;
        world.window->addCopy(u"topology"_s, false);
        world.topology(u"topology-2"_s).moment().setMode(MomentMode::held);
        const auto held = world.topology(u"topology-2"_s).moment().moment();
        world.fleet.setActive("sat-0", "sat-1", false);
        world.window->close();
        world.open();
        QVERIFY(world.window->sourcePanel(u"topology-2"_s));
        QVERIFY(!world.window->sourcePanel(u"topology-3"_s));
        QCOMPARE(world.topology(u"topology-2"_s).moment().moment(), held);
        QCOMPARE(world.topology().moment().mode(), MomentMode::now);
        // One that was closed does not.
        world.window->sourcePanel(u"topology-2"_s)->panel().close();
        world.window->close();
        world.open();
        QVERIFY(!world.window->sourcePanel(u"topology-2"_s));
    }

    void aLayoutHasItsCopies()
    {
        ChangingWorld world;
        const QJsonObject without = world.window->layoutState();
        world.window->addCopy(u"topology"_s, false);
        world.window->addCopy(u"charts"_s, false);
        const QJsonObject with = world.window->layoutState();
        world.window->restoreLayout(without);
        QVERIFY(!world.window->sourcePanel(u"topology-2"_s));
        QVERIFY(!world.window->sourcePanel(u"charts-2"_s));
        world.window->restoreLayout(with);
        QVERIFY(world.window->sourcePanel(u"topology-2"_s)->panel().isVisible());
        QVERIFY(world.window->sourcePanel(u"charts-2"_s)->panel().isVisible());
        QCOMPARE(world.window->layoutState()["copies"_L1].toArray().size(), 2);
        // Nonsense is passed over.
        QJsonObject odd = with;
        odd.insert(u"copies"_s, QJsonArray{7, QJsonObject{{u"name"_s, u"topology-1"_s}},
                                           QJsonObject{{u"name"_s, u"nothing-2"_s}},
                                           QJsonObject{{u"name"_s, u"topology-2x"_s}}});
        world.window->restoreLayout(odd);
        QCOMPARE(world.window->layoutState()["copies"_L1].toArray().size(), 0);
    }

    void theMenuMakesASecondPanel()
    {
        ChangingWorld world;
        world.window->findChild<QAction *>(u"copy-topology"_s)->trigger();
        QVERIFY(world.window->sourcePanel(u"topology-2"_s));
        for (int i = 0; i < 40; ++i)
            world.window->addCopy(u"topology"_s, false);
        QVERIFY(world.window->panelNames().size() < 40); // there is an end to it
    }

    void changesAreListedAndMarkedInAllPictures()
    {
        ChangingWorld world;
        world.window->addCopy(u"topology"_s, false);
        const Timestamp then = world.fleet.time.now();
        world.fleet.setActive("sat-0", "sat-1", false);
        world.window->focusPanel(u"changes"_s);
        QTRY_VERIFY(world.changes().isVisible());
        world.changes().setSince(then);
        auto *table = world.changes().findChild<QTableView *>();
        QCOMPARE(table->model()->rowCount(), 1);
        world.changes().findChild<QToolButton *>(u"showInPicture"_s)->click();
        for (const QString &name : {u"topology"_s, u"topology-2"_s}) {
            const OverlayContent &shown = world.topology(name).view().picture().overlay();
            QCOMPARE(shown.owner, u"changes"_s);
            QCOMPARE(std::ranges::count(shown.links, OverlayMark::changed), 1);
        }
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table->visualRect(table->model()->index(0, 1)).center());
        QCOMPARE(world.fleet.selection.selected(), world.fleet.entity("sat-0", "sat-1"));
    }
};

DESK_GUI_TEST(TstTopologyTime)
#include "tst_topologytime.moc"
