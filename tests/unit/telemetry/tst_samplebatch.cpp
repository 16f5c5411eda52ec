// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/samplebatch.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstSampleBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsAnOpenPointAndNothingElse()
    {
        SampleBatch batch;
        batch.addSample(SeriesId{1}, 1.0, Quality::good);
        batch.endPoint(EntityId{0}, 10);
        const SampleBatch whole = batch;
        batch.addSample(SeriesId{2}, 2.0, Quality::good);
        batch.wide.push_back({1, 1LL << 60});
        batch.dropOpenPoint();
        QVERIFY(batch == whole);
    }

    void appendsThePointsOfAnotherBatch()
    {
        SampleBatch first;
        first.addSample(SeriesId{1}, 1.0, Quality::good);
        first.endPoint(EntityId{0}, 10);
        first.firstSequence = 5;
        SampleBatch second;
        second.endPoint(EntityId{1}, 20);
        second.addSample(SeriesId{2}, 2.0, Quality::backFilled);
        second.wide.push_back({0, 1LL << 60});
        second.endPoint(EntityId{2}, 30);
        first.append(second);
        QCOMPARE(first.points(), std::size_t(3));
        QCOMPARE(first.pointEnd[1], 1U);
        QCOMPARE(first.pointEnd[2], 2U);
        QCOMPARE(first.wide[0].sample, 1U);
        QVERIFY(first.entity[2] == EntityId{2} && first.quality[1] == Quality::backFilled);
        QCOMPARE(first.lastSequence(), std::uint64_t(7));
    }

    void knowsWhichSamplesArePartOfAPoint()
    {
        SampleBatch batch;
        batch.endPoint(EntityId{0}, 1); // a sign of life without values
        batch.addSample(SeriesId{3}, 1.5, Quality::good);
        batch.addSample(SeriesId{4}, 2.5, Quality::good);
        batch.endPoint(EntityId{1}, 2);
        QCOMPARE(batch.points(), std::size_t(2));
        QCOMPARE(batch.pointBegin(0), 0U);
        QCOMPARE(batch.pointEnd[0], 0U);
        QCOMPARE(batch.pointBegin(1), 0U);
        QCOMPARE(batch.pointEnd[1], 2U);
        batch.firstSequence = 7;
        QCOMPARE(batch.lastSequence(), std::uint64_t(8));
    }
};

DESK_TEST(TstSampleBatch)
#include "tst_samplebatch.moc"
