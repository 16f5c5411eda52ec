// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/besidelive.h"
#include "tests/support/testprogram.h"

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using besidelive::LiveWorld;

// Causes of gaps, marks of operators and copies of panels, in a window with live and a recording.
class TstMarksAndGaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkThatWentDownIsTheCauseOfItsOwnHolesOnly()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.resize(1600, 1000);
        window.show();
        world.chart(world.feed, window.charts());
        window.openFile(world.sessionPath());
        auto *charts = qobject_cast<ChartsPanel *>(window.sourcePanel(u"charts-2"_s)->replay());
        QTRY_VERIFY(!charts->charts()[2]->content().isEmpty());
        const auto wordsAt = [](ChartView &chart, Timestamp time) {
            chart.refresh();
            return chart.content().holeWords(time);
        };
        QVERIFY(world.seek(479));
        ChartView &link = *charts->charts()[0];
        ChartView &bus = *charts->charts()[2];
        QTRY_COMPARE(wordsAt(link, passrecording::begin + 145s), u"link down 09:02:10Z – 09:02:40Z"_s);
        QCOMPARE(wordsAt(bus, passrecording::begin + 145s), QString());
        // One chart with both: it is said whose.
        const SeriesCatalogue &names = charts->charts()[0]->content().feed().catalogue();
        QVERIFY(link.addSeries(names.find(names.findEntity("sat-0412", ""), "battery_pct")));
        QTRY_VERIFY(
            wordsAt(link, passrecording::begin + 145s).endsWith(u": link down 09:02:10Z – 09:02:40Z"_s));
        // While it went on nothing was known before it was noticed.
        QVERIFY(world.seek(138));
        QTRY_VERIFY(link.content().newest() < passrecording::begin + 139s);
        QTRY_VERIFY(
            wordsAt(link, passrecording::begin + 136s).endsWith(u"cause unknown 09:02:10Z – 09:02:18Z"_s));
        QVERIFY(world.seek(150));
        QTRY_VERIFY(
            wordsAt(link, passrecording::begin + 136s).endsWith(u"link down 09:02:10Z – 09:02:30Z"_s));
        // Live: everything is missing, and the link is the cause for its own series.
        const Timestamp now = world.clock.now();
        world.live.gapLog.add(
            {linkSubject("gs-tokyo", "sat-0412"), now - 279s, now - 219s, 1, 0, "out_of_contact"});
        ChartView &liveLink = *window.charts().charts()[0];
        ChartView &liveBus = *window.charts().charts()[2];
        QTRY_COMPARE(wordsAt(liveLink, now - 250s), u"out of contact 13:58:28Z – 13:59:28Z"_s);
        QCOMPARE(wordsAt(liveBus, now - 250s), u"cause unknown 13:58:28Z – 13:59:28Z"_s);
    }

    void aMarkIsSetInWhatIsRecordedAndNowhereElse()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.addMark(world.clock.now(), u"nothing is recorded"_s);
        QVERIFY(window.notice().text().contains(u"nothing is recorded here"_s));
        QVERIFY(world.live.notes.empty());

        LiveWorld own(true, true);
        MainWindow &recorded = *own.window;
        recorded.show();
        // What the file knew before this window: marks and causes.
        QTRY_COMPARE(recorded.liveMarks().marks().size(), std::size_t(2));
        const auto *watcher = recorded.findChild<GapWatcher *>();
        QCOMPARE(watcher->record().gaps().size(), std::size_t(4));
        QVERIFY(watcher->record().find({passrecording::begin + 131s, passrecording::begin + 159s},
                                       own.clock.now(), linkSubject("sat-0412", "gs-tokyo")));
        recorded.addMark(own.clock.now() - 5s, u"live"_s);
        QCOMPARE(own.live.notes.size(), std::size_t(1));
        QCOMPARE(own.live.notes[0].begin, own.clock.now() - 5s);
        QCOMPARE(own.live.notes[0].written, own.clock.now());
        QCOMPARE(recorded.liveMarks().marks().size(), std::size_t(3));
        // In a replay of the file that is being recorded.
        recorded.openFile(own.sessionPath());
        QTRY_COMPARE(recorded.replayConductor()->strip().overview().marks.size(), std::size_t(2));
        recorded.addMark(passrecording::begin + 200s, u"in replay"_s);
        QCOMPARE(own.live.notes.size(), std::size_t(2));
        QCOMPARE(recorded.replayConductor()->strip().overview().marks.size(), std::size_t(3));
        QCOMPARE(recorded.replayConductor()->strip().overview().marks[1].text, std::string("in replay"));
        // A finished one is only read.
        const QString other = own.folder.filePath(u"other.desk"_s);
        QVERIFY(QFile::copy(own.sessionPath(), other));
        recorded.openFile(other);
        QVERIFY(recorded.recording());
        recorded.addMark(passrecording::begin + 210s, u"not here"_s);
        QVERIFY(recorded.notice().text().contains(u"other.desk is only read"_s));
        QCOMPARE(own.live.notes.size(), std::size_t(2));
    }

    void theWordsOfAMarkAreAskedForAndNothingElseIsBlocked()
    {
        LiveWorld world(true, true);
        MainWindow &window = *world.window;
        window.show();
        world.conductor.setCursor(world.clock.now() - 20s);
        window.findChild<QAction *>(u"addMark"_s)->trigger();
        auto *dialog = window.findChild<QDialog *>(u"markDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        auto *text = dialog->findChild<QLineEdit *>();
        QTest::keyClick(text, Qt::Key_Return); // without words there is no mark
        QVERIFY(dialog->isVisible());
        world.conductor.setCursor(std::nullopt); // the mark is where it was asked for
        QTest::keyClicks(text, u"  antenna moved "_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY(!window.findChild<QDialog *>(u"markDialog"_s));
        QCOMPARE(world.live.notes.size(), std::size_t(1));
        QCOMPARE(world.live.notes[0].text, std::string("antenna moved"));
        QCOMPARE(world.live.notes[0].begin, world.clock.now() - 20s);
    }

    void keysGoFromMarkToMark()
    {
        LiveWorld world;
        MainWindow &window = *world.window;
        window.show();
        window.openFile(world.sessionPath());
        const auto headIsAt = [&](int second) {
            return QTest::qWaitFor(
                [&] {
                    return window.recording()->time().now() ==
                           passrecording::begin + std::chrono::seconds{second};
                },
                5000);
        };
        QTRY_COMPARE(window.replayConductor()->strip().overview().marks.size(), std::size_t(2));
        window.jumpToMark(true);
        QVERIFY(headIsAt(120));
        window.jumpToMark(true);
        QVERIFY(headIsAt(330));
        window.jumpToMark(true);
        QVERIFY(window.notice().text().contains(u"no later mark"_s));
        QVERIFY(headIsAt(330));
        window.jumpToMark(false);
        QVERIFY(headIsAt(120));
        QCOMPARE(window.recording()->view().conductor.cursor(), std::optional(passrecording::begin + 120s));
        // The menu lists them.
        auto *menu = window.findChild<QMenu *>(u"marksMenu"_s);
        QVERIFY(menu);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 6);
        QVERIFY(menu->actions().back()->text().contains(u"handed over && <b>checked</b>"_s));
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 6);
    }

    void copiesComeBackWithTheNextRecording()
    {
        LiveWorld world;
        {
            MainWindow &window = *world.window;
            window.showAsBefore({1600, 1000});
            world.chart(world.feed, window.charts());
            window.openFile(world.sessionPath());
            QVERIFY(window.addCopy(u"parameters"_s, false));
            QVERIFY(window.addCopy(u"events"_s, true));
            window.sourcePanel(u"events-2"_s)->panel().hide(); // not wanted any more
            window.close();
        }
        LiveWorld again; // of the same settings
        again.settings.setPanel(u"copies"_s, world.settings.panel(u"copies"_s));
        again.settings.setDocks(world.settings.docks());
        MainWindow &window = *again.window;
        window.showAsBefore({1600, 1000});
        QVERIFY(!window.sourcePanel(u"charts-2"_s)); // there is no recording yet
        window.openFile(again.sessionPath());
        QVERIFY(window.sourcePanel(u"charts-2"_s) && window.sourcePanel(u"charts-2"_s)->isReplay());
        QVERIFY(window.sourcePanel(u"parameters-2"_s) && !window.sourcePanel(u"parameters-2"_s)->isReplay());
        QVERIFY(!window.sourcePanel(u"events-2"_s));
        auto *charts = qobject_cast<ChartsPanel *>(window.sourcePanel(u"charts-2"_s)->replay());
        QTRY_VERIFY(!charts->charts()[0]->content().isEmpty()); // with what was on them
        // Settings of someone else: nothing that is not a copy of a panel.
        LiveWorld third;
        third.settings.setPanel(u"copies"_s,
                                {{u"version"_s, 1},
                                 {u"copies"_s, QJsonArray{QJsonObject{{u"name"_s, u"nothing-2"_s}},
                                                          QJsonObject{{u"name"_s, u"charts-x"_s}}, 5}}});
        const QStringList before = third.window->panelNames();
        third.window->openFile(third.sessionPath());
        QCOMPARE(third.window->panelNames(), before + QStringList{u"charts-2"_s});
        QVERIFY(third.window->sourcePanel(u"charts-2"_s)->isReplay());
    }
};

DESK_GUI_TEST(TstMarksAndGaps)
#include "tst_marksandgaps.moc"
