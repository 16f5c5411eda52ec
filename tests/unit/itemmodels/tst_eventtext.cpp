// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/events/eventtext.h"

#include <QSet>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstEventText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsOwnSentence()
    {
        QSet<QString> sentences;
        for (int code = 0; code <= int(EventCode::limitsRefused); ++code)
            sentences.insert(text(EventCode(code), "A", "B"));
        QCOMPARE(sentences.size(), int(EventCode::limitsRefused) + 1);
    }

    void limitsSayWhatHowAndHowMuch()
    {
        QCOMPARE(text(EventCode::limitViolated, "sat-1->gs-1 snr_db", "4.100000 low"),
                 u"sat-1 → gs-1 snr_db LOW 4.10 dB"_s);
        QCOMPARE(text(EventCode::limitViolated, "sat-1 temperature_c", "81.280000 high"),
                 u"sat-1 temperature_c HIGH 81.3 °C"_s);
        QCOMPARE(text(EventCode::limitCleared, "sat-1 temperature_c", "20.000000"),
                 u"sat-1 temperature_c normal 20.0 °C"_s);
        QCOMPARE(text(EventCode::limitViolated, "x", ""), u"x out of limits: "_s);
    }

    void figuresAreGrouped()
    {
        QCOMPARE(text(EventCode::journalReplayed, "/data", "12345"), u"Journal read: 12\u2009345 points"_s);
        QCOMPARE(text(EventCode::fleetReplaced, "127.0.0.1:5", "172/1348"),
                 u"Fleet defined anew by 127.0.0.1:5: 172 nodes, 1\u2009348 links"_s);
    }

    void repetitionsAreCounted()
    {
        Event event;
        event.code = EventCode::linkUp;
        event.subject = "HTTP";
        event.repeats = 12;
        QCOMPARE(eventText(event), u"HTTP is up  × 12"_s);
    }

    void strangeNamesStayOnOneShortLine()
    {
        const QString shown =
            text(EventCode::refused, "a\nb\t<b>c</b>", std::string(1'000'000, 'x') + "\xff\xfe");
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(shown.startsWith(u"Refused from a b <b>c</b>: xxx"_s));
        QVERIFY(shown.size() < 600);
        // A name that looks like a place holder is not filled in.
        QCOMPARE(text(EventCode::linkDown, "%2", "why"), u"%2 is down: why"_s);
        QCOMPARE(text(EventCode(200), "a", "b"), u"a b"_s);
    }

private:
    static QString text(EventCode code, const std::string &subject, const std::string &detail)
    {
        Event event;
        event.code = code;
        event.subject = subject;
        event.detail = detail;
        return eventText(event);
    }
};

DESK_TEST(TstEventText)
#include "tst_eventtext.moc"
