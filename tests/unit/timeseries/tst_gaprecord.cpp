// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/gaprecord.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;
using Cause = SessionOverview::Cause;

class TstGapRecord : public QObject
{
    Q_OBJECT

    const Timestamp m_begin = *parseTimestamp("2026-11-21T14:00:00Z");

    TimeRange range(int from, int to) const
    {
        return {m_begin + std::chrono::seconds{from}, m_begin + std::chrono::seconds{to}};
    }

private Q_SLOTS:
    void theGapThatCoversMostOfAHoleIsItsCause()
    {
        GapRecord record;
        record.set({{range(0, 4), Cause::serverDrop, m_begin}, {range(4, 20), Cause::linkDown, m_begin}});
        const auto *gap = record.find(range(2, 18), m_begin + 30s);
        QVERIFY(gap);
        QCOMPARE(gap->cause, Cause::linkDown);
        QVERIFY(!record.find(range(20, 30), m_begin + 30s));
    }

    void nothingIsSaidBeforeItIsKnown()
    {
        GapRecord record;
        record.add({range(10, 20), Cause::recorderOff, m_begin + 20s});
        QVERIFY(!record.find(range(10, 15), m_begin + 15s));
        QVERIFY(record.find(range(10, 20), m_begin + 20s));
    }

    void aLossThatWasNoticedAtAMomentExplainsTheHoleBeforeIt()
    {
        GapRecord record;
        record.add({range(20, 20), Cause::slowClient, m_begin + 20s});
        QVERIFY(record.find(range(10, 19), m_begin + 30s));
        QVERIFY(!record.find(range(10, 17), m_begin + 30s));
        QVERIFY(!record.find(range(21, 30), m_begin + 30s));
        record.add({range(12, 19), Cause::linkDown, m_begin + 12s}); // covers something
        QCOMPARE(record.find(range(10, 19), m_begin + 30s)->cause, Cause::linkDown);
    }

    void aShortGapDoesNotExplainALongHole()
    {
        GapRecord record;
        record.add({range(50, 60), Cause::linkDown, m_begin + 50s});
        record.add({range(20, 20), Cause::slowClient, m_begin + 20s});
        QVERIFY(!record.find(range(0, 100), m_begin + 100s));
        QCOMPARE(record.find(range(48, 62), m_begin + 100s)->cause, Cause::linkDown);
    }

    void anOpenGapLastsUntilItIsClosed()
    {
        GapRecord record;
        QSignalSpy changed(&record, &GapRecord::changed);
        record.add({{m_begin, GapRecord::open}, Cause::linkDown, m_begin});
        QVERIFY(record.find(range(50, 60), m_begin + 60s));
        record.close(Cause::linkDown, m_begin + 40s);
        QVERIFY(!record.find(range(50, 60), m_begin + 60s));
        record.close(Cause::linkDown, m_begin + 90s); // none is open
        QCOMPARE(record.gaps().front().range.end, m_begin + 40s);
        QCOMPARE(changed.size(), 2);
    }

    void itForgetsTheOldestRatherThanGrowWithoutEnd()
    {
        GapRecord record;
        std::vector<GapRecord::Gap> many(GapRecord::mostGaps, {range(0, 1), Cause::localDrop, m_begin});
        record.set(many);
        record.add({range(5, 6), Cause::linkDown, m_begin});
        QVERIFY(record.gaps().size() <= GapRecord::mostGaps);
        QCOMPARE(record.gaps().back().cause, Cause::linkDown);
    }

    void everyWordOfTheContractHasACauseOfItsOwn()
    {
        QList<int> causes;
        for (const char *word :
             {"link_down", "server_drop", "local_drop", "decode_error", "not_subscribed", "recorder_off",
              "slow_client", "expired", "not_acknowledged", "out_of_contact"}) {
            const int cause = int(gapCauseFromWord(word));
            QVERIFY(cause != int(Cause::unknown));
            QVERIFY(!causes.contains(cause));
            causes << cause;
        }
        QCOMPARE(gapCauseFromWord("no_such_word"), Cause::unknown);
    }
};

QTEST_APPLESS_MAIN(TstGapRecord)
#include "tst_gaprecord.moc"
