// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httpclient.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatNobodyListens()
    {
        qputenv("http_proxy", "http://proxy.invalid:3128"); // not for this machine
        HttpClient client({.baseUrl = "http://127.0.0.1:1/", .token = "t"});
        QCOMPARE(client.baseUrl(), std::string("http://127.0.0.1:1"));
        const auto response = client.send("POST", "/api/v1/telemetry/batch", "[]");
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::network);
        const QString message = QString::fromStdString(response.error().message);
        QVERIFY2(message.contains("http://127.0.0.1:1"_L1), qPrintable(message));
        QVERIFY2(message.contains("refused"_L1), qPrintable(message));
        QVERIFY2(message.contains("is the server running"_L1), qPrintable(message));
        qunsetenv("http_proxy");
    }

    void refusesOtherProtocols_data()
    {
        QTest::addColumn<std::string>("url");
        QTest::addRow("file") << std::string("file:///etc");
        QTest::addRow("gopher") << std::string("gopher://127.0.0.1:1");
        QTest::addRow("nonsense") << std::string("http://[");
    }

    void refusesOtherProtocols()
    {
        QFETCH(const std::string, url);
        HttpClient client({.baseUrl = url, .token = {}});
        const auto response = client.send("GET", "/passwd");
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::invalidArgument);
    }

    void refusesLineBreaksInHeaders()
    {
        HttpClient client({.baseUrl = "http://127.0.0.1:1", .token = "a\r\nX: y"});
        QCOMPARE(client.send("GET", "/").error().code, ErrorCode::invalidArgument);
        HttpClient other({.baseUrl = "http://127.0.0.1:1", .token = {}});
        const std::array header{HttpHeader{"Idempotency-Key", "a\nb"}};
        QCOMPARE(other.send("POST", "/", "", header).error().code, ErrorCode::invalidArgument);
    }

    void isGivenUpWhenAsked()
    {
        HttpClient client({.baseUrl = "http://127.0.0.1:1", .token = {}});
        const auto response = client.send("GET", "/", {}, {}, [] { return true; });
        QVERIFY(!response);
    }

    void refusalsNameCauseAndRemedy_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        QTest::addRow("400") << 400 << static_cast<int>(ErrorCode::invalidArgument)
                             << u"refuses the content"_s;
        QTest::addRow("401") << 401 << static_cast<int>(ErrorCode::unauthenticated) << u"valid one"_s;
        QTest::addRow("403") << 403 << static_cast<int>(ErrorCode::forbidden) << u"scope"_s;
        QTest::addRow("404") << 404 << static_cast<int>(ErrorCode::notFound) << u"Constellation server"_s;
        QTest::addRow("413") << 413 << static_cast<int>(ErrorCode::tooLarge) << u"smaller"_s;
        QTest::addRow("422") << 422 << static_cast<int>(ErrorCode::invalidArgument)
                             << u"refuses the content"_s;
        QTest::addRow("429") << 429 << static_cast<int>(ErrorCode::overloaded) << u"again"_s;
        QTest::addRow("500") << 500 << static_cast<int>(ErrorCode::overloaded) << u"500"_s;
        QTest::addRow("503") << 503 << static_cast<int>(ErrorCode::overloaded) << u"again"_s;
        QTest::addRow("302") << 302 << static_cast<int>(ErrorCode::invalidArgument) << u"302"_s;
    }

    void refusalsNameCauseAndRemedy()
    {
        QFETCH(const int, status);
        QFETCH(const int, code);
        QFETCH(const QString, word);
        HttpResponse response;
        response.status = status;
        response.body =
            R"({"success":false,"error":{"code":"X","message": "element 3: \"lat\" is missing\u00e9\n"}})";
        const auto error = refusal(response);
        QVERIFY(error);
        QCOMPARE(static_cast<int>(error->code), code);
        const QString message = QString::fromStdString(error->message);
        QVERIFY2(message.contains(word), qPrintable(message));
        QVERIFY2(message.contains(u"element 3: \"lat\" is missingé"_s), qPrintable(message));
        QVERIFY(message.contains(QString::number(status)));
    }

    void toleratesAnswersThatAreNoEnvelope()
    {
        for (const char *body :
             {"", "<html>", "{\"message\"", "{\"message\":5}", "{\"message\":\"\\", "{\"message\":\"\\u12"}) {
            HttpResponse response;
            response.status = 422;
            response.body = body;
            QVERIFY(refusal(response));
        }
    }

    void aSuccessIsNoRefusal()
    {
        HttpResponse response;
        response.status = 200;
        QVERIFY(!refusal(response));
    }
};

DESK_TEST(TstHttpClient)
#include "tst_httpclient.moc"
