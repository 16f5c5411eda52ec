// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/hashring.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <array>
#include <string>

using namespace desk;

class TstHashRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesAsTheStackDoes()
    {
        QCOMPARE(ringHash("telemetry-partition-0"), 522144476U);
        QCOMPARE(ringHash("telemetry-partition-1"), 2820333275U);
    }

    void aPointsOwnKeyBelongsToItsPartition()
    {
        const HashRing ring("telemetry", 4);
        QCOMPARE(ring.points(), std::size_t(600));
        for (unsigned partition = 0; partition < 4; ++partition) {
            for (unsigned i = 0; i < HashRing::pointsPerPartition; ++i) {
                const std::string point =
                    "telemetry-partition-" + std::to_string(partition) + ":" + std::to_string(i);
                QCOMPARE(ring.partition(point), partition);
            }
        }
    }

    void keysSpreadAsTheSharesSay()
    {
        const HashRing ring("telemetry", 4);
        std::array<int, 4> keys{};
        for (int i = 0; i < 20'000; ++i)
            ++keys[ring.partition("GPU-" + std::to_string(i))];
        double sum = 0;
        for (unsigned partition = 0; partition < 4; ++partition) {
            QVERIFY(std::abs(keys[partition] / 20'000.0 - ring.share(partition)) < 0.02);
            QVERIFY(ring.share(partition) > 0.18 && ring.share(partition) < 0.32);
            sum += ring.share(partition);
        }
        QVERIFY(std::abs(sum - 1) < 1e-9);
    }

    void onePartitionMoreMovesKeysOnlyToIt()
    {
        const HashRing before("telemetry", 4);
        const HashRing after("telemetry", 5);
        int moved = 0;
        for (int i = 0; i < 5'000; ++i) {
            const std::string key = "GPU-" + std::to_string(i);
            if (before.partition(key) == after.partition(key))
                continue;
            QCOMPARE(after.partition(key), 4U);
            ++moved;
        }
        QVERIFY(moved > 500 && moved < 1500);
    }

    void oneTopicsRingIsNotAnothers()
    {
        const HashRing a("a", 4);
        const HashRing b("b", 4);
        int same = 0;
        for (int i = 0; i < 1'000; ++i)
            same += a.partition(std::to_string(i)) == b.partition(std::to_string(i)) ? 1 : 0;
        QVERIFY(same < 500);
        QCOMPARE(HashRing().partition("x"), 0U);
    }
};

DESK_TEST(TstHashRing)
#include "tst_hashring.moc"
