// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/samplereading.h"
#include "tests/support/testprogram.h"
#include "tests/unit/widgets/fakehistory.h"

#include <QTest>

using namespace desk;

// Samples of past and memory, one after the other.
class TstSampleReading : public QObject
{
    Q_OBJECT

    static constexpr SeriesId id{3};

    void fill(std::int64_t from, std::int64_t to)
    {
        for (std::int64_t t = from; t < to; ++t)
            QVERIFY(m_series.append(m_pool, id, t, double(t), Quality::good, {}));
    }
    [[nodiscard]] std::unique_ptr<SampleReading> reading(std::int64_t from, std::int64_t to)
    {
        m_taken.clear();
        m_mostAtOnce = 0;
        return std::make_unique<SampleReading>([this] { return &m_series; }, &m_history, id,
                                               TimeRange{fromNanoseconds(from), fromNanoseconds(to)},
                                               [this](std::span<const Sample> samples) {
                                                   m_mostAtOnce = std::max(m_mostAtOnce, samples.size());
                                                   m_taken.insert(m_taken.end(), samples.begin(),
                                                                  samples.end());
                                               });
    }
    [[nodiscard]] bool hasAllOf(std::int64_t from, std::int64_t to) const
    {
        if (m_taken.size() != std::size_t(to - from))
            return false;
        for (std::size_t i = 0; i < m_taken.size(); ++i) {
            if (nanoseconds(m_taken[i].generation) != from + std::int64_t(i))
                return false;
        }
        return true;
    }

    ChunkPool m_pool{1 << 20};
    TimeSeries m_series;
    FakeHistory m_history;
    std::vector<Sample> m_taken;
    std::size_t m_mostAtOnce = 0;

private Q_SLOTS:
    void init()
    {
        m_series.clear(m_pool);
        m_history.samples.clear();
        m_history.perPiece = 1000;
        for (std::int64_t t = 0; t < 20'000; ++t)
            m_history.samples[id].push_back({fromNanoseconds(t), double(t), Quality::good});
    }

    void fewInMemoryAreThereAtOnce()
    {
        fill(20'000, 25'000);
        const auto all = reading(20'000, 25'000);
        all->start();
        QVERIFY(all->isFinished());
        QVERIFY(hasAllOf(20'000, 25'000));
    }

    void manyInMemoryComeInPieces()
    {
        fill(20'000, 90'000);
        const auto all = reading(20'000, 90'000);
        all->start();
        QVERIFY(!all->isFinished());
        QVERIFY(all->progress() > 0 && all->progress() < 1);
        QTRY_VERIFY(all->isFinished());
        QVERIFY(hasAllOf(20'000, 90'000));
        QVERIFY(m_mostAtOnce <= SampleReading::mostAtOnce);
    }

    void pastAndMemoryAreJoined()
    {
        fill(15'000, 25'000);
        const auto all = reading(500, 24'000);
        all->start();
        m_history.answerAll();
        QVERIFY(all->isFinished());
        QVERIFY(hasAllOf(500, 24'000));
    }

    void whatMemoryLetsGoMeanwhileIsReadToo()
    {
        fill(15'000, 40'000);
        const auto all = reading(0, 18'000);
        all->start();
        while (!all->isFinished() && m_history.answer()) {
            if (m_taken.size() == 14'000) { // one piece before the last
                while (m_series.completeFrom() < 16'000)
                    m_series.dropOldest(m_pool);
            }
        }
        QVERIFY(all->isFinished());
        QVERIFY(hasAllOf(0, 18'000));
    }

    void whatMemoryLetsGoBetweenItsPiecesIsReadToo()
    {
        m_history.perPiece = 50'000;
        m_history.samples[id].clear();
        for (std::int64_t t = 0; t < 80'000; ++t)
            m_history.samples[id].push_back({fromNanoseconds(t), double(t), Quality::good});
        fill(0, 80'000);
        const auto all = reading(0, 80'000);
        all->start();
        QVERIFY(!all->isFinished());
        while (m_series.completeFrom() < 30'000)
            m_series.dropOldest(m_pool);
        QTRY_VERIFY((m_history.answer(), all->isFinished()));
        QVERIFY(hasAllOf(0, 80'000));
    }

    void nothingIsTakenOnceItIsAbandoned()
    {
        fill(15'000, 90'000);
        const auto all = reading(10'000, 90'000);
        all->start();
        QVERIFY(m_history.answer());
        all->abandon();
        const std::size_t before = m_taken.size();
        QVERIFY(before > 0);
        m_history.answerAll();
        QCoreApplication::processEvents();
        QCOMPARE(m_taken.size(), before);
        QVERIFY(!all->isFinished());
    }
};

DESK_TEST(TstSampleReading)
#include "tst_samplereading.moc"
