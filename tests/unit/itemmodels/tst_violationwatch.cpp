// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/violationwatch.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/saidforecast.h"
#include "tests/unit/forecast/saidpredictions.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using Said = SaidForecast;
using ViolationOutcome = PredictedViolations::Outcome;

class TstViolationWatch final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FeedFixture> m_fixture;
    SaidPredictions m_source;
    std::unique_ptr<ViolationWatch> m_watch;
    SeriesId m_series{};

    static std::shared_ptr<const LimitSet> limits()
    {
        LimitRule rule;
        rule.metric = "temp_c";
        rule.limits = Said::limits();
        return std::make_shared<const LimitSet>(std::vector{rule});
    }
    const PredictedViolations::Entry &only()
    {
        if (m_watch->violations().entries().size() != 1)
            qFatal("%zu entries", m_watch->violations().entries().size());
        return m_watch->violations().entries().begin()->second;
    }

private Q_SLOTS:
    void init()
    {
        m_source.forget();
        m_fixture = std::make_unique<FeedFixture>();
        m_series = m_fixture->series(m_fixture->entity("sat-1"), "temp_c");
        m_watch = std::make_unique<ViolationWatch>(m_fixture->feed);
        m_watch->setLimits(limits());
        m_watch->setSource(&m_source);
        m_fixture->post(m_series, 20);
        m_source.say(Said::of(20, {14, 8, 7}, 1, 0, m_series));
        m_watch->look();
    }
    void cleanup()
    {
        m_watch.reset();
        m_fixture.reset();
    }

    void aValueThatComesThroughTheFeedIsTheEvidence()
    {
        QCOMPARE(only().outcome, ViolationOutcome::open);
        QSignalSpy changed(m_watch.get(), &ViolationWatch::changed);
        m_fixture->time.advance(std::chrono::seconds{130});
        m_fixture->post(m_series, 9);
        QCOMPARE(only().outcome, ViolationOutcome::hit);
        QCOMPARE(*only().came, m_fixture->time.now());
        m_watch->look();
        m_watch->look();
        QCOMPARE(changed.size(), 1);
    }

    // The source is read on a thread of its own: after a leap it still tells what stood at the old place.
    void afterALeapOfAReplayOnlyForecastsOfTheNewTimeCount()
    {
        const Timestamp before = m_fixture->time.now();
        const Forecast said = Said::of(20, {14, 8, 7}, 1, 0, m_series);
        m_fixture->queue.restart({});
        m_fixture->time.step(-std::chrono::hours{1});
        m_fixture->feed.drain();
        QCOMPARE(m_watch->since(), m_fixture->time.now());
        m_source.say(std::vector{said}, before);
        m_watch->look();
        QVERIFY(m_watch->violations().entries().empty());
        m_source.say(std::vector{said}, m_fixture->time.now());
        m_watch->look();
        QCOMPARE(m_watch->violations().entries().size(), std::size_t{1});
    }

    void whatDoesNotComeIsDecidedByTheClock()
    {
        m_fixture->time.advance(std::chrono::seconds{150});
        m_fixture->post(m_series, 20);
        m_watch->look();
        QCOMPARE(only().outcome, ViolationOutcome::open);
        m_fixture->time.advance(std::chrono::seconds{60});
        m_watch->look();
        QCOMPARE(only().outcome, ViolationOutcome::wrong);
    }

    void aForecastIsHeardOnce()
    {
        const auto version = m_watch->violations().version();
        m_source.say(Said::of(50, {50, 50, 50}, 1, 0, SeriesId{index(m_series) + 7})); // of another series
        m_watch->look();
        QCOMPARE(m_watch->violations().version(), version);
    }

    void otherLimitsBeginAnew()
    {
        LimitRule rule;
        rule.metric = "temp_c";
        rule.limits.low[0] = 7.5;
        m_watch->setLimits(std::make_shared<const LimitSet>(std::vector{rule}));
        QCOMPARE(only().threshold, 7.5);
        QCOMPARE(only().outcome, ViolationOutcome::open);
    }

    void whereLimitsAreNotKnownNothingIsSaid()
    {
        m_watch->setLimits(nullptr);
        QVERIFY(m_watch->violations().entries().empty());
        QVERIFY(!m_watch->knowsLimits());
    }
};

DESK_TEST(TstViolationWatch)
#include "tst_violationwatch.moc"
