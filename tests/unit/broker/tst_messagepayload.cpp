// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/messagepayload.h"
#include "tests/support/testprogram.h"

#include <QByteArray>
#include <QTest>

using namespace desk;

namespace {
std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}
} // namespace

class TstMessagePayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyIsFoundInOrder_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("key");
        const QByteArray row = "[1,2,3,4,\"GPU-5\",6,7,8,9,10,11,12]";
        const auto add = [](const char *name, const QByteArray &payload, const QByteArray &key) {
            QTest::addRow("%s", name) << payload << key;
        };
        add("uuid", R"({"a":1,"node_id":"n","uuid":"u"})", "u");
        add("node id", R"( {"node_id":"n"})", "n");
        add("empty uuid", R"({"uuid":"","node_id":"n"})", "n");
        add("uuid of another kind", R"({"uuid":7,"node_id":"n"})", "n");
        add("escaped", "{\"uuid\":\"a\\u0041\"}", "aA");
        add("row", row, "GPU-5");
        add("row of eleven", "[1,2,3,4,\"GPU-5\",6,7,8,9,10,11]", "[1,2,3,4,\"GPU-5\",6,7,8,9,10,11]");
        add("row without a text", "[1,2,3,4,5,6,7,8,9,10,11,12]", "[1,2,3,4,5,6,7,8,9,10,11,12]");
        add("neither", R"({"x":"y"})", R"({"x":"y"})");
        add("inner uuid", R"({"x":{"uuid":"u"}})", R"({"x":{"uuid":"u"}})");
        add("text", "hello", "hello");
        add("broken", R"({"uuid":"u")", R"({"uuid":"u")");
        add("csv", "a,b,c,d,e,f,g,h,i,j,k,l", "a,b,c,d,e,f,g,h,i,j,k,l");
        add("empty", "", "");
    }
    void theKeyIsFoundInOrder()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, key);
        QCOMPARE(QByteArray::fromStdString(partitionKey(view(payload))), key);
    }

    void thePayloadIsTheMemberOrTheBody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("payload");
        const auto add = [](const char *name, const QByteArray &body, const QByteArray &payload) {
            QTest::addRow("%s", name) << body << payload;
        };
        add("text", "hello\nworld", "hello\nworld");
        add("member", "{\"payload\":\"a\\\"b\\u00e4\"}", "a\"b\xc3\xa4");
        add("object inside", R"({"payload": {"uuid": "u", "v": 1}})", R"({"uuid":"u","v":1})");
        add("record", R"({"uuid":"u"})", R"({"uuid":"u"})");
        add("array", R"([{"payload":"x"}])", R"([{"payload":"x"}])");
        add("broken", R"({"payload":"x")", R"({"payload":"x")");
    }
    void thePayloadIsTheMemberOrTheBody()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, payload);
        const auto found = payloadOfBody(view(body));
        QVERIFY(found.has_value());
        QCOMPARE(QByteArray::fromStdString(*found), payload);
    }

    void whatCannotBeTextIsRefused()
    {
        QVERIFY(!payloadOfBody(""));
        QVERIFY(!payloadOfBody(R"({"payload":""})"));
        QVERIFY(!payloadOfBody("a\xff"));
        QVERIFY(!payloadOfBody("\xc3"));
    }

    void deepNestingIsAPayloadLikeAnyOther()
    {
        const std::string deep = "{\"uuid\":" + std::string(5000, '[') + std::string(5000, ']') + "}";
        QCOMPARE(partitionKey(deep), deep);
        QVERIFY(*payloadOfBody(deep) == deep);
    }
};

DESK_TEST(TstMessagePayload)
#include "tst_messagepayload.moc"
