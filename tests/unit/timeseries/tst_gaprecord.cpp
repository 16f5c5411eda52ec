// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/gapsubject.h"
#include "models/timeseries/gaprecord.h"
#include "tests/support/testprogram.h"

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

    void aGapOfALinkExplainsHolesOfThatLinkOnly()
    {
        GapRecord record;
        const std::string link = linkSubject("sat", "gs");
        record.note({range(10, 30), Cause::linkDown, m_begin + 30s, link});
        QVERIFY(!record.find(range(10, 30), m_begin + 60s));
        QVERIFY(!record.find(range(10, 30), m_begin + 60s, linkSubject("sat", "other")));
        QVERIFY(!record.find(range(10, 30), m_begin + 60s, nodeSubject("sat")));
        // Both of its directions.
        QCOMPARE(record.find(range(10, 30), m_begin + 60s, entitySubject("gs", "sat"))->cause,
                 Cause::linkDown);
        record.note({range(40, 50), Cause::decodeError, m_begin + 50s, seriesSubject("sat", "gs", "snr")});
        QVERIFY(!record.find(range(40, 50), m_begin + 60s, link, seriesSubject("sat", "gs", "rate")));
        QVERIFY(record.find(range(40, 50), m_begin + 60s, link, seriesSubject("sat", "gs", "snr")));
    }

    // Until it was noticed, then open, then ended: one gap.
    void whatIsWrittenInPiecesIsOneGap()
    {
        GapRecord record;
        const std::string link = linkSubject("a", "b");
        record.note({range(10, 25), Cause::linkDown, m_begin + 25s, link});
        record.note({{m_begin + 25s, GapRecord::open}, Cause::linkDown, m_begin + 25s, link});
        QCOMPARE(record.gaps().size(), std::size_t(1));
        QVERIFY(!record.find(range(10, 24), m_begin + 24s, link));
        QVERIFY(record.find(range(10, 40), m_begin + 40s, link));
        record.note({range(25, 90), Cause::linkDown, m_begin + 90s, link});
        QCOMPARE(record.gaps().size(), std::size_t(1));
        QCOMPARE(record.gaps()[0].range, range(10, 90));
        QVERIFY(!record.find(range(100, 120), m_begin + 120s, link));
    }

    void earlierGapsStandInFrontAndGoOn()
    {
        GapRecord record;
        const std::string link = linkSubject("a", "b");
        record.note({range(50, 90), Cause::linkDown, m_begin + 90s, link}); // ended in this run
        record.addEarlier({{range(0, 5), Cause::recorderOff, m_begin + 5s},
                           {{m_begin + 50s, GapRecord::open}, Cause::linkDown, m_begin + 50s, link}});
        QCOMPARE(record.gaps().size(), std::size_t(2));
        QCOMPARE(record.gaps()[0].cause, Cause::recorderOff);
        QCOMPARE(record.gaps()[1].range, range(50, 90));
        record.addEarlier({{range(50, 90), Cause::linkDown, m_begin + 50s, link}}); // read again
        QVERIFY(record.gaps().size() <= 3);
        QVERIFY(record.find(range(51, 89), m_begin + 99s, link));
    }

    void subjectsAreReadable()
    {
        QCOMPARE(subjectWords(linkSubject("b", "a")), std::string("a ↔ b"));
        QCOMPARE(subjectWords(nodeSubject("a")), std::string("a"));
        QCOMPARE(subjectWords(seriesSubject("b", "a", "snr_db")), std::string("b → a snr_db"));
        QCOMPARE(subjectWords(seriesSubject("b", "", "snr_db")), std::string("b snr_db"));
        QCOMPARE(subjectWords("HTTP server"), std::string("HTTP server"));
        QVERIFY(isWholeSource("") && isWholeSource("HTTP server") && !isWholeSource(nodeSubject("a")));
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

DESK_TEST(TstGapRecord)
#include "tst_gaprecord.moc"
