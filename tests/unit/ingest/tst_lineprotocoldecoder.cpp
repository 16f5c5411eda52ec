// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/lineprotocoldecoder.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstLineProtocolDecoder : public QObject
{
    Q_OBJECT

    SeriesDictionary m_names;
    SampleBatch m_batch;

    Result<LineProtocolDecoder::Outcome> decode(const std::string &text, bool foreign = false,
                                                LineProtocolDecoder::Options options = {})
    {
        LineProtocolDecoder decoder(m_names, foreign ? std::optional(NodeMapping{}) : std::nullopt);
        return decoder.decode(text, options, m_batch);
    }
    [[nodiscard]] std::string metric(std::size_t i) const
    {
        return m_names.definition(m_batch.series[i]).metric;
    }
    [[nodiscard]] std::string labels(std::size_t i) const
    {
        return m_names.definition(m_batch.series[i]).labels;
    }

    // The decoders refer to the dictionary: each case begins with a new object.
private Q_SLOTS:
    void init()
    {
        m_batch.clear();
        m_names.rollback(); // nothing is ever published here
    }

    void aLineBecomesOnePoint()
    {
        const auto outcome =
            decode("telemetry,node_id=sat-1,node_type=satellite,dst=gs-1,band=ka,a=b "
                   "snr_db=12.5,count=9007199254740993i,on=true,mode=\"saf\\\"e\" 1795269787250000001\n");
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->points, std::size_t(1));
        QCOMPARE(m_names.entityName(m_batch.entity[0]), std::string("sat-1->gs-1"));
        QCOMPARE(qint64(m_batch.generation[0]), qint64(1795269787250000001));
        QCOMPARE(metric(0), std::string("snr_db"));
        QCOMPARE(labels(0), std::string("a=\"b\",band=\"ka\""));
        QCOMPARE(m_batch.value[0], 12.5);
        QCOMPARE(m_batch.wide.size(), std::size_t(1));
        QCOMPARE(qint64(m_batch.wide[0].value), qint64(9007199254740993));
        QCOMPARE(m_batch.value[2], 1.0);
        QCOMPARE(m_names.text(m_batch.series[3], std::uint32_t(m_batch.value[3])),
                 std::string_view("saf\"e"));
    }

    void aTextIsMeasuredAsItIsKept()
    {
        std::string quoted; // 1,024 bytes, each written as two
        for (int i = 0; i < 1024; ++i)
            quoted += "\\\"";
        QVERIFY(decode("telemetry,node_id=a raw=\"" + quoted + "\" 1\n"));
        QCOMPARE(m_names.text(m_batch.series[0], std::uint32_t(m_batch.value[0])), std::string(1024, '"'));
        init();
        const auto longer = decode("telemetry,node_id=a raw=\"" + quoted + "x\" 1\n");
        QVERIFY(!longer && longer.error().message.find("at most 1,024 bytes") != std::string::npos);
    }

    void aPointWithoutTimeHasThatOfReception()
    {
        LineProtocolDecoder::Options options;
        options.now = fromNanoseconds(77);
        QVERIFY(decode("m,node_id=a x=1", false, options));
        QCOMPARE(qint64(m_batch.generation[0]), qint64(77));
    }

    void theUnitOfTimeIsAsSaid()
    {
        LineProtocolDecoder::Options options;
        options.unit = LineProtocolDecoder::unitOf("ms", false);
        QVERIFY(decode("m,node_id=a x=1 1795269787250", false, options));
        QCOMPARE(qint64(m_batch.generation[0]), qint64(1795269787250000000));
        QCOMPARE(qint64(LineProtocolDecoder::unitOf("h", false)), qint64(0));
        QCOMPARE(qint64(LineProtocolDecoder::unitOf("h", true)), qint64(3'600'000'000'000));
    }

    void foreignLinesKeepTheirNames()
    {
        const auto outcome =
            decode("disk\\ io,host=lab\\ 1,dev=sda read=5i,rate\\=x=2\ntelemetry,host=b snr=1\n", true);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(m_names.entityName(m_batch.entity[0]), std::string("lab 1"));
        QCOMPARE(metric(0), std::string("disk io.read"));
        QCOMPARE(metric(1), std::string("disk io.rate=x"));
        QCOMPARE(labels(0), std::string("dev=\"sda\""));
        QCOMPARE(metric(2), std::string("snr"));
        QVERIFY(m_names.definition(NodeId{0}).type == NodeType::host);
    }

    void refusalsNameLineAndByteAndLeaveNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("byte");
        const auto row = [](const char *name, const char *text, int line, int byte) {
            QTest::addRow("%s", name) << QByteArray(text) << line << byte;
        };
        row("empty", "", 1, 0);
        row("no fields", "m,node_id=a", 1, 11);
        row("no node", "m,x=a y=1", 1, 0);
        row("bad node", "m,node_id=a\\ b y=1", 1, 0);
        row("no value", "m,node_id=a y=", 1, 14);
        row("bad number", "m,node_id=a y=1x", 1, 14);
        row("nan", "m,node_id=a y=nan", 1, 14);
        row("integer too wide", "m,node_id=a y=9223372036854775808i", 1, 14);
        row("negative unsigned", "m,node_id=a y=-1u", 1, 14);
        row("open quote", "m,node_id=a y=\"abc", 1, 14);
        row("second line", "m,node_id=a y=1\nm,node_id=a y=?\n", 2, 30);
        row("bad time", "m,node_id=a y=1 abc", 1, 16);
        row("time before 1970", "m,node_id=a y=1 -5", 1, 16);
        row("rest", "m,node_id=a y=1 5 6", 1, 18);
        row("range", "m,node_id=a x=1,utilization=2", 1, 16);
        row("health", "m,node_id=a health=\"well\"", 1, 12);
        row("metric name", "m,node_id=a 9x=1", 1, 12);
        row("kind", "m,node_id=a x=1\nm,node_id=a x=\"t\"", 2, 28);
        row("node type", "m,node_id=a,node_type=toaster x=1", 1, 0);
        row("self link", "m,node_id=a,dst=a x=1", 1, 0);
        row("tag without value", "m,node_id= x=1", 1, 10);
    }
    void refusalsNameLineAndByteAndLeaveNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, byte);
        const auto outcome = decode(text.toStdString());
        QVERIFY(!outcome);
        QCOMPARE(int(outcome.error().index), line);
        QCOMPARE(int(outcome.error().offset), byte);
        QVERIFY(!outcome.error().message.empty());
        QCOMPARE(m_batch.points() + m_batch.samples(), std::size_t(0));
        QCOMPARE(m_names.nodeCount() + m_names.seriesCount(), std::size_t(0));
    }

    void partialKeepsTheGoodLines()
    {
        LineProtocolDecoder::Options options;
        options.partial = true;
        const auto outcome = decode(
            "m,host=a x=1\nm,host=a x=oops\n# remark\n\nm,host=a x=\"t\"\r\nm,host=a x=3\r\n", true, options);
        QVERIFY(outcome);
        QCOMPARE(outcome->points, std::size_t(2));
        QCOMPARE(outcome->rejectedLines, std::size_t(2));
        QCOMPARE(int(outcome->rejected[0].index), 2);
        QCOMPARE(int(outcome->rejected[1].index), 5);
        QCOMPARE(m_batch.value[1], 3.0);
        QCOMPARE(m_batch.samples(), std::size_t(2));
    }

    void labelsAreLimited()
    {
        std::string line = "m,node_id=a";
        for (int i = 0; i < 17; ++i)
            line += ",t" + std::to_string(i) + "=1";
        QVERIFY(!decode(line + " x=1"));
        QVERIFY(!decode("m,node_id=a,t=" + std::string(1100, 'x') + " x=1"));
        QVERIFY(decode("m,node_id=a,t=" + std::string(1000, 'x') + " x=1"));
    }

    void aPointHasAtMost64Metrics()
    {
        std::string line = "m,node_id=a x0=0";
        for (int i = 1; i < 64; ++i)
            line += ",x" + std::to_string(i) + "=1";
        QVERIFY(decode(line));
        m_batch.clear();
        QVERIFY(!decode(line + ",one=1"));
    }

    void namesTakenBackAreNotRememberedByTheDecoder()
    {
        LineProtocolDecoder decoder(m_names, std::nullopt);
        const std::string first = "m,node_id=a x=1";
        const std::string other = "m,node_id=b y=1";
        QVERIFY(decoder.decode(first, {}, m_batch));
        m_batch.clear();
        m_names.rollback(); // as when the journal refuses
        QVERIFY(decoder.decode(other, {}, m_batch));
        m_batch.clear();
        QVERIFY(decoder.decode(first, {}, m_batch));
        QCOMPARE(m_names.entityName(m_batch.entity[0]), std::string("a"));
        QCOMPARE(metric(0), std::string("x"));
    }
};

DESK_TEST(TstLineProtocolDecoder)
#include "tst_lineprotocoldecoder.moc"
