// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/timeticks.h"
#include "models/itemmodels/valueformatter.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/axisscale.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace desk;
using namespace Qt::StringLiterals;

class TstAxisScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void containsItsDataWithRoundTicks();
    void standsStillWhileDataStayInside();
    void widensWhenDataLeaveIt();
    void narrowsOnlyWhenDataFillLessThanAThird();
    void constantGetsASensibleRange();
    void quantisationNoiseIsNotBlownUp();
    void ratesStartAtZeroButNeverBelow();
    void doesNotFlapOnAWalk();
    void hugeAndTinyValuesStayFinite();
    void ticksAreOfDifferentValues();
    void codesKeepTheirPlaces();
    void timeTicksAreRoundAndApart();
    void timeTickLabelsFollowTheirStep();
    void midnightSaysItsDate();
    void farFutureHasTicksToo();
    void spansAreSaidInWords();
};

void TstAxisScale::containsItsDataWithRoundTicks()
{
    AxisScale scale;
    QVERIFY(!scale.isValid());
    QVERIFY(scale.fit(3.2, 17.9, 0, 6));
    QVERIFY(scale.min() <= 3.2 && scale.max() >= 17.9);
    const std::vector<double> ticks = scale.ticks();
    QVERIFY(ticks.size() >= 3 && ticks.size() <= 6);
    for (const double tick : ticks) {
        QVERIFY(tick >= scale.min() && tick <= scale.max());
        QCOMPARE(std::remainder(tick, scale.step()), 0.0);
    }
    QCOMPARE(scale.step(), 5.0);
    QCOMPARE(scale.fraction(scale.max()), 0.0);
    QCOMPARE(scale.fraction(scale.min()), 1.0);
}

void TstAxisScale::standsStillWhileDataStayInside()
{
    AxisScale scale;
    scale.fit(10, 20, 0, 5);
    const AxisScale before = scale;
    QVERIFY(!scale.fit(11, 19, 0, 5));
    QVERIFY(!scale.fit(10.5, 19.9, 0, 5));
    QCOMPARE(scale, before);
}

void TstAxisScale::widensWhenDataLeaveIt()
{
    AxisScale scale;
    scale.fit(10, 20, 0, 5);
    QVERIFY(scale.fit(10, 31, 0, 5));
    QVERIFY(scale.max() >= 31);
}

void TstAxisScale::narrowsOnlyWhenDataFillLessThanAThird()
{
    AxisScale scale;
    scale.fit(-100, 100, 0, 5);
    const double wide = scale.max() - scale.min();
    QVERIFY(!scale.fit(-60, 60, 0, 5));
    QVERIFY(scale.fit(-10, 10, 0, 5));
    QVERIFY(scale.max() - scale.min() < wide / 3);
}

void TstAxisScale::constantGetsASensibleRange()
{
    for (const double value : {0.0, 1.0, 100.0, -40.0, 1e9, 3.7e-5}) {
        AxisScale scale;
        QVERIFY(scale.fit(value, value, 0, 5));
        QVERIFY2(scale.min() < value || value == 0, qPrintable(QString::number(value)));
        QVERIFY(scale.max() > value);
        QVERIFY(scale.max() - scale.min() <= std::max(4.0, std::abs(value)));
        QVERIFY(!scale.fit(value, value, 0, 5));
    }
}

void TstAxisScale::quantisationNoiseIsNotBlownUp()
{
    AxisScale scale;
    scale.fit(12.34, 12.35, 0.01, 5); // one step of a sensor
    QVERIFY(scale.max() - scale.min() >= 0.1);
}

void TstAxisScale::ratesStartAtZeroButNeverBelow()
{
    AxisScale scale;
    scale.fit(0.5, 20, 0, 5);
    QCOMPARE(scale.min(), 0.0);
    scale.reset();
    scale.fit(90, 100, 0, 5);
    QVERIFY(scale.min() > 50); // far from zero it may start elsewhere
    scale.reset();
    scale.fit(-20, -1, 0, 5);
    QCOMPARE(scale.max(), 0.0);
}

void TstAxisScale::doesNotFlapOnAWalk()
{
    std::mt19937 random(7);
    std::normal_distribution<double> step(0, 0.02);
    AxisScale scale;
    double low = 10;
    double high = 14;
    int changes = 0;
    for (int i = 0; i < 5000; ++i) {
        low += step(random);
        high = std::max(low + 0.5, high + step(random));
        changes += scale.fit(low, high, 0.01, 5);
        QVERIFY(scale.min() <= low && scale.max() >= high);
    }
    QVERIFY2(changes < 40, qPrintable(QString::number(changes)));
}

