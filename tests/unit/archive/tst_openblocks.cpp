// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/openblocks.h"

#include <QTest>

using namespace desk;

namespace {

constexpr std::int64_t second = 1'000'000'000;

struct Ended
{
    EntityId entity;
    std::vector<SeriesId> series;
    std::vector<std::int64_t> sequence;
};

void addPoint(SampleBatch &batch, std::uint32_t entity, std::initializer_list<std::uint32_t> series,
              std::int64_t generation)
{
    for (const std::uint32_t id : series)
        batch.addSample(SeriesId{id}, double(id), Quality::good);
    batch.endPoint(EntityId{entity}, generation);
}

} // namespace

class TstOpenBlocks : public QObject
{
    Q_OBJECT

    std::vector<Ended> m_ended;

    OpenBlocks blocks(OpenBlocks::Options options = {})
    {
        m_ended.clear();
        return {options, [this](const PointBlock &block) {
                    m_ended.push_back({block.entity(),
                                       {block.series().begin(), block.series().end()},
                                       {block.sequence().begin(), block.sequence().end()}});
                }};
    }

private Q_SLOTS:
    void aFullBlockEnds()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 1030; ++i)
            addPoint(batch, 2, {5, 6}, i * second);
        open.append(batch);
        QCOMPARE(m_ended.size(), std::size_t(1));
        QCOMPARE(m_ended[0].sequence.size(), PointBlock::maxPoints);
        QCOMPARE(open.oldest(), std::uint64_t(1025));
        open.endAll();
        QCOMPARE(m_ended[1].sequence.size(), std::size_t(6));
        QCOMPARE(open.oldest(), ~std::uint64_t(0));
        QCOMPARE(open.memory(), std::size_t(0));
    }

    void pointsOfOneShapeShareABlockWhateverComesBetween()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 10; ++i) {
            addPoint(batch, 0, {1, 2}, i * second);
            addPoint(batch, 0, {3}, i * second);
            addPoint(batch, 1, {4}, i * second);
        }
        open.append(batch);
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(3));
        for (const Ended &one : m_ended)
            QCOMPARE(one.sequence.size(), std::size_t(10));
    }

    void noBlockSpansMoreThanAnHour()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 200; ++i)
            addPoint(batch, 0, {1}, i * 60 * second);
        open.append(batch);
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(4)); // 61 minutes have 61 points
        QCOMPARE(m_ended[0].sequence.size() + m_ended[3].sequence.size(), std::size_t(61 + 17));
    }

    void lateAndLivePointsDoNotEndEachOthersBlocks()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 100; ++i) {
            addPoint(batch, 0, {1}, (i + 100'000) * second);
            addPoint(batch, 0, {1}, i * second);
        }
        open.append(batch);
        QVERIFY(m_ended.empty());
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(2));
        QCOMPARE(m_ended[0].sequence.size(), std::size_t(100));
    }

    void onlyBlocksWithOlderPointsEnd()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 10;
        addPoint(batch, 0, {1}, 0);
        addPoint(batch, 1, {2}, 0);
        open.append(batch);
        open.endBefore(10);
        QVERIFY(m_ended.empty());
        open.endBefore(11);
        QCOMPARE(m_ended.size(), std::size_t(1));
        QVERIFY(m_ended[0].entity == EntityId{0});
        QCOMPARE(open.oldest(), std::uint64_t(11));
    }

    void shapesWithoutEndTakeABoundedNumberOfBlocks()
    {
        OpenBlocks open = blocks({4, 1U << 20U});
        SampleBatch batch;
        batch.firstSequence = 1;
        for (std::uint32_t i = 0; i < 100; ++i)
            addPoint(batch, 0, {i}, i * second);
        open.append(batch);
        QCOMPARE(m_ended.size(), std::size_t(96));
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(100)); // nothing lost
    }

    void memoryIsBounded()
    {
        OpenBlocks open = blocks({8, 100'000});
        std::size_t points = 0;
        for (std::uint64_t first = 1; first < 5000; first += 10) {
            SampleBatch batch;
            batch.firstSequence = first;
            for (std::uint32_t i = 0; i < 10; ++i)
                addPoint(batch, std::uint32_t(first) + i, {std::uint32_t(first) + i}, 0);
            open.append(batch);
            QVERIFY(open.memory() <= 100'000);
        }
        open.endAll();
        for (const Ended &one : m_ended)
            points += one.sequence.size();
        QCOMPARE(points, std::size_t(5000));
    }
};

QTEST_GUILESS_MAIN(TstOpenBlocks)
#include "tst_openblocks.moc"
