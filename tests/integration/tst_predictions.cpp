// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionlogreader.h"
#include "models/datalink/constellationsimulator.h"
#include "models/datalink/demodata.h"
#include "models/forecast/forecastrecord.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <set>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The forecasts of the real server, fed by the simulated constellation over real sockets, second by second of
// a clock of the test's own.
class TstPredictions : public InstanceTest
{
    Q_OBJECT

    SimulatedTimeService m_clock{Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 10 / 1}} + 8h};
    std::optional<ConstellationSimulator> m_simulator;
    std::optional<TelemetryJson> m_writer;
    std::unique_ptr<HttpClient> m_client;
    QString m_asked; // when a forecast was issued

    void makeFleet()
    {
        ConstellationOptions options;
        options.elements = parseElements(demoElements()).value();
        options.stations = readStations(demoStations()).value();
        options.seed = 5;
        options.start = m_clock.now();
        m_simulator.emplace(ConstellationSimulator::create(std::move(options)).value());
        m_writer.emplace(m_simulator->jsonWriter());
        static_cast<void>(m_simulator->step(m_clock.now()));
        const HttpResponse put =
            send("PUT", "/api/v1/topology/", fleetDefinitionJson(m_clock.now(), m_simulator->fleet()));
        QVERIFY2(put.isSuccess(), put.body.c_str());
    }

    // Only points of links, so that a second is a request or two.
    void run(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            m_clock.advance(1s);
            std::string body;
            std::size_t count = 0;
            const auto flush = [&] {
                const auto answer = m_client->send("POST", "/api/v1/telemetry/batch", "[" + body + "]");
                QVERIFY(answer && answer->isSuccess());
                body.clear();
                count = 0;
            };
            for (const SimulatedPoint &point : m_simulator->step(m_clock.now())) {
                if (m_simulator->entities()[point.entity].dst == SimulatedEntity::none)
                    continue;
                body += body.empty() ? "" : ",";
                m_writer->appendPoint(body, point, m_simulator->entities());
                if (++count == 1000)
                    flush();
            }
            if (count > 0)
                flush();
        }
        m_clock.advance(1s); // the last second is a whole one
    }

    [[nodiscard]] QJsonObject ask(const std::string &node, bool useCache = true) const
    {
        const auto answer =
            m_client->send("GET", "/api/v1/predictions/" + node + (useCache ? "" : "?use_cache=false"));
        return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object()
                      : QJsonObject();
    }

    [[nodiscard]] const std::string &station(const GroundPass &pass) const
    {
        return m_simulator->nodes()[m_simulator->satellites() + pass.station].id;
    }
    [[nodiscard]] const std::string &satellite(const GroundPass &pass) const
    {
        return m_simulator->nodes()[pass.satellite].id;
    }
    // The node with the most links.
    [[nodiscard]] std::string busiest() const
    {
        std::map<std::uint32_t, int> links;
        for (const SimulatedLink &link : m_simulator->links()) {
            ++links[link.ends()[0]];
            ++links[link.ends()[1]];
        }
        const auto most = std::ranges::max_element(links, {}, [](const auto &one) { return one.second; });
        return m_simulator->nodes()[most->first].id;
    }

    [[nodiscard]] static QJsonObject horizon(const QJsonObject &link, int minutes)
    {
        for (const QJsonValue &each : link["horizons"_L1].toArray()) {
            if (each["horizon_minutes"_L1].toInt() == minutes)
                return each.toObject();
        }
        return {};
    }

