// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/dynamicthreshold.h"

#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace desk;

class TstDynamicThreshold : public QObject
{
    Q_OBJECT

    // Errors as they usually are: around 1.
    static std::vector<double> usual(std::size_t count, unsigned seed = 1)
    {
        std::mt19937 random(seed);
        std::normal_distribution<double> noise(1, 0.1);
        std::vector<double> errors(count);
        for (double &error : errors)
            error = std::abs(noise(random));
        return errors;
    }

private Q_SLOTS:
    void nothingStandsOutOfNoise()
    {
        for (unsigned seed = 1; seed <= 50; ++seed)
            QVERIFY(dynamicthreshold::unusual(usual(500, seed)).empty());
    }

    void aStretchIsFoundWhereItIs()
    {
        std::vector<double> errors = usual(500);
        std::fill(errors.begin() + 200, errors.begin() + 220, 5.0);
        const auto found = dynamicthreshold::unusual(errors);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].begin, std::size_t(200));
        QCOMPARE(found[0].end, std::size_t(220));
        QVERIFY(found[0].score > 0);
    }

    void theHigherTheErrorTheHigherTheScore()
    {
        double last = 0;
        for (const double peak : {3.0, 5.0, 8.0}) {
            std::vector<double> errors = usual(500);
            std::fill(errors.begin() + 300, errors.begin() + 305, 4.0);
            errors[302] = peak + 2;
            const auto found = dynamicthreshold::unusual(errors);
            QVERIFY(!found.empty());
            QVERIFY(found[0].score > last);
            last = found[0].score;
        }
    }

    void twoStretchesAreTwo()
    {
        std::vector<double> errors = usual(800);
        std::fill(errors.begin() + 100, errors.begin() + 110, 6.0);
        std::fill(errors.begin() + 600, errors.begin() + 612, 5.5);
        const auto found = dynamicthreshold::unusual(errors);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].begin, std::size_t(100));
        QCOMPARE(found[1].end, std::size_t(612));
    }

    void peaksThatFallSlowlyAreNoise()
    {
        // Each is 8 % above the next, down to what is usual.
        std::vector<double> errors(400, 1.0);
        double peak = 1;
        for (std::size_t i = 20; i < 400; i += 40)
            errors[i] = peak *= 1.08;
        QVERIFY(dynamicthreshold::unusual(errors).empty());
    }

    void whatIsLikeThatMostOfTheTimeIsUsual()
    {
        std::vector<double> errors(400, 5.0);
        std::fill(errors.begin(), errors.begin() + 100, 1.0);
        QVERIFY(dynamicthreshold::unusual(errors).empty());
    }

    void fewOrEqualErrorsTellNothing()
    {
        QVERIFY(dynamicthreshold::unusual({}).empty());
        QVERIFY(dynamicthreshold::unusual(std::vector<double>(400, 0.0)).empty());
        QVERIFY(dynamicthreshold::unusual(std::vector<double>(400, 2.0)).empty());
        std::vector<double> few(29, 1.0);
        few[10] = 100;
        QVERIFY(dynamicthreshold::unusual(few).empty());
    }

    void smoothingFollowsSlowlyAndPassesOverWhatIsNotKnown()
    {
        const std::vector<double> errors{-2, 2, NAN, 8};
        const auto smooth = dynamicthreshold::smoothed(errors, 3); // half of the new
        QCOMPARE(smooth, (std::vector<double>{2, 2, 2, 5}));
        QCOMPARE(dynamicthreshold::smoothed(std::vector<double>{NAN, NAN}, 3), (std::vector<double>{0, 0}));
    }
};

DESK_TEST(TstDynamicThreshold)
#include "tst_dynamicthreshold.moc"
