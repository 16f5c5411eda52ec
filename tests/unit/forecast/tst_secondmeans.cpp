// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/secondmeans.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

class TstSecondMeans : public QObject
{
    Q_OBJECT

    static constexpr SeriesId series{3};
    static Timestamp at(std::chrono::nanoseconds time) { return Timestamp{1'000'000s + time}; }
    static std::vector<double> secondsBefore(const SecondMeans &means, Timestamp end, std::size_t count)
    {
        std::vector<double> seconds(count);
        means.read(series, end, seconds);
        return seconds;
    }

private Q_SLOTS:
    void aSecondIsTheMeanOfItsSamples()
    {
        SecondMeans means(1);
        QVERIFY(means.watch(series, ValueKind::number));
        means.add(series, at(0ms), 1);
        means.add(series, at(500ms), 2);
        means.add(series, at(999ms), 6);
        means.add(series, at(1000ms), 10);
        QCOMPARE(secondsBefore(means, at(2s), 2), (std::vector<double>{3, 10}));
    }

    void theSecondThatIsStillFillingIsNotRead()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(0s), 1);
        means.add(series, at(1s), 2);
        QCOMPARE(secondsBefore(means, at(1s + 900ms), 1), std::vector<double>{1});
    }

    void secondsWithoutASampleAreNotANumber()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(0s), 1);
        means.add(series, at(3s), 4);
        const auto seconds = secondsBefore(means, at(6s), 6);
        QCOMPARE(seconds[0], 1.0);
        QVERIFY(std::isnan(seconds[1]) && std::isnan(seconds[2]));
        QCOMPARE(seconds[3], 4.0);
        QVERIFY(std::isnan(seconds[4]) && std::isnan(seconds[5]));
    }

    void lateSamplesFindTheirSecond()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(100s), 5);
        means.add(series, at(1s), 7);
        means.add(series, at(1s), 9);
        QCOMPARE(secondsBefore(means, at(2s), 1), std::vector<double>{8});
        QCOMPARE(secondsBefore(means, at(101s), 1), std::vector<double>{5});
    }

    void whatIsOlderThanTheRingIsCountedAndLeftOut()
    {
        constexpr std::chrono::seconds kept{SecondMeans::secondsKept};
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(kept), 5);
        means.add(series, at(1s), 6); // the oldest that has a place
        means.add(series, at(0s), 7);
        QCOMPARE(means.counters(), (SecondMeans::Counters{.taken = 2, .tooLate = 1}));
        QCOMPARE(secondsBefore(means, at(2s), 1), std::vector<double>{6});
        QVERIFY(std::isnan(secondsBefore(means, at(1s), 1)[0]));
    }

    void aTurnOfTheRingLeavesNothingBehind()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        for (int second = 0; second < 2000; ++second)
            means.add(series, at(std::chrono::seconds(second)), second);
        means.add(series, at(2600s), 2600);
        const auto seconds = secondsBefore(means, at(2601s), SecondMeans::secondsKept);
        QCOMPARE(seconds.back(), 2600.0);
        QCOMPARE(seconds[0], 1961.0);
        QCOMPARE(seconds[38], 1999.0);
        for (std::size_t i = 39; i + 1 < seconds.size(); ++i)
            QVERIFY(std::isnan(seconds[i]));
        means.add(series, at(100'000s), 1);
        QVERIFY(std::isnan(secondsBefore(means, at(100'000s), 600)[0]));
    }

    void secondsBefore1970AreSecondsToo()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, Timestamp{-1500ms}, 4);
        means.add(series, Timestamp{-500ms}, 5);
        QCOMPARE(secondsBefore(means, Timestamp{}, 2), (std::vector<double>{4, 5}));
    }

    void onlyNumbersAreWatched_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("watched");
        QTest::addRow("number") << static_cast<int>(ValueKind::number) << true;
        QTest::addRow("counter of 64 bits") << static_cast<int>(ValueKind::integer) << false;
        QTest::addRow("boolean") << static_cast<int>(ValueKind::boolean) << false;
        QTest::addRow("state") << static_cast<int>(ValueKind::state) << false;
        QTest::addRow("text") << static_cast<int>(ValueKind::text) << false;
    }
    void onlyNumbersAreWatched()
    {
        QFETCH(int, kind);
        QFETCH(bool, watched);
        SecondMeans means(1);
        QCOMPARE(means.watch(series, static_cast<ValueKind>(kind)), watched);
        means.add(series, at(0s), 1);
        QCOMPARE(means.counters().taken, watched ? 1U : 0U);
        QCOMPARE(means.counters().unwatched, watched ? 0U : 1U);
    }

    void itWatchesNoMoreThanItMay()
    {
        SecondMeans means(2);
        QVERIFY(means.watch(SeriesId{7}, ValueKind::number));
        QVERIFY(means.watch(SeriesId{900}, ValueKind::number));
        QVERIFY(means.watch(SeriesId{7}, ValueKind::number));
        QVERIFY(!means.watch(series, ValueKind::number));
        means.unwatch(SeriesId{7});
        means.unwatch(SeriesId{8});
        QVERIFY(means.watch(series, ValueKind::number));
        QCOMPARE(means.watched(), 2U);
    }

    void whatIsNoMeasuredValueIsLeftOut()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(0s), std::numeric_limits<double>::quiet_NaN());
        means.add(series, at(0s), 1, Quality::invalid);
        means.add(series, at(0s), 1, Quality::superseded | Quality::simulated);
        means.add(series, at(1'000'000s), 1, Quality::clockAhead);
        QCOMPARE(means.counters(), SecondMeans::Counters{.unusable = 4});
        means.add(series, at(0s), 2, Quality::outOfRange | Quality::backFilled);
        QCOMPARE(secondsBefore(means, at(1s), 1), std::vector<double>{2});
    }

    void anInfinityStaysBeyondWhatIsForecast()
    {
        SecondMeans means(1);
        means.watch(series, ValueKind::number);
        means.add(series, at(0s), std::numeric_limits<double>::infinity());
        means.add(series, at(0s), 1);
        QVERIFY(secondsBefore(means, at(1s), 1)[0] > ForecastWindow::greatestMagnitude);
    }
};

DESK_TEST(TstSecondMeans)
#include "tst_secondmeans.moc"
