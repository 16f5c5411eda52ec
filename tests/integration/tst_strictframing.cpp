// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QTcpSocket>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// The error table of the API.
QString codeOf(int status)
{
    static const QHash<int, QString> codes{{400, u"BAD_REQUEST"_s},
                                           {411, u"LENGTH_REQUIRED"_s},
                                           {421, u"MISDIRECTED_REQUEST"_s},
                                           {501, u"NOT_IMPLEMENTED"_s}};
    return codes.value(status);
}

} // namespace

// Requests that two servers could read differently, over the real socket. Behind each stands a second request
// that must never be answered: that is what smuggling is.
class TstStrictFraming : public InstanceTest
{
    Q_OBJECT

    QByteArray m_host;

    struct Answers
    {
        QList<HttpAnswer> all;
        bool closed = false;
        QByteArray rest; // of no answer
    };

    // Sends everything and reads until the server closes.
    Answers exchange(const QByteArray &bytes) const
    {
        Answers answers;
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        if (!socket.waitForConnected(5000))
            return answers;
        socket.write(bytes);
        while (socket.state() == QTcpSocket::ConnectedState && socket.waitForReadyRead(3000))
            answers.rest += socket.readAll();
        answers.rest += socket.readAll();
        answers.closed = socket.state() != QTcpSocket::ConnectedState;
        while (auto answer = HttpAnswer::takeFrom(answers.rest))
            answers.all.append(*std::move(answer));
        return answers;
    }

private Q_SLOTS:
    void initTestCase()
    {
        start();
        m_host = host();
    }
    void cleanupTestCase() { m_instance.reset(); }

