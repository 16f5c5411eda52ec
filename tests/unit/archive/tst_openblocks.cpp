// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/openblocks.h"
#include "tests/support/testprogram.h"

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
    ShapeDictionary m_shapes;
    int m_asked = 0; // whether a point is a duplicate
    bool m_allAreDuplicates = false;

    OpenBlocks blocks(OpenBlocks::Options options = {})
    {
        m_ended.clear();
        m_shapes = {};
        m_asked = 0;
        return {options,
                m_shapes,
                {[this](const PointBlock &block) {
                     const Shape &shape = m_shapes.definition(block.shape());
                     m_ended.push_back(
                         {shape.entity, shape.series, {block.sequence().begin(), block.sequence().end()}});
                 },
                 [](ShapeId) { return std::numeric_limits<std::int64_t>::min(); },
                 [this](ShapeId, std::int64_t, std::span<const double>, std::span<const Quality>) {
                     ++m_asked;
                     return m_allAreDuplicates;
                 }}};
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
        open.endAll();
        QCOMPARE(m_ended[1].sequence.size(), std::size_t(6));
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

    void slowPointsInTheirOrderShareABlockForAMonth()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 900; ++i)
            addPoint(batch, 0, {1}, i * 3600 * second);
        open.append(batch);
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(2)); // 30 days have 721 points
        QCOMPARE(m_ended[0].sequence.size() + m_ended[1].sequence.size(), std::size_t(900));
        QVERIFY(m_ended[0].sequence.size() == 721 || m_ended[1].sequence.size() == 721);
    }

    void latePointsAreApartFromABlockThatSpansMoreThanAnHour()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 100; ++i) {
            addPoint(batch, 0, {1}, (i + 5) * 3600 * second);
            addPoint(batch, 0, {1}, i * 3600 * second + 1);
        }
        open.append(batch);
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(2));
        for (const Ended &one : m_ended) {
            QCOMPARE(one.sequence.size(), std::size_t(100));
            QCOMPARE(one.sequence[99] - one.sequence[0], std::int64_t(198)); // every second point
        }
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
    }

    void anEntityWithTooManyShapesIsKeptSeriesBySeries()
    {
        OpenBlocks open = blocks();
        std::size_t samples = 0;
        for (std::uint32_t i = 0; i < 400; ++i) {
            SampleBatch batch;
            batch.firstSequence = 1 + i;
            addPoint(batch, 0, {i % 20, 20 + i / 20}, i * second);
            open.append(batch);
        }
        open.endAll();
        for (const Ended &one : m_ended)
            samples += one.sequence.size() * one.series.size();
        QCOMPARE(samples, std::size_t(800)); // nothing lost
        QVERIFY(m_shapes.size() <= ShapeDictionary::mostOfEntity + 40);
    }

    void onlyPointsThatAreNotNewerCanBeDuplicates()
    {
        OpenBlocks open = blocks();
        m_allAreDuplicates = true;
        SampleBatch batch;
        batch.firstSequence = 1;
        for (int i = 0; i < 10; ++i)
            addPoint(batch, 0, {1, 2}, i * second);
        QCOMPARE(open.append(batch), std::size_t(0));
        QCOMPARE(m_asked, 0);
        QCOMPARE(open.append(batch), std::size_t(20));
        open.endAll();
        QCOMPARE(m_ended.size(), std::size_t(1));
        QCOMPARE(m_ended[0].sequence.size(), std::size_t(10));
        m_allAreDuplicates = false;
    }

    void theNewestPointIsKnownAlsoAfterItsBlockEnded()
    {
        OpenBlocks open = blocks();
        SampleBatch batch;
        batch.firstSequence = 1;
        addPoint(batch, 0, {1}, 5 * second);
        addPoint(batch, 0, {1}, 3 * second);
        addPoint(batch, 1, {2}, second);
        open.append(batch);
        const auto before = open.newestPoints();
        open.endAll();
        const auto after = open.newestPoints();
        QVERIFY(before == after);
        QCOMPARE(after.size(), std::size_t(2));
        QVERIFY(after[0].generation == 5 * second && after[0].sequence == 1);
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

DESK_TEST(TstOpenBlocks)
#include "tst_openblocks.moc"
