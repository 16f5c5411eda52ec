// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/otlpdecoder.h"
#include "models/ingest/remotewritedecoder.h"
#include "tests/support/testprogram.h"

#include <QTest>
#include <bit>
#include <limits>
#include <protozero/pbf_writer.hpp>

using namespace desk;
using protozero::pbf_writer;

namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

std::string series(const Labels &labels, const std::vector<std::pair<double, std::int64_t>> &samples)
{
    std::string message;
    pbf_writer writer(message);
    for (const auto &[value, time] : samples) { // before the labels: order is free
        pbf_writer sample(writer, 2);
        sample.add_double(1, value);
        sample.add_int64(2, time);
    }
    for (const auto &[name, value] : labels) {
        pbf_writer label(writer, 1);
        label.add_string(1, name);
        label.add_string(2, value);
    }
    return message;
}

std::string request(const std::vector<std::string> &all)
{
    std::string message;
    pbf_writer writer(message);
    for (const std::string &one : all)
        writer.add_message(1, one);
    return message;
}

constexpr protozero::pbf_tag_type gauge = 5, histogram = 9;

// An ExportMetricsServiceRequest of one point, whose time is there already.
template <class Fill>
std::string otlpProtobuf(const char *name, protozero::pbf_tag_type kind, Fill fill)
{
    std::string body;
    pbf_writer all(body);
    pbf_writer metrics(all, 1);
    pbf_writer scope(metrics, 2);
    pbf_writer metric(scope, 2);
    metric.add_string(1, name);
    pbf_writer data(metric, kind);
    pbf_writer point(data, 1);
    point.add_fixed64(3, 1795269787250000000ULL);
    fill(point);
    point.commit();
    data.commit();
    metric.commit();
    scope.commit();
    metrics.commit();
    return body;
}

// With the readable bytes behind it that the decoder asks for.
struct Body
{
    std::vector<char> all;
    std::size_t size = 0;

    explicit Body(const std::string &text)
        : all(text.begin(), text.end())
        , size(text.size())
    {
        all.resize(size + 64);
    }
    [[nodiscard]] std::span<const char> bytes() const { return {all.data(), size}; }
};

const std::string otlpJson = R"({"resourceMetrics":[{"resource":{"attributes":[
 {"key":"host.name","value":{"stringValue":"lab-1"}},{"key":"service.name","value":{"stringValue":"svc"}}]},
 "scopeMetrics":[{"metrics":[
 {"name":"temp","gauge":{"dataPoints":[{"timeUnixNano":"1795269787250000000","asDouble":1.5,"attributes":[{"key":"core","value":{"intValue":"3"}}]}]}},
 {"name":"total","sum":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":"1795269787250000000","asInt":"9007199254740993"}]}},
 {"name":"lat","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"1795269787250000000","count":"3","sum":6,"bucketCounts":["1","2"],"explicitBounds":[5]}]}},
 {"name":"bad","gauge":{"dataPoints":[{"asDouble":1},{"timeUnixNano":"1795269787250000000","asDouble":2}]}}
 ]}]}]})";

} // namespace

class TstCompatibilityDecoders : public QObject
{
    Q_OBJECT

    SeriesDictionary m_names;
    SampleBatch m_batch;

    [[nodiscard]] std::string name(std::size_t i) const
    {
        const SeriesDefinition &about = m_names.definition(m_batch.series[i]);
        return m_names.entityName(about.entity) + " " + about.metric + "{" + about.labels + "}";
    }

private Q_SLOTS:
    void init()
    {
        m_batch.clear();
        m_names.rollback(); // nothing is ever published here
    }

    void seriesOfRemoteWriteBecomePoints()
    {
        RemoteWriteDecoder decoder(m_names, {});
        const double stale = std::bit_cast<double>(std::uint64_t{0x7FF0000000000002ULL});
        const std::string body =
            request({series({{"__name__", "up"}, {"job", "desk"}, {"instance", "a:1"}}, {{1, 1795269787250}}),
                     series({{"__name__", "load"}, {"instance", "a:1"}},
                            {{0.5, 1795269787250},
                             {stale, 1795269787251},
                             {std::numeric_limits<double>::infinity(), 1795269787252}}),
                     series({{"__name__", ""}, {"instance", "a:1"}}, {{1, 1795269787250}})});
        const auto outcome = decoder.decode(body, "127.0.0.1", m_batch);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QVERIFY2(outcome->samples == 2,
                 outcome->errors.empty() ? "nothing rejected" : outcome->errors.front().message.c_str());
        QCOMPARE(outcome->stale, std::size_t(1));
        QCOMPARE(outcome->notFinite, std::size_t(1));
        QCOMPARE(outcome->rejected, std::size_t(1));
        QCOMPARE(m_batch.points(), std::size_t(1)); // one entity, one time
        QCOMPARE(qint64(m_batch.generation[0]), qint64(1795269787250000000));
        QCOMPARE(name(0), std::string("a:1 up{job=\"desk\"}"));
        QCOMPARE(name(1), std::string("a:1 load{}"));
    }

    void aTornRemoteWriteLeavesNothing()
    {
        RemoteWriteDecoder decoder(m_names, {});
        const std::string body =
            request({series({{"__name__", "up"}}, {{1, 1}}), series({{"__name__", "x"}}, {{1, 1}})});
        for (std::size_t cut = 1; cut < body.size(); ++cut) {
            const auto outcome = decoder.decode(std::span(body.data(), cut), "peer", m_batch);
            if (outcome) { // exactly between two series
                m_batch.clear();
                m_names.rollback();
                continue;
            }
            QVERIFY(outcome.error().offset >= 0 && outcome.error().offset <= qint64(cut));
            QCOMPARE(m_batch.samples() + m_names.nodeCount(), std::size_t(0));
        }
    }

