// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/demand.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/demofleet.h"

#include <QtTest>

using namespace desk;

namespace {

double total(const Demand &demand)
{
    double sum = 0;
    for (std::size_t a = 0; a < demand.stations(); ++a) {
        for (std::size_t b = 0; b < demand.stations(); ++b)
            sum += demand.rateGbps(a, b);
    }
    return sum;
}

} // namespace

class TstDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForASeedAndAnotherForAnother()
    {
        const auto stations = demo::stations();
        Demand a(stations, 1);
        Demand b(stations, 1);
        Demand c(stations, 2);
        bool differs = false;
        for (int i = 0; i < 300; ++i) {
            const Timestamp time = demo::start + std::chrono::seconds(i);
            a.advance(time);
            b.advance(time);
            c.advance(time);
            QCOMPARE(a.rateGbps(2, 5), b.rateGbps(2, 5));
            QCOMPARE(total(a), total(b));
            differs = differs || total(a) != total(c);
        }
        QVERIFY(differs);
    }

    void doesNotDependOnTheStepsTaken()
    {
        const auto stations = demo::stations();
        Demand fine(stations, 1);
        Demand coarse(stations, 1);
        for (int i = 0; i <= 600; ++i)
            fine.advance(demo::start + std::chrono::seconds(i));
        coarse.advance(demo::start);
        coarse.advance(demo::start + std::chrono::seconds(600));
        QCOMPARE(total(fine), total(coarse));
    }

    void nobodySendsToItself()
    {
        Demand demand(demo::stations(), 1);
        demand.advance(demo::start);
        for (std::size_t i = 0; i < demand.stations(); ++i)
            QCOMPARE(demand.rateGbps(i, i), 0.0);
    }

    void averagesToWhatWasAskedForOverADay()
    {
        DemandOptions options;
        options.perStationGbps = 10;
        Demand demand(demo::stations(), 1, options);
        double sum = 0;
        constexpr int count = 1440;
        for (int minute = 0; minute < count; ++minute) {
            demand.advance(demo::start + std::chrono::minutes(minute));
            sum += total(demand) / 12;
        }
        // Station weights are drawn between 0.6 and 1.4.
        QVERIFY2(sum / count > 7.5 && sum / count < 12.5, qPrintable(QString::number(sum / count)));
    }

    void isBusiestInTheEvening()
    {
        // Two stations on one meridian share a day.
        std::vector<GroundStation> stations{{"a", "A", {50, 0, 0}}, {"b", "B", {-30, 0, 0}}};
        DemandOptions options;
        options.sources = 2000; // bursts average out
        double evening = 0;
        double morning = 0;
        const Timestamp midnight = *parseTimestamp("2026-11-21T00:00:00Z");
        Demand demand(stations, 1, options);
        demand.advance(midnight);
        for (int i = 0; i < 60; ++i) {
            demand.advance(midnight + std::chrono::hours(9) - std::chrono::minutes(30 - i));
            morning += total(demand);
        }
        for (int i = 0; i < 60; ++i) {
            demand.advance(midnight + std::chrono::hours(21) - std::chrono::minutes(30 - i));
            evening += total(demand);
        }
        QVERIFY(evening / morning > 2 && evening / morning < 4); // 1.5 to 0.5
    }

    // The variance of means over m samples of a self-similar process falls as m^(2H-2), of a process without
    // memory as 1/m.
    void isBurstyOnManyTimeScales()
    {
        DemandOptions options;
        options.diurnalSwing = 0;
        std::vector<GroundStation> stations{{"a", "A", {50, 0, 0}}, {"b", "B", {-30, 0, 0}}};
        Demand demand(stations, 4, options);
        std::vector<double> rates;
        for (int i = 0; i < 200'000; ++i) {
            demand.advance(demo::start + std::chrono::seconds(60 * i));
            rates.push_back(demand.rateGbps(0, 1));
        }
        const auto variance = [&rates](std::size_t block) {
            double sum = 0;
            double squares = 0;
            const std::size_t count = rates.size() / block;
            for (std::size_t i = 0; i < count; ++i) {
                double mean = 0;
                for (std::size_t k = 0; k < block; ++k)
                    mean += rates[i * block + k] / static_cast<double>(block);
                sum += mean;
                squares += mean * mean;
            }
            const auto n = static_cast<double>(count);
            return squares / n - sum / n * sum / n;
        };
        const double slope = std::log10(variance(1000) / variance(10)) / 2;
        const double hurst = 1 + slope / 2;
        QVERIFY2(hurst > 0.62 && hurst < 0.9, qPrintable(QString::number(hurst)));
    }
};

DESK_TEST(TstDemand)
#include "tst_demand.moc"
