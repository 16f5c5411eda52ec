// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointdecoder.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

namespace {

// A body with the readable bytes behind it that the decoder asks for.
struct Body
{
    std::string text;
    explicit Body(std::string json)
        : text(std::move(json))
    {
        size = text.size();
        text.append(PointDecoder::padding, '\0');
    }
    std::size_t size = 0;
    [[nodiscard]] std::span<const char> bytes() const { return {text.data(), size}; }
};

const std::string good =
    R"({"timestamp":"2026-11-21T14:03:07.250Z","node_id":"sat-1","node_type":"satellite","snr_db":12.5,"utilization":0.25})";

} // namespace

class TstPointDecoder : public QObject
{
    Q_OBJECT

    static Result<PointDecoder::Outcome> decode(const std::string &json, SampleBatch &batch,
                                                SeriesDictionary &names, PointDecoder::Options options = {})
    {
        const Body body(json);
        PointDecoder decoder(names);
        return json.find_first_not_of(" \n") != std::string::npos &&
                       json[json.find_first_not_of(" \n")] == '['
                   ? decoder.decodeArray(body.bytes(), options, batch)
                   : decoder.decodePoint(body.bytes(), batch);
    }

private Q_SLOTS:
    void aPointBecomesRows()
    {
        SeriesDictionary names;
        SampleBatch batch;
        const auto outcome = decode(good, batch, names);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(batch.points(), std::size_t(1));
        QCOMPARE(batch.samples(), std::size_t(2));
        QCOMPARE(qint64(batch.generation[0]), qint64(1795269787250) * 1'000'000);
        QCOMPARE(names.entityName(batch.entity[0]), std::string("sat-1"));
        QCOMPARE(names.definition(batch.series[0]).metric, std::string("snr_db"));
        QCOMPARE(batch.value[1], 0.25);
        QVERIFY(names.definition(NodeId{0}).type == NodeType::satellite);
    }

