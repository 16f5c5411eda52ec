// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastservice.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/forecastrig.h"

#include <QSemaphore>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

// The thread of the service: its queue, its questions, what it publishes.
class TstForecastService : public QObject
{
    Q_OBJECT

    struct Desk
    {
        explicit Desk(ForecastService::Options options = {})
            : service(std::move(options), names, time)
        {
            const NodeId node = *names.node("a", NodeType::satellite);
            id = *names.seriesByName(*names.entity(node), "temperature_c", ValueKind::number, {});
            names.publish();
        }
        // A value a second of the last `seconds`, in one batch.
        void offer(int seconds)
        {
            auto batch = std::make_shared<SampleBatch>();
            for (int i = seconds; i > 0; --i) {
                const Timestamp at = time.now() - std::chrono::seconds(i);
                batch->addSample(id, ForecastRig::waving(at), Quality::good);
                batch->endPoint(EntityId{}, nanoseconds(at));
            }
            service.offer(batch);
        }
        ForecastAnswer ask()
        {
            ForecastAnswer answer;
            QSemaphore answered;
            const auto asked = service.ask({{id}, false}, [&](ForecastAnswer &&made) {
                answer = std::move(made);
                answered.release();
            });
            if (asked)
                answered.acquire();
            return answer;
        }

        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        SeriesDictionary names;
        SeriesId id{};
        ForecastService service;
    };

private Q_SLOTS:
    void answersWithWhatWasOfferedBefore()
    {
        Desk desk;
        desk.service.start();
        desk.offer(200);
        const ForecastAnswer answer = desk.ask();
        QCOMPARE(answer.forecasts.size(), std::size_t{1});
        QCOMPARE(answer.forecasts.front().refusal, ForecastRefusal::none);
        QTRY_COMPARE(desk.service.issued(), std::uint64_t{1}); // counted behind the answer
    }

    void publishesSnapshotsAndSaysSoByTheirVersion()
    {
        Desk desk;
        desk.service.start();
        QVERIFY(desk.service.predictions()->forecasts.empty());
        const PredictionsPtr before = desk.service.predictions();
        const std::uint64_t version = desk.service.version();
        desk.offer(200);
        desk.ask();
        desk.time.advance(2s);
        QTRY_VERIFY(desk.service.version() > version);
        QCOMPARE(desk.service.predictions()->forecasts.size(), std::size_t{1});
        QVERIFY(before->forecasts.empty()); // what was given out does not change
    }

    void handsOverWhatWasIssued()
    {
        std::atomic<std::size_t> recorded{0};
        ForecastService::Options options;
        options.issued = [&](std::vector<Forecast> &&issued) { recorded += issued.size(); };
        Desk desk(std::move(options));
        desk.service.start();
        desk.offer(200);
        desk.ask();
        desk.service.stop();
        QCOMPARE(recorded.load(), std::size_t{1});
    }

    void dropsTheOldestOfTooMuchAndCountsIt()
    {
        ForecastService::Options options;
        options.queuedSamples = 100;
        Desk desk(std::move(options)); // not started: nobody takes
        desk.offer(60);
        desk.offer(60);
        desk.offer(30);
        QCOMPARE(desk.service.counters().droppedSamples.load(), std::uint64_t{60});
    }

    void refusesMoreQuestionsThanMayWait()
    {
        ForecastService::Options options;
        options.questions = 2;
        Desk desk(std::move(options));
        const auto ignored = [](ForecastAnswer &&) {};
        QVERIFY(desk.service.ask({{desk.id}, true}, ignored));
        QVERIFY(desk.service.ask({{desk.id}, true}, ignored));
        const auto third = desk.service.ask({{desk.id}, true}, ignored);
        QVERIFY(!third);
        QCOMPARE(third.error().code, ErrorCode::overloaded);
    }
};

DESK_TEST(TstForecastService)
#include "tst_forecastservice.moc"
