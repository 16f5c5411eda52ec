// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/windowsettings.h"
#include "tests/gui/fakereplay.h"
#include "tests/gui/recordedhour.h"
#include "tests/support/testprogram.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace desk;
using namespace recordedhour;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstTimeConductorBar : public QObject
{
    Q_OBJECT

    SimulatedTimeService m_time{now};
    Theme m_theme;
    std::unique_ptr<TimeConductor> m_conductor;
    std::unique_ptr<FakeReplay> m_replay;
    std::unique_ptr<FakeReplayTime> m_replayTime;
    std::unique_ptr<TimeConductorBar> m_bar;

    template <class T = QToolButton>
    T *find(const QString &name) const
    {
        return m_bar->findChild<T *>(name);
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&m_bar->strip(), Qt::Key(key), modifiers);
    }

    void openReplay()
    {
        m_conductor->setReplayTime(m_replayTime.get());
        m_bar->setControl(m_replay.get());
        m_bar->setOverview(overview());
        find(u"timeReplay"_s)->click();
        m_replay->calls.clear();
    }

    // The popup, as if it had been opened by its button.
    TimeRangeEntry &entry()
    {
        find(u"timeRange"_s)->click();
        return m_bar->entry();
    }

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }

    void init()
    {
        m_conductor = std::make_unique<TimeConductor>(m_time);
        m_replay = std::make_unique<FakeReplay>(session);
        m_replayTime = std::make_unique<FakeReplayTime>(*m_replay);
        m_bar = std::make_unique<TimeConductorBar>(*m_conductor, m_theme);
        m_bar->resize(1600, m_bar->sizeHint().height());
        m_bar->show();
        m_bar->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
        m_bar->strip().setFocus();
    }

    void cleanup()
    {
        m_bar.reset();
        m_conductor.reset();
    }

    void beginsLiveAndSaysSo()
    {
        QVERIFY(find(u"timeLive"_s)->isChecked());
        QCOMPARE(find(u"timeRange"_s)->text(), u"−15 min … now"_s);
        QCOMPARE(find(u"timeSpan"_s)->text(), u"15 min"_s);
        QVERIFY(!find(u"timeReplay"_s)->isEnabled());
        QVERIFY(find(u"timeReplay"_s)->toolTip().contains(u"no recording is open"_s));
        QVERIFY(!find(u"replayLoop"_s)->isVisible());
    }

    void withoutARecordingItSaysWhatBelongsHere()
    {
        const QImage empty = m_bar->strip().grab().toImage();
        m_bar->setOverview(overview());
        QVERIFY(m_bar->strip().grab().toImage() != empty);
        m_bar->setOverview({});
        QCOMPARE(m_bar->strip().grab().toImage().size(), empty.size());
        QTest::mouseClick(&m_bar->strip(), Qt::LeftButton, {}, {50, 10}); // there is nothing to go to
        QVERIFY(m_conductor->mode() == TimeMode::live);
    }

    void holdsAndFollowsWithSpace()
    {
        press(Qt::Key_Space);
        QVERIFY(m_conductor->isPaused());
        QCOMPARE(find(u"timeLive"_s)->text(), u"HELD"_s);
        QCOMPARE(find(u"timeRange"_s)->text(), u"−15 min … 14:03:07Z"_s);
        press(Qt::Key_Space);
        QVERIFY(!m_conductor->isPaused());
        find(u"timePlay"_s)->click();
        QVERIFY(m_conductor->isPaused());
        find(u"timeLive"_s)->click(); // lets it go, too
        QVERIFY(!m_conductor->isPaused());
    }

    void spansAreChosenFromTheMenu()
    {
        const auto actions = find(u"timeSpan"_s)->menu()->actions();
        QStringList texts;
        for (const QAction *action : actions)
            texts << action->text();
        QCOMPARE(texts, (QStringList{u"1 min"_s, u"5 min"_s, u"15 min"_s, u"1 h"_s, u"6 h"_s, u"24 h"_s,
                                     u"All there is"_s}));
        actions[4]->trigger();
        QVERIFY(m_conductor->span() == 6h);
        QVERIFY(actions[4]->isChecked());
        QVERIFY(!actions[6]->isEnabled());
        m_bar->setOverview(overview());
        QVERIFY(actions[6]->isEnabled());
        actions[6]->trigger();
        QVERIFY(m_conductor->bounds().start == begin);
        QCOMPARE(find(u"timeSpan"_s)->text(), u"All"_s);
    }

    void fixedBoundsStandAndTheArrowsMoveThem()
    {
        find(u"timeFixed"_s)->click();
        QVERIFY(m_conductor->mode() == TimeMode::fixed);
        QCOMPARE(find(u"timeRange"_s)->text(), u"2026-11-21T13:48:07Z … 14:03:07Z"_s);
        press(Qt::Key_Left);
        QVERIFY(m_conductor->bounds() == (TimeRange{now - 16min - 30s, now - 90s}));
        press(Qt::Key_Right);
        QVERIFY(m_conductor->bounds() == (TimeRange{now - 15min, now}));
        m_bar->setOverview(overview());
        press(Qt::Key_Home);
        QVERIFY(m_conductor->bounds() == (TimeRange{begin, begin + 15min}));
        press(Qt::Key_End);
        QVERIFY(m_conductor->bounds() == (TimeRange{begin + 45min, begin + 60min}));
        press(Qt::Key_Space);
        QVERIFY(m_conductor->mode() == TimeMode::live);
    }

    void aPastedStampIsTakenWhole()
    {
        TimeRangeEntry &popup = entry();
        auto *start = popup.findChild<QLineEdit *>(u"timeStart"_s);
        auto *end = popup.findChild<QLineEdit *>(u"timeEnd"_s);
        QCOMPARE(start->text(), u"2026-11-21T13:48:07Z"_s);
        QApplication::clipboard()->setText(u"  2026-324T09:10:00Z \n"_s);
        start->selectAll();
        QTest::keySequence(start, QKeySequence::Paste);
        QVERIFY(popup.findChild<QLabel *>(u"timeStartRead"_s)->text().contains(u"2026-11-20T09:10:00Z"_s));
        QVERIFY(popup.findChild<QLabel *>(u"timeStartRead"_s)->text().contains(u"2026-324T09:10:00Z"_s));
        end->setText(u"2026-11-20 10:20 +01:00"_s);
        QTest::keyClick(end, Qt::Key_Return);
        QVERIFY(!popup.isVisible());
        QVERIFY(m_conductor->mode() == TimeMode::fixed);
        QVERIFY(m_conductor->bounds() == (TimeRange{begin + 10min, begin + 20min}));
    }

    void aWrongTimeNamesThePlaceAndIsNotTaken()
    {
        TimeRangeEntry &popup = entry();
        auto *start = popup.findChild<QLineEdit *>(u"timeStart"_s);
        auto *read = popup.findChild<QLabel *>(u"timeStartRead"_s);
        start->setText(u"2026-11-21T14:o3"_s);
        QCOMPARE(read->text(), u"▲ Not understood at character 15"_s);
        QTest::keyClick(start, Qt::Key_Return);
        QVERIFY(popup.isVisible());
        QVERIFY(m_conductor->mode() == TimeMode::live);
        start->setText(u"\u00A0\u00A0x"_s); // counted in characters, not in bytes
        QCOMPARE(read->text(), u"▲ Not understood at character 3"_s);
        start->setText(u"2300-01-01"_s);
        QVERIFY(read->text().contains(u"1970 to 2261"_s));
        start->setText(u"now"_s);
        popup.findChild<QLineEdit *>(u"timeEnd"_s)->setText(u"-5m"_s);
        QVERIFY(popup.findChild<QLabel *>(u"timeEndRead"_s)->text().contains(u"Not later than the start"_s));
        popup.findChild<QPushButton *>(u"timeAccept"_s)->click();
        QVERIFY(popup.isVisible());
        QTest::keyClick(start, Qt::Key_Escape);
        QVERIFY(!popup.isVisible());
        QVERIFY(m_conductor->mode() == TimeMode::live);
    }

    void dayOfYearIsShownOnDemand()
    {
        find(u"timeFixed"_s)->click();
        TimeRangeEntry &popup = entry();
        popup.findChild<QCheckBox *>(u"timeDayOfYear"_s)->click();
        QCOMPARE(popup.findChild<QLineEdit *>(u"timeStart"_s)->text(), u"2026-325T13:48:07Z"_s);
        QCOMPARE(find(u"timeRange"_s)->text(), u"2026-325T13:48:07Z … 14:03:07Z"_s);
        popup.close();
    }

    void replayIsUnmistakable()
    {
        const auto coloured = [this] {
            const QImage image = m_bar->grab().toImage();
            int count = 0;
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, 0) == m_theme.color(Token::replay);
            return count;
        };
        QCOMPARE(coloured(), 0);
        openReplay();
        QVERIFY(m_conductor->mode() == TimeMode::replay);
        QVERIFY(coloured() > 1500); // a frame over the whole width
        QCOMPARE(find(u"timeRange"_s)->text(), u"2026-11-20T09:00:00Z"_s);
        QVERIFY(find(u"replayLoop"_s)->isVisible());
        find(u"timeLive"_s)->click();
        QCOMPARE(coloured(), 0);
        QVERIFY(!find(u"replayLoop"_s)->isVisible());
    }

    void keysDriveTheTransport_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("call");
        QTest::addRow("Space") << int(Qt::Key_Space) << u"play"_s;
        QTest::addRow("Left") << int(Qt::Key_Left) << u"seconds -1"_s;
        QTest::addRow("Right") << int(Qt::Key_Right) << u"seconds 1"_s;
        QTest::addRow("comma") << int(Qt::Key_Comma) << u"samples -1"_s;
        QTest::addRow("period") << int(Qt::Key_Period) << u"samples 1"_s;
        QTest::addRow("Home") << int(Qt::Key_Home) << u"begin"_s;
        QTest::addRow("End") << int(Qt::Key_End) << u"end"_s;
        QTest::addRow("L") << int(Qt::Key_L) << u"loop"_s;
        QTest::addRow("Up") << int(Qt::Key_Up) << u"speed 2"_s;
        QTest::addRow("Down") << int(Qt::Key_Down) << u"speed 0.5"_s;
    }

    void keysDriveTheTransport()
    {
        QFETCH(int, key);
        QFETCH(QString, call);
        openReplay();
        press(key);
        QCOMPARE(m_replay->calls, QStringList{call});
        if (key == Qt::Key_Space)
            return;
        m_replay->calls.clear(); // also while a button has the focus
        m_replay->at.speed = {};
        m_replay->at.loop.reset();
        m_bar->refresh();
        QTest::keyClick(find(u"timePlay"_s), Qt::Key(key));
        QCOMPARE(m_replay->calls, QStringList{call});
    }

    void buttonsDriveTheTransport()
    {
        openReplay();
        for (const QString &name :
             {u"timePlay"_s, u"timePlay"_s, u"replayToEnd"_s, u"replayToBegin"_s, u"replaySecondForward"_s,
              u"replaySecondBack"_s, u"replaySampleForward"_s, u"replaySampleBack"_s})
            find(name)->click();
        QCOMPARE(m_replay->calls, (QStringList{u"play"_s, u"pause"_s, u"end"_s, u"begin"_s, u"seconds 1"_s,
                                               u"seconds -1"_s, u"samples 1"_s, u"samples -1"_s}));
    }

    void loopsFromAToB()
    {
        openReplay();
        m_replay->at.head = begin + 10min;
        press(Qt::Key_BracketLeft);
        QVERIFY(!m_replay->at.loop); // its end is not known yet
        m_replay->at.head = begin + 5min;
        press(Qt::Key_BracketRight); // before the begin: not taken
        QVERIFY(!m_replay->at.loop);
        m_replay->at.head = begin + 12min;
        press(Qt::Key_BracketRight);
        QVERIFY(m_replay->at.loop == (ReplaySpan{begin + 10min, begin + 12min}));
        QVERIFY(find(u"replayLoop"_s)->isChecked());
        m_replay->at.head = begin + 11min;
        press(Qt::Key_BracketLeft);
        QVERIFY(m_replay->at.loop == (ReplaySpan{begin + 11min, begin + 12min}));
        find(u"replayLoop"_s)->click();
        QVERIFY(!m_replay->at.loop);
        find(u"replayLoop"_s)->click(); // without marks: all of it
        QVERIFY(m_replay->at.loop == session);
    }

    void speedAndGapsAreChosenFromMenus()
    {
        openReplay();
        const auto speeds = find(u"replaySpeed"_s)->menu()->actions();
        QCOMPARE(speeds.front()->text(), u"0.1×"_s);
        speeds.back()->trigger();
        QVERIFY(m_replay->at.speed.unlimited);
        QCOMPARE(find(u"replaySpeed"_s)->text(), u"max"_s);
        press(Qt::Key_Up);
        QVERIFY(m_replay->at.speed.unlimited);
        press(Qt::Key_Down);
        QCOMPARE(m_replay->at.speed.factor, 32.0);
        find(u"replayGaps"_s)->menu()->actions().at(3)->trigger();
        QVERIFY(m_replay->at.skipGaps == std::optional<std::chrono::nanoseconds>(10s));
        QVERIFY(find(u"replayGaps"_s)->isChecked());
        find(u"replayGaps"_s)->menu()->actions().front()->trigger();
        QVERIFY(!m_replay->at.skipGaps);
    }

    void theStripSeeksByClickAndDrag()
    {
        openReplay();
        OverviewStrip &strip = m_bar->strip();
        const int half = strip.width() / 2;
        QTest::mousePress(&strip, Qt::LeftButton, {}, {half, 15});
        QVERIFY(m_replay->at.head > begin + 29min && m_replay->at.head < begin + 31min);
        QTest::mouseMove(&strip, {0, 15});
        QTest::mouseRelease(&strip, Qt::LeftButton, {}, {0, 15});
        QVERIFY(m_replay->at.head == begin);
        QVERIFY(m_replay->calls.count(u"seek"_s) >= 2);
    }

    void theStripCentresTheViewWhereNothingIsReplayed()
    {
        m_bar->setOverview(overview());
        m_conductor->setSpan(2min);
        OverviewStrip &strip = m_bar->strip();
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {strip.width() - 1, 15});
        QVERIFY(m_conductor->mode() == TimeMode::fixed);
        QVERIFY(m_conductor->bounds() == (TimeRange{session.end - 1min, session.end + 1min}));
    }

    void theWheelZoomsAroundThePointer()
    {
        openReplay();
        OverviewStrip &strip = m_bar->strip();
        const double x = strip.width() / 4.0;
        const Timestamp under = strip.timeAt(x);
        const auto wheel = [&](int delta) {
            QWheelEvent event({x, 15}, strip.mapToGlobal(QPointF(x, 15)), {}, {0, delta}, Qt::NoButton, {},
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&strip, &event);
        };
        wheel(120);
        const auto length = strip.range().end - strip.range().start;
        QVERIFY(length < 60min && length > 40min);
        QVERIFY(std::chrono::abs(strip.timeAt(x) - under) < 2s);
        for (int i = 0; i < 100; ++i)
            wheel(120);
        QVERIFY(strip.range().end - strip.range().start >= 1s);
        for (int i = 0; i < 100; ++i)
            wheel(-120);
        QVERIFY(strip.range() == overview().bounds);
        press(Qt::Key_Plus);
        QVERIFY(strip.range() != overview().bounds);
        QTest::mouseDClick(&strip, Qt::LeftButton, {}, {10, 10});
        QVERIFY(strip.range() == overview().bounds);
    }

    void aZoomedStripFollowsThePlayHead()
    {
        openReplay();
        m_bar->strip().zoom(10, begin);
        m_replay->at.head = begin + 50min;
        m_bar->refresh();
        QVERIFY(m_bar->strip().range().contains(begin + 50min));
    }

    void theStripSaysWhatIsThere()
    {
        m_bar->setOverview(overview());
        const OverviewStrip &strip = m_bar->strip();
        QVERIFY(strip.words(begin + 25min).contains(u"link down"_s));
        QVERIFY(strip.words(begin + 25min).contains(u"12 m 00 s"_s));
        QVERIFY(strip.words(begin + 10min).contains(u"antenna <b>moved</b>"_s));
        QVERIFY(strip.words(begin + 40min).contains(u"battery LOW"_s));
        QCOMPARE(strip.words(begin + 35min), u"2026-11-20T09:35:00Z"_s);
    }

    void anOverviewOfAnyContentIsPainted()
    {
        SessionOverview wild = overview();
        const TimeRange all{Timestamp::min(), Timestamp::max()};
        wild.bounds = all;
        wild.coverage = {{all, 1e30F}, {{now, begin}, -1}, {all, std::numeric_limits<float>::quiet_NaN()}};
        wild.gaps = {{all, SessionOverview::Cause(77)}, {{now, begin}, SessionOverview::Cause::unknown}};
        wild.alarms = {{Timestamp::max(), Timestamp::min(), Severity::critical, {}},
                       {Timestamp::min(), std::nullopt, Severity::warning, {}}};
        wild.marks = {{Timestamp::min(), {}}, {Timestamp::max(), {}}};
        m_bar->setOverview(wild);
        QVERIFY(!m_bar->grab().isNull());
        for (int i = 0; i < 30; ++i)
            m_bar->strip().zoom(3, now);
        QVERIFY(!m_bar->grab().isNull());
        QVERIFY(m_bar->strip().range().contains(now));
        m_bar->strip().showAll();
        m_bar->strip().setMarks({all, Timestamp::min(), ReplaySpan{Timestamp::min(), Timestamp::max()}, {}});
        QVERIFY(!m_bar->grab().isNull());
        QVERIFY(!m_bar->strip().words(now).isEmpty());
    }

    void theEntryOfAReplaySeeks()
    {
        openReplay();
        TimeRangeEntry &popup = entry();
        auto *head = popup.findChild<QLineEdit *>(u"timeStart"_s);
        QVERIFY(!popup.findChild<QLineEdit *>(u"timeEnd"_s)->isVisible());
        head->setText(u"09:30"_s); // of the day of the recording
        QTest::keyClick(head, Qt::Key_Return);
        QCOMPARE(m_replay->calls, QStringList{u"seek"_s});
        QVERIFY(m_replay->at.head == begin + 30min);
        entry().findChild<QLineEdit *>(u"timeStart"_s)->setText(u"-5m"_s); // from the play head
        QTest::keyClick(head, Qt::Key_Return);
        QVERIFY(m_replay->at.head == begin + 25min);
    }

    void aStampPastedIntoTheBarIsWhereToGo()
    {
        openReplay();
        QApplication::clipboard()->setText(u" 2026-324T09:15:00Z\n"_s);
        press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(m_replay->at.head == begin + 15min);
        QApplication::clipboard()->setText(u"no time"_s);
        press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(m_bar->entry().isVisible());
        QCOMPARE(m_bar->entry().findChild<QLineEdit *>(u"timeStart"_s)->text(), u"no time"_s);
        m_bar->entry().close();
    }

    void aChartThatIsHeldHoldsTheReplay()
    {
        openReplay();
        m_conductor->setPaused(false);
        QCOMPARE(m_replay->calls, QStringList{u"play"_s});
        m_conductor->setPaused(true);
        QCOMPARE(m_replay->calls, (QStringList{u"play"_s, u"pause"_s}));
        m_replay->at.playing = true; // it began by itself
        m_bar->refresh();
        QVERIFY(!m_conductor->isPaused());
        QCOMPARE(m_replay->calls.size(), 2);
    }

    void aReplayThatGoesLeavesLive()
    {
        openReplay();
        m_conductor->setReplayTime(nullptr);
        m_bar->setControl(nullptr);
        m_bar->setOverview({});
        QVERIFY(find(u"timeLive"_s)->isChecked());
        QVERIFY(!find(u"timeReplay"_s)->isEnabled());
        press(Qt::Key_Comma);
        press(Qt::Key_BracketLeft);
        QVERIFY(m_replay->calls.isEmpty());
    }

    void whatDoesNotFitIsInTheMenu_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1600, 1280, 1024, 800, 683, 560})
            QTest::addRow("%d", width) << width;
    }

    void whatDoesNotFitIsInTheMenu()
    {
        QFETCH(int, width);
        openReplay();
        m_bar->resize(width, m_bar->height());
        QApplication::processEvents(); // the row is laid out
        QVERIFY2(m_bar->minimumSizeHint().width() <= 560,
                 qPrintable(QString::number(m_bar->minimumSizeHint().width())));
        QVERIFY(m_bar->width() == width);
        auto *more = find(u"timeMore"_s);
        if (more->isVisible())
            QVERIFY(QMetaObject::invokeMethod(more->menu(), "aboutToShow"));
        QStringList reachable;
        for (const QAction *action : more->menu()->actions())
            reachable << action->text();
        QRect before;
        for (const auto *button : m_bar->findChildren<QToolButton *>()) {
            if (!button->isVisible()) {
                const QString text = button->menu() ? button->menu()->title() : button->text();
                QVERIFY2(reachable.contains(text) || button == more, qPrintable(button->objectName()));
                continue;
            }
            const QRect place(button->mapTo(m_bar.get(), QPoint()), button->size());
            QVERIFY2(m_bar->rect().contains(place), qPrintable(button->objectName()));
            QVERIFY2(place.width() >= button->sizeHint().width(), qPrintable(button->objectName()));
            QVERIFY2(!place.intersects(m_bar->strip().geometry()), qPrintable(button->objectName()));
            QVERIFY2(!place.intersects(before), qPrintable(button->objectName()));
            before = place;
        }
        QVERIFY(m_bar->strip().width() >= 96);
    }

    void everythingIsReachedByTabAndHasAName()
    {
        openReplay();
        QSet<QWidget *> reached;
        QWidget *at = &m_bar->strip();
        for (int i = 0; i < 40 && !reached.contains(at); ++i) {
            reached.insert(at);
            QTest::keyClick(at, Qt::Key_Tab);
            at = QApplication::focusWidget();
            QVERIFY(at);
        }
        for (auto *button : m_bar->findChildren<QToolButton *>()) {
            if (!button->isVisible())
                continue;
            QVERIFY2(reached.contains(button) || !button->isEnabled(), qPrintable(button->objectName()));
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->objectName()));
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
        }
        QVERIFY(!m_bar->strip().accessibleName().isEmpty());
    }

    void choicesAreRemembered()
    {
        QTemporaryDir folder;
        {
            openReplay();
            m_conductor->setSpan(6h);
            m_bar->entry().setNotation(TimeNotation::dayOfYear);
            m_replay->at.speed = {4, false};
            m_replay->at.skipGaps = 10s;
            m_bar->refresh();
            WindowSettings settings(folder.path().toStdString());
            settings.setPanel(m_bar->objectName(), m_bar->saveState());
        }
        TimeConductor conductor(m_time);
        TimeConductorBar again(conductor, m_theme);
        const WindowSettings settings(folder.path().toStdString());
        again.restoreState(settings.panel(again.objectName()));
        QVERIFY(conductor.span() == 6h);
        QVERIFY(again.entry().notation() == TimeNotation::dayOfYear);
        FakeReplay replay(session);
        again.setControl(&replay);
        QCOMPARE(replay.at.speed.factor, 4.0);
        QVERIFY(replay.at.skipGaps == std::optional<std::chrono::nanoseconds>(10s));
    }

    void malformedChoicesAreLeftOut()
    {
        m_bar->restoreState(
            {{u"version"_s, 1}, {u"span"_s, -5}, {u"speed"_s, u"fast"_s}, {u"skipGaps"_s, 1e300}});
        m_bar->restoreState({{u"version"_s, 99}, {u"span"_s, 60}});
        QVERIFY(m_conductor->span() == 15min);
        m_bar->setControl(m_replay.get());
        QVERIFY(m_replay->calls.isEmpty());
    }

    void aHiddenBarAsksNothing()
    {
        const auto *timer = m_bar->findChild<QTimer *>();
        QVERIFY(!timer->isActive()); // nothing moves by itself
        openReplay();
        QVERIFY(timer->isActive());
        m_replay->at.head = begin + 30min;
        QTRY_COMPARE(find(u"timeRange"_s)->text(), u"2026-11-20T09:30:00Z"_s);
        m_bar->hide();
        QVERIFY(!timer->isActive());
        m_bar->show();
        QVERIFY(timer->isActive());
    }
};

DESK_GUI_TEST(TstTimeConductorBar)
#include "tst_timeconductorbar.moc"
