// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/momentchoice.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TstMomentChoice : public QObject
{
    Q_OBJECT

    SimulatedTimeService m_time{*parseTimestamp("2026-11-21T14:03:07Z")};

private Q_SLOTS:
    void nowIsNoMoment()
    {
        const MomentChoice choice(m_time);
        QVERIFY(!choice.moment());
        QCOMPARE(choice.shown(), m_time.now());
    }

    void cursorIsFollowedAndNeverAheadOfNow()
    {
        TimeConductor conductor(m_time);
        MomentChoice choice(m_time);
        choice.setConductor(&conductor);
        QSignalSpy changed(&choice, &MomentChoice::changed);
        conductor.setCursor(m_time.now() - 1min);
        QCOMPARE(changed.count(), 0); // it shows now
        choice.setMode(MomentMode::cursor);
        QCOMPARE(choice.moment(), std::optional(m_time.now() - 1min));
        conductor.setCursor(m_time.now() - 2min);
        QCOMPARE(choice.moment(), std::optional(m_time.now() - 2min));
        QCOMPARE(changed.count(), 2);
        conductor.setCursor(m_time.now() + 2min);
        QVERIFY(!choice.moment());
        conductor.setCursor(std::nullopt);
        QVERIFY(!choice.moment()); // live goes on
        // Fixed bounds show their end, those that are paused where they stand.
        conductor.setFixed({m_time.now() - 1h, m_time.now() - 30min});
        QCOMPARE(choice.moment(), std::optional(m_time.now() - 30min));
        conductor.setFixed({m_time.now() - 1h, m_time.now() + 30min});
        QVERIFY(!choice.moment());
        conductor.setMode(TimeMode::live);
        conductor.setPaused(true);
        const Timestamp pausedAt = m_time.now();
        m_time.advance(10s);
        QCOMPARE(choice.moment(), std::optional(pausedAt));
    }

    void heldStandsWhileTimeGoesOn()
    {
        TimeConductor conductor(m_time);
        MomentChoice choice(m_time);
        choice.setConductor(&conductor);
        choice.setMode(MomentMode::held);
        const Timestamp held = m_time.now();
        QCOMPARE(choice.moment(), std::optional(held));
        m_time.advance(10s);
        conductor.setCursor(held - 1h);
        QCOMPARE(choice.moment(), std::optional(held));
        choice.goTo(held - 5s);
        QCOMPARE(choice.moment(), std::optional(held - 5s));
        QCOMPARE(conductor.cursor(), std::optional(held - 1h)); // not touched
        choice.setMode(MomentMode::cursor);
        choice.goTo(held - 7s); // takes the cursor along
        QCOMPARE(conductor.cursor(), std::optional(held - 7s));
        QCOMPARE(choice.mode(), MomentMode::cursor);
        choice.setMode(MomentMode::now);
        choice.goTo(held - 9s);
        QCOMPARE(choice.mode(), MomentMode::held);
        choice.hold(m_time.now() + 1h); // not before it is there
        QCOMPARE(choice.moment(), std::optional(m_time.now()));
    }

    void stateIsKept()
    {
        MomentChoice choice(m_time);
        for (const MomentMode mode : {MomentMode::now, MomentMode::cursor, MomentMode::held}) {
            choice.setMode(mode);
            MomentChoice again(m_time);
            again.restoreState(choice.saveState());
            QCOMPARE(again.mode(), mode);
            QCOMPARE(again.moment(), choice.moment());
            again.restoreState({{u"mode"_s, u"tomorrow"_s}});
            again.restoreState({{u"mode"_s, u"held"_s}, {u"time"_s, 7}});
            again.restoreState({});
            QCOMPARE(again.saveState(), choice.saveState());
        }
    }
};

DESK_TEST(TstMomentChoice)
#include "tst_momentchoice.moc"
