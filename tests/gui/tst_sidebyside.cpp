// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/besidelive.h"
#include "tests/support/testprogram.h"

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using besidelive::LiveWorld;

// Live and a recording in one window.
class TstSideBySide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordingOpensBesideTheLiveSource()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.resize(1600, 1000);
        window.show();
        world.chart(world.feed, window.charts());
        QCOMPARE(window.windowTitle(), u"Constellation Desk"_s);
        window.openFile(world.sessionPath());
        QVERIFY2(window.recording(), qPrintable(window.notice().text()));
        QCOMPARE(window.windowTitle(), u"LIVE + REPLAY pass-4711.desk - Constellation Desk"_s);
        const SourcePanel *copy = window.sourcePanel(u"charts-2"_s);
        QVERIFY(copy && copy->isReplay());
        QCOMPARE(copy->panel().mark(), Panel::Mark::replay);
        QCOMPARE(window.sourcePanel(u"charts"_s)->panel().mark(), Panel::Mark::live);
        // The same series, as soon as the recording has named them; the first sample is shown at its
        // beginning.
        auto *charts = qobject_cast<ChartsPanel *>(copy->replay());
        QVERIFY(charts);
        QTRY_VERIFY(!charts->charts()[0]->content().isEmpty());
        QCOMPARE(charts->charts()[0]->content().traces()[0].name(),
                 window.charts().charts()[0]->content().traces()[0].name());
        QTRY_COMPARE(copy->panel().findChild<QToolButton *>(u"sourceMark"_s)->text().section(u' ', 1),
                     u"2026-324T09:00:00Z"_s);
        // The conductor is that of the replay, with what there is in it.
        QVERIFY(window.replayConductor()->isVisible());
        QVERIFY(!window.timeConductor().isVisible());
        QTRY_COMPARE(window.replayConductor()->strip().overview().gaps.size(), std::size_t(3));
        // Live goes on as it was.
        QCOMPARE(world.conductor.mode(), TimeMode::live);
        QVERIFY(!window.status().findChild<QLabel *>(u"clock"_s)->text().contains(u"REPLAY"_s));
    }

    void eachPanelIsSwitchedByItselfAndTheHiddenSideSleeps()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.openFile(world.sessionPath());
        QVERIFY(window.recording());
        for (const QString &name : window.panelNames()) {
            SourcePanel &source = *window.sourcePanel(name);
            source.showReplay(true);
            QVERIFY2(source.isReplay(), qPrintable(name));
            QCOMPARE(source.panel().mark(), Panel::Mark::replay);
            if (source.live())
                QVERIFY2(!source.live()->isVisible(), qPrintable(name));
            source.showReplay(false);
            QCOMPARE(source.panel().mark(), Panel::Mark::live);
            QVERIFY2(!source.replay()->isVisible(), qPrintable(name));
        }
    }

    void aWindowThatShowsReplayOnlySaysSoEverywhere()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.openFile(world.sessionPath());
        QVERIFY(window.recording());
        window.showReplay(true);
        QCOMPARE(window.windowTitle(), u"REPLAY pass-4711.desk - Constellation Desk"_s);
        const auto *clock = window.status().findChild<QLabel *>(u"clock"_s);
        QTRY_COMPARE(clock->text(), u"REPLAY 2026-324 T 09:00:00 Z"_s);
        QCOMPARE(clock->property("source").toString(), u"replay"_s);
        // The live side is one press away.
        auto *live = window.status().findChild<QToolButton *>(u"liveTime"_s);
        QVERIFY(live->isVisible());
        QCOMPARE(live->text(), u"LIVE 14:03:07Z"_s);
        live->click();
        QVERIFY(!window.sourcePanel(u"events"_s)->isReplay());
        QCOMPARE(window.windowTitle(), u"LIVE + REPLAY pass-4711.desk - Constellation Desk"_s);
        QVERIFY(!live->isVisible());
        QVERIFY(!clock->text().contains(u"REPLAY"_s));
    }

    void closingPutsEverythingBackToLive()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        const QStringList before = window.panelNames();
        window.openFile(world.sessionPath());
        window.showReplay(true);
        window.closeRecording();
        QVERIFY(!window.recording());
        QCOMPARE(window.panelNames(), before);
        for (const QString &name : before) {
            const SourcePanel &source = *window.sourcePanel(name);
            QVERIFY(!source.isReplay() && !source.replay());
            QCOMPARE(source.panel().mark(), Panel::Mark::none);
        }
        QVERIFY(window.timeConductor().isVisible());
        QCOMPARE(world.conductor.mode(), TimeMode::live);
        QCOMPARE(window.windowTitle(), u"Constellation Desk"_s);
        QVERIFY(!window.status().findChild<QLabel *>(u"clock"_s)->text().contains(u"REPLAY"_s));
        window.openFile(world.sessionPath()); // and again
        QVERIFY(window.recording());
    }

    void modesOfTheConductorChooseWhichTimeItDrives()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        auto *replay = window.timeConductor().findChild<QToolButton *>(u"timeReplay"_s);
        QVERIFY(!replay->isEnabled());
        window.openFile(world.sessionPath());
        TimeConductorBar &other = *window.replayConductor();
        QVERIFY(other.isVisible());
        other.findChild<QToolButton *>(u"timeLive"_s)->click();
        QVERIFY(window.timeConductor().isVisible());
        QVERIFY(replay->isEnabled());
        replay->click();
        QVERIFY(other.isVisible());
        // Neither base has taken the other's mode.
        QCOMPARE(world.conductor.mode(), TimeMode::live);
        QCOMPARE(window.recording()->view().conductor.mode(), TimeMode::replay);
    }

    void cursorAndSelectionAreLinked()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        const SeriesCatalogue &names = world.feed.catalogue();
        const EntityId satellite = names.findEntity("sat-0412");
        world.selection.select(satellite);
        window.show();
        window.openFile(world.sessionPath());
        const SourceView &replay = window.recording()->view();
        QTRY_VERIFY(replay.selection.selected() != noEntity);
        QCOMPARE(replay.feed.catalogue()
                     .node(replay.feed.catalogue().entity(replay.selection.selected()).node)
                     .name,
                 std::string("sat-0412"));
        world.conductor.setCursor(world.clock.now() - 10s);
        QCOMPARE(replay.conductor.cursor(), std::optional(world.clock.now() - 10s));
        window.recording()->alignHeadWithNow();
        world.conductor.setCursor(world.clock.now() - 10s);
        QCOMPARE(replay.conductor.cursor(), std::optional(passrecording::begin - 10s));
    }

    void holesHaveTheirCauseInReplayAndLive()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.resize(1600, 1000);
        window.show();
        world.chart(world.feed, window.charts());
        // Live: a link was down while nothing came.
        world.live.log.report(world.clock.now() - 280s, Severity::warning, EventCode::linkDown, "uplink",
                              "reset");
        world.live.log.report(world.clock.now() - 219s, Severity::nominal, EventCode::linkUp, "uplink");
        window.openFile(world.sessionPath());
        auto *charts = qobject_cast<ChartsPanel *>(window.sourcePanel(u"charts-2"_s)->replay());
        QTRY_VERIFY(!charts->charts()[0]->content().isEmpty());
        ChartView &recorded = *charts->charts()[0];
        const auto wordsAt = [](ChartView &chart, Timestamp time) {
            chart.refresh();
            return chart.content().holeWords(time);
        };
        QVERIFY(world.seek(479));
        QTRY_COMPARE(wordsAt(recorded, passrecording::begin + 80s), u"link down 09:01:00Z – 09:01:40Z"_s);
        QCOMPARE(wordsAt(recorded, passrecording::begin + 250s), u"recorder off 09:03:40Z – 09:05:00Z"_s);
        QCOMPARE(wordsAt(recorded, passrecording::begin + 378s),
                 u"receiver too slow 09:06:10Z – 09:06:26Z"_s);
        QCOMPARE(wordsAt(recorded, passrecording::begin + 30s), QString());
        ChartView &live = *window.charts().charts()[0];
        QTRY_COMPARE(wordsAt(live, world.clock.now() - 250s), u"link down 13:58:28Z – 13:59:28Z"_s);
        // Nothing from the future: while the recorder was off, nobody knew why.
        QVERIFY(world.seek(250));
        QTRY_VERIFY(recorded.content().newest() < passrecording::begin + 251s);
        QTRY_VERIFY(wordsAt(recorded, passrecording::begin + 240s).startsWith(u"cause unknown"_s));
    }

    void aFileDroppedOntoTheWindowIsOpened()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(world.sessionPath())});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
        QVERIFY(window.recording());
        QMimeData text;
        text.setText(u"not a file"_s);
        QDragEnterEvent other(QPoint(200, 200), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        other.ignore();
        QApplication::sendEvent(&window, &other);
        QVERIFY(!other.isAccepted());
    }

    void aFileOfAnotherFormatIsImportedFirst()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        QFile csv(world.folder.filePath(u"bench.csv"_s));
        QVERIFY(csv.open(QFile::WriteOnly));
        csv.write("time,node,temperature_c\n");
        for (int second = 0; second < 60; ++second)
            csv.write(u"2026-11-20T09:00:%1Z,probe-1,%2\n"_s.arg(second, 2, 10, QChar(u'0'))
                          .arg(20 + second)
                          .toUtf8());
        csv.close();
        window.openFile(csv.fileName());
        QTRY_VERIFY2(window.recording(), qPrintable(window.notice().text()));
        QCOMPARE(window.recording()->name(), u"bench.csv"_s);
        QTRY_VERIFY(window.recording()->view().feed.catalogue().findEntity("probe-1") != noEntity);
        QTRY_COMPARE(window.recording()->overview().bounds.start, passrecording::begin);
    }

    void whatCannotBeOpenedIsNamed()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.openFile(u"/tmp/holiday.jpg"_s);
        QVERIFY(window.notice().isVisible());
        QVERIFY2(window.notice().text().contains(u"holiday.jpg"_s) &&
                     window.notice().text().contains(u".mcap"_s),
                 qPrintable(window.notice().text()));
        window.notice().findChild<QToolButton *>(u"noticeClose"_s)->click();
        QVERIFY(!window.notice().isVisible());
        QFile broken(world.folder.filePath(u"broken.desk"_s));
        QVERIFY(broken.open(QFile::WriteOnly));
        broken.write("this is no database");
        broken.close();
        window.openFile(broken.fileName());
        QVERIFY(!window.recording());
        QVERIFY2(window.notice().text().contains(u"broken.desk"_s), qPrintable(window.notice().text()));
        QFile empty(world.folder.filePath(u"empty.csv"_s));
        QVERIFY(empty.open(QFile::WriteOnly));
        empty.close();
        window.openFile(empty.fileName());
        QTRY_VERIFY2(window.notice().text().contains(u"empty.csv"_s), qPrintable(window.notice().text()));
        QVERIFY(!window.recording());
        // What is open stays open when another cannot be.
        window.openFile(world.sessionPath());
        QVERIFY(window.recording());
        window.openFile(broken.fileName());
        QVERIFY(window.recording());
        QCOMPARE(window.recording()->name(), u"pass-4711.desk"_s);
    }

    void withoutALiveSourceTheWholeWindowIsReplay()
    {
        LiveWorld world(false);
        MainWindow &window = *world.window;
        window.show();
        window.openFile(world.sessionPath());
        QVERIFY(window.recording());
        QCOMPARE(window.windowTitle(), u"REPLAY pass-4711.desk - Constellation Desk"_s);
        for (const QString &name : window.panelNames())
            QVERIFY2(window.sourcePanel(name)->isReplay(), qPrintable(name));
        QVERIFY(!window.status().findChild<QToolButton *>(u"liveTime"_s)->isVisible());
        QVERIFY(!window.replayConductor()->findChild<QToolButton *>(u"timeLive"_s)->isEnabled());
    }

    void anImportThatIsCancelledLeavesTheWindowAsItWas()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        QFile csv(world.folder.filePath(u"long.csv"_s));
        QVERIFY(csv.open(QFile::WriteOnly));
        csv.write("time,node,temperature_c\n");
        for (int row = 0; row < 200'000; ++row)
            csv.write(u"%1,probe-1,20\n"_s.arg(1'795'269'787 + row).toUtf8());
        csv.close();
        window.openFile(csv.fileName());
        QVERIFY(window.notice().isVisible());
        QVERIFY(window.notice().text().contains(u"long.csv"_s));
        QSignalSpy cancelled(&window.notice(), &NoticeBar::cancelled);
        window.notice().findChild<QToolButton *>(u"noticeClose"_s)->click();
        QCOMPARE(cancelled.size(), 1);
        QTRY_VERIFY(!window.findChild<RecordingImport *>());
        QVERIFY(!window.recording());
        QVERIFY(!window.notice().isVisible());
    }

    void theMarkLeavesTheTitleItsRoom()
    {
        Theme theme;
        Panel panel(theme, u"inspector"_s, new QLabel);
        panel.setTitle(u"Inspector"_s);
        panel.setMark(Panel::Mark::replay);
        panel.setStamp(u"2026-324T09:00:00Z"_s);
        const auto *mark = panel.findChild<QToolButton *>(u"sourceMark"_s);
        panel.resize(600, 200);
        panel.show();
        QCOMPARE(mark->text(), u"REPLAY 2026-324T09:00:00Z"_s);
        panel.resize(200, 200);
        QCOMPARE(mark->text(), u"REPLAY"_s);
        QVERIFY(mark->toolTip().contains(u"2026-324T09:00:00Z"_s));
        QVERIFY(panel.width() == 200);
        panel.setMark(Panel::Mark::none);
        QVERIFY(!mark->isVisible());
    }

    void whatIsThereIsReachedByKeyboardAndNamed()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.openFile(world.sessionPath());
        const Panel &panel = window.sourcePanel(u"topology"_s)->panel();
        const auto *mark = panel.findChild<QToolButton *>(u"sourceMark"_s);
        QVERIFY(mark->focusPolicy() & Qt::TabFocus);
        QVERIFY(!mark->accessibleName().isEmpty());
        QMenu &menu = window.sourcePanel(u"topology"_s)->panel().markMenu();
        Q_EMIT menu.aboutToShow();
        QCOMPARE(menu.actions().size(), 4);
        menu.actions()[1]->trigger();
        QVERIFY(window.sourcePanel(u"topology"_s)->isReplay());
        Q_EMIT menu.aboutToShow();
        menu.actions()[3]->trigger(); // a copy in LIVE
        QVERIFY(window.sourcePanel(u"topology-2"_s));
        QVERIFY(!window.sourcePanel(u"topology-2"_s)->isReplay());
        QVERIFY(window.sourcePanel(u"topology-2"_s)->panel().isVisible());
    }

    // For people to look at, in the folder that DESK_PICTURES names.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("DESK_PICTURES");
        if (folder.isEmpty())
            QSKIP("DESK_PICTURES names no folder");
        QDir().mkpath(folder);
        struct Shot
        {
            const char *name;
            ThemeVariant theme;
            bool german;
            QSize size;
        };
        for (const Shot &shot : {Shot{"dark-en-1600", ThemeVariant::dark, false, {1600, 1000}},
                                 Shot{"light-de-1600", ThemeVariant::light, true, {1600, 1000}},
                                 Shot{"contrast-en-1024", ThemeVariant::highContrastDark, false, {1024, 700}},
                                 Shot{"dark-de-1024", ThemeVariant::dark, true, {1024, 700}}}) {
            QTranslator german;
            if (shot.german) {
                QVERIFY(german.load(u":/i18n/desk_de.qm"_s));
                QApplication::installTranslator(&german);
            }
            LiveWorld world(true, true);
            world.theme.setVariant(shot.theme);
            world.theme.applyTo(*qApp);
            MainWindow &window = *world.window;
            window.showAsBefore(shot.size);
            world.conductor.setSpan(10min);
            world.selection.select(world.feed.catalogue().findEntity("sat-0412"));
            world.chart(world.feed, window.charts());
            world.live.log.report(world.clock.now() - 280s, Severity::warning, EventCode::linkDown, "uplink",
                                  "reset");
            world.live.log.report(world.clock.now() - 219s, Severity::nominal, EventCode::linkUp, "uplink");
            window.openFile(world.sessionPath());
            QVERIFY(window.recording());
            QVERIFY(world.seek(470));
            QTest::qWait(900);
            auto *replayed = qobject_cast<ChartsPanel *>(window.sourcePanel(u"charts-2"_s)->replay());
            const SeriesCatalogue &names = window.recording()->view().feed.catalogue();
            replayed->addSeries(names.find(names.findEntity("sat-0412", ""), "battery_pct"), 0);
            QTest::qWait(200);
            const auto save = [&](const char *what) {
                window.grab().save(
                    u"%1/%2-%3.png"_s.arg(folder, QLatin1String(what), QLatin1String(shot.name)));
            };
            save("beside");
            window.recording()->alignHeadWithNow();
            window.recording()->view().conductor.setCursor(passrecording::begin + 260s);
            QTest::qWait(200);
            save("cursor");
            window.showReplay(true);
            QTest::qWait(600);
            save("replay");
            window.openFile(u"/tmp/holiday.jpg"_s);
            QTest::qWait(100);
            save("notice");
            window.findChild<QAction *>(u"addMark"_s)->trigger();
            auto *dialog = window.findChild<QDialog *>(u"markDialog"_s);
            QVERIFY(dialog);
            QTest::qWait(100);
            dialog->grab().save(u"%1/mark-%2.png"_s.arg(folder, QLatin1String(shot.name)));
            window.close();
        }
    }
};

DESK_GUI_TEST(TstSideBySide)
#include "tst_sidebyside.moc"
