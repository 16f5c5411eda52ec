// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastevaluation.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp evaluationBegin{1'200'000'000s};

LstmWeights anyNetwork()
{
    std::mt19937 random(5);
    std::normal_distribution<float> weight(0, 0.3F);
    LstmWeights weights = LstmWeights::zero(8);
    for (auto *matrix : {&weights.inputWeights, &weights.hiddenWeights, &weights.headWeights})
        std::ranges::generate(*matrix, [&] { return weight(random); });
    return weights;
}

std::string words(const ForecastEvaluation::Issued &issued)
{
    std::ostringstream out;
    out << std::hexfloat << issued.raw.end.time_since_epoch().count() << ' ' << index(issued.raw.series)
        << ' ' << issued.raw.current << ' ' << forecastMethodWord(issued.chosen);
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            const auto raw = issued.raw.of(static_cast<ForecastMethod>(method), horizon);
            const auto &said = issued.said[method][horizon];
            out << ' ' << raw.lower << ' ' << raw.median << ' ' << raw.upper << ' ' << said.lower << ' '
                << said.median << ' ' << said.upper;
        }
    }
    return out.str();
}

} // namespace

class TstForecastEvaluation : public QObject
{
    Q_OBJECT

    using Told = std::map<std::pair<Timestamp, SeriesId>, std::string>;
    using Value = std::function<double(std::uint32_t series, int second)>;

    // Three series of one metric, a sample a second.
    static Told play(int seconds, const Value &value)
    {
        const std::array networks{anyNetwork()};
        ForecastEvaluation evaluation(ForecastEvaluation::methods(networks), {});
        Told told;
        evaluation.onIssued([&told](const ForecastEvaluation::Issued &issued) {
            told[{issued.raw.end, issued.raw.series}] = words(issued);
        });
        for (std::uint32_t series = 0; series < 3; ++series)
            evaluation.watch(SeriesId{series}, MetricId{1}, "queue_depth_gb");
        for (int second = 0; second < seconds; ++second) {
            const Timestamp time = evaluationBegin + std::chrono::seconds(second);
            evaluation.advanceTo(time);
            for (std::uint32_t series = 0; series < 3; ++series)
                evaluation.add(SeriesId{series}, time, value(series, second));
        }
        return told;
    }
    static double wave(std::uint32_t series, int second)
    {
        const CounterValue noise{series, second};
        return std::sin(second / (100.0 + 30 * series)) + 0.2 * noise.value();
    }
    struct CounterValue
    {
        std::uint32_t series;
        int second;
        [[nodiscard]] double value() const
        {
            std::mt19937 random(series * 100'003U + static_cast<std::uint32_t>(second));
            return std::normal_distribution<double>()(random);
        }
    };

    static const ForecastScore &scoreOf(const ForecastEvaluation &evaluation, std::size_t horizon,
                                        std::size_t column)
    {
        return evaluation.results().at(SeriesId{0}).scores[horizon][column];
    }
    static ForecastEvaluation playOne(int seconds, const std::function<double(int)> &value)
    {
        ForecastEvaluation evaluation(ForecastEvaluation::methods({}), {});
        evaluation.watch(SeriesId{0}, MetricId{1}, "queue_depth_gb");
        for (int second = 0; second < seconds; ++second) {
            const Timestamp time = evaluationBegin + std::chrono::seconds(second);
            evaluation.advanceTo(time);
            evaluation.add(SeriesId{0}, time, value(second));
        }
        return evaluation;
    }

private Q_SLOTS:
    void noForecastKnowsTheFuture()
    {
        // Long enough that bands and choices have learnt by then.
        constexpr int length = 90 * 60;
        constexpr int now = 60 * 60;
        const Told asItWas = play(length, wave);
        const Told replaced = play(length, [](std::uint32_t series, int second) {
            return second < now ? wave(series, second) : 1000.0 + series - 3.0 * second;
        });
        const Told shifted = play(length, [](std::uint32_t series, int second) {
            return wave(series, second < now ? second : second + 77);
        });
        const Told cut = play(now + 1, wave);
        const Timestamp last = evaluationBegin + std::chrono::seconds(now);
        int before = 0;
        int changed = 0;
        for (const auto &[place, said] : asItWas) {
            if (place.first > last) {
                changed += replaced.at(place) != said && shifted.at(place) != said ? 1 : 0;
                continue;
            }
            ++before;
            QCOMPARE(replaced.at(place), said);
            QCOMPARE(shifted.at(place), said);
            QCOMPARE(cut.at(place), said);
        }
        QCOMPARE(before, 3 * 59); // from the second minute on
        QVERIFY(changed > 3 * 25);
    }

