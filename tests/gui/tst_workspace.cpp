// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowplace.h"
#include "models/settings/layoutdocument.h"
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"

#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>

using namespace deskwindows;

class TstWorkspace : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;

    Desk &open(const QString &layout = {}, QSize size = {780, 760})
    {
        m_desk.reset();
        m_desk = std::make_unique<Desk>(*m_folder);
        m_desk->workspace->open(size, layout);
        if (!QTest::qWaitForWindowExposed(&m_desk->main()))
            qFatal("the window does not come");
        QApplication::setActiveWindow(&m_desk->main());
        QCoreApplication::processEvents();
        return *m_desk;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_desk.reset(); }

    void shippedLayoutsShowTheirPanels_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("open");
        QTest::addRow("flight") << u"Flight"_s
                                << QStringList{u"topology"_s,  u"charts"_s,  u"parameters"_s, u"fleet"_s,
                                               u"inspector"_s, u"links"_s,   u"events"_s,     u"matrix"_s,
                                               u"analysis"_s,  u"changes"_s, u"forecast"_s};
        QTest::addRow("network") << u"Network"_s
                                 << QStringList{u"topology"_s, u"charts"_s,   u"fleet"_s,  u"inspector"_s,
                                                u"links"_s,    u"events"_s,   u"matrix"_s, u"network"_s,
                                                u"changes"_s,  u"forecast"_s, u"skill"_s};
        QTest::addRow("lab bench") << u"lab bench"_s // as typed on the command line
                                   << QStringList{u"charts"_s, u"parameters"_s, u"links"_s, u"ingest"_s,
                                                  u"events"_s};
        QTest::addRow("replay") << u"Replay"_s << QStringList{u"topology"_s,  u"charts"_s, u"parameters"_s,
                                                              u"inspector"_s, u"events"_s, u"changes"_s};
    }

    void shippedLayoutsShowTheirPanels()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, open);
        Desk &desk = this->open(name);
        for (const QString &panel : desk.main().panelNames())
            QCOMPARE(desk.panel(qPrintable(panel)).toggleViewAction()->isChecked(), open.contains(panel));
        QCOMPARE(desk.workspace->current().toLower(), name.toLower());
        QVERIFY(desk.main().timeConductor().isVisible());
        QVERIFY(desk.main().notice().text().isEmpty());
    }

    void anUnknownLayoutIsSaidAndTheWindowIsThere()
    {
        Desk &desk = open(u"Fligth"_s);
        QVERIFY(desk.main().isVisible());
        QVERIFY2(desk.main().notice().text().contains(u"Lab bench"_s),
                 qPrintable(desk.main().notice().text()));
    }

    void aSavedLayoutComesBackExactly()
    {
        Desk &desk = open();
        desk.world.chart(desk.world.feed, desk.main().charts());
        desk.panel("events").hide();
        desk.main().tabifyDockWidget(&desk.panel("topology"), &desk.panel("inspector"));
        desk.panel("inspector").raise();
        desk.panel("links").setFloating(true);
        desk.panel("links").setGeometry(120, 90, 420, 260);
        desk.main().resizeDocks({&desk.panel("parameters"), &desk.panel("topology")}, {420, 360},
                                Qt::Horizontal);
        auto *table = desk.panel("parameters").findChild<QTableView *>();
        table->horizontalHeader()->resizeSection(1, 177);
        table->horizontalHeader()->moveSection(0, 1);
        desk.world.conductor.setSpan(std::chrono::minutes{42});
        QCoreApplication::processEvents();
        const QStringList wanted = desk.picture();
        const QJsonValue panels = desk.main().layoutState().value(u"panels"_s);
        QVERIFY(desk.workspace->saveAs(u"Mine"_s).has_value());

        QVERIFY(desk.workspace->choose(u"Network"_s).has_value());
        desk.main().charts().restoreState({{u"version"_s, 1}, {u"charts"_s, QJsonArray{QJsonObject()}}});
        table->horizontalHeader()->resizeSection(1, 60);
        desk.world.conductor.setSpan(std::chrono::minutes{5});
        QCoreApplication::processEvents();
        QVERIFY(desk.picture() != wanted);

        QVERIFY(desk.workspace->choose(u"Mine"_s).has_value());
        QCoreApplication::processEvents();
        QCOMPARE(desk.picture().join(u'\n'), wanted.join(u'\n'));
        QCOMPARE(desk.main().layoutState().value(u"panels"_s), panels);
        QVERIFY(desk.world.conductor.span() == std::chrono::minutes{42});

        // And by another program that starts, without being asked.
        desk.main().close();
        Desk &again = open({}, {});
        QTRY_COMPARE(again.picture().join(u'\n'), wanted.join(u'\n'));
        QCOMPARE(again.main().layoutState().value(u"panels"_s), panels);
        QCOMPARE(again.workspace->current(), u"Mine"_s);
    }

    void whatVersionOneKeptIsTakenOver()
    {
        Desk desk(*m_folder);
        {
            MainWindow before({desk.world.feed, desk.world.conductor, desk.world.selection,
                               desk.world.live.log, desk.world.theme, desk.world.settings, &desk.world.live,
                               [] { return std::vector<DataLinkStatus>(); }, [](const QString &) {},
                               u"en"_s});
            before.showAsBefore({1100, 800});
            desk.world.chart(desk.world.feed, before.charts());
            before.panel(u"topology"_s)->hide();
            before.close();
        }
        desk.workspace->open({});
        QVERIFY(!desk.panel("topology").toggleViewAction()->isChecked());
        QVERIFY(desk.panel("charts").toggleViewAction()->isChecked());
        QVERIFY(!desk.main().charts().isEmpty());
        QVERIFY(desk.main().notice().text().isEmpty());
        desk.main().close();
        QVERIFY(QFile::exists(m_folder->filePath(u"workspace.json"_s)));
    }

    void aLayoutOfANewerProgramIsRefusedAndKept()
    {
        const QByteArray newer = "{\"format\":\"constellation-desk-layout\",\"version\":9,\"windows\":[{}]}";
        QFile file(m_folder->filePath(u"workspace.json"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(newer);
        file.close();
        Desk &desk = open();
        QVERIFY(desk.main().notice().text().contains(u"newer program"_s));
        QVERIFY(desk.panel("topology").isVisible());
        desk.main().close();
        QFile kept(m_folder->filePath(u"workspace.json.refused-1"_s));
        QVERIFY(kept.open(QFile::ReadOnly));
        QCOMPARE(kept.readAll(), newer);
    }

    void closingMovingAndFloatingAreUndone()
    {
        Desk &desk = open();
        QVERIFY(!desk.action("undoLayout")->isEnabled());
        const QStringList begin = desk.picture();
        QTest::mouseClick(desk.panel("charts").findChild<QToolButton *>(u"close"_s), Qt::LeftButton);
        QTRY_VERIFY(desk.action("undoLayout")->isEnabled());
        const QStringList closed = desk.picture();
        QVERIFY(closed != begin);
        desk.panel("inspector").setFloating(true);
        QTRY_VERIFY(desk.workspace->canUndo());
        QTest::keyClick(&desk.main(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(desk.picture().join(u'\n'), closed.join(u'\n'));
        QTest::keyClick(&desk.main(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(desk.picture().join(u'\n'), begin.join(u'\n'));
        QVERIFY(!desk.workspace->canUndo());
        QTest::keyClick(&desk.main(), Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(desk.picture().join(u'\n'), closed.join(u'\n'));
        desk.main().addDockWidget(Qt::RightDockWidgetArea, &desk.panel("events"));
        QTRY_VERIFY(!desk.workspace->canRedo()); // another way was taken
        desk.workspace->undo();
        QTRY_COMPARE(desk.picture().join(u'\n'), closed.join(u'\n'));
    }

    void whatAChartHadIsBroughtBack()
    {
        Desk &desk = open();
        ChartsPanel &charts = desk.main().charts();
        desk.world.chart(desk.world.feed, charts);
        QTRY_VERIFY(desk.workspace->canUndo());
        desk.workspace->beginHere();
        const auto count = [&charts] {
            std::size_t all = 0;
            for (const ChartView *chart : charts.charts())
                all += chart->content().traces().size();
            return all;
        };
        const std::size_t before = count();
        QVERIFY(before > 0);
        const std::size_t chartsBefore = charts.charts().size();
        charts.charts().front()->clear();
        charts.setColumns(3);
        QVERIFY(count() < before);
        // What is meant together is undone together, before the change has settled, too.
        desk.workspace->undo();
        QCOMPARE(count(), before);
        QCOMPARE(charts.charts().size(), chartsBefore);
        QCOMPARE(charts.columns(), 2);
        desk.workspace->redo();
        QVERIFY(count() < before);
    }

    void severalWindowsAreKept()
    {
        Desk &desk = open();
        QTest::keyClick(&desk.main(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.workspace->windows().size(), std::size_t(2));
        MainWindow &second = *desk.workspace->windows().back();
        QVERIFY(second.isVisible());
        QVERIFY(second.panel(u"charts"_s)->isVisible());
        QVERIFY(!second.panel(u"topology"_s)->isVisible());
        desk.world.chart(desk.world.feed, second.charts());
        QVERIFY(desk.main().charts().isEmpty());
        second.resize(640, 480);
        QVERIFY(desk.workspace->saveAs(u"Two"_s).has_value());
        QVERIFY(desk.workspace->choose(u"Flight"_s).has_value());
        QCOMPARE(desk.workspace->windows().size(), std::size_t(1));
        QVERIFY(desk.workspace->choose(u"Two"_s).has_value());
        QCOMPARE(desk.workspace->windows().size(), std::size_t(2));
        QCOMPARE(desk.workspace->windows().back()->size(), QSize(640, 480));
        QVERIFY(!desk.workspace->windows().back()->charts().isEmpty());
        // One that is closed is gone, until that is undone.
        desk.workspace->windows().back()->close();
        QCOMPARE(desk.workspace->windows().size(), std::size_t(1));
        QTRY_VERIFY(desk.workspace->canUndo());
        desk.workspace->undo();
        QCOMPARE(desk.workspace->windows().size(), std::size_t(2));
        QVERIFY(!desk.workspace->windows().back()->charts().isEmpty());
        desk.main().close();
        QVERIFY(!desk.workspace->windows().back()->isVisible());
        Desk &again = open();
        QCOMPARE(again.workspace->windows().size(), std::size_t(2));
    }

    void aMiddleWindowComesBackToItsPlace()
    {
        Desk &desk = open();
        desk.workspace->openWindow().resize(840, 400);
        desk.workspace->openWindow().resize(860, 500);
        QTRY_VERIFY(desk.workspace->canUndo());
        desk.workspace->beginHere();
        const QString second = desk.workspace->windows()[1]->id();
        MainWindow *third = desk.workspace->windows()[2].get();
        desk.workspace->windows()[1]->close();
        QTRY_VERIFY(desk.workspace->canUndo());
        desk.workspace->undo();
        QCOMPARE(desk.workspace->windows().size(), std::size_t(3));
        QCOMPARE(desk.workspace->windows()[1]->id(), second);
        QCOMPARE(desk.workspace->windows()[1]->size(), QSize(840, 400));
        QCOMPARE(desk.workspace->windows()[2].get(), third); // that one stayed
    }

    void layoutsAreSavedRenamedAndDeletedByKeyboard()
    {
        Desk &desk = open();
        desk.panel("events").hide();
        desk.action("saveLayout")->trigger();
        QPointer<QDialog> dialog = desk.main().findChild<QDialog *>(u"nameDialog"_s);
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"Night watch"_s);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk.workspace->current(), u"Night watch"_s);
        QTRY_VERIFY(desk.action("layout-Night watch"));
        QVERIFY(desk.action("layout-Night watch")->isChecked());
        QApplication::setActiveWindow(&desk.main());
        QTest::keyClick(&desk.main(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(desk.workspace->current(), u"Network"_s);
        QVERIFY(!desk.action("deleteLayout")->isEnabled());
        QTest::keyClick(&desk.main(), Qt::Key_5, Qt::AltModifier);
        QCOMPARE(desk.workspace->current(), u"Night watch"_s);
        QVERIFY(!desk.panel("events").toggleViewAction()->isChecked());

        // Changed, and back as it was saved.
        desk.panel("events").show();
        desk.action("resetLayout")->trigger();
        QVERIFY(!desk.panel("events").toggleViewAction()->isChecked());

        desk.action("renameLayout")->trigger();
        dialog = desk.main().findChild<QDialog *>(u"nameDialog"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"Day"_s);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(desk.workspace->layouts().own(), QStringList{u"Day"_s});
        QTRY_VERIFY(desk.action("layout-Day"));
        desk.action("deleteLayout")->trigger();
        auto *box = desk.main().findChild<QMessageBox *>(u"deleteLayoutBox"_s);
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_Return); // Cancel is what Return does
        QCOMPARE(desk.workspace->layouts().own(), QStringList{u"Day"_s});
        QTRY_VERIFY(!desk.main().findChild<QMessageBox *>(u"deleteLayoutBox"_s));
        desk.action("deleteLayout")->trigger();
        box = desk.main().findChild<QMessageBox *>(u"deleteLayoutBox"_s);
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(desk.workspace->layouts().own().isEmpty());
        QTRY_VERIFY(!desk.action("layout-Day"));
    }

    void aWindowStandsOnItsMonitorOrTheNearest()
    {
        const QRect left(0, 0, 1920, 1080);
        const QRect right(1920, 0, 2560, 1440);
        const WindowPlace place{{2000, 100, 1600, 1000}, u"HDMI-1"_s, right};
        QCOMPARE(place.on({{u"eDP-1"_s, left}, {u"HDMI-1"_s, right}}), place.frame);
        // The same monitor stands elsewhere now.
        QCOMPARE(place.on({{u"HDMI-1"_s, {0, 0, 2560, 1440}}}), QRect(80, 100, 1600, 1000));
        // It is gone: the nearest, and the window as a whole on it.
        const QRect far(-4000, 0, 1920, 1080);
        const QRect moved = place.on({{u"DP-9"_s, far}, {u"eDP-1"_s, left}});
        QVERIFY(left.contains(moved));
        QCOMPARE(moved.size(), QSize(1600, 1000));
        const QRect small(0, 0, 1280, 720);
        QCOMPARE(place.on({{u"eDP-1"_s, small}}), small);
        QVERIFY(!WindowPlace::fromJson({}).apply(*std::make_unique<QWidget>()));
        const WindowPlace same = WindowPlace::fromJson(place.toJson());
        QCOMPARE(same.frame, place.frame);
        QCOMPARE(same.monitor, place.monitor);
        QCOMPARE(same.monitorArea, place.monitorArea);
    }
};

DESK_GUI_TEST(TstWorkspace)
#include "tst_workspace.moc"
