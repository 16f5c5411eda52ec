// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/ownership/fakeworker.h"

#include <QTest>

#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

// A response in JSON up to its last members.
std::string answerText(const Guid &guid, const char *rest)
{
    return "{\"GUID\":\"" + guid.text() + "\",\"Type\":3" + rest;
}

} // namespace

// The state machine of device ownership, with a clock that the test moves.
class TstController : public QObject
{
    Q_OBJECT

    SimulatedTimeService m_time{*parseTimestamp("2026-11-21T14:00:00Z")};
    std::optional<Controller> m_controller;
    std::vector<ProxyAnswer> m_answers;

    void ask(std::string_view path)
    {
        m_controller->forward({"GET", "http://127.0.0.1:8000", path, path, {}, "", "", "", ""},
                              [this](ProxyAnswer &&answer) { m_answers.push_back(std::move(answer)); });
    }
    // The clock in steps of the server's timer; live: whose heartbeats are answered.
    void pass(std::chrono::milliseconds time, const std::vector<FakeWorker *> &live = {})
    {
        for (auto gone = 0ms; gone < time; gone += 100ms) {
            m_time.advance(100ms);
            m_controller->tick();
            for (FakeWorker *each : live)
                each->live();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_controller.emplace(Controller::Options{}, m_time);
        m_answers.clear();
    }

    void aRequestComesBackWithItsWorkersAnswer()
    {
        FakeWorker worker(*m_controller, m_time);
        QCOMPARE(worker.live().size(), std::size_t(0)); // just a heartbeat, at once
        ask("/x");
        QVERIFY(worker.channel->sent.front().binary);
        const auto requests = worker.live();
        QCOMPARE(requests.size(), std::size_t(1));
        QVERIFY(m_answers.empty());
        worker.answer(requests[0], 404, "gone");
        QCOMPARE(m_answers.size(), std::size_t(1));
        QCOMPARE(m_answers[0].outcome, ProxyOutcome::success);
        QCOMPARE(m_answers[0].status, 404);
        QCOMPARE(m_answers[0].body, std::string("gone"));
        QCOMPARE(m_answers[0].request, requests[0].guid);
        QVERIFY(m_answers[0].worker);
        QCOMPARE(m_controller->waiting(), std::size_t(0));
    }

    void withoutAStatusItIs200()
    {
        FakeWorker worker(*m_controller, m_time);
        ask("/x");
        const auto requests = worker.live();
        m_controller->receive(worker.id, answerText(requests[0].guid, "}"));
        QCOMPARE(m_answers.at(0).status, 200);
    }

    void withoutWorkersThereIsNone()
    {
        ask("/x");
        QCOMPARE(m_answers.at(0).outcome, ProxyOutcome::noWorker);
        QVERIFY(!m_answers[0].worker);
    }

    void twentyFirstRequestsReachOneWorker()
    {
        std::vector<std::unique_ptr<FakeWorker>> workers;
        for (int i = 0; i < 5; ++i)
            workers.push_back(std::make_unique<FakeWorker>(*m_controller, m_time));
        for (int i = 0; i < 20; ++i)
            ask("/same");
        std::size_t reached = 0;
        for (const auto &worker : workers) {
            const std::size_t got = worker->live().size();
            QVERIFY(got == 0 || got == 20);
            reached += got > 0 ? 1 : 0;
        }
        QCOMPARE(reached, std::size_t(1));
    }

    void heartbeatsAreTextAtOnceAndEveryTwoSeconds()
    {
        FakeWorker worker(*m_controller, m_time);
        QVERIFY(!worker.channel->sent.at(0).binary);
        worker.live();
        for (int i = 0; i < 3; ++i) {
            pass(1'900ms);
            QCOMPARE(worker.channel->sent.size(), std::size_t(0));
            pass(100ms);
            QCOMPARE(worker.channel->sent.size(), std::size_t(1));
            worker.live();
        }
        QCOMPARE(m_controller->counters().beatsAnswered, std::uint64_t(4));
        QCOMPARE(m_controller->counters().beatsMissed, std::uint64_t(0));
    }

    void threeMissedHeartbeatsMakeItUnhealthyWithinSevenAndAHalfSeconds()
    {
        FakeWorker silent(*m_controller, m_time);
        FakeWorker other(*m_controller, m_time);
        silent.live();
        other.live();
        ask("/x"); // is the silent one's
        QCOMPARE(silent.take().size(), std::size_t(1));
        pass(6'900ms, {&other});
        QCOMPARE(m_controller->workerCount(true), std::size_t(2));
        pass(600ms, {&other});
        QCOMPARE(m_controller->workerCount(false), std::size_t(1));
        QCOMPARE(m_controller->counters().beatsMissed, std::uint64_t(3));
        ask("/x");
        QCOMPARE(other.live().size(), std::size_t(1));
        QCOMPARE(m_controller->counters().decisions[2], std::uint64_t(1)); // reassigned
        const auto beats = silent.take();
        silent.answer(beats.front()); // a late one; it lives
        QCOMPARE(m_controller->workerCount(true), std::size_t(2));
        QCOMPARE(m_controller->counters().evicted, std::uint64_t(1));
        QCOMPARE(m_controller->counters().recovered, std::uint64_t(1));
    }

    void twoMissedHeartbeatsAreForgiven()
    {
        FakeWorker worker(*m_controller, m_time);
        for (int round = 0; round < 5; ++round) {
            worker.live();
            pass(4'900ms);
            worker.live();
            QCOMPARE(m_controller->workerCount(true), std::size_t(1));
        }
        QCOMPARE(m_controller->counters().evicted, std::uint64_t(0));
    }

    void aHeartbeatThatCannotBeSentIsMissedToo()
    {
        FakeWorker worker(*m_controller, m_time);
        worker.live();
        worker.channel->broken = true;
        pass(6'100ms);
        QCOMPARE(m_controller->workerCount(true), std::size_t(0));
        QCOMPARE(m_controller->counters().beatsUnsent, std::uint64_t(3));
        ask("/x");
        QCOMPARE(m_answers.at(0).outcome, ProxyOutcome::noWorker);
        QCOMPARE(m_controller->counters().decisions[4], std::uint64_t(1)); // no healthy workers
    }

    void whatCannotBeSentIsAnsweredAtOnce()
    {
        FakeWorker worker(*m_controller, m_time);
        worker.channel->broken = true;
        ask("/x");
        QCOMPARE(m_answers.at(0).outcome, ProxyOutcome::sendFailed);
        QVERIFY(m_answers[0].worker);
        QCOMPARE(m_controller->waiting(), std::size_t(0));
    }

    void aDisconnectAnswersWhatWaitsAndMovesThePins()
    {
        FakeWorker dying(*m_controller, m_time);
        FakeWorker other(*m_controller, m_time);
        ask("/x");
        ask("/y");
        ask("/x");
        m_controller->remove(dying.id);
        QCOMPARE(m_answers.size(), std::size_t(2));
        for (const ProxyAnswer &answer : m_answers)
            QCOMPARE(answer.outcome, ProxyOutcome::sendFailed);
        other.live();
        ask("/x");
        QCOMPARE(other.live().size(), std::size_t(1));
        m_controller->remove(dying.id); // again
        QCOMPARE(m_controller->counters().disconnected, std::uint64_t(1));
    }

    void afterThirtySecondsTheCallerIsToldAndALateAnswerReachesNobody()
    {
        FakeWorker worker(*m_controller, m_time);
        ask("/x");
        const auto requests = worker.live();
        pass(29'900ms, {&worker});
        QVERIFY(m_answers.empty());
        pass(200ms, {&worker});
        QCOMPARE(m_answers.size(), std::size_t(1));
        QCOMPARE(m_answers[0].outcome, ProxyOutcome::timeout);
        ask("/x"); // another caller
        worker.answer(requests.at(0), 200, "late");
        QCOMPARE(m_answers.size(), std::size_t(1));
        QCOMPARE(m_controller->lateAnswers(), std::size_t(1));
        worker.answer(requests.at(0), 200, "later still");
        QCOMPARE(m_controller->lateAnswers(), std::size_t(1));
        QCOMPARE(m_controller->counters().discarded, std::uint64_t(1));
        const auto second = worker.live();
        worker.answer(second.at(0), 200, "its own");
        QCOMPARE(m_answers.at(1).body, std::string("its own"));
        pass(30'100ms, {&worker});
        QCOMPARE(m_controller->lateAnswers(), std::size_t(0));
        worker.answer(requests.at(0)); // forgotten
        QCOMPARE(m_controller->counters().discarded, std::uint64_t(2));
    }

    void theFirstAnswerWins()
    {
        FakeWorker worker(*m_controller, m_time);
        ask("/x");
        const auto requests = worker.live();
        worker.answer(requests.at(0), 200, "first");
        worker.answer(requests.at(0), 500, "second");
        QCOMPARE(m_answers.size(), std::size_t(1));
        QCOMPARE(m_answers[0].body, std::string("first"));
        QCOMPARE(m_controller->counters().discarded, std::uint64_t(1));
    }

    void nobodyAnswersForAnother()
    {
        FakeWorker owner(*m_controller, m_time);
        FakeWorker liar(*m_controller, m_time);
        ask("/x");
        const auto requests = owner.live();
        liar.answer(requests.at(0), 200, "lie");
        QVERIFY(m_answers.empty());
        owner.answer(requests[0], 200, "truth");
        QCOMPARE(m_answers.at(0).body, std::string("truth"));
    }

    void aReturningWorkerTakesItsOwnPlace()
    {
        const Guid guid = Guid::make();
        FakeWorker before(*m_controller, m_time, guid);
        ask("/x");
        FakeWorker after(*m_controller, m_time, guid);
        QCOMPARE(m_answers.at(0).outcome, ProxyOutcome::sendFailed);
        QVERIFY(before.channel->closed);
        QCOMPARE(m_controller->workers().size(), std::size_t(1));
        m_controller->remove(before.id); // the old connection's end comes later
        after.live();
        ask("/x");
        QCOMPARE(after.live().size(), std::size_t(1));
    }

    void whatIsNoMessageIsCountedAndDropped()
    {
        FakeWorker worker(*m_controller, m_time);
        ask("/x");
        const auto requests = worker.live();
        for (const char *text : {"", "x", "{}", "[1]", R"({"GUID":"nothing"})"})
            m_controller->receive(worker.id, text);
        m_controller->receive(worker.id, answerText(requests.at(0).guid, ",\"StatusCode\":99}"));
        QCOMPARE(m_controller->counters().discarded, std::uint64_t(6));
        QVERIFY(m_answers.empty());
    }

    void atTheEndEverybodyIsTold()
    {
        FakeWorker worker(*m_controller, m_time);
        ask("/x");
        ask("/y");
        m_controller->stop();
        QCOMPARE(m_answers.size(), std::size_t(2));
        QCOMPARE(m_answers[1].outcome, ProxyOutcome::canceled);
    }

    void aSinkMayAskAgain()
    {
        FakeWorker dying(*m_controller, m_time);
        FakeWorker other(*m_controller, m_time);
        int ends = 0;
        const auto forward = [&](const auto &again, int left) -> void {
            m_controller->forward({"GET", "http://h", "/x", "/x", {}, "", "", "", ""},
                                  [&, left](ProxyAnswer &&) {
                                      ++ends;
                                      if (left > 0)
                                          again(again, left - 1);
                                  });
        };
        for (int i = 0; i < 10; ++i)
            forward(forward, 1);
        m_controller->remove(dying.id);
        QCOMPARE(ends, 10);
        for (const WorkerMessage &request : other.live())
            other.answer(request);
        QCOMPARE(ends, 20);
    }

    // Workers come, fall silent and go; each request ends exactly once and with the answer made for it.
    void nothingIsLostOrMixedUpWhateverHappens()
    {
        std::mt19937 random(5);
        const auto chance = [&](int percent) {
            return std::uniform_int_distribution<>(0, 99)(random) < percent;
        };
        std::vector<std::unique_ptr<FakeWorker>> workers;
        std::vector<std::pair<FakeWorker *, WorkerMessage>> open;
        std::uint64_t asked = 0;
        std::uint64_t ended = 0;
        for (int step = 0; step < 20'000; ++step) {
            if (workers.size() < 20 && chance(5))
                workers.push_back(std::make_unique<FakeWorker>(*m_controller, m_time));
            const std::string body = std::to_string(asked++);
            m_controller->forward(
                {"POST", "http://h", "/x", "/" + std::to_string(step % 50), {}, "", body, "", ""},
                [&ended, body](ProxyAnswer &&answer) {
                    ++ended;
                    if (answer.outcome == ProxyOutcome::success)
                        QCOMPARE(answer.body, body);
                });
            for (const auto &worker : workers) {
                for (WorkerMessage &request : worker->live())
                    open.emplace_back(worker.get(), std::move(request));
            }
            while (!open.empty() && chance(70)) {
                const std::size_t at = std::uniform_int_distribution<std::size_t>(0, open.size() - 1)(random);
                open[at].first->answer(open[at].second, 200, open[at].second.body);
                if (!chance(5)) // else it answers again
                    open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
            }
            if (!workers.empty() && chance(3)) {
                const std::size_t at =
                    std::uniform_int_distribution<std::size_t>(0, workers.size() - 1)(random);
                m_controller->remove(workers[at]->id);
                std::erase_if(open, [&](const auto &each) { return each.first == workers[at].get(); });
                workers.erase(workers.begin() + static_cast<std::ptrdiff_t>(at));
            }
            if (chance(30)) {
                m_time.advance(std::chrono::milliseconds(std::uniform_int_distribution<>(1, 900)(random)));
                m_controller->tick();
            }
        }
        m_time.advance(31s);
        m_controller->tick();
        QCOMPARE(ended, asked);
        QCOMPARE(m_controller->waiting(), std::size_t(0));
        QCOMPARE(m_controller->counters().requests(), asked);
    }
};

DESK_TEST(TstController)

#include "tst_controller.moc"
