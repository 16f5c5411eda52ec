// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdefinition.h"

#include "tests/support/testprogram.h"

using namespace desk;

namespace {

LinkDefinition definitionOf(TransportSettings transport)
{
    LinkDefinition definition;
    definition.id = "psu-1";
    definition.name = "Bench supply";
    definition.transport = std::move(transport);
    definition.decoder.node = "psu";
    return definition;
}

std::string jsonOf(const std::string &transport, const std::string &more = {})
{
    return R"({"id": "x", "decoder": {"node": "n"}, "transport": )" + transport + more + "}";
}

} // namespace

class TstLinkDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void keepsNoSecret();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void saysAtWhichByteItIsNoJson();
    void namesTheLinkOfAFile();
    void refusesTwoLinksOfOneId();
    void makesNodesOfOrigins_data();
    void makesNodesOfOrigins();
};

void TstLinkDefinition::comesBackAsItWas_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < int(std::variant_size_v<TransportSettings>); ++kind)
        QTest::addRow("%d", kind) << kind;
}

void TstLinkDefinition::comesBackAsItWas()
{
    QFETCH(int, kind);
    const std::vector<TransportSettings> all{
        SerialSettings{"ttyUSB0", 0x0403, 0x6001, "A1", 3'000'000, 7, 2, SerialParity::even,
                       SerialFlow::hardware, "*IDN?\\r\\n"},
        TcpClientSettings{"lab.example", 5025, "start\\n", std::chrono::milliseconds(1500)},
        TcpServerSettings{"0.0.0.0", 0, 3},
        UdpSettings{"", 5000, "239.1.2.3", "eth0", 65'536},
        WebSocketSettings{"wss://lab.example/feed", "{\"op\":\"subscribe\"}", "/etc/lab.pem", "feed"},
        SseSettings{"http://127.0.0.1:9/events", "", "sse"},
        MqttSettings{"broker",
                     8883,
                     4,
                     {"lab/+/t", "site/#"},
                     0,
                     false,
                     "me",
                     "user",
                     "broker",
                     true,
                     "/ca.pem",
                     "/cert.pem",
                     "/key.pem",
                     std::chrono::seconds(10)},
        FileTailSettings{"/var/log/lab.log", true},
        StandardInputSettings{},
        CsvFolderSettings{"/data/in", "*.txt", "done"},
        HttpPollSettings{"https://lab.example/api", "data[0].values[*]", std::chrono::milliseconds(250), "",
                         "poll"}};
    QCOMPARE(all.size(), std::variant_size_v<TransportSettings>);
    LinkDefinition definition = definitionOf(all[std::size_t(kind)]);
    definition.enabled = kind % 2 == 0;
    definition.node = "rack-{origin.2}";
    const auto read = parseLink(linkJson(definition));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == definition);
}

void TstLinkDefinition::keepsNoSecret()
{
    MqttSettings settings;
    settings.host = "broker";
    settings.topics = {"a"};
    settings.user = "user";
    settings.passwordSecret = "broker-password";
    const std::string json = linkJson(definitionOf(settings));
    QVERIFY(json.find("\"password_secret\": \"broker-password\"") != std::string::npos);
    QVERIFY(json.find("\"password\"") == std::string::npos);
    QVERIFY(!parseLink(jsonOf(R"({"type": "mqtt", "host": "b", "topics": ["a"], "password": "x"})")));
}