void TstAxisScale::hugeAndTinyValuesStayFinite()
{
    for (const auto &[low, high] : {std::pair(-1e300, 1e300), std::pair(1e-300, 2e-300),
                                    std::pair(1e15, 1e15 + 1), std::pair(-1.7e308, 1.7e308)}) {
        AxisScale scale;
        scale.fit(low, high, 0, 6);
        QVERIFY(std::isfinite(scale.min()) && std::isfinite(scale.max()));
        QVERIFY(scale.ticks().size() <= 10);
    }
}

// Also where doubles hardly tell the ends apart.
void TstAxisScale::ticksAreOfDifferentValues()
{
    AxisScale scale;
    QVERIFY(scale.setRange(1e15, std::nextafter(1e15, 2e15), false, 5));
    const std::vector<double> ticks = scale.ticks();
    QVERIFY(ticks.size() <= 6);
    QVERIFY(std::ranges::adjacent_find(ticks) == ticks.end());
    QVERIFY(!AxisScale::resolves(1e15, std::nextafter(1e15, 2e15)));
    QVERIFY(AxisScale::resolves(-1e15, 1e15) && AxisScale::resolves(0, 1e-300));
    // Numbers so large that one more makes no other.
    QVERIFY(scale.setRange(1e18, 1e18 + 1000, false, 5));
    const std::vector<double> large = scale.ticks();
    QVERIFY(large.size() <= 6 && std::ranges::adjacent_find(large) == large.end());
}

void TstAxisScale::codesKeepTheirPlaces()
{
    AxisScale scale;
    QVERIFY(scale.fitCodes(0, 2));
    QCOMPARE(scale.ticks(), (std::vector<double>{0, 1, 2}));
    QVERIFY(!scale.fitCodes(1, 1));
    QVERIFY(scale.fitCodes(0, 3));
    QCOMPARE(scale.ticks().size(), std::size_t(4));
}

void TstAxisScale::timeTicksAreRoundAndApart()
{
    const Timestamp end = fromNanoseconds(1'795'269'787'250'000'000);
    for (const int seconds : {1, 7, 60, 900, 3600, 86'400, 30 * 86'400}) {
        const TimeRange range{end - std::chrono::seconds{seconds}, end};
        const auto ticks = timeTicks(range, 800, 100);
        QVERIFY2(ticks.size() >= 2 && ticks.size() <= 16,
                 qPrintable(u"%1 s: %2"_s.arg(seconds).arg(ticks.size())));
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(range.contains(fromNanoseconds(ticks[i].time)));
            QVERIFY(i == 0 || double(ticks[i].time - ticks[i - 1].time) / 1e9 / seconds * 800 >= 64);
        }
    }
}

void TstAxisScale::timeTickLabelsFollowTheirStep()
{
    const Timestamp end = *parseTimestamp("2026-11-21T14:03:07.250Z");
    const auto first = [end](std::chrono::milliseconds span) {
        return timeTicks({end - span, end}, 800, 100).front().label;
    };
    QCOMPARE(first(std::chrono::minutes{15}), u"13:50Z"_s);
    QCOMPARE(first(std::chrono::minutes{1}), u"14:02:10Z"_s);
    QVERIFY(first(std::chrono::milliseconds{500}).endsWith(u"00Z"_s));
    QCOMPARE(first(std::chrono::milliseconds{500}).size(), qsizetype(13));
}

void TstAxisScale::midnightSaysItsDate()
{
    const Timestamp end = *parseTimestamp("2026-11-22T01:00:00Z");
    QStringList labels;
    for (const TimeTick &tick : timeTicks({end - std::chrono::hours{3}, end}, 800, 100))
        labels << tick.label;
    QVERIFY2(labels.contains(u"2026-11-22"_s), qPrintable(labels.join(u' ')));
}

void TstAxisScale::farFutureHasTicksToo()
{
    const Timestamp end = fromNanoseconds(std::numeric_limits<std::int64_t>::max());
    QVERIFY(timeTicks({end - std::chrono::minutes{15}, end}, 800, 100).size() <= 20);
    const Timestamp old = fromNanoseconds(-86'400'000'000'000LL);
    for (const TimeTick &tick : timeTicks({old, old + std::chrono::minutes{15}}, 800, 100))
        QVERIFY(fromNanoseconds(tick.time) >= old);
}

void TstAxisScale::spansAreSaidInWords()
{
    using namespace std::chrono_literals;
    QCOMPARE(ValueFormatter::span(90s), u"90 s"_s);
    QCOMPARE(ValueFormatter::span(15min), u"15 min"_s);
    QCOMPARE(ValueFormatter::span(24h), u"24 h"_s);
    QCOMPARE(ValueFormatter::span(48h), u"2 d"_s);
    QCOMPARE(ValueFormatter::span(1125s), u"18.8 min"_s);
}

DESK_TEST(TstAxisScale)
#include "tst_axisscale.moc"
