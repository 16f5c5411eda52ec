// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulationlog.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

namespace {

SimulationRecord rain(double magnitude)
{
    SimulationRecord record;
    record.cause = SimulationCause::rain;
    record.node = "gs-tokyo";
    record.magnitude = magnitude;
    return record;
}

} // namespace

class TstSimulationLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsFromBeginningToEnd()
    {
        SimulationLog log;
        const auto number = log.begin(rain(2));
        log.raise(number, 5);
        log.raise(number, 3);
        QVERIFY(!log.records().front().end);
        log.end(number, fromNanoseconds(10));
        log.raise(number, 9);
        log.end(number, fromNanoseconds(20));
        QCOMPARE(log.records().front().magnitude, 5.0);
        QVERIFY(log.records().front().end == fromNanoseconds(10));
    }

    void forgetsTheOldestAndIgnoresWhatIsForgotten()
    {
        SimulationLog log(2);
        const auto first = log.begin(rain(1));
        log.begin(rain(2));
        const auto third = log.begin(rain(3));
        QCOMPARE(log.records().size(), std::size_t{2});
        log.end(first, fromNanoseconds(1));
        log.end(third, fromNanoseconds(2));
        QVERIFY(!log.records().front().end);
        QVERIFY(log.records().back().end == fromNanoseconds(2));
        log.end(99, fromNanoseconds(3));
    }

    void everyCauseHasItsWord()
    {
        QCOMPARE(simulationCauseWord(SimulationCause::rain), std::string_view("rain"));
        QCOMPARE(simulationCauseWord(SimulationCause::burst), std::string_view("burst"));
        QVERIFY(!isInjected(SimulationCause::fillingQueue));
        QVERIFY(isInjected(SimulationCause::nodeFailure));
    }
};

DESK_TEST(TstSimulationLog)
#include "tst_simulationlog.moc"