void TstLinkDefinition::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("field");
    const auto row = [](const char *name, const std::string &json, const char *field) {
        QTest::addRow("%s", name) << json << std::string(field);
    };
    row("no transport", R"({"id": "x"})", "/transport");
    row("transport of no kind", jsonOf(R"({"type": "pigeon"})"), "/transport/type");
    row("unknown member", jsonOf(R"({"type": "stdin"})", R"(, "colour": 1)"), "/colour");
    row("unknown setting", jsonOf(R"({"type": "stdin", "port": 1})"), "/transport/port");
    row("speed", jsonOf(R"({"type": "serial", "port": "p", "baud": 0})"), "/transport/baud");
    row("speed that is a text", jsonOf(R"({"type": "serial", "port": "p", "baud": "9600"})"),
        "/transport/baud");
    row("parity", jsonOf(R"({"type": "serial", "port": "p", "parity": "some"})"), "/transport/parity");
    row("vendor", jsonOf(R"({"type": "serial", "vendor": "403"})"), "/transport/vendor");
    row("no device at all", jsonOf(R"({"type": "serial"})"), "/transport/port");
    row("no host", jsonOf(R"({"type": "tcp", "port": 1})"), "/transport/host");
    row("port", jsonOf(R"({"type": "tcp", "host": "h", "port": 65536})"), "/transport/port");
    row("group without a port", jsonOf(R"({"type": "udp", "group": "239.1.1.1"})"), "/transport/port");
    row("scheme", jsonOf(R"({"type": "websocket", "url": "http://x"})"), "/transport/url");
    row("password in the address", jsonOf(R"({"type": "sse", "url": "http://lab:secret@x/y"})"),
        "/transport/url");
    row("a name to listen at", jsonOf(R"({"type": "tcp-server", "address": "lab.example", "port": 1})"),
        "/transport/address");
    row("url with a space", jsonOf(R"({"type": "sse", "url": "http://x y"})"), "/transport/url");
    row("no topic", jsonOf(R"({"type": "mqtt", "host": "h"})"), "/transport/topics");
    row("plus in a level", jsonOf(R"({"type": "mqtt", "host": "h", "topics": ["a", "b+/c"]})"),
        "/transport/topics/1");
    row("hash before the end", jsonOf(R"({"type": "mqtt", "host": "h", "topics": ["#/a"]})"),
        "/transport/topics/0");
    row("quality of service", jsonOf(R"({"type": "mqtt", "host": "h", "topics": ["a"], "qos": 2})"),
        "/transport/qos");
    row("folder outside", jsonOf(R"({"type": "csv-folder", "path": "/d", "move_to": "../x"})"),
        "/transport/move_to");
    row("JSON path", jsonOf(R"({"type": "http-poll", "url": "http://x", "path": "a["})"), "/transport/path");
    row("node", jsonOf(R"({"type": "stdin"})", R"(, "node": "a b")"), "/node");
    row("placeholder", jsonOf(R"({"type": "stdin"})", R"(, "node": "{topic}")"), "/node");
    row("id", R"({"id": "A/B", "decoder": {"node": "n"}, "transport": {"type": "stdin"}})", "/id");
    row("decoder",
        R"({"id": "x", "decoder": {"node": "n", "decoder": "abacus"}, "transport": {"type": "stdin"}})",
        "/decoder/decoder");
}

void TstLinkDefinition::saysWhatIsWrongAndWhere()
{
    QFETCH(std::string, json);
    QFETCH(std::string, field);
    const auto read = parseLink(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
    QVERIFY2(read.error().message.find(field) == 0, read.error().message.c_str());
}

void TstLinkDefinition::saysAtWhichByteItIsNoJson()
{
    const auto read = parseLink("{\"id\": }");
    QVERIFY(!read);
    QCOMPARE(read.error().offset, std::int64_t{7});
    QVERIFY(!parseLink(R"({"id": 1e999})"));
    QVERIFY(!parseLink("{\"decoder\": " + std::string(100'000, '[')));
}

void TstLinkDefinition::namesTheLinkOfAFile()
{
    const std::string good = jsonOf(R"({"type": "stdin"})");
    const auto read =
        parseLinks(R"({"links": [)" + good + R"(, {"id": "y", "transport": {"type": "tcp"}}]})");
    QVERIFY(!read);
    QCOMPARE(read.error().field, std::string("/links/1/transport/host"));
}

void TstLinkDefinition::refusesTwoLinksOfOneId()
{
    const std::string one = jsonOf(R"({"type": "stdin"})");
    QVERIFY(parseLinks(R"({"links": [)" + one + "]}"));
    const auto read = parseLinks(R"({"links": [)" + one + "," + one + "]}");
    QVERIFY(!read);
    QCOMPARE(read.error().field, std::string("/links/1/id"));
}

void TstLinkDefinition::makesNodesOfOrigins_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<std::string>("node");
    QTest::addRow("none") << std::string() << std::string("psu");
    QTest::addRow("fixed") << std::string("rack") << std::string("rack");
    QTest::addRow("whole") << std::string("{origin}") << std::string("lab_room_2_psu-7");
    QTest::addRow("first") << std::string("{origin.1}") << std::string("lab");
    QTest::addRow("with spaces") << std::string("r-{origin.2}") << std::string("r-room_2");
    QTest::addRow("two") << std::string("{origin.1}:{origin.3}") << std::string("lab:psu-7");
    QTest::addRow("beyond the end") << std::string("x{origin.9}") << std::string("x");
}

void TstLinkDefinition::makesNodesOfOrigins()
{
    QFETCH(std::string, pattern);
    QFETCH(std::string, node);
    LinkDefinition definition = definitionOf(StandardInputSettings{});
    definition.node = pattern;
    QCOMPARE(linkNode(definition, "lab/room 2/psu-7"), node);
}

DESK_TEST(TstLinkDefinition)

#include "tst_linkdefinition.moc"
