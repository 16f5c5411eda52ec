// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/circuitbreaker.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

class TstCircuitBreaker : public QObject
{
    Q_OBJECT

    using State = CircuitBreaker::State;
    static constexpr CircuitBreaker::Time start{1h};

    static CircuitBreaker breaker() { return {{3, {1s, 8s}, {20s, 60s}}, 7}; }
    // Failing whenever it may, until it is open; the time then.
    static CircuitBreaker::Time open(CircuitBreaker &breaker)
    {
        auto now = start;
        while (breaker.state() != State::open) {
            if (breaker.allows(now))
                breaker.failed(now);
            now += 100ms;
        }
        return now;
    }

private Q_SLOTS:
    void isClosedAtFirstAndWhileAllIsWell()
    {
        auto one = breaker();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(one.allows(start + i * 1s));
            one.succeeded();
        }
        QCOMPARE(one.state(), State::closed);
    }

    void waitsLongerAfterEachFailure()
    {
        auto one = breaker();
        one.failed(start);
        QCOMPARE(one.state(), State::closed);
        QVERIFY(!one.allows(start + 900ms));
        QVERIFY(one.allows(start + 1s));
        one.failed(start + 1s);
        QVERIFY(!one.allows(start + 1s + 900ms));
        QVERIFY(one.allows(start + 3s));
    }

    void opensAfterSoManyInARowAndThenRests()
    {
        auto one = breaker();
        const auto now = open(one);
        QCOMPARE(one.failures(), 3U);
        QVERIFY(!one.allows(now + 15s));
        QVERIFY(one.allows(now + 20s));
        QCOMPARE(one.state(), State::halfOpen);
    }

    void asksOnceWhenTheRestIsOver()
    {
        auto one = breaker();
        const auto later = open(one) + 60s;
        QVERIFY(one.allows(later));
        QVERIFY(!one.allows(later));
        QVERIFY(!one.allows(later + 1h));
    }

    void aGoodAnswerClosesItAndABadOneOpensItAtOnce()
    {
        auto one = breaker();
        auto later = open(one) + 60s;
        QVERIFY(one.allows(later));
        one.failed(later);
        QCOMPARE(one.state(), State::open);
        QVERIFY(!one.allows(later + 15s));
        later += 60s;
        QVERIFY(one.allows(later));
        one.succeeded();
        QCOMPARE(one.state(), State::closed);
        QVERIFY(one.allows(later));
        one.failed(later); // the first again
        QCOMPARE(one.state(), State::closed);
    }

    void leavesAServerAloneForAsLongAsItWants()
    {
        auto one = breaker();
        one.failed(start, 30s);
        QVERIFY(!one.allows(start + 29s));
        QVERIFY(one.allows(start + 30s));
    }
};

DESK_TEST(TstCircuitBreaker)
#include "tst_circuitbreaker.moc"
