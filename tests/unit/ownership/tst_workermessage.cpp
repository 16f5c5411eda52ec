// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workermessage.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const Guid someGuid = *Guid::parse("0123abcd-4567-89ab-cdef-0123456789ab");
const Timestamp someTime = *parseTimestamp("2026-11-21T14:03:07.250123456Z");
const std::string head = R"({"GUID":"0123abcd-4567-89ab-cdef-0123456789ab",)";

QJsonObject parsed(const std::string &text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace

// The JSON between controller and worker, judged by Qt's reader.
class TstWorkerMessage : public QObject
{
    Q_OBJECT

    WorkerMessageReader m_reader;

    std::string request(std::string_view target,
                        const std::vector<std::pair<std::string_view, std::string_view>> &headers,
                        std::string_view body) const
    {
        return encodeRequest({someGuid, "POST", "http://127.0.0.1:8000", target, headers, "text/plain", body,
                              "00-trace-01", ""},
                             someTime);
    }

private Q_SLOTS:
    void aRequestTellsHowLongItsCallerWaits()
    {
        const std::vector<std::pair<std::string_view, std::string_view>> headers;
        WorkerRequestText text{someGuid, "GET", "http://127.0.0.1:8000", "/", headers, "", "", "", ""};
        const auto open = m_reader.read(encodeRequest(text, someTime));
        QVERIFY(open && !open->lifetime());
        text.lifetime = std::chrono::milliseconds(1500);
        const auto limited = m_reader.read(encodeRequest(text, someTime));
        QVERIFY(limited);
        QCOMPARE(limited->lifetime().value(), std::chrono::nanoseconds(std::chrono::milliseconds(1500)));
    }

    void aRequestHasTheNamesOfTheProtocol()
    {
        const QJsonObject message = parsed(request(
            "/a/b%20c?x=1&y=a%2Bb+c&x=2", {{"Accept", "a"}, {"X-One", "1"}, {"accept", "b"}}, "body"));
        QCOMPARE(message["GUID"_L1].toString(), u"0123abcd-4567-89ab-cdef-0123456789ab"_s);
        QCOMPARE(message["Type"_L1].toString(), u"Request"_s);
        QCOMPARE(message["TimestampUtc"_L1].toString(), u"2026-11-21T14:03:07.250123Z"_s);
        QCOMPARE(message["Method"_L1].toString(), u"POST"_s);
        QCOMPARE(message["ContentType"_L1].toString(), u"text/plain"_s);
        QCOMPARE(message["TraceParent"_L1].toString(), u"00-trace-01"_s);
        QVERIFY(!message.contains("TraceState"_L1) &&
                !message.contains("StatusCode"_L1)); // nulls are left out
        QCOMPARE(message["Data"_L1].toString(), u"Ym9keQ=="_s);
        const QJsonObject url = message["Url"_L1].toObject();
        QCOMPARE(url["Uri"_L1].toString(), u"http://127.0.0.1:8000/a/b%20c?x=1&y=a%2Bb+c&x=2"_s);
        QCOMPARE(url["Url"_L1], url["Uri"_L1]);
        QCOMPARE(url["UrlWithoutQuery"_L1].toString(), u"http://127.0.0.1:8000/a/b%20c"_s);
        QCOMPARE(url["PathAndQuery"_L1].toString(), u"/a/b%20c?x=1&y=a%2Bb+c&x=2"_s);
        QCOMPARE(url["Path"_L1].toString(), u"/a/b%20c"_s);
        QCOMPARE(url["PathSegments"_L1].toArray(), (QJsonArray{u"a"_s, u"b%20c"_s}));
        QCOMPARE(url["QueryElements"_L1].toObject(),
                 (QJsonObject{{u"x"_s, QJsonArray{u"1"_s, u"2"_s}}, {u"y"_s, u"a+b c"_s}}));
        QCOMPARE(message["Headers"_L1].toObject(),
                 (QJsonObject{{u"Accept"_s, QJsonArray{u"a"_s, u"b"_s}}, {u"X-One"_s, u"1"_s}}));
    }

    void aHeartbeatHasNoMoreThanItNeeds()
    {
        const QJsonObject beat = parsed(encodeHeartbeat(someGuid, someTime));
        QCOMPARE(beat["Type"_L1].toString(), u"Heartbeat"_s);
        QCOMPARE(beat["Data"_L1].toString(), u""_s);
        QCOMPARE(beat.size(), 5);
    }

    void anyBytesOfAHeaderMakeValidJson()
    {
        const std::string odd = "quote \" slash \\ tab \t latin \xe4 utf \xc3\xa4 cut \xe2\x82";
        const QJsonObject message = parsed(request("/x", {{"X", odd}}, ""));
        QCOMPARE(message["Headers"_L1]["X"_L1].toString(),
                 u"quote \" slash \\ tab \t latin \u00e4 utf \u00e4 cut \u00e2\u0082"_s);
    }

    void whatIsWrittenIsReadBack()
    {
        std::string bytes;
        for (int i = 0; i < 1000; ++i)
            bytes += static_cast<char>(i * 7);
        const auto read = m_reader.read(request("/p?q=1&q=2&e", {{"A", "1"}, {"a", "2"}}, bytes));
        QVERIFY(read);
        QCOMPARE(read->guid, someGuid);
        QCOMPARE(read->type, WorkerMessageType::request);
        QCOMPARE(read->method, std::string("POST"));
        QCOMPARE(read->target, std::string("/p?q=1&q=2&e"));
        QCOMPARE(read->path(), std::string_view("/p"));
        QCOMPARE(read->parameters("q"), (std::vector<std::string>{"1", "2"}));
        QCOMPARE(read->parameter("e"), std::optional<std::string>(""));
        QVERIFY(!read->parameter("none"));
        QCOMPARE(read->headers, (WorkerMessage::Headers{{"A", "1"}, {"A", "2"}}));
        QCOMPARE(read->header("a"), std::string_view("1"));
        QCOMPARE(read->body, bytes);
        const auto again = m_reader.read(encode(*read, someTime));
        QVERIFY(again);
        QCOMPARE(again->url, read->url);
        QCOMPARE(again->headers, read->headers);
        QCOMPARE(again->body, bytes);
    }

    void typesAreWordsOfAnyCaseOrNumbers()
    {
        const std::pair<const char *, WorkerMessageType> cases[] = {
            {"\"Response\"", WorkerMessageType::response},
            {"\"rESPONSE\"", WorkerMessageType::response},
            {"3", WorkerMessageType::response},
            {"\"heartbeat\"", WorkerMessageType::heartbeat},
            {"0", WorkerMessageType::unknown},
            {"\"REQUEST\"", WorkerMessageType::request}};
        for (const auto &[text, type] : cases) {
            const auto read = m_reader.read(head + "\"Type\":" + text + "}");
            QVERIFY2(read, text);
            QCOMPARE(read->type, type);
        }
        const auto nulls =
            m_reader.read(head + "\"Type\":1,\"StatusCode\":null,\"Data\":null,\"Headers\":null}");
        QVERIFY(nulls && !nulls->status);
    }

    void headersAreTextsNullsOrArrays()
    {
        const auto read = m_reader.read(head + R"("Headers":{"A":"1","B":null,"C":["2",null,"3"],"D":[]}})");
        QVERIFY(read);
        QCOMPARE(read->headers, (WorkerMessage::Headers{{"A", "1"}, {"C", "2"}, {"C", "3"}}));
    }

    void whatIsNoMessageIsRefusedNamingTheField_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *text, const char *field) {
            QTest::addRow("%s", text) << QByteArray(text) << QString::fromLatin1(field);
        };
        row("", "");
        row("[]", "");
        row("{", "");
        row("{}", "GUID");
        row(R"({"GUID":7})", "GUID");
        row(R"({"GUID":"x"})", "GUID");
        row(R"({"guid":"0123abcd-4567-89ab-cdef-0123456789ab"})", "GUID");
        const auto with = [&](const char *rest, const char *field) {
            row((head + rest + "}").c_str(), field);
        };
        with(R"("Type":4)", "Type");
        with(R"("Type":-1)", "Type");
        with(R"("Type":"Reply" )", "Type");
        with(R"("Type":null)", "Type");
        with(R"("StatusCode":99)", "StatusCode");
        with(R"("StatusCode":600)", "StatusCode");
        with(R"("StatusCode":"200" )", "StatusCode");
        with(R"("StatusCode":200.5)", "StatusCode");
        with(R"("Data":"AB" )", "Data");
        with(R"("Data":[1])", "Data");
        with(R"("Headers":[])", "Headers");
        with(R"("Headers":{"A":1})", "Headers");
        with(R"("Headers":{"A":[1]})", "Headers");
        with(R"("ContentType":1)", "ContentType");
        with(R"("Url":"x" )", "Url");
    }
    void whatIsNoMessageIsRefusedNamingTheField()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        const auto read = m_reader.read(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.error().field), field);
        QVERIFY(!read.error().message.empty());
    }

    void aLargeMessageIsReadAndItsBuffersAreLetGo()
    {
        const std::string body(40U << 20U, 'x');
        const auto read = m_reader.read(request("/x", {}, body));
        QVERIFY(read);
        QCOMPARE(read->body.size(), body.size());
        QVERIFY(m_reader.read(head + "\"Type\":1}"));
        QCOMPARE(m_reader.read(std::string(WorkerMessageReader::longest + 1, ' ')).error().code,
                 ErrorCode::tooLarge);
    }
};

DESK_TEST(TstWorkerMessage)

#include "tst_workermessage.moc"
