// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/reconnectdelay.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <set>

using namespace desk;
using namespace std::chrono_literals;

class TstReconnectDelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesFromTheShortestToTheLongestWithJitter()
    {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            ReconnectDelay delay({1s, 30s}, seed);
            QCOMPARE(delay.next(), 1000ms);
            for (const auto full : {2s, 4s, 8s, 16s, 30s, 30s, 30s}) {
                const auto wait = delay.next();
                QVERIFY(wait >= full / 2 && wait <= full);
            }
        }
    }

    void manyClientsDoNotComeBackAtOnce()
    {
        std::set<std::chrono::milliseconds> waits;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            ReconnectDelay delay({1s, 30s}, seed);
            for (int i = 0; i < 5; ++i)
                static_cast<void>(delay.next());
            waits.insert(delay.next());
        }
        QVERIFY(waits.size() > 90);
    }

    void aConnectionThatHeldBeginsAnew()
    {
        ReconnectDelay delay({1s, 30s}, 1);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(delay.next() <= 30s);
        QCOMPARE(delay.failures(), 1000U);
        delay.reset();
        QCOMPARE(delay.next(), 1000ms);
    }
};

DESK_TEST(TstReconnectDelay)

#include "tst_reconnectdelay.moc"