    void aLineIsForecastByItsDrift()
    {
        const auto evaluation = playOne(60 * 60, [](int second) { return 0.5 * second; });
        constexpr auto drift = static_cast<std::size_t>(ForecastMethod::drift);
        constexpr auto persistence = static_cast<std::size_t>(ForecastMethod::persistence);
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            QCOMPARE(scoreOf(evaluation, horizon, persistence).meanError(),
                     0.5 * static_cast<double>(horizonSeconds(horizon)));
            QCOMPARE(scoreOf(evaluation, horizon, persistence).skill(), 0.0);
            QVERIFY(scoreOf(evaluation, horizon, drift).skill() > 0.999);
            QVERIFY(scoreOf(evaluation, horizon, ForecastEvaluation::chosenColumn).skill() > 0.5);
        }
        const auto &result = evaluation.results().at(SeriesId{0});
        QVERIFY(!result.isConstant());
        QCOMPARE(result.issued, std::uint64_t{58}); // each minute from the second on
        QVERIFY(result.chosen[persistence] < result.issued / 2);
        // The last five minutes have not come.
        QCOMPARE(scoreOf(evaluation, 2, persistence).count(), std::uint64_t{53});
    }

    void whatHardlyVariesIsConstant()
    {
        const auto few = playOne(40 * 60, [](int second) { return (second / 7) % 20; });
        QVERIFY(few.results().at(SeriesId{0}).isConstant());
        const auto enough = playOne(40 * 60, [](int second) { return (second / 7) % 21; });
        QVERIFY(!enough.results().at(SeriesId{0}).isConstant());
        const auto still = playOne(40 * 60, [](int) { return 3; });
        QVERIFY(still.results().at(SeriesId{0}).isConstant());
        QVERIFY(still.results().at(SeriesId{0}).refused.at(ForecastRefusal::constant) > 30);
    }

    void whatNeverComesIsCounted()
    {
        ForecastEvaluation evaluation(ForecastEvaluation::methods({}), {});
        evaluation.watch(SeriesId{0}, MetricId{1}, "snr_db", "radio");
        for (int second = 0; second < 600; ++second) {
            const Timestamp time = evaluationBegin + std::chrono::seconds(second);
            evaluation.advanceTo(time);
            if (second <= 240)
                evaluation.add(SeriesId{0}, time, second);
        }
        evaluation.advanceTo(evaluationBegin + 20min);
        constexpr auto persistence = static_cast<std::size_t>(ForecastMethod::persistence);
        QCOMPARE(scoreOf(evaluation, 0, persistence).count(), std::uint64_t{2}); // of 2 and 3 minutes
        QCOMPARE(scoreOf(evaluation, 2, persistence).count(), std::uint64_t{0});
        QVERIFY(scoreOf(evaluation, 2, persistence).neverCame() >= 3);
        QCOMPARE(evaluation.results().at(SeriesId{0}).row, "snr_db (radio)");
    }

    void linksToTheGroundLearnFromEachOther()
    {
        ForecastWindow window{.series = SeriesId{0},
                              .metric = "snr_db",
                              .end = evaluationBegin,
                              .values = std::span<const double, ForecastWindow::seconds>(m_nothing),
                              .geometry = {}};
        QCOMPARE(sharedExperience(MetricId{3}, window), MetricId{3});
        std::vector<LinkGeometry> laser(ForecastWindow::seconds + ForecastWindow::secondsAhead, {90, 1000});
        window.geometry = laser;
        QCOMPARE(sharedExperience(MetricId{3}, window), MetricId{3});
        std::vector<LinkGeometry> radio(laser.size(), {30, 1000});
        window.geometry = radio;
        QVERIFY(sharedExperience(MetricId{3}, window) != MetricId{3});
        QVERIFY(sharedExperience(MetricId{3}, window) != sharedExperience(MetricId{4}, window));
    }

private:
    std::array<double, ForecastWindow::seconds> m_nothing{};
};

DESK_TEST(TstForecastEvaluation)
#include "tst_forecastevaluation.moc"