    void fieldsMayComeInAnyOrderAndOthersArePassedOver()
    {
        SeriesDictionary names;
        SampleBatch batch;
        const auto outcome = decode(
            R"({"extra":{"deep":[1,{"x":2}]},"note":"text","temp":-1e3,"missing":null,"on":true,"link":{"dst":"gs-1","via":3},
                "atmospheric_state":{"rain_mm_h":2.5,"phase":"ice","wet":false},"health":"degraded","node_type":"satellite",
                "source":"simulator","big":9007199254740993,"node_id":"sat-1","timestamp":"2026-11-21T14:03:07+01:00"})",
            batch, names);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(names.entityName(batch.entity[0]), std::string("sat-1->gs-1"));
        QStringList metrics;
        for (std::size_t i = 0; i < batch.samples(); ++i)
            metrics << QString::fromStdString(names.definition(batch.series[i]).metric);
        QCOMPARE(metrics, (QStringList{QStringLiteral("temp"), QStringLiteral("on"),
                                       QStringLiteral("atmospheric_state.rain_mm_h"),
                                       QStringLiteral("atmospheric_state.phase"),
                                       QStringLiteral("atmospheric_state.wet"), QStringLiteral("health"),
                                       QStringLiteral("big")}));
        QCOMPARE(batch.value[1], 1.0);
        QCOMPARE(names.text(batch.series[3], std::uint32_t(batch.value[3])), std::string_view("ice"));
        QCOMPARE(batch.wide.size(), std::size_t(1));
        QCOMPARE(batch.wide[0].value, std::int64_t(9007199254740993));
        QVERIFY(has(batch.quality[0], Quality::simulated));
        QVERIFY(names.findEntity(*names.findNode("gs-1")).has_value()); // the other end can be selected too
    }

    void digitsBeyondADoubleAreRounded()
    {
        SeriesDictionary names;
        SampleBatch batch;
        std::string json = good;
        json.replace(json.find("12.5"), 4, "12.123456789012345678");
        QVERIFY(decode(json, batch, names));
        QCOMPARE(batch.value[0], 12.123456789012345678);
    }

    void refusalsNameTheField_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        const auto with = [](const char *name, const char *from, const char *to, const char *field) {
            QByteArray json = QByteArray::fromStdString(good);
            json.replace(from, to);
            QTest::addRow("%s", name) << json << QByteArray(field);
        };
        with("unknown node type", "\"satellite\"", "\"toaster\"", "node_type");
        with("node type of another kind", "\"satellite\"", "7", "node_type");
        with("missing node", "\"node_id\":\"sat-1\",", "", "node_id");
        with("empty node", "sat-1", "", "node_id");
        with("bad node", "sat-1", "sat 1", "node_id");
        with("long node", "sat-1", QByteArray(129, 'a').constData(), "node_id");
        with("missing time", "\"timestamp\":\"2026-11-21T14:03:07.250Z\",", "", "timestamp");
        with("time without zone", "07.250Z", "07.250", "timestamp");
        with("time as number", "\"2026-11-21T14:03:07.250Z\"", "1763733787", "timestamp");
        with("utilization above 1", "0.25", "1.25", "utilization");
        with("utilization as text", "0.25", "\"0.25\"", "utilization");
        with("number beyond double", "12.5", "1e999", "snr_db");
        with("metric name", "snr_db", "snr db", "snr db");
        with("negative latency", "\"snr_db\":12.5", "\"latency_ms\":-1", "latency_ms");
        with("health", "\"snr_db\":12.5", "\"health\":\"fine\"", "health");
        with("link without object", "\"snr_db\":12.5", "\"link\":\"gs\"", "link");
        with("link to itself", "\"snr_db\":12.5", "\"link\":{\"dst\":\"sat-1\"}", "link.dst");
        with("latitude", "\"snr_db\":12.5", "\"lat\":91", "lat");
    }
    void refusalsNameTheField()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, field);
        SeriesDictionary names;
        SampleBatch batch;
        const auto single = decode(json.toStdString(), batch, names);
        QVERIFY(!single);
        QCOMPARE(single.error().field, field.toStdString());
        QVERIFY(single.error().message.starts_with(field.toStdString()));
        // In an array: the index too, and nothing of the good one before it stays.
        const auto array = decode("[" + good + "," + json.toStdString() + "]", batch, names);
        QVERIFY(!array);
        QCOMPARE(array.error().index, std::int64_t(1));
        QCOMPARE(batch.points(), std::size_t(0));
        QCOMPARE(names.nodeCount(), std::size_t(0));
        QCOMPARE(names.seriesCount(), std::size_t(0));
    }

    void malformedJsonNamesTheByte_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::addRow("empty") << QByteArray("") << 0 << 0;
        QTest::addRow("blank") << QByteArray("  \n") << 0 << 3;
        QTest::addRow("cut off") << QByteArray::fromStdString("[" + good.substr(0, good.size() - 1)) << 100
                                 << 200;
        QTest::addRow("no comma") << QByteArray("[{\"node_id\":\"a\" \"x\":1}]") << 10 << 23;
        QTest::addRow("no value") << QByteArray("[{\"x\":}]") << 4 << 8;
        QTest::addRow("not utf-8") << QByteArray("[{\"x\xff\":1}]") << 0 << 10;
        QTest::addRow("follows") << QByteArray::fromStdString("[" + good + "] x") << 100 << 200;
    }
    void malformedJsonNamesTheByte()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, least);
        QFETCH(int, most);
        SeriesDictionary names;
        SampleBatch batch;
        const Body body(json.toStdString());
        PointDecoder decoder(names);
        const auto outcome = decoder.decodeArray(body.bytes(), {}, batch);
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().code == ErrorCode::parseError, outcome.error().message.c_str());
        QVERIFY2(outcome.error().offset >= least && outcome.error().offset <= most,
                 outcome.error().message.c_str());
        QCOMPARE(names.nodeCount(), std::size_t(0));
    }

    void deepNestingIsRefused()
    {
        SeriesDictionary names;
        SampleBatch batch;
        std::string json = "[{\"x\":" + std::string(200, '[') + std::string(200, ']') + "}]";
        QVERIFY(!decode(json, batch, names));
    }

    void partialKeepsTheGoodOnes()
    {
        SeriesDictionary names;
        SampleBatch batch;
        const std::string bad = R"({"timestamp":"x","node_id":"b","node_type":"device"})";
        const auto outcome = decode("[" + bad + "," + good + "," + bad + "]", batch, names, {1000, true});
        QVERIFY(outcome.has_value());
        QCOMPARE(outcome->points, std::size_t(1));
        QCOMPARE(outcome->rejected.size(), std::size_t(2));
        QCOMPARE(outcome->rejected[1].index, std::size_t(2));
        QCOMPARE(outcome->rejected[1].error.field, std::string("timestamp"));
        QCOMPARE(batch.points(), std::size_t(1));
    }

    void theRestOfALongArrayIsCutOffAndCounted()
    {
        SeriesDictionary names;
        SampleBatch batch;
        std::string json = "[" + good;
        for (int i = 0; i < 9; ++i)
            json += "," + good;
        const auto outcome = decode(json + "]", batch, names, {4, false});
        QVERIFY(outcome.has_value());
        QCOMPARE(outcome->points, std::size_t(4));
        QCOMPARE(outcome->truncated, std::size_t(6));
    }

    void moreThan64MetricsAreRefused()
    {
        SeriesDictionary names;
        SampleBatch batch;
        std::string json = good.substr(0, good.size() - 1);
        for (int i = 0; i < 63; ++i)
            json += ",\"m" + std::to_string(i) + "\":1";
        QVERIFY(!decode(json + "}", batch, names));
    }

    void aTextDoesNotBecomeANumber()
    {
        SeriesDictionary names;
        SampleBatch batch;
        const std::string head =
            R"({"timestamp":"2026-11-21T14:03:07Z","node_id":"a","node_type":"device","atmospheric_state":{"phase":)";
        QVERIFY(decode(head + "\"ice\"}}", batch, names).has_value());
        names.publish();
        batch.clear();
        const auto outcome = decode(head + "3}}", batch, names);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().field, std::string("atmospheric_state.phase"));
    }

    void oneSeriesTooManyNamesNodeAndMetric()
    {
        SeriesDictionary names({1, 10, 10});
        SampleBatch batch;
        const auto outcome = decode(good, batch, names);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::cardinalityLimit);
        QVERIFY(outcome.error().message.find("utilization") != std::string::npos);
        QVERIFY(outcome.error().message.find("sat-1") != std::string::npos);
    }
};

DESK_TEST(TstPointDecoder)
#include "tst_pointdecoder.moc"
