// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/rollingwindow.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace desk;

class TstRollingWindow : public QObject
{
    Q_OBJECT

    using Past = std::vector<std::pair<std::int64_t, double>>; // the same time once

    static double naive(RollingFunction function, const Past &past, std::int64_t duration, std::int64_t gap)
    {
        std::vector<double> in;
        const std::int64_t now = past.back().first;
        for (const auto &[time, value] : past) {
            if (time > now - duration)
                in.push_back(value);
        }
        const double n = double(in.size());
        const double mean = std::accumulate(in.begin(), in.end(), 0.0) / n;
        double area = 0;
        for (std::size_t i = 1; i < past.size(); ++i) {
            const std::int64_t step = past[i].first - past[i - 1].first;
            if (step <= gap)
                area += (past[i].second + past[i - 1].second) / 2 * double(step) / 1e9;
        }
        switch (function) {
        case RollingFunction::mean:
            return mean;
        case RollingFunction::sum:
            return mean * n;
        case RollingFunction::min:
            return *std::min_element(in.begin(), in.end());
        case RollingFunction::max:
            return *std::max_element(in.begin(), in.end());
        case RollingFunction::count:
            return n;
        case RollingFunction::stddev: {
            double squares = 0;
            for (const double v : in)
                squares += (v - mean) * (v - mean);
            return in.size() < 2 ? std::nan("") : std::sqrt(squares / (n - 1));
        }
        case RollingFunction::integral:
            return area;
        case RollingFunction::derivative:
            break;
        }
        if (past.size() < 2)
            return std::nan("");
        const auto &a = past[past.size() - 2];
        const std::int64_t step = now - a.first;
        return step > gap ? std::nan("") : (past.back().second - a.second) / (double(step) / 1e9);
    }

    static bool close(double a, double b)
    {
        return (std::isnan(a) && std::isnan(b)) || std::fabs(a - b) <= 1e-9 * std::max(1.0, std::fabs(b));
    }

private Q_SLOTS:
    void isWhatANaiveOneIs_data()
    {
        QTest::addColumn<int>("function");
        QTest::addColumn<qint64>("seconds");
        for (int f = 0; f < 8; ++f) {
            for (const qint64 s : {1, 7, 90, 700})
                QTest::addRow("function %d over %lld s", f, s) << f << s;
        }
    }
    // Gaps, values again for the same time, and batches that were not taken in between.
    void isWhatANaiveOneIs()
    {
        QFETCH(int, function);
        QFETCH(qint64, seconds);
        const std::int64_t gap = 5'000'000'000;
        const std::int64_t duration = seconds * 1'000'000'000;
        std::mt19937_64 random(std::uint64_t(function * 1000 + seconds));
        RollingBudget budget;
        RollingWindow window(RollingFunction(function), duration, budget);
        Past past;
        std::int64_t time = 1'700'000'000'000'000'000;
        for (int batch = 0; batch < 1500; ++batch) {
            window.mark();
            const Past before = past;
            const std::int64_t timeBefore = time;
            for (std::uint64_t i = random() % 4; i-- > 0;) {
                if (random() % 8 != 0 || past.empty())
                    time += random() % 50 == 0 ? 20'000'000'000 : std::int64_t(random() % 2'000'000'000) + 1;
                const double value = double(random() % 2000) / 7 - 100 + (random() % 300 == 0 ? 1e6 : 0);
                if (!past.empty() && past.back().first == time)
                    past.pop_back();
                past.emplace_back(time, value);
                const double found = window.update(time, value, gap);
                const double expected = naive(RollingFunction(function), past, duration, gap);
                QVERIFY2(close(found, expected), qPrintable(QString::number(found, 'g', 17) + u" for "_qs +
                                                            QString::number(expected, 'g', 17)));
            }
            if (random() % 5 == 0) {
                window.rollback();
                past = before;
                time = timeBefore;
            }
        }
        QVERIFY(!window.isTruncated());
    }

    void anOutlierLeavesNothingBehind()
    {
        RollingBudget budget;
        RollingWindow mean(RollingFunction::mean, 10'000'000'000, budget);
        RollingWindow deviation(RollingFunction::stddev, 10'000'000'000, budget);
        for (int i = 0; i < 500; ++i) {
            mean.mark();
            deviation.mark();
            const double value = i == 100 ? 1e17 : i == 101 ? -1e300 : 0.25;
            const double m = mean.update(i * 1'000'000'000LL, value, 5'000'000'000);
            const double d = deviation.update(i * 1'000'000'000LL, value, 5'000'000'000);
            if (i > 111 || (i > 1 && i < 100)) {
                QCOMPARE(m, 0.25);
                QCOMPARE(d + 1, 1.0);
            }
        }
    }

    void keepsWithinItsBoundsAndSaysSo()
    {
        RollingBudget budget;
        {
            RollingWindow window(RollingFunction::count, 86'400'000'000'000, budget);
            double count = 0;
            for (int i = 0; i < 40'000; ++i) {
                window.mark();
                count = window.update(i * 1'000'000LL, 1, 1'000'000'000);
                QVERIFY(count <= double(RollingWindow::maxValues) + 1);
                QCOMPARE(window.isTruncated(), i > int(RollingWindow::maxValues));
            }
            QVERIFY(count > double(RollingWindow::maxValues) - 65);
        }
        QCOMPARE(budget.left, RollingBudget{}.left);
        RollingBudget little{128};
        RollingWindow first(RollingFunction::max, 86'400'000'000'000, little);
        RollingWindow second(RollingFunction::max, 86'400'000'000'000, little);
        for (int i = 0; i < 1000; ++i) {
            first.mark();
            second.mark();
            QCOMPARE(first.update(i, i, 100), double(i));
            QCOMPARE(second.update(i, 1000 - i % 100, 100) >= 900, true);
        }
        QVERIFY(first.isTruncated());
        QCOMPARE(little.left, std::size_t(0));
    }

    void anIntegralGoesOnFromWhereItWas()
    {
        RollingBudget budget;
        RollingWindow window(RollingFunction::integral, 0, budget);
        window.update(0, 2, 5'000'000'000);
        window.setArea(100);
        QCOMPARE(window.update(1'000'000'000, 4, 5'000'000'000), 103.0);
        QCOMPARE(window.update(1'000'000'000, 6, 5'000'000'000), 104.0);
        QCOMPARE(window.update(2'000'000'000, 6, 5'000'000'000), 110.0);
    }
};

DESK_TEST(TstRollingWindow)
#include "tst_rollingwindow.moc"
