// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/requestguard.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstRequestGuard : public QObject
{
    Q_OBJECT

    static int statusOf(const QByteArray &raw, HttpMethod method)
    {
        const RequestGuard guard(
            {{"localhost", "127.0.0.1", "[::1]", "lab-7"}, 8000, {"https://console.example"}});
        HttpRequest request;
        request.method = method;
        for (const QByteArray &line : raw.split('\n')) {
            const auto colon = line.indexOf(':');
            if (colon <= 0 || line.startsWith("GET") || line.startsWith("POST"))
                continue;
            const auto *data = raw.constData() + raw.indexOf(line);
            std::string_view value(data + colon + 1, size_t(line.size() - colon - 1));
            while (value.starts_with(' '))
                value.remove_prefix(1);
            while (value.ends_with('\r'))
                value.remove_suffix(1);
            request.headers.push_back({std::string_view(data, size_t(colon)), value});
        }
        const auto refusal = guard.check(request, std::string_view(raw.constData(), size_t(raw.size())));
        if (refusal && !refusal->close)
            return -1; // a refusal must close the connection
        return refusal ? refusal->status : 200;
    }

private Q_SLOTS:
    void readsStrictly_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("post");
        QTest::addColumn<int>("status");
        const auto get = [](const char *name, const QByteArray &fields, int status) {
            QTest::addRow("%s", name) << QByteArray("GET / HTTP/1.1\r\n") + fields + "\r\n"
                                      << false << status;
        };
        const auto post = [](const char *name, const QByteArray &fields, int status) {
            QTest::addRow("%s", name)
                << QByteArray("POST / HTTP/1.1\r\nHost: localhost:8000\r\n") + fields + "\r\n"
                << true << status;
        };
        get("plain", "Host: 127.0.0.1:8000\r\n", 200);
        get("IPv6", "Host: [::1]:8000\r\n", 200);
        get("machine name in capitals", "Host: LAB-7:8000\r\n", 200);
        get("no host", "Accept: */*\r\n", 400);
        get("two hosts", "Host: localhost:8000\r\nHost: localhost:8000\r\n", 400);
        get("foreign host", "Host: evil.example:8000\r\n", 421);
        get("rebinding to another port", "Host: localhost:9000\r\n", 421);
        get("host without port", "Host: localhost\r\n", 421);
        get("host with a crooked port", "Host: localhost:8000x\r\n", 421);
        get("host with zeros before its port", "Host: localhost:08000\r\n", 421);
        get("bare LF", "Host: localhost:8000\nX: y\r\n", 400);
        get("folded line", "Host: localhost:8000\r\nX: a\r\n b\r\n", 400);
        get("NUL", QByteArray("Host: localhost:8000\r\nX: a\0b\r\n", 30), 400);
        get("own origin", "Host: localhost:8000\r\nOrigin: http://127.0.0.1:8000\r\n", 200);
        get("listed origin", "Host: localhost:8000\r\nOrigin: https://console.example\r\n", 200);
        get("foreign origin", "Host: localhost:8000\r\nOrigin: http://evil.example\r\n", 403);
        get("null origin", "Host: localhost:8000\r\nOrigin: null\r\n", 403);
        post("length", "Content-Length: 3\r\n", 200);
        post("chunked", "Transfer-Encoding: chunked\r\n", 200);
        post("no length", "", 411);
        post("two lengths", "Content-Length: 3\r\nContent-Length: 3\r\n", 400);
        post("length and chunked", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", 400);
        post("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", 501);
        post("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501);
        post("identity", "Transfer-Encoding: identity\r\n", 501);
        post("negative length", "Content-Length: -1\r\n", 400);
        post("plus length", "Content-Length: +3\r\n", 400);
        post("hex length", "Content-Length: 0x3\r\n", 400);
        post("length beyond 2^63", "Content-Length: 9223372036854775808\r\n", 400);
    }
    void readsStrictly()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, post);
        QFETCH(int, status);
        QCOMPARE(statusOf(header, post ? HttpMethod::post : HttpMethod::get), status);
    }
};

DESK_TEST(TstRequestGuard)
#include "tst_requestguard.moc"
