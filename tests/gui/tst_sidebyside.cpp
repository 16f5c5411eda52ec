// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gapwatcher.h"
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "app/recordingimport.h"
#include "app/recordingview.h"
#include "app/sessionopener.h"
#include "app/statusstrip.h"
#include "models/telemetry/gapsubject.h"
#include "tests/gui/passrecording.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A live source by hand: the same fleet as in the recording, a day later.
class LiveSource final : public TelemetrySource
{
public:
    DisplayQueue &displayQueue() override { return queue; }
    const SeriesDictionary &dictionary() const override { return names; }
    EventLog &events() override { return log; }
    TopologySnapshotPtr topology() const override { return {}; }
    Counters counters() const override { return {}; }
    DataLinkStatus serverStatus() const override
    {
        DataLinkStatus status;
        status.name = "HTTP 127.0.0.1:8000";
        status.address = "http://127.0.0.1:8000";
        return status;
    }

    const GapLog *gaps() const override { return &gapLog; }
    std::filesystem::path recording() const override { return file; }
    Result<void> addNote(SessionNote note) override
    {
        notes.push_back(std::move(note));
        return {};
    }

    DisplayQueue queue;
    SeriesDictionary names;
    EventLog log;
    GapLog gapLog;
    std::filesystem::path file; // that is recorded; empty = none
    std::vector<SessionNote> notes;
};

struct World
{
    SimulatedTimeService clock{*parseTimestamp("2026-11-21T14:03:07Z")};
    SystemTimeService steady;
    LiveSource live;
    ParameterFeed feed{{live.queue, live.names, [] { return TopologySnapshotPtr(); }}, clock, {}};
    TimeConductor conductor{clock};
    FleetSelection selection;
    Theme theme;
    QTemporaryDir folder;
    WindowSettings settings{folder.path().toStdString()};
    Configuration configuration;
    std::unique_ptr<MainWindow> window;

    // ownSession: what is recorded is the session that session() writes.
    explicit World(bool withSource = true, bool ownSession = false)
    {
        if (ownSession)
            live.file = session();
        window = std::make_unique<MainWindow>(
            MainWindow::Parts{feed,
                              conductor,
                              selection,
                              live.log,
                              theme,
                              settings,
                              withSource ? &live : nullptr,
                              [] { return std::vector<DataLinkStatus>(); },
                              [](const QString &) {},
                              u"en"_s,
                              [this](const std::filesystem::path &file) {
                                  return openSessionFile(file, configuration, steady);
                              },
                              {},
                              [this](SessionNote note) { return live.addNote(std::move(note)); }});
        for (int second = 0; second < passrecording::seconds; ++second) {
            if (second > 200 && second < 260)
                continue;
            auto batch = std::make_shared<SampleBatch>();
            const Timestamp at = clock.now() - std::chrono::seconds{passrecording::seconds - 1 - second};
            passrecording::addPoints(live.names, *batch, at, second);
            batch->reception = at;
            live.queue.push(batch);
        }
        live.names.publish();
        feed.drain();
    }

    std::filesystem::path session()
    {
        const QString path = folder.filePath(u"pass-4711.desk"_s);
        if (!QFile::exists(path)) {
            const auto written = passrecording::write(path.toStdString());
            if (!written)
                qFatal("%s", written.error().message.c_str());
        }
        return path.toStdString();
    }
    QString sessionPath() { return QString::fromStdString(session().string()); }

    void chart(ParameterFeed &of, ChartsPanel &charts) const
    {
        const SeriesCatalogue &names = of.catalogue();
        int chart = 0;
        for (const auto &[dst, metric] :
             {std::pair{"gs-tokyo", "snr_db"}, std::pair{"gs-tokyo", "latency_ms"},
              std::pair{"", "temperature_c"}, std::pair{"", "battery_pct"}})
            charts.addSeries(names.find(names.findEntity("sat-0412", dst), metric), chart++);
    }
    // The play head at a second of the recording, and all of it in the window.
    bool seek(int second)
    {
        const Timestamp head = passrecording::begin + std::chrono::seconds{second};
        window->recording()->control().seek(head);
        return QTest::qWaitFor(
            [&] {
                window->recording()->view().feed.time().now();
                return window->recording()->time().now() == head;
            },
            5000);
    }
};

} // namespace

// Live and a recording in one window.
class TstSideBySide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordingOpensBesideTheLiveSource()
    {
        World world;
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
        World world;
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
        World world;
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
        World world;
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
        World world;
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
        World world;
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
        World world;
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

    void aLinkThatWentDownIsTheCauseOfItsOwnHolesOnly()
    {
        World world;
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
        World world;
        MainWindow &window = *world.window;
        window.show();
        window.addMark(world.clock.now(), u"nothing is recorded"_s);
        QVERIFY(window.notice().text().contains(u"nothing is recorded here"_s));
        QVERIFY(world.live.notes.empty());

        World own(true, true);
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
        World world(true, true);
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
        World world;
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
        World world;
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
        World again; // of the same settings
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
        World third;
        third.settings.setPanel(u"copies"_s,
                                {{u"version"_s, 1},
                                 {u"copies"_s, QJsonArray{QJsonObject{{u"name"_s, u"nothing-2"_s}},
                                                          QJsonObject{{u"name"_s, u"charts-x"_s}}, 5}}});
        const QStringList before = third.window->panelNames();
        third.window->openFile(third.sessionPath());
        QCOMPARE(third.window->panelNames(), before + QStringList{u"charts-2"_s});
        QVERIFY(third.window->sourcePanel(u"charts-2"_s)->isReplay());
    }

    void aFileDroppedOntoTheWindowIsOpened()
    {
        World world;
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
        World world;
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
        World world;
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
        World world(false);
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
        World world;
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
        World world;
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
            World world(true, true);
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

QTEST_MAIN(TstSideBySide)
#include "tst_sidebyside.moc"