    void jsonMetricsBecomePoints()
    {
        OtlpDecoder decoder(m_names, {});
        const Body body(otlpJson);
        const auto outcome = decoder.decodeJson(body.bytes(), "peer", m_batch);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->rejected, std::size_t(1));
        QVERIFY(outcome->errors[0].message.find("timeUnixNano") != std::string::npos);
        QCOMPARE(m_batch.samples(), std::size_t(7));
        QCOMPARE(name(0), std::string("lab-1 temp{core=\"3\",service.name=\"svc\"}"));
        QCOMPARE(name(1), std::string("lab-1 total{service.name=\"svc\",temporality=\"delta\"}"));
        QCOMPARE(qint64(m_batch.wide[0].value), qint64(9007199254740993));
        QCOMPARE(name(2), std::string("lab-1 lat.count{service.name=\"svc\"}"));
        QCOMPARE(name(4), std::string("lab-1 lat.bucket{le=\"5\",service.name=\"svc\"}"));
        QCOMPARE(name(5), std::string("lab-1 lat.bucket{le=\"+Inf\",service.name=\"svc\"}"));
        QCOMPARE(m_batch.value[5], 3.0);
    }

    void brokenJsonIsNamedByItsByte()
    {
        OtlpDecoder decoder(m_names, {});
        const Body body(R"({"resourceMetrics":[}])");
        const auto outcome = decoder.decodeJson(body.bytes(), "peer", m_batch);
        QVERIFY(!outcome);
        QCOMPARE(int(outcome.error().offset), 20);
        const Body deep(std::string(100, '['));
        QVERIFY(!decoder.decodeJson(deep.bytes(), "peer", m_batch));
    }

    void protobufMetricsBecomePoints()
    {
        const std::string body = otlpProtobuf("temp", gauge, [](pbf_writer &point) {
            point.add_double(4, 1.5);
            pbf_writer attribute(point, 7);
            attribute.add_string(1, "host");
            pbf_writer value(attribute, 2);
            value.add_string(1, "lab-2");
        });
        OtlpDecoder decoder(m_names, {});
        const auto outcome = decoder.decodeProtobuf(body, "peer", m_batch);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(name(0), std::string("lab-2 temp{}"));
        QCOMPARE(m_batch.value[0], 1.5);
        m_batch.clear();
        m_names.rollback();
        QVERIFY(!decoder.decodeProtobuf(std::span(body.data(), body.size() - 1), "peer", m_batch));
        QCOMPARE(m_batch.samples() + m_names.nodeCount(), std::size_t(0));
    }

    void aFieldOfAnotherWireTypeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("otlp");
        // As the fuzzer found them, shortened: each is one message in another down to the field.
        QTest::addRow("labels as a number") << QByteArray::fromHex("0a020801") << false;
        QTest::addRow("a value as a text")
            << QByteArray::fromHex("0a130a0d0a085f5f6e616d655f5f12017812020a00") << false;
        QTest::addRow("series as a number") << QByteArray::fromHex("0801") << false;
        QTest::addRow("resource as a number") << QByteArray::fromHex("0801") << true;
        QTest::addRow("a point's integer as a text")
            << QByteArray::fromHex("0a0a120812062a040a023200") << true;
        QTest::addRow("a truth without its byte")
            << QByteArray::fromHex("0a0d120b12092a070a053a03120110") << true;
    }
    void aFieldOfAnotherWireTypeIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, otlp);
        const std::span bytes(body.constData(), std::size_t(body.size()));
        const auto outcome = otlp ? OtlpDecoder(m_names, {}).decodeProtobuf(bytes, "peer", m_batch)
                                  : RemoteWriteDecoder(m_names, {}).decode(bytes, "peer", m_batch);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::parseError);
        QCOMPARE(m_batch.samples() + m_names.nodeCount(), std::size_t(0));
    }

    void bucketsMayComeOneByOne()
    {
        const std::string body = otlpProtobuf("lat", histogram, [](pbf_writer &point) {
            point.add_fixed64(4, 3);
            point.add_fixed64(6, 1); // not packed, as protobuf allows it
            point.add_fixed64(6, 2);
            point.add_double(7, 5);
        });
        OtlpDecoder decoder(m_names, {});
        const auto outcome = decoder.decodeProtobuf(body, "peer", m_batch);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->samples, std::size_t(3));
        QCOMPARE(name(1), std::string("peer lat.bucket{le=\"5\"}"));
        QCOMPARE(m_batch.value[2], 3.0);
    }

    void theCardinalityLimitIsAPartialSuccess()
    {
        SeriesDictionary names({1, 10, 10});
        RemoteWriteDecoder decoder(names, {});
        const auto outcome = decoder.decode(
            request({series({{"__name__", "a"}}, {{1, 1}}), series({{"__name__", "b"}}, {{1, 1}})}), "peer",
            m_batch);
        QVERIFY(outcome);
        QCOMPARE(outcome->samples, std::size_t(1));
        QCOMPARE(outcome->rejected, std::size_t(1));
        QVERIFY(outcome->errors[0].code == ErrorCode::cardinalityLimit);
    }
};

DESK_TEST(TstCompatibilityDecoders)
#include "tst_compatibilitydecoders.moc"
