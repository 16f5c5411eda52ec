// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postattempts.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

class TstPostAttempts : public QObject
{
    Q_OBJECT

    using Next = PostAttempts::Next;
    using State = CircuitBreaker::State;

    SteadyTime m_now{};

    static PostAttempts::Options tried(unsigned tries)
    {
        PostAttempts::Options options;
        options.tries = tries;
        return options;
    }
    // Waits as long as it must; what follows a failure then.
    Next fail(PostAttempts &attempts, bool hasAnswer = false, std::chrono::seconds asked = 0s)
    {
        m_now = std::max(m_now, attempts.due());
        attempts.attempt(m_now);
        return attempts.failed(m_now, hasAnswer, asked);
    }

private Q_SLOTS:
    void init() { m_now = SteadyTime{1h}; }

    void aBatchIsBuriedAfterItsTriesAndTheNextOneHasAsMany()
    {
        PostAttempts attempts(tried(3), 1);
        for (int batch = 0; batch < 4; ++batch) {
            attempts.begin(m_now);
            QCOMPARE(fail(attempts), Next::again);
            QCOMPARE(fail(attempts), Next::again);
            QCOMPARE(fail(attempts), Next::bury);
            QCOMPARE(attempts.tried(), 3U);
        }
    }

    void waitsDoubleWithJitterUntilTheCircuitOpens()
    {
        bool differ = false;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            PostAttempts attempts({}, seed);
            attempts.begin(m_now);
            auto longest = 250ms;
            for (int failure = 1; failure < 5; ++failure, longest *= 2) {
                fail(attempts);
                const auto wait = attempts.due() - m_now;
                QVERIFY(wait >= std::max(250ms, longest / 2) && wait <= longest);
                differ = differ || (failure == 4 && wait != longest);
                QCOMPARE(attempts.state(), State::closed);
            }
            fail(attempts);
            QCOMPARE(attempts.state(), State::open);
            QCOMPARE(attempts.opened(), 1U);
            QVERIFY(attempts.due() - m_now >= 5s && attempts.due() - m_now <= 10s);
        }
        QVERIFY(differ);
    }

    void anOpenCircuitIsTriedOnceAfterEachRest()
    {
        PostAttempts attempts(tried(1), 1);
        for (int batch = 0; batch < 5; ++batch) {
            attempts.begin(m_now);
            QCOMPARE(fail(attempts), Next::bury);
        }
        QCOMPARE(attempts.state(), State::open);
        attempts.begin(m_now);
        const auto rest = attempts.due();
        attempts.attempt(rest);
        QCOMPARE(attempts.state(), State::halfOpen);
        QCOMPARE(attempts.failed(rest, false), Next::bury);
        QCOMPARE(attempts.state(), State::open);
        QVERIFY(attempts.due() - rest >= 5s);
        QCOMPARE(attempts.opened(), 1U); // the same break
    }

    void anAnswerClosesItAndTheNextBreakOpensItAgain()
    {
        PostAttempts attempts(tried(5), 1);
        for (std::uint64_t breaks = 1; breaks <= 2; ++breaks) {
            attempts.begin(m_now);
            for (int i = 0; i < 5; ++i)
                fail(attempts);
            QCOMPARE(attempts.opened(), breaks);
            attempts.begin(m_now);
            m_now = attempts.due();
            attempts.attempt(m_now);
            attempts.answered();
            QCOMPARE(attempts.state(), State::closed);
            QCOMPARE(attempts.failures(), 0U);
            QVERIFY(attempts.due() <= m_now);
        }
    }

    void whatTheServerAsksForIsKept()
    {
        PostAttempts attempts(tried(3), 1);
        attempts.begin(m_now);
        fail(attempts, true, 60s);
        QVERIFY(attempts.due() - m_now >= 60s);
    }

    void withoutTriesPatienceDecides()
    {
        PostAttempts never({}, 1); // 3 s where nobody ever answered
        never.begin(m_now);
        const auto begun = m_now;
        while (fail(never) == Next::again)
            QVERIFY(m_now - begun < 3s);
        QVERIFY(m_now - begun >= 3s);
        QVERIFY(!never.wasAnswered());
        PostAttempts known({}, 1);
        known.begin(m_now);
        known.attempt(m_now);
        known.answered();
        const auto since = m_now;
        known.begin(m_now);
        while (fail(known) == Next::again)
            QVERIFY(m_now - since < 10min);
        QVERIFY(known.spent(m_now) >= 10min && known.spent(m_now) <= 10min + 10s);
    }
};

DESK_TEST(TstPostAttempts)
#include "tst_postattempts.moc"
