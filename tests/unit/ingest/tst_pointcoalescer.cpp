// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointcoalescer.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

SampleBatch onePoint(std::uint32_t entity, double value)
{
    SampleBatch batch;
    batch.addSample(SeriesId{entity}, value, {});
    batch.endPoint(EntityId{entity}, 7);
    return batch;
}

// A response that was handed over as the server does it: held, then amended, then sent.
struct Held
{
    void take(ServerResponse response)
    {
        answer = std::move(response);
        const auto hold = std::exchange(answer.hold, nullptr);
        hold([this] {
            answer.amend(answer);
            sent = true;
        });
    }
    ServerResponse answer;
    bool sent = false;
};

} // namespace

class TstPointCoalescer : public QObject
{
    Q_OBJECT

    SimulatedTimeService m_time{Timestamp(100s)};
    std::vector<std::function<void()>> m_tasks;
    std::vector<SampleBatch> m_taken;
    std::vector<PointCoalescer::Sums> m_sums;
    std::optional<Error> m_fault;

    PointCoalescer coalescer()
    {
        return {m_time,
                [this](SampleBatch &&batch) -> Result<void> {
                    if (m_fault)
                        return tl::unexpected(*m_fault);
                    m_taken.push_back(std::move(batch));
                    return {};
                },
                [this](std::function<void()> task) { m_tasks.push_back(std::move(task)); },
                [this](const Result<void> &, const PointCoalescer::Sums &sums) { m_sums.push_back(sums); }};
    }

    void endTurn()
    {
        for (const auto &task : std::exchange(m_tasks, {}))
            task();
    }

private Q_SLOTS:
    void init()
    {
        m_taken.clear();
        m_sums.clear();
        m_tasks.clear();
        m_fault.reset();
    }

    void pointsOfATurnBecomeOneBatchAndAreAnsweredAfterIt()
    {
        PointCoalescer all = coalescer();
        std::array<Held, 3> held;
        for (std::uint32_t i = 0; i < 3; ++i) {
            ServerResponse response;
            all.add(onePoint(i, i * 10.0), 100, response);
            held[i].take(std::move(response));
        }
        QVERIFY(m_taken.empty() && !held[0].sent);
        QCOMPARE(m_tasks.size(), std::size_t(1));
        endTurn();
        QCOMPARE(m_taken.size(), std::size_t(1));
        SampleBatch expected = onePoint(0, 0.0);
        expected.append(onePoint(1, 10.0));
        expected.append(onePoint(2, 20.0));
        expected.reception = Timestamp(100s);
        QVERIFY(m_taken[0] == expected);
        QCOMPARE(m_sums[0].points, std::size_t(3));
        QCOMPARE(m_sums[0].bytes, std::size_t(300));
        for (const Held &one : held)
            QVERIFY(one.sent && one.answer.status == 200);
    }

    void theNextTurnIsAnotherBatch()
    {
        PointCoalescer all = coalescer();
        for (std::uint32_t i = 0; i < 2; ++i) {
            ServerResponse response;
            Held held;
            all.add(onePoint(i, 1.0), 10, response);
            held.take(std::move(response));
            endTurn();
            QVERIFY(held.sent);
        }
        QCOMPARE(m_taken.size(), std::size_t(2));
        QCOMPARE(m_taken[1].points(), std::size_t(1));
    }

    void everyPointOfARefusedBatchIsRefused()
    {
        m_fault = Error{ErrorCode::storageUnavailable, "the disk is full", {}};
        PointCoalescer all = coalescer();
        std::array<Held, 2> held;
        for (Held &one : held) {
            ServerResponse response;
            all.add(onePoint(1, 1.0), 10, response);
            one.take(std::move(response));
        }
        endTurn();
        for (const Held &one : held) {
            QCOMPARE(one.answer.status, 503);
            QVERIFY(one.answer.body.find("the disk is full") != std::string::npos);
        }
        QCOMPARE(m_sums[0].points, std::size_t(2));
    }
};

DESK_TEST(TstPointCoalescer)
#include "tst_pointcoalescer.moc"
