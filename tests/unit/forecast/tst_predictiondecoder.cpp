// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictiondecoder.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

class TstPredictionDecoder : public QObject
{
    Q_OBJECT

    static constexpr Timestamp now{1'800'000'000s};
    const std::vector<NamedSeries> m_series{{SeriesId{7}, "sat", "gs", "snr_db"},
                                            {SeriesId{9}, "sat", "", "temperature_c"}};

    static std::optional<SeriesId> find(const std::string &src, const std::string &dst,
                                        std::string_view metric)
    {
        if (src != "sat" || dst != "gs")
            return std::nullopt;
        return metric == "snr_db" ? SeriesId{7} : SeriesId{8};
    }

private Q_SLOTS:
    void asksBySeriesNames()
    {
        const QByteArray question = QByteArray::fromStdString(predictionQuestion(m_series));
        QCOMPARE(question, QByteArray(R"({"series":[{"dst":"gs","metric":"snr_db","node_id":"sat"},)"
                                      R"({"metric":"temperature_c","node_id":"sat"}]})"));
    }

    void readsValuesEndsAndRefusals()
    {
        const auto forecasts = decodeSeriesPredictions(
            R"({"predictions":[{"node_id":"sat","dst":"gs","metric":"snr_db","issued_at":"2026-11-21T14:03:07.500Z",)"
            R"("window_end":"2026-11-21T14:03:07Z","model":"geometry","current":12.5,"horizons":[)"
            R"({"horizon_minutes":1,"value":12,"lower":11,"upper":null,"confidence":0.5},)"
            R"({"horizon_minutes":5,"value":null,"lower":null,"upper":null,"confidence":null,)"
            R"("ends_at":"2026-11-21T14:06:00Z"}]},)"
            R"({"node_id":"sat","dst":null,"metric":"temperature_c","horizons":[],)"
            R"("reason":"constant for the last 10 minutes"}]})",
            m_series, now);
        QVERIFY2(forecasts, forecasts ? "" : forecasts.error().message.c_str());
        const Forecast &snr = forecasts->at(0);
        QCOMPARE(snr.series, SeriesId{7});
        QCOMPARE(snr.refusal, ForecastRefusal::none);
        QCOMPARE(snr.method, ForecastMethod::geometry);
        QCOMPARE(snr.issued, parseTimestamp("2026-11-21T14:03:07.500Z").value());
        QCOMPARE(snr.end, parseTimestamp("2026-11-21T14:03:07Z").value());
        QCOMPARE(snr.current, 12.5);
        QCOMPARE(snr.horizons[0].value, 12.0);
        QCOMPARE(snr.horizons[0].lower, 11.0);
        QVERIFY(std::isnan(snr.horizons[0].upper));
        QCOMPARE(snr.horizons[0].confidence, 0.5);
        QVERIFY(std::isnan(snr.horizons[1].value)); // not told
        QVERIFY(std::isnan(snr.horizons[2].value));
        QCOMPARE(snr.horizons[2].endsAt.value(), parseTimestamp("2026-11-21T14:06:00Z").value());
        QCOMPARE(forecasts->at(1).refusal, ForecastRefusal::constant);
    }

    void believesNoFigureThatCannotBe()
    {
        const auto forecasts = decodeSeriesPredictions(
            R"({"predictions":[{"node_id":"sat","dst":"gs","metric":"snr_db","horizons":[)"
            R"({"horizon_minutes":1,"value":12,"lower":14,"upper":10,"confidence":250}]},)"
            R"({"node_id":"sat","dst":null,"metric":"temperature_c","horizons":[],"reason":"it is Sunday"}]})",
            m_series, now);
        QVERIFY2(forecasts, forecasts ? "" : forecasts.error().message.c_str());
        QCOMPARE(forecasts->at(0).horizons[0].value, 12.0);
        QVERIFY(std::isnan(forecasts->at(0).horizons[0].lower));
        QVERIFY(std::isnan(forecasts->at(0).horizons[0].upper));
        QCOMPARE(forecasts->at(0).horizons[0].confidence, 1.0);
        QVERIFY(forecasts->at(1).refusal == ForecastRefusal::unexplained);
    }

    void eachMetricOfALinkHasItsOwnReason()
    {
        const auto forecasts = decodeNodePredictions(
            R"({"links":[{"src":"sat","dst":"gs","horizons":[],"reason":"snr_db: no value for more than a )"
            R"(minute; utilization: constant for the last 10 minutes"}]})",
            find, now);
        QVERIFY2(forecasts, forecasts ? "" : forecasts.error().message.c_str());
        QVERIFY(forecasts->at(0).refusal == ForecastRefusal::stale);
        QVERIFY(forecasts->at(1).refusal == ForecastRefusal::constant);
    }

    void readsAPlatformThatTellsTheLeast()
    {
        const auto forecasts = decodeNodePredictions(
            R"({"node_id":"sat","timestamp":"2026-11-21T14:03:07Z","cached":false,"links":[)"
            R"({"src":"sat","dst":"gs","horizons":[{"horizon_minutes":3,"predictions":{)"
            R"("snr_degradation":{"current_db":12,"predicted_db":9,"confidence":0.8},)"
            R"("queue_utilization":{"current_utilization":0.2,"predicted_utilization":0.4,"confidence":0.7}}}]},)"
            R"({"src":"sat","dst":"unknown","horizons":[]}]})",
            find, now);
        QVERIFY(forecasts);
        QCOMPARE(forecasts->size(), std::size_t{2});
        QCOMPARE(forecasts->at(0).horizons[1].value, 9.0);
        QVERIFY(std::isnan(forecasts->at(0).horizons[1].lower));
        QCOMPARE(forecasts->at(0).method, ForecastMethod::lstm);
        QCOMPARE(forecasts->at(0).issued, parseTimestamp("2026-11-21T14:03:07Z").value());
        QCOMPARE(forecasts->at(1).series, SeriesId{8});
        QCOMPARE(forecasts->at(1).current, 0.2);
    }

    void refusesWhatIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("too few") << QByteArray(R"({"predictions":[]})");
        QTest::newRow("another series") << QByteArray(
            R"({"predictions":[{"node_id":"x","dst":"gs","metric":"snr_db"},{"node_id":"sat","dst":null,"metric":"temperature_c"}]})");
        QTest::newRow("another type") << QByteArray(R"({"predictions":[1,2]})");
    }
    void refusesWhatIsNoAnswer()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!decodeSeriesPredictions(body.toStdString(), m_series, now));
    }

    void findsTheSeriesThatNobodyKnows()
    {
        QCOMPARE(unknownSeries(R"({"success":false,"error":{"code":"NOT_FOUND","message":"…","index":1}})")
                     .value(),
                 std::size_t{1});
        QVERIFY(!unknownSeries(R"({"success":false,"error":{"code":"NOT_FOUND","message":"…"}})"));
        QVERIFY(!unknownSeries("<html>"));
    }
};

DESK_TEST(TstPredictionDecoder)
#include "tst_predictiondecoder.moc"
