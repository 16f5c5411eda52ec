// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/seriesdifference.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>

using namespace desk;
using namespace std::chrono_literals;

namespace {

using Values = SeriesDifference::Values;
constexpr std::int64_t second = 1'000'000'000;
const double notANumber = std::numeric_limits<double>::quiet_NaN();

std::vector<ComparedSample> reference(std::initializer_list<std::pair<double, double>> samples)
{
    std::vector<ComparedSample> out;
    for (const auto &[time, value] : samples)
        out.push_back({std::int64_t(time * double(second)), value, std::nullopt});
    return out;
}

std::vector<Sample> samples(std::initializer_list<std::pair<double, double>> all)
{
    std::vector<Sample> out;
    for (const auto &[time, value] : all)
        out.push_back({fromNanoseconds(std::int64_t(time * double(second))), value, Quality::good});
    return out;
}

// "1:0.5 2:3": seconds and differences.
QByteArray text(const std::vector<SeriesDifference::Point> &points)
{
    QByteArray out;
    for (const SeriesDifference::Point &point : points)
        out += (out.isEmpty() ? "" : " ") + QByteArray::number(double(point.time) / double(second)) + ":" +
               QByteArray::number(point.difference);
    return out;
}

} // namespace

class TstSeriesDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interpolatesBetweenNeighbours()
    {
        const auto of = reference({{0, 10}, {1, 20}, {2, 20}, {3, 0}});
        const SeriesDifference difference(of, 0ns, Values::numbers);
        QCOMPARE(text(difference.of(samples({{0, 11}, {0.5, 15}, {1.25, 21}, {2.75, 5}, {3, -1}}))),
                 QByteArray("0:1 0.5:0 1.25:1 2.75:0 3:-1"));
        QCOMPARE(difference.referenceAt(second / 4), std::optional(12.5));
    }

    void movesTheReferenceByTheOffset()
    {
        const auto of = reference({{0, 0}, {1, 10}, {2, 20}});
        const SeriesDifference later(of, 100s, Values::numbers);
        QCOMPARE(text(later.of(samples({{1, 7}, {100.5, 7}, {102, 20}}))), QByteArray("100.5:2 102:0"));
        const SeriesDifference earlier(of, -1500ms, Values::numbers);
        QCOMPARE(text(earlier.of(samples({{-1.5, 0}, {0, 0}, {0.5, 1}}))),
                 QByteArray("-1.5:0 0:-15 0.5:-19"));
    }

    void nothingToCompareWithGivesNothing()
    {
        const std::vector<ComparedSample> empty;
        QVERIFY(SeriesDifference(empty, 0ns, Values::numbers).of(samples({{0, 1}})).empty());
        const auto of = reference({{0, 0}, {1, 1}});
        QVERIFY(SeriesDifference(of, 0ns, Values::numbers).of({}).empty());
    }

    void onePointCountsAtItsTimeOnly()
    {
        const auto of = reference({{5, 2}});
        const SeriesDifference difference(of, 0ns, Values::numbers);
        QCOMPARE(text(difference.of(samples({{4.999, 3}, {5, 3}, {5.001, 3}}))), QByteArray("5:1"));
    }

    void outsideOfTheReferenceThereIsNone()
    {
        const auto of = reference({{10, 1}, {11, 1}, {12, 1}});
        for (const auto values : {Values::numbers, Values::states}) {
            const SeriesDifference difference(of, 0ns, values);
            QVERIFY(difference.of(samples({{0, 1}, {9.999, 1}, {12.001, 1}, {99, 1}})).empty());
        }
    }

    void noLineLeadsAcrossAGap()
    {
        const auto of = reference({{0, 0}, {1, 1}, {2, 2}, {3, 3}, {8, 8}, {9, 9}, {10, 10}, {11, 11}});
        for (const auto values : {Values::numbers, Values::states}) {
            const SeriesDifference difference(of, 0ns, values);
            QCOMPARE(text(difference.of(samples({{3, 3}, {3.5, 3}, {7.9, 8}, {8, 8}}))),
                     QByteArray("3:0 8:0"));
        }
        // Three times the usual is none yet.
        const auto late = reference({{0, 0}, {1, 0}, {2, 0}, {5, 0}, {6, 0}, {7, 0}});
        QCOMPARE(text(SeriesDifference(late, 0ns, Values::numbers).of(samples({{4, 1}}))), QByteArray("4:1"));
    }

    void aChangeOfRateIsNoGap()
    {
        const auto of = reference({{0, 0}, {1, 1}, {2, 2}, {3, 3}, {13, 13}, {23, 23}, {33, 33}, {43, 43}});
        QCOMPARE(text(SeriesDifference(of, 0ns, Values::numbers).of(samples({{8, 8}, {28, 30}}))),
                 QByteArray("8:0 28:2"));
    }

    void twoPointsAreJudgedByTheCadence()
    {
        const auto of = reference({{0, 0}, {10, 10}});
        QCOMPARE(text(SeriesDifference(of, 0ns, Values::numbers).of(samples({{5, 5}}))), QByteArray("5:0"));
        QVERIFY(SeriesDifference(of, 0ns, Values::numbers, 1).of(samples({{5, 5}})).empty());
        QCOMPARE(text(SeriesDifference(of, 0ns, Values::numbers, 4).of(samples({{5, 5}}))),
                 QByteArray("5:0"));
    }

    void ofEqualTimesTheLastCounts()
    {
        const auto of = reference({{0, 0}, {1, 5}, {1, 7}, {2, 8}});
        const SeriesDifference difference(of, 0ns, Values::numbers);
        QCOMPARE(text(difference.of(samples({{1, 7}, {1.5, 7.5}, {1.5, 8.5}}))),
                 QByteArray("1:0 1.5:0 1.5:1"));
    }

    void duplicatesAloneAreNoRate()
    {
        const auto of = reference({{0, 1}, {0, 2}, {0, 3}, {9, 3}, {9, 3}});
        QCOMPARE(text(SeriesDifference(of, 0ns, Values::numbers).of(samples({{4, 3}}))), QByteArray("4:0"));
    }

    void whatIsNoNumberHasNoDifference()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto of = reference({{0, 0}, {1, notANumber}, {2, 2}, {3, infinity}, {4, 4}});
        const SeriesDifference difference(of, 0ns, Values::numbers);
        QCOMPARE(text(difference.of(samples({{0, 1},
                                             {0.5, 1},
                                             {1, 1},
                                             {1.5, 1},
                                             {2, notANumber},
                                             {2, 3},
                                             {3, 3},
                                             {3.5, 1},
                                             {4, infinity},
                                             {4, 4}}))),
                 QByteArray("0:1 2:1 4:0"));
        // The greatest doubles there are do not overflow on the way.
        const double most = std::numeric_limits<double>::max();
        const auto far = reference({{0, -most}, {1, most}});
        QCOMPARE(SeriesDifference(far, 0ns, Values::numbers).referenceAt(second / 2), std::optional(0.0));
        QVERIFY(SeriesDifference(far, 0ns, Values::numbers).of(samples({{0, most}})).empty());
    }

    void wideIntegersAreExact()
    {
        constexpr std::int64_t big = 9'007'199'254'740'993; // 2^53 + 1
        const std::vector<ComparedSample> of{{0, double(big), big}, {second, double(big), big}};
        const SeriesDifference difference(of, 0ns, Values::numbers);
        const auto exact = difference.at({0, double(big + 3), big + 3});
        QVERIFY(exact);
        QCOMPARE(exact->difference, 3.0);
        // Between two that are equal, too.
        QCOMPARE(difference.at({second / 2, double(big - 1), big - 1})->difference, -1.0);
        constexpr std::int64_t low = std::numeric_limits<std::int64_t>::min();
        constexpr std::int64_t high = std::numeric_limits<std::int64_t>::max();
        const std::vector<ComparedSample> lowest{{0, double(low), low}};
        QCOMPARE(SeriesDifference(lowest, 0ns, Values::numbers).at({0, double(high), high})->difference,
                 18'446'744'073'709'551'615.0);
        // States of such codes differ where the doubles do not.
        const SeriesDifference states(of, 0ns, Values::states);
        QCOMPARE(states.at({0, double(big), big + 1})->difference, 1.0);
        QCOMPARE(states.at({0, double(big), big})->difference, 0.0);
    }

    void statesAreEqualOrDifferent()
    {
        const auto of = reference({{0, 1}, {1, 1}, {2, 2}, {3, 2}});
        const SeriesDifference difference(of, 0ns, Values::states);
        QCOMPARE(text(difference.of(samples({{0, 1}, {0.9, 2}, {1.9, 1}, {2, 1}, {2.5, 2}}))),
                 QByteArray("0:0 0.9:1 1.9:0 2:1 2.5:0"));
    }

    void timesAtTheEndsDoNotWrap()
    {
        constexpr std::int64_t low = std::numeric_limits<std::int64_t>::min();
        constexpr std::int64_t high = std::numeric_limits<std::int64_t>::max();
        const std::vector<ComparedSample> of{{low, 0, std::nullopt}, {high, 1, std::nullopt}};
        const SeriesDifference difference(of, 0ns, Values::numbers);
        QCOMPARE(difference.referenceAt(0), std::optional(0.5));
        QCOMPARE(SeriesDifference(of, 1h, Values::numbers).referenceAt(low), std::optional(0.0));
        QCOMPARE(SeriesDifference(of, -1h, Values::numbers).referenceAt(high), std::optional(1.0));
    }
};

DESK_TEST(TstSeriesDifference)
#include "tst_seriesdifference.moc"