public:
    TstPredictions()
        : InstanceTest(m_clock)
    {
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("API_KEY", "only-reads");
        start();
        m_client = std::make_unique<HttpClient>(HttpClientOptions{m_ready.http, m_instance->token()});
        makeFleet();
        run(60);
    }

    void aShortHistoryGetsAReasonAndTheOrbitAnswersForTheSnr()
    {
        // The orbits reach the service with the graph, which is published from time to time.
        const auto isAnswered = [this](const GroundPass &pass) {
            return std::ranges::any_of(ask(station(pass), false)["links"_L1].toArray(), [](const auto &each) {
                const QJsonObject one = horizon(each.toObject(), 1);
                return !one.isEmpty() && !one.contains(u"ends_at"_s);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_simulator->groundLinks().passes(), isAnswered),
                                 10'000);
        int answered = 0;
        for (const GroundPass &pass : m_simulator->groundLinks().passes()) {
            for (const QJsonValue &each : ask(station(pass))["links"_L1].toArray()) {
                const QJsonObject link = each.toObject();
                const QJsonObject one = horizon(link, 1);
                const bool endsSoon = one.contains(u"ends_at"_s); // there is nothing to give a reason for
                QVERIFY2(endsSoon || !link["reason"_L1].toString().isEmpty(),
                         QJsonDocument(link).toJson().constData());
                if (one.isEmpty() || endsSoon)
                    continue;
                const QJsonObject snr = one["predictions"_L1]["snr_degradation"_L1].toObject();
                QCOMPARE(snr["model"_L1].toString(), u"geometry"_s);
                QVERIFY(snr["predicted_db"_L1].isDouble());
                QVERIFY(snr["lower_db"_L1].isNull());
                QVERIFY(!one["predictions"_L1].toObject().contains(u"queue_utilization"_s));
                ++answered;
            }
        }
        QVERIFY(answered > 0);
    }

    void aNodeWithoutLinksHasNone()
    {
        QVERIFY(send("PUT", "/api/v1/topology/", "{\"nodes\":[{\"id\":\"alone\",\"type\":\"satellite\"}]}")
                    .isSuccess());
        const QJsonObject answer = ask("alone");
        QCOMPARE(answer["node_id"_L1].toString(), u"alone"_s);
        QVERIFY(answer["links"_L1].isArray());
        QVERIFY(answer["links"_L1].toArray().isEmpty());
        const HttpResponse put =
            send("PUT", "/api/v1/topology/", fleetDefinitionJson(m_clock.now(), m_simulator->fleet()));
        QVERIFY(put.isSuccess());
    }

    void tellsEachLinkOfANodeAsTheContractSays()
    {
        run(150);
        const std::string node = busiest();
        const QJsonObject answer = ask(node, false);
        QCOMPARE(answer["node_id"_L1].toString().toStdString(), node);
        QCOMPARE(answer["cached"_L1].toBool(true), false);
        m_asked = answer["timestamp"_L1].toString();
        QVERIFY(parseTimestamp(m_asked.toStdString()));
        const QJsonArray links = answer["links"_L1].toArray();
        QVERIFY(links.size() >= 3);
        int told = 0;
        for (const QJsonValue &link : links) {
            QCOMPARE(link["src"_L1].toString().toStdString(), node);
            QVERIFY(!link["dst"_L1].toString().isEmpty());
            for (const QJsonValue &each : link["horizons"_L1].toArray()) {
                const QJsonValue predictions = each["predictions"_L1];
                if (predictions.isNull()) {
                    QVERIFY(parseTimestamp(each["ends_at"_L1].toString().toStdString()));
                    continue;
                }
                const QJsonObject snr = predictions["snr_degradation"_L1].toObject();
                for (const QString &key : {u"current_db"_s, u"predicted_db"_s, u"confidence"_s})
                    QVERIFY2(snr[key].isDouble(), qPrintable(key));
                for (const QString &key : {u"lower_db"_s, u"upper_db"_s, u"model"_s, u"issued_at"_s})
                    QVERIFY2(snr.contains(key), qPrintable(key));
                const QJsonObject queue = predictions["queue_utilization"_L1].toObject();
                if (!queue.isEmpty())
                    QVERIFY(queue["predicted_utilization"_L1].toDouble(-1) >= 0 &&
                            queue["predicted_utilization"_L1].toDouble(2) <= 1);
                ++told;
            }
        }
        QVERIFY(told > 0);
    }

    void cachesForAMinuteAndSaysSo()
    {
        const std::string node = busiest();
        const QJsonObject fresh = ask(node, false);
        QCOMPARE(fresh["cached"_L1].toBool(true), false);
        const QJsonObject again = ask(node);
        QCOMPARE(again["cached"_L1].toBool(false), true);
        QCOMPARE(again["links"_L1], fresh["links"_L1]);
        QCOMPARE(again["timestamp"_L1], fresh["timestamp"_L1]);
    }

    void aNodeThatNobodyKnowsIsNotFound()
    {
        const HttpResponse answer = send("GET", "/api/v1/predictions/nobody%20here");
        QCOMPARE(answer.status, 404);
        const QJsonObject error = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
        QCOMPARE(error["success"_L1].toBool(true), false);
        QCOMPARE(error["error"_L1]["code"_L1].toString(), u"NOT_FOUND"_s);
        QVERIFY(error["error"_L1]["message"_L1].toString().contains(u"nobody here"_s));
        QCOMPARE(send("GET", "/api/v1/predictions/").status, 405);
        QCOMPARE(send("GET", "/api/v1/predictions/" + busiest() + "?use_cache=perhaps").status, 422);
    }

    void tellsAnySeriesThatIsAskedFor()
    {
        run(130);
        const SimulatedLink &link = m_simulator->links().front();
        const std::string a = m_simulator->nodes()[link.ends()[0]].id;
        const std::string b = m_simulator->nodes()[link.ends()[1]].id;
        const HttpResponse answer =
            send("POST", "/api/v1/predictions/",
                 "{\"series\":[{\"node_id\":\"" + a + "\",\"dst\":\"" + b +
                     "\",\"metric\":\"snr_db\"},{\"node_id\":\"" + a +
                     "\",\"metric\":\"nothing\"}],\"horizon_minutes\":[1,5],\"use_cache\":false}");
        QVERIFY2(answer.status == 200, answer.body.c_str());
        const QJsonArray list = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body))
                                    .object()["predictions"_L1]
                                    .toArray();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list[0]["node_id"_L1].toString().toStdString(), a);
        QCOMPARE(list[0]["dst"_L1].toString().toStdString(), b);
        const QJsonArray horizons = list[0]["horizons"_L1].toArray();
        QCOMPARE(horizons.size(), 2);
        QCOMPARE(horizons[0]["horizon_minutes"_L1].toInt(), 1);
        QCOMPARE(horizons[1]["horizon_minutes"_L1].toInt(), 5);
        QVERIFY(horizons[0]["value"_L1].isDouble() || horizons[0].toObject().contains(u"ends_at"_s));
        QVERIFY(list[1]["horizons"_L1].toArray().isEmpty());
        QVERIFY(!list[1]["reason"_L1].toString().isEmpty());
    }

    void refusesWrongQuestions_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("no JSON") << QByteArray("nonsense") << 422;
        QTest::newRow("no series") << QByteArray("{\"series\":[]}") << 422;
        QTest::newRow("no metric") << QByteArray("{\"series\":[{\"node_id\":\"a\"}]}") << 422;
        QTest::newRow("another horizon")
            << QByteArray("{\"series\":[{\"node_id\":\"a\",\"metric\":\"m\"}],\"horizon_minutes\":[2]}")
            << 422;
        QTest::newRow("unknown member")
            << QByteArray("{\"series\":[{\"node_id\":\"a\",\"metric\":\"m\"}],\"horizons\":[1]}") << 422;
        QTest::newRow("unknown node")
            << QByteArray("{\"series\":[{\"node_id\":\"nobody\",\"metric\":\"m\"}]}") << 404;
    }
    void refusesWrongQuestions()
    {
        QFETCH(QByteArray, body);
        QTEST(send("POST", "/api/v1/predictions", body.toStdString()).status, "status");
    }

    void aTokenThatReadsMayNotRun()
    {
        HttpClient reader({m_ready.http, "only-reads"});
        QCOMPARE(reader.send("GET", "/api/v1/predictions/" + busiest())->status, 200);
        QCOMPARE(reader.send("POST", "/api/v1/predictions/", "{}")->status, 403);
        HttpClient nobody({m_ready.http, {}});
        QCOMPARE(nobody.send("GET", "/api/v1/predictions/" + busiest())->status, 401);
    }

    void answersANodesLinksInMilliseconds()
    {
        const std::string node = busiest();
        std::vector<double> waits;
        for (int i = 0; i < 500; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            QVERIFY(!ask(node, false).isEmpty());
            waits.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        }
        std::ranges::sort(waits);
        qInfo("links of a node (%d), uncached, through HTTP: p50 %.2f ms, p99 %.2f ms, most %.2f ms",
              int(ask(node)["links"_L1].toArray().size()), waits[250], waits[495], waits.back());
        QVERIFY(waits[250] < 50); // beside other work; the number to reach is said above
    }

    void predictsWhenASatelliteSets()
    {
        std::map<std::pair<std::string, std::string>, Timestamp> predicted;
        const Timestamp now = m_clock.now();
        for (const GroundPass &pass : m_simulator->groundLinks().passes()) {
            for (const QJsonValue &link : ask(station(pass), false)["links"_L1].toArray()) {
                const QJsonObject five = horizon(link.toObject(), 5);
                if (five["predictions"_L1].isNull())
                    predicted[{link["src"_L1].toString().toStdString(),
                               link["dst"_L1].toString().toStdString()}] =
                        parseTimestamp(five["ends_at"_L1].toString().toStdString()).value();
            }
        }
        QVERIFY(predicted.size() >= 3);
        // The simulator goes on alone.
        int seen = 0;
        for (Timestamp t = now; t < now + 300s; t += 1s) {
            static_cast<void>(m_simulator->step(t));
            for (const GroundPass &pass : m_simulator->groundLinks().ended()) {
                const bool hasSet = pass.look.elevation < 25;
                const auto found = predicted.find({station(pass), satellite(pass)});
                if (!hasSet || found == predicted.end())
                    continue;
                ++seen;
                const auto wrong = std::chrono::duration<double>(found->second - t).count();
                QVERIFY2(std::abs(wrong) <= 2,
                         qPrintable(QString::fromStdString(found->first.first + " " + found->first.second) +
                                    u" is wrong by %1 s"_s.arg(wrong)));
            }
        }
        QVERIFY2(seen >= 3, qPrintable(QString::number(seen)));
        m_clock.advance(301s);
    }

    void everythingIssuedIsRecordedAsItWas()
    {
        const Timestamp begin = m_clock.now() - 1h;
        const auto folder = std::filesystem::path(m_folder->path().toStdString());
        QVERIFY(m_instance->predictions()->issued() > 0);
        m_instance->stop();
        const auto reader = SessionLogReader::open(folder / "session.desk");
        QVERIFY(reader);
        std::size_t count = 0;
        std::set<std::string> issuedAt;
        const auto read = reader->forecasts({}, begin, m_clock.now() + 1h, [&](const SessionForecast &one) {
            const auto forecast = forecastFromRecord(one.series, one.issued, one.model, one.data);
            if (!forecast)
                return false;
            ++count;
            issuedAt.insert(formatTimestamp(forecast->issued));
            return true;
        });
        QVERIFY(read);
        QVERIFY2(count > 100, qPrintable(QString::number(count)));
        QVERIFY(issuedAt.contains(m_asked.toStdString()));
    }
};

DESK_TEST(TstPredictions)
#include "tst_predictions.moc"
