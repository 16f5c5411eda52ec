// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/router.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByMethodAndPath()
    {
        Router router;
        const auto handler = [](const HttpRequest &) { return ServerResponse{}; };
        router.add({HttpMethod::get, "/a", handler, {}, 0});
        router.add({HttpMethod::post, "/a", handler, {}, 0});
        router.add({HttpMethod::del, "/t/*", handler, {}, 0});
        QVERIFY(router.find(HttpMethod::get, "/a").route);
        QVERIFY(router.find(HttpMethod::head, "/a").route);
        QCOMPARE(router.find(HttpMethod::put, "/a").allowed, std::string("GET, HEAD, POST"));
        QVERIFY(!router.find(HttpMethod::put, "/a").route);
        QVERIFY(router.find(HttpMethod::del, "/t/x").route);
        QVERIFY(!router.find(HttpMethod::del, "/t/").route);
        QVERIFY(router.find(HttpMethod::get, "/b").allowed.empty());
    }

    void queryParametersAreDecoded()
    {
        HttpRequest request;
        request.query = "a=1&b=x%20y+z&c&partial=true";
        QCOMPARE(request.parameter("b"), std::string("x y z"));
        QCOMPARE(request.parameter("c"), std::string());
        QCOMPARE(request.parameter("partial"), std::string("true"));
        QCOMPARE(request.parameter("d"), std::string());
    }
};

DESK_TEST(TstRouter)
#include "tst_router.moc"
