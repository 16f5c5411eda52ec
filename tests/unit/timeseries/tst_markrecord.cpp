// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/markrecord.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstMarkRecord : public QObject
{
    Q_OBJECT

    const Timestamp m_begin = *parseTimestamp("2026-11-21T14:00:00Z");

private Q_SLOTS:
    void marksStandInOrderOfTimeAndOnce()
    {
        MarkRecord record;
        QSignalSpy changed(&record, &MarkRecord::changed);
        record.add({{m_begin + 20s, "b"}, {m_begin + 10s, "a"}});
        record.add({{m_begin + 15s, "between"}, {m_begin + 10s, "a"}});
        QCOMPARE(record.marks().size(), std::size_t(3));
        QCOMPARE(record.marks()[0].text, std::string("a"));
        QCOMPARE(record.marks()[1].text, std::string("between"));
        QCOMPARE(changed.size(), 2);
        record.add({{m_begin + 20s, "b"}});
        QCOMPARE(changed.size(), 2); // nothing new
        record.add({{m_begin + 20s, "another at that moment"}});
        QCOMPARE(record.marks().size(), std::size_t(4));
    }

    void theNextAndThePreviousAreNeverTheOneItStandsOn()
    {
        MarkRecord record;
        QVERIFY(!record.after(m_begin) && !record.before(m_begin));
        record.add({{m_begin + 10s, "a"}, {m_begin + 20s, "b"}});
        QCOMPARE(record.after(m_begin + 10s)->text, std::string("b"));
        QCOMPARE(record.before(m_begin + 20s)->text, std::string("a"));
        QCOMPARE(record.after(m_begin)->text, std::string("a"));
        QVERIFY(!record.after(m_begin + 20s) && !record.before(m_begin + 10s));
    }
};

DESK_TEST(TstMarkRecord)
#include "tst_markrecord.moc"
