// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Derived parameters of the real server over real sockets.
class TstDerived : public InstanceTest
{
    Q_OBJECT

    Timestamp m_base{};

    int post(const std::string &node, int second, const std::string &values) const
    {
        return send("POST", "/api/v1/telemetry",
                    "{\"timestamp\":\"" + formatTimestamp(m_base + std::chrono::seconds(second)) +
                        "\",\"node_id\":\"" + node + "\",\"node_type\":\"satellite\"," + values + "}")
            .status;
    }
    int define(const std::string &list) const
    {
        return send("PUT", "/api/v1/derived", "{\"derived\":[" + list + "]}").status;
    }
    static QJsonObject json(const HttpResponse &answer)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
    }
    // [time, value, quality] of each point.
    QJsonArray history(const std::string &node, const std::string &metric) const
    {
        const QJsonArray series =
            json(send("GET", "/api/v1/telemetry?node_id=" + node + "&metric=" + metric))["series"_L1]
                .toArray();
        return series.isEmpty() ? QJsonArray() : series[0].toObject()["points"_L1].toArray();
    }
    QStringList values(const std::string &node, const std::string &metric) const
    {
        QStringList all;
        for (const auto &point : history(node, metric)) {
            const QJsonArray cells = point.toArray();
            all += (cells[1].isNull() ? u"null"_s : QString::number(cells[1].toDouble())) + u' ' +
                   cells[2].toString();
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        start();
        m_base = m_time.now() - 30s;
    }
    void cleanup()
    {
        m_instance.reset();
        forget();
    }

    void arePartOfTheHistoryAndOfTheRecording()
    {
        QCOMPARE(define("{\"name\":\"queue_seconds\",\"of\":\"satellite-*\",\"unit\":\"s\","
                        "\"expression\":\"queue_depth_gb / capacity_gbps\"}"),
                 200);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(post("satellite-1", i,
                          "\"queue_depth_gb\":" + std::to_string(i) +
                              ",\"capacity_gbps\":" + (i == 3 ? "0" : "2")),
                     200);
        }
        QCOMPARE(post("gs-1", 0, "\"queue_depth_gb\":1,\"capacity_gbps\":2"), 200);
        const QStringList expected{u"0 derived"_s, u"0.5 derived"_s, u"1 derived"_s,
                                   u"null invalid|derived"_s, u"2 derived"_s};
        QCOMPARE(values("satellite-1", "queue_seconds"), expected);
        QVERIFY(history("gs-1", "queue_seconds").isEmpty());
        const QJsonArray series =
            json(send("GET", "/api/v1/telemetry?node_id=satellite-1&metric=queue_seconds"))["series"_L1]
                .toArray();
        QCOMPARE(series[0].toObject()["unit"_L1].toString(), u"s"_s);

        // A restart neither doubles them nor loses the definition.
        start();
        QCOMPARE(values("satellite-1", "queue_seconds"), expected);
        QCOMPARE(json(send("GET", "/api/v1/derived"))["derived"_L1].toArray().size(), 1);
        QCOMPARE(post("satellite-1", 6, "\"queue_depth_gb\":9,\"capacity_gbps\":3"), 200);
        QCOMPARE(values("satellite-1", "queue_seconds"), expected + QStringList{u"3 derived"_s});

        SeriesId id = noSeries;
        for (const SeriesDefinition &one : m_instance->dictionary().changesSince({}).series)
            id = one.metric == "queue_seconds" ? one.id : id;
        m_instance->stop();
        auto reader = SessionReader::open(std::filesystem::path(m_ready.data) / "session.desk");
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
        const auto samples = (*reader)->samples(id, 0, std::numeric_limits<std::int64_t>::max());
        QVERIFY(samples.has_value());
        QCOMPARE(samples->value.size(), std::size_t(6));
        for (std::size_t i = 0; i < 6; ++i) {
            QVERIFY(has(samples->quality[i], Quality::derived));
            QCOMPARE(std::isnan(samples->value[i]), i == 3);
            QCOMPARE(has(samples->quality[i], Quality::invalid), i == 3);
        }
        const auto envelope = (*reader)->envelope(id, nanoseconds(m_base - 1s), nanoseconds(m_base + 10s), 1);
        QVERIFY(envelope.has_value());
        QCOMPARE(envelope->columns[0].min, 0.0);
        QCOMPARE(envelope->columns[0].max, 3.0);
    }

    void aWindowGoesOnAfterARestart()
    {
        QCOMPARE(define("{\"name\":\"load_mean\",\"expression\":\"mean(load, 1 min)\"},"
                        "{\"name\":\"load_area\",\"expression\":\"integral(load)\"}"),
                 200);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(post("n", i, "\"load\":" + std::to_string(i)), 200);
        start();
        QCOMPARE(post("n", 3, "\"load\":3"), 200);
        QCOMPARE(values("n", "load_mean").last(), u"1.5 derived"_s);
        QCOMPARE(values("n", "load_area").last(), u"4.5 derived"_s);
    }

    void areRefusedWithThePlace()
    {
        HttpResponse answer =
            send("PUT", "/api/v1/derived", "{\"derived\":[{\"name\":\"a\",\"expression\":\"x + * 2\"}]}");
        QVERIFY(answer.status == 400 || answer.status == 422);
        QVERIFY2(answer.body.find("(at character 5)") != std::string::npos, answer.body.c_str());
        answer = send(
            "PUT", "/api/v1/derived",
            "{\"derived\":[{\"name\":\"a\",\"expression\":\"b\"},{\"name\":\"b\",\"expression\":\"a\"}]}");
        QVERIFY(answer.status == 400 || answer.status == 422);
        QVERIFY2(answer.body.find("a → b → a") != std::string::npos, answer.body.c_str());
        for (const char *body :
             {"", "[]", "{\"derived\":3}", "{\"derived\":[3]}", "{\"derived\":[{\"name\":3}]}",
              "{\"derived\":[{\"name\":\"a\",\"expression\":\"x\",\"hold_s\":-1}]}",
              "{\"derived\":[{\"name\":\"a\",\"expression\":\"x\",\"more\":1}]}"}) {
            const int status = send("PUT", "/api/v1/derived", body).status;
            QVERIFY2(status == 400 || status == 422, body);
        }
        QVERIFY(json(send("GET", "/api/v1/derived"))["derived"_L1].toArray().isEmpty());
    }

    void aDamagedFileIsSaidAtTheStart()
    {
        m_instance->stop();
        QFile file(QString::fromStdString(m_ready.data) + u"/derived.toml"_s);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("[[derived]]\nname = \"a\"\nexpression = \"1 +\"\n");
        file.close();
        Instance again({configuration(), "test"}, m_time);
        const auto started = again.start();
        QVERIFY(!started);
        QVERIFY2(started.error().message.find("derived.toml") != std::string::npos,
                 started.error().message.c_str());
    }

    void canBeChangedByTheWindow()
    {
        QVERIFY(m_instance->derived());
        DerivedDefinition one;
        one.name = "twice";
        one.expression = "load * 2";
        QVERIFY(m_instance->derived()->replace(*DerivedSet::make({one})).has_value());
        QCOMPARE(post("n", 0, "\"load\":4"), 200);
        QCOMPARE(values("n", "twice"), QStringList{u"8 derived"_s});
        QVERIFY(m_instance->derived()->replace({}).has_value());
        QCOMPARE(post("n", 1, "\"load\":5"), 200);
        QCOMPARE(values("n", "twice"), QStringList{u"8 derived"_s});
    }
};

DESK_TEST(TstDerived)
#include "tst_derived.moc"
