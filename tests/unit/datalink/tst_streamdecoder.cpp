// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/streamdecoder.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstStreamDecoder : public QObject
{
    Q_OBJECT

    static Result<StreamMessage> decode(StreamDecoder &decoder, const QByteArray &text, SampleBatch &batch,
                                        std::uint64_t after = 0)
    {
        const QByteArray padded = text + QByteArray(StreamDecoder::padding, '\0');
        return decoder.decode({padded.constData(), std::size_t(text.size())}, after, batch);
    }

    static QByteArray frame(const QByteArray &points,
                            const QByteArray &range = "\"first_seq\":1,\"last_seq\":9")
    {
        return "{\"op\":\"batch\",\"id\":1," + range + ",\"points\":[" + points + "]}";
    }

    // Single quotes for double ones: moc gives up on raw strings that hold a backslash and a quote.
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

private Q_SLOTS:
    void entriesOfOneNumberMakeOnePoint()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto message = decode(decoder,
                                    frame(R"([7,"sat-1",null,"snr_db","1000",12.5,"good"],)"
                                          R"([7,"sat-1",null,"utilization","1000",0.5,"invalid|simulated"],)"
                                          R"([8, "sat-1" , "gs-1", "snr_db", 2000, -3, "good"])"),
                                    batch);
        QVERIFY2(message, message ? "" : message.error().message.c_str());
        QVERIFY(message->kind == StreamMessage::Kind::batch);
        QCOMPARE(message->lastSequence, 9U);
        QCOMPARE(batch.points(), std::size_t(2));
        QCOMPARE(batch.samples(), std::size_t(3));
        QCOMPARE(batch.pointEnd, (std::vector<std::uint32_t>{2, 3}));
        QCOMPARE(batch.generation, (std::vector<std::int64_t>{1000, 2000}));
        QCOMPARE(batch.value, (std::vector<double>{12.5, 0.5, -3}));
        QVERIFY(batch.quality[1] == (Quality::invalid | Quality::simulated));
        QCOMPARE(names.entityName(batch.entity[0]), std::string("sat-1"));
        QCOMPARE(names.entityName(batch.entity[1]), std::string("sat-1->gs-1"));
        QCOMPARE(names.definition(batch.series[1]).metric, std::string("utilization"));
        QCOMPARE(batch.firstSequence, 0U);
    }

    void whatWasDeliveredBeforeIsPassedOver()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        QVERIFY(decode(decoder, frame(R"([5,"a",null,"x","1",1,"good"],[6,"a",null,"x","2",2,"good"])"),
                       batch, 5));
        QCOMPARE(batch.value, std::vector<double>{2});
    }

    void textsLabelsWideIntegersAndBooleansKeepTheirMeaning()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto message = decode(
            decoder,
            frame(json("[1,'h\\u00e9',null,'cpu{core=\\'0\\',zone=\\'a\\'}','1',9007199254740993,'good'],"
                       "[1,'h\\u00e9',null,'mode','1','safe','good'],"
                       "[1,'h\\u00e9',null,'on','1',true,'good'],"
                       "[2,'h\\u00e9',null,'mode','2','nominal','good']")),
            batch);
        QVERIFY2(message, message ? "" : message.error().message.c_str());
        QCOMPARE(names.entityName(batch.entity[0]), std::string("h\u00e9"));
        QCOMPARE(names.definition(batch.series[0]).metric, std::string("cpu"));
        QCOMPARE(names.definition(batch.series[0]).labels, std::string("core=\"0\",zone=\"a\""));
        QCOMPARE(batch.wide, (std::vector<SampleBatch::WideInteger>{{0, 9007199254740993}}));
        QVERIFY(names.definition(batch.series[2]).kind == ValueKind::boolean);
        QCOMPARE(names.text(batch.series[1], std::uint32_t(batch.value[1])), std::string_view("safe"));
        QCOMPARE(names.text(batch.series[3], std::uint32_t(batch.value[3])), std::string_view("nominal"));
        QVERIFY(batch.series[1] == batch.series[3]);
    }

    void aSeriesThatChangesItsKindIsLeftOutWithTheReason()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto message = decode(
            decoder, frame(R"([1,"a",null,"x","1",1,"good"],[2,"a",null,"x","2","one","good"])"), batch);
        QVERIFY(message);
        QCOMPARE(message->refused, std::size_t(1));
        QCOMPARE(message->refusal->message, std::string("a x was a number before"));
        QCOMPARE(batch.points(), std::size_t(1));
    }

    void aFullDictionaryLeavesOutOnlyWhatIsNew()
    {
        SeriesDictionary names({1, 10, 10});
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto message =
            decode(decoder, frame(R"([1,"a",null,"x","1",1,"good"],[1,"a",null,"y","1",1,"good"])"), batch);
        QVERIFY(message);
        QCOMPARE(message->refused, std::size_t(1));
        QVERIFY(message->refusal->code == ErrorCode::cardinalityLimit);
        QCOMPARE(batch.samples(), std::size_t(1));
    }

    void readsTheOtherMessages()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto subscribed = decode(decoder, R"({"op":"subscribed","id":3,"next_seq":42})", batch);
        QVERIFY(subscribed && subscribed->kind == StreamMessage::Kind::subscribed);
        QCOMPARE(subscribed->nextSequence, 42U);
        QCOMPARE(subscribed->subscription, 3U);
        const auto gap =
            decode(decoder, R"({"op":"gap","id":3,"from_seq":4,"to_seq":9,"cause":"expired"})", batch);
        QVERIFY(gap && gap->kind == StreamMessage::Kind::gap);
        QCOMPARE(gap->firstSequence, 4U);
        QCOMPARE(gap->lastSequence, 9U);
        QCOMPARE(gap->cause, std::string("expired"));
        const auto error =
            decode(decoder, R"({"op":"error","code":"C","message":"m","more":{"a":[1]}})", batch);
        QVERIFY(error && error->kind == StreamMessage::Kind::error);
        const auto newer = decode(decoder, R"({"op":"heartbeat","of":[{"a":"newer"}],"server":null})", batch);
        QVERIFY(newer && newer->kind == StreamMessage::Kind::other);
        // What is unknown is passed over without recursion, however deep.
        const auto deep = decode(
            decoder, "{\"op\":\"x\",\"y\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}", batch);
        QVERIFY(deep && deep->kind == StreamMessage::Kind::other);
    }

    void aBadFrameIsRefusedWithItsPlaceAndLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &text, const char *words) {
            QTest::addRow("%s", name) << text << QString::fromLatin1(words);
        };
        row("empty", "", "malformed");
        row("no object", "[1]", "object");
        row("cut off", R"({"op":"batch","points":[[1,"a",null,"x","1",)", "malformed");
        row("two objects", R"({"op":"x"}{"op":"y"})", "follows");
        row("no op", R"({"id":1})", "op");
        row("seq zero", frame(R"([0,"a",null,"x","1",1,"good"])"), "points[0]");
        row("seq backwards", frame(R"([2,"a",null,"x","1",1,"good"],[1,"a",null,"x","1",1,"good"])"),
            "points[1]");
        row("node no string", frame(R"([1,5,null,"x","1",1,"good"])"), "node");
        row("node empty", frame(R"([1,"",null,"x","1",1,"good"])"), "node");
        row("dst a number", frame(R"([1,"a",7,"x","1",1,"good"])"), "dst");
        row("metric null", frame(R"([1,"a",null,null,"1",1,"good"])"), "metric");
        row("time no number", frame(R"([1,"a",null,"x","soon",1,"good"])"), "t_ns");
        row("time a fraction", frame(R"([1,"a",null,"x",1.5,1,"good"])"), "t_ns");
        row("value an object", frame(R"([1,"a",null,"x","1",{},"good"])"), "value");
        row("value too big", frame(R"([1,"a",null,"x","1",1e999,"good"])"), "value");
        row("quality unknown", frame(R"([1,"a",null,"x","1",1,"nice"])"), "quality");
        row("too short", frame(R"([1,"a",null,"x","1",1])"), "needs seq");
        row("points no array", R"({"op":"batch","points":7})", "points");
        row("points elsewhere", R"({"op":"gap","points":[[1,"a",null,"x","1",1,"good"]]})", "points");
        row("range backwards", R"({"op":"gap","id":1,"from_seq":9,"to_seq":4})", "to_seq");
        row("not UTF-8", "{\"op\":\"\xff\"}", "malformed");
    }

    void aBadFrameIsRefusedWithItsPlaceAndLeavesNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        SeriesDictionary names;
        StreamDecoder decoder(names);
        SampleBatch batch;
        const auto message = decode(decoder, text, batch);
        QVERIFY(!message);
        QVERIFY2(message.error().message.find(words.toStdString()) != std::string::npos,
                 message.error().message.c_str());
        QCOMPARE(batch.samples(), std::size_t(0));
        QCOMPARE(names.nodeCount(), std::size_t(0));
        // And the next good one is read as if nothing had been.
        QVERIFY(decode(decoder, frame(R"([1,"a",null,"x","1",1,"good"])"), batch));
        QCOMPARE(batch.points(), std::size_t(1));
        QCOMPARE(names.entityName(batch.entity[0]), std::string("a"));
    }

    void manySamplesABenchmark()
    {
        SeriesDictionary names;
        StreamDecoder decoder(names);
        QByteArrayList entries;
        for (int point = 0; point < 1000; ++point) {
            for (int metric = 0; metric < 10; ++metric)
                entries << "[" + QByteArray::number(1 + point) + ",\"sat-" + QByteArray::number(point % 100) +
                               "\",null,\"metric_" + QByteArray::number(metric) +
                               "\",\"1795000000000000000\",12.25,\"good\"]";
        }
        const QByteArray text = frame(entries.join(','));
        const QByteArray padded = text + QByteArray(StreamDecoder::padding, '\0');
        SampleBatch batch;
        QBENCHMARK
        {
            const auto message = decoder.decode({padded.constData(), std::size_t(text.size())}, 0, batch);
            QVERIFY(message && batch.samples() == 10'000);
        }
    }
};

DESK_TEST(TstStreamDecoder)

#include "tst_streamdecoder.moc"
