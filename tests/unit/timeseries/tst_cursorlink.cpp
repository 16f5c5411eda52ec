// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/cursorlink.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstCursorLink : public QObject
{
    Q_OBJECT

    const Timestamp m_now = *parseTimestamp("2026-11-21T14:03:07Z");
    const Timestamp m_past = *parseTimestamp("2026-11-20T09:00:00Z");
    SimulatedTimeService m_live{m_now};
    SimulatedTimeService m_head{m_past};

private Q_SLOTS:
    void aMarkStandsInBothAtTheSameTime()
    {
        TimeConductor live(m_live);
        TimeConductor replay(m_head);
        const CursorLink link(live, replay);
        live.setCursor(m_now - 5s);
        QCOMPARE(replay.cursor(), std::optional(m_now - 5s));
        replay.setCursor(m_past);
        QCOMPARE(live.cursor(), std::optional(m_past));
        live.setCursor(std::nullopt);
        QVERIFY(!replay.cursor());
    }

    void momentsThatWereLaidOverEachOtherStayThere()
    {
        TimeConductor live(m_live);
        TimeConductor replay(m_head);
        CursorLink link(live, replay);
        link.align(m_now, m_past);
        QCOMPARE(link.offset(), std::chrono::nanoseconds(m_now - m_past));
        live.setCursor(m_now - 10s);
        QCOMPARE(replay.cursor(), std::optional(m_past - 10s));
        replay.setCursor(m_past + 3s);
        QCOMPARE(live.cursor(), std::optional(m_now + 3s));
        link.align(m_now, m_past + 1s); // anew
        live.setCursor(m_now);
        QCOMPARE(replay.cursor(), std::optional(m_past + 1s));
        link.setMode(CursorLink::Mode::sameTime);
        QCOMPARE(link.offset(), 0ns);
    }

    void withoutALinkEachHasItsOwnAndNoneIsLeftBehind()
    {
        TimeConductor live(m_live);
        TimeConductor replay(m_head);
        {
            CursorLink link(live, replay);
            live.setCursor(m_now);
            link.setMode(CursorLink::Mode::off);
            QVERIFY(!live.cursor());
            QVERIFY(!replay.cursor());
            live.setCursor(m_now);
            QVERIFY(!replay.cursor());
            link.setMode(CursorLink::Mode::sameTime);
            replay.setCursor(m_past);
        }
        QVERIFY(!live.cursor());
        QVERIFY(!replay.cursor());
    }

    void aConductorOfARecordingGoesBackToReplay()
    {
        TimeConductor replay(m_head);
        replay.setHome(TimeMode::replay); // no head yet
        QCOMPARE(replay.mode(), TimeMode::live);
        replay.setReplayTime(&m_head);
        replay.setHome(TimeMode::replay);
        QCOMPARE(replay.mode(), TimeMode::replay);
        replay.setMode(TimeMode::fixed);
        replay.setPaused(false);
        QCOMPARE(replay.mode(), TimeMode::replay);
        replay.setMode(TimeMode::live);
        QCOMPARE(replay.mode(), TimeMode::replay);
        replay.setReplayTime(nullptr);
        QCOMPARE(replay.mode(), TimeMode::live);
    }
};

DESK_TEST(TstCursorLink)
#include "tst_cursorlink.moc"
