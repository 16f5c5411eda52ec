// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ratelimiter.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMinutesWorthThenEvenly()
    {
        RateLimiter limiter(60);
        const SteadyTime t{};
        for (int i = 0; i < 60; ++i)
            QCOMPARE(limiter.take("a", t).count(), 0L);
        QCOMPARE(limiter.take("a", t).count(), 1L);
        QCOMPARE(limiter.take("b", t).count(), 0L); // each token has its own
        QCOMPARE(limiter.take("a", t + 1s).count(), 0L);
        QVERIFY(limiter.take("a", t + 1s).count() > 0);
    }

    void zeroMeansNoLimit()
    {
        RateLimiter limiter(0);
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(limiter.take("a", {}).count(), 0L);
    }
};

DESK_TEST(TstRateLimiter)
#include "tst_ratelimiter.moc"
