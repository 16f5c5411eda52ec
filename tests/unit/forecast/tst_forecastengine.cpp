// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/forecastrig.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

// What the service does with its series; its thread has a test of its own.
class TstForecastEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachHorizonOfASeriesThatItHasSeen()
    {
        ForecastRig rig;
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 300);
        const Forecast forecast = rig.ask(id, false);
        QCOMPARE(forecast.refusal, ForecastRefusal::none);
        QCOMPARE(forecast.end, rig.time.now());
        QCOMPARE(forecast.current, ForecastRig::waving(rig.time.now() - 1s));
        for (const ForecastValue &value : forecast.horizons) {
            QVERIFY(std::isfinite(value.value));
            QVERIFY(!value.endsAt);
        }
    }

    void refusesWithAReasonAndNoNumber()
    {
        ForecastRig rig;
        const SeriesId shortOne = rig.series("a", nullptr, "temperature_c");
        rig.run(shortOne, 100);
        QCOMPARE(rig.ask(shortOne).refusal, ForecastRefusal::tooLittle);

        const SeriesId constant = rig.series("b", nullptr, "temperature_c");
        for (int i = 0; i < 200; ++i) {
            rig.second();
            rig.send(constant, 7);
        }
        rig.time.advance(1s);
        QCOMPARE(rig.ask(constant).refusal, ForecastRefusal::constant);

        rig.time.advance(2min);
        QCOMPARE(rig.ask(constant, false).refusal, ForecastRefusal::stale);
        QCOMPARE(rig.ask(rig.series("b", nullptr, "mode", ValueKind::state)).refusal,
                 ForecastRefusal::notANumber);
    }

    void doesNotLookAhead()
    {
        ForecastRig one;
        ForecastRig other;
        const SeriesId id = one.series("a", nullptr, "temperature_c");
        QCOMPARE(other.series("a", nullptr, "temperature_c"), id);
        one.run(id, 300);
        other.run(id, 300);
        // Of the second that is still going on.
        other.send(id, 1000);
        QCOMPARE(ForecastRig::text(one.ask(id, false)), ForecastRig::text(other.ask(id, false)));
    }

    void answersFromTheCacheForAMinute()
    {
        ForecastEngine::Options options;
        options.shortestRound = 1h; // nothing in turns
        ForecastRig rig(options);
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 200);
        const auto first = rig.engine.answer({{id}, true});
        QVERIFY(!first.cached);
        rig.run(id, 50);
        const auto second = rig.engine.answer({{id}, true});
        QVERIFY(second.cached);
        QCOMPARE(ForecastRig::text(second.forecasts.front()), ForecastRig::text(first.forecasts.front()));
        const auto fresh = rig.engine.answer({{id}, false});
        QVERIFY(!fresh.cached);
        QVERIFY(fresh.forecasts.front().issued > first.forecasts.front().issued);
        rig.run(id, 60);
        QVERIFY(!rig.engine.answer({{id}, true}).cached);
    }

    void makesForecastsOfAllInTurns()
    {
        ForecastEngine::Options options;
        options.perSecond = 10;
        ForecastRig rig(options);
        std::vector<SeriesId> all;
        for (int i = 0; i < 200; ++i)
            all.push_back(rig.series(("n" + std::to_string(i)).c_str(), nullptr, "temperature_c"));
        for (int s = 0; s < 130; ++s) {
            rig.second();
            for (const SeriesId id : all)
                rig.send(id, std::sin(s * 0.1 + index(id)));
        }
        const std::uint64_t before = rig.engine.changes();
        for (int s = 0; s < 20; ++s)
            rig.second();
        const auto made = rig.engine.changes() - before;
        QVERIFY2(made >= 195 && made <= 205, qPrintable(QString::number(made))); // 200 series take 20 s
        const PredictionsPtr predictions = rig.engine.predictions();
        QCOMPARE(predictions->forecasts.size(), all.size());
        QVERIFY(predictions->find(all[77]) != nullptr);
        QCOMPARE(predictions->find(all[77])->series, all[77]);
    }

    void judgesWhatItShowedAndLearnsFromIt()
    {
        ForecastRig rig;
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 1200);
        QVERIFY(rig.engine.judged() > 100);
        const SkillSpan skill = rig.engine.skill()->over(rig.time.now() - 1h, rig.time.now());
        std::uint64_t shown = 0;
        for (const auto &[key, score] : skill.shown.scores()) {
            QCOMPARE(key.metric, std::string("temperature_c"));
            shown += score.count();
        }
        std::uint64_t standing = 0;
        for (const auto &[key, score] : skill.methods.scores())
            standing += key.method == ForecastMethod::persistence ? score.count() : 0;
        QVERIFY(shown > 0);
        QCOMPARE(shown, standing); // each was held against persistence
        // Enough was learnt for a band.
        QVERIFY(std::isfinite(rig.ask(id, false).horizons[0].lower));
    }

    // A back-fill, or a restart: nobody waits minutes for a band.
    void learnsFromThePastThatASeriesComesWith()
    {
        ForecastRig rig;
        std::vector<SeriesId> all;
        for (int i = 0; i < 60; ++i)
            all.push_back(rig.series(qPrintable(QString::number(i)), nullptr, "temperature_c"));
        const Timestamp now = std::chrono::floor<std::chrono::seconds>(rig.time.now());
        const auto sendPast = [&](int from, int to) {
            SampleBatch past;
            for (int back = from; back > to; --back) {
                for (const SeriesId id : all) {
                    const Timestamp at = now - std::chrono::seconds(back);
                    past.addSample(id, ForecastRig::waving(at + index(id) * 7s), Quality::good);
                    past.endPoint(EntityId{}, nanoseconds(at));
                }
            }
            past.reception = rig.time.now();
            rig.engine.take(past);
        };
        sendPast(900, 300);
        rig.second(); // still in its past
        QVERIFY(rig.ask(all[3], false).refusal == ForecastRefusal::stale);
        sendPast(300, 0);
        for (int i = 0; i < 11; ++i) // a round
            rig.second();
        const Forecast forecast = rig.ask(all[3], false);
        QVERIFY(forecast.refusal == ForecastRefusal::none);
        for (const ForecastValue &value : forecast.horizons)
            QVERIFY(value.lower < value.value && value.value < value.upper);
        // What was never shown is nobody's record.
        QCOMPARE(rig.engine.judged(), std::uint64_t{0});
        QVERIFY(rig.engine.skill()->over(now - 1h, now + 1h).shown.scores().empty());
    }

    // What gave way to a link is forecast again once there is room, and nothing that was learnt of it stays.
    void whatGaveWayComesBack()
    {
        ForecastEngine::Options options;
        options.watched.most = 2;
        options.watched.keptForAsked = 0;
        options.watched.silentAfter = 60s;
        ForecastRig rig(options);
        const SeriesId first = rig.series("a", nullptr, "temperature_c");
        const SeriesId second = rig.series("b", nullptr, "temperature_c");
        const SeriesId link = rig.series("a", "gs", "snr_db");
        rig.send(first, 1);
        rig.send(second, 1);
        rig.send(link, 1);
        const auto watched = [&] {
            return std::pair(rig.engine.watched(), rig.engine.predictions()->forecasts.size());
        };
        for (int i = 0; i < 200; ++i) { // the link is gone
            rig.second();
            rig.send(first, i % 7);
            rig.send(second, i % 5);
        }
        QCOMPARE(watched().first, std::size_t{2});
        QVERIFY(rig.ask(first).refusal != ForecastRefusal::notWatched);
        QVERIFY(rig.ask(second).refusal != ForecastRefusal::notWatched);
        QVERIFY(rig.engine.predictions()->find(second) != nullptr);
    }

    void aClockThatWasSetBackDoesNotEndForecasts()
    {
        ForecastRig rig;
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 300);
        QVERIFY(rig.ask(id, false).refusal == ForecastRefusal::none);
        rig.time.step(-1h);
        rig.run(id, 300);
        QVERIFY(rig.ask(id, false).refusal == ForecastRefusal::none);
    }

    // 1e300 is a number that may be sent; it must not stay in what all series of the metric learn from.
    void oneRunawayValueSpoilsNothingThatIsLearnt()
    {
        ForecastRig rig;
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 400);
        for (int i = 0; i < 5; ++i) {
            rig.second();
            rig.send(id, 1e300);
        }
        rig.run(id, 1500);
        const Forecast forecast = rig.ask(id, false);
        QVERIFY(forecast.refusal == ForecastRefusal::none);
        for (const ForecastValue &value : forecast.horizons)
            QVERIFY2(value.upper - value.lower < 10, qPrintable(QString::number(value.upper - value.lower)));
        const SkillSpan skill = rig.engine.skill()->over(rig.time.now() - 2h, rig.time.now());
        for (const auto &[key, score] : skill.shown.scores())
            QVERIFY2(score.meanError() < 10, qPrintable(QString::number(score.meanError())));
    }

    void recordsAForecastOnceASecondWhoeverAsks()
    {
        ForecastEngine::Options options;
        options.shortestRound = 1h;
        ForecastRig rig(options);
        const SeriesId id = rig.series("a", nullptr, "temperature_c");
        rig.run(id, 200);
        static_cast<void>(rig.engine.takeIssued());
        for (int i = 0; i < 5; ++i)
            rig.ask(id, false);
        QCOMPARE(rig.engine.takeIssued().size(), std::size_t{1});
        rig.time.advance(1s);
        const Forecast forecast = rig.ask(id, false);
        const auto issued = rig.engine.takeIssued();
        QCOMPARE(issued.size(), std::size_t{1});
        QCOMPARE(ForecastRig::text(issued.front()), ForecastRig::text(forecast));
    }

    void staysWithinWhatTheMetricCanBe()
    {
        ForecastRig rig;
        const SeriesId id = rig.series("a", "b", "utilization");
        for (int i = 0; i < 400; ++i) {
            rig.second();
            rig.send(id, std::min(1.0, 0.5 + i * 0.0012)); // rising, and full soon
        }
        rig.time.advance(1s);
        for (const ForecastValue &value : rig.ask(id, false).horizons)
            QVERIFY(value.value >= 0 && value.value <= 1 && !(value.upper > 1));
    }

    void aFullWatchPrefersWhatLinksAreJudgedBy()
    {
        ForecastEngine::Options options;
        options.watched.most = 12;
        options.watched.keptForAsked = 2;
        ForecastRig rig(options);
        for (int i = 0; i < 20; ++i)
            rig.send(rig.series(("n" + std::to_string(i)).c_str(), nullptr, "temperature_c"), i);
        QCOMPARE(rig.engine.watched(), std::size_t{10});
        const SeriesId snr = rig.series("a", "b", "snr_db");
        rig.run(snr, 130);
        QCOMPARE(rig.engine.watched(), std::size_t{10});
        QCOMPARE(rig.ask(snr, false).refusal, ForecastRefusal::none);
        // Places are kept for who is asked for, as long as there are any.
        std::size_t refused = 0;
        for (int i = 10; i < 14; ++i) {
            const SeriesId late = rig.series(("n" + std::to_string(i)).c_str(), nullptr, "temperature_c");
            refused += rig.ask(late).refusal == ForecastRefusal::notWatched ? 1 : 0;
        }
        QCOMPARE(refused, std::size_t{2});
        QCOMPARE(rig.engine.watched(), std::size_t{12});
    }

    void whatFellSilentMakesRoom()
    {
        ForecastEngine::Options options;
        options.watched.most = 2;
        options.watched.keptForAsked = 1;
        ForecastRig rig(options);
        const SeriesId gone = rig.series("a", nullptr, "temperature_c");
        const SeriesId come = rig.series("b", nullptr, "temperature_c");
        rig.run(gone, 5);
        rig.run(come, 16 * 60);
        rig.run(come, 130);
        QCOMPARE(rig.engine.watched(), std::size_t{1});
        QVERIFY(rig.engine.predictions()->find(come) != nullptr);
        QVERIFY(rig.engine.predictions()->find(gone) == nullptr);
    }

    void whatIsSilentTakesNobodysTurn()
    {
        ForecastRig rig({.perSecond = 1, .shortestRound = std::chrono::seconds(1)});
        const SeriesId lives = rig.series("gs-a", nullptr, "load");
        std::vector<SeriesId> others;
        for (int i = 0; i < 9; ++i)
            others.push_back(rig.series(qPrintable(QStringLiteral("sat-%1").arg(i)), nullptr, "load"));
        for (const SeriesId other : others)
            rig.send(other, 1);
        rig.run(lives, 400); // the others have been silent for long
        static_cast<void>(rig.engine.takeIssued());
        rig.run(lives, 60);
        const auto issued = rig.engine.takeIssued();
        QVERIFY2(issued.size() > 50, qPrintable(QString::number(issued.size())));
        QCOMPARE(rig.ask(others.front()).refusal, ForecastRefusal::stale);
    }
};

DESK_TEST(TstForecastEngine)
#include "tst_forecastengine.moc"