    void crookedRequestsAreRefusedAndNothingBehindThemIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto raw = [](const char *name, const QByteArray &bytes, int status) {
            QTest::addRow("%s", name) << bytes << status;
        };
        const auto post = [&](const char *name, const QByteArray &fields, const QByteArray &body,
                              int status) {
            raw(name, "POST /api/v1/telemetry HTTP/1.1\r\n" + m_host + fields + "\r\n" + body, status);
        };
        const auto get = [&](const char *name, const QByteArray &fields, int status) {
            raw(name, "GET /health HTTP/1.1\r\n" + fields + "\r\n", status);
        };
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
        const QByteArray none = "0\r\n\r\n";
        post("length and chunked", "Content-Length: 4\r\n" + chunked, none, 400);
        post("chunked and length", chunked + "Content-Length: 4\r\n", none, 400);
        post("two equal lengths", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}", 400);
        post("two lengths", "Content-Length: 2\r\nContent-Length: 40\r\n", "{}", 400);
        post("a list of lengths", "Content-Length: 2, 2\r\n", "{}", 400);
        post("negative length", "Content-Length: -1\r\n", "{}", 400);
        post("length with plus", "Content-Length: +2\r\n", "{}", 400);
        post("length with a space inside", "Content-Length: 1 0\r\n", "{}", 400);
        post("length in hex", "Content-Length: 0x2\r\n", "{}", 400);
        post("length with a point", "Content-Length: 2.0\r\n", "{}", 400);
        post("empty length", "Content-Length: \r\n", "{}", 400);
        post("length of 2^63", "Content-Length: 9223372036854775808\r\n", "{}", 400);
        post("length of 2^64 + 2", "Content-Length: 18446744073709551618\r\n", "{}", 400);
        post("space before the colon", "Content-Length : 2\r\n", "{}", 400);
        post("vertical tab before the length", "Content-Length: \v2\r\n", "{}", 400);
        post("no length", "", "", 411);
        post("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", none, 501);
        post("chunked, identity", "Transfer-Encoding: chunked, identity\r\n", none, 501);
        post("identity", "Transfer-Encoding: identity\r\n", none, 501);
        post("xchunked", "Transfer-Encoding: xchunked\r\n", none, 501);
        post("chunked twice", chunked + chunked, none, 400); // a repeated framing header
        post("Chunked in capitals", "Transfer-Encoding: CHUNKED\r\n", none, 501);
        post("quoted chunked", "Transfer-Encoding: \"chunked\"\r\n", none, 501);
        post("chunked with a parameter", "Transfer-Encoding: chunked;a=b\r\n", none, 501);
        post("invisible before chunked",
             "Transfer-Encoding: \x0b"
             "chunked\r\n",
             none, 400);
        post("space before the colon of chunked", "Transfer-Encoding : chunked\r\n", none, 400);
        post("folded chunked", "Transfer-Encoding:\r\n chunked\r\n", none, 400);
        raw("chunked in HTTP/1.0", "POST /api/v1/telemetry HTTP/1.0\r\n" + m_host + chunked + "\r\n" + none,
            400);
        post("chunk size not hex", chunked, "xyz\r\nab\r\n" + none, 400);
        post("chunk size negative", chunked, "-1\r\n" + none, 400);
        post("chunk size with 0x", chunked, "0x2\r\n{}\r\n" + none, 400);
        post("chunk size of 17 digits", chunked, "10000000000000002\r\n{}\r\n" + none, 400);
        post("empty chunk size", chunked, "\r\n{}\r\n" + none, 400);
        post("chunk longer than said", chunked, "2\r\n{}}\r\n" + none, 400);
        post("chunk ended by LF", chunked, "2\r\n{}\n" + none, 400);
        post("endless chunk extension", chunked, "2;" + QByteArray(100'000, 'a'), 400);
        get("no host", "", 400);
        get("two hosts", m_host + m_host, 400);
        get("foreign host", "Host: evil.example\r\n", 421);
        get("host with user", "Host: x@127.0.0.1:" + QByteArray::number(m_ready.port) + "\r\n", 421);
        get("empty host", "Host: \r\n", 421);
        get("bare LF", m_host.trimmed() + "\nX: y\r\n", 400);
        get("folded line", m_host + "X: a\r\n b\r\n", 400);
        get("NUL in a value", m_host + QByteArray("X: a\0b\r\n", 8), 400);
        get("NUL in a name", m_host + QByteArray("X\0: b\r\n", 7), 400);
        get("CR in a value", m_host + "X: a\rb\r\n", 400);
        get("DEL in a value", m_host + "X: a\x7f\r\n", 400);
        get("name beyond ASCII", m_host + "X\xc3\xa4: b\r\n", 400);
        get("line without colon", m_host + "Nonsense\r\n", 400);
        get("empty name", m_host + ": b\r\n", 400);
        raw("absolute target", "GET http://127.0.0.1/health HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("target of another server", "GET //evil@ http://x/ HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("asterisk", "OPTIONS * HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("authority", "CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("fragment", "GET /health#x HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("target beyond ASCII", "GET /h\xc3\xa4 HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("two spaces", "GET  /health HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("HTTP/2.0", "GET /health HTTP/2.0\r\n" + m_host + "\r\n", 400);
        raw("HTTP/1.2", "GET /health HTTP/1.2\r\n" + m_host + "\r\n", 400);
        raw("HTTP/0.9", "GET /health\r\n" + m_host + "\r\n", 400);
        raw("another protocol", "GET /health HTPP/1.1\r\n" + m_host + "\r\n", 400);
        raw("method with a bracket", "G(T /health HTTP/1.1\r\n" + m_host + "\r\n", 400);
        raw("binary", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400);
    }
    void crookedRequestsAreRefusedAndNothingBehindThemIsAnswered()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const Answers answers =
            exchange(bytes + "GET /health HTTP/1.1\r\n" + m_host + "Connection: close\r\n\r\n");
        QVERIFY(answers.closed);
        QCOMPARE(answers.all.size(), 1);
        QCOMPARE(answers.rest, QByteArray());
        const HttpAnswer &answer = answers.all[0];
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), codeOf(status));
        QVERIFY(!answer.message().isEmpty());
        QVERIFY(answer.closes());
        QCOMPARE(answer.json()["success"_L1], QJsonValue(false));
    }

    // The test's own control: what stands behind a sound request is answered.
    void soundRequestsAreAnsweredInOrder()
    {
        const Answers answers =
            exchange("GET /health HTTP/1.1\r\n" + m_host + "\r\nGET /health HTTP/1.1\r\n" + m_host +
                     "Connection: close\r\n\r\n");
        QCOMPARE(answers.all.size(), 2);
        for (const HttpAnswer &answer : answers.all)
            QCOMPARE(answer.status, 200);
    }
};

DESK_TEST(TstStrictFraming)
#include "tst_strictframing.moc"
