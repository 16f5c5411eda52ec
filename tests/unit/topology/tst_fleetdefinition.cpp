// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetdefinition.h"
#include "models/topology/fleetjson.h"
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const Timestamp definedAt = fromNanoseconds(1'795'269'787'250'000'000);

std::optional<double> noValue(EntityId, std::string_view)
{
    return std::nullopt;
}

QJsonObject body(const Topology &topology, const FleetValues &values)
{
    const std::string text = fleetToJson(*topology.latest(), values);
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    return document.object();
}

} // namespace

class TstFleetDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsADefinition();
    void turnsEdgesRound();
    void namesTheElementAndTheField_data();
    void namesTheElementAndTheField();
    void saysWhereTheTextIsNotJson();
    void refusesMoreThanTheLimits();
    void survivesDeepNesting();
    void leavesOutWhatIsUnknown();
    void showsTheWorseDirection();
    void writesWhatItReads();
    void escapesNames();
};

void TstFleetDefinition::readsADefinition()
{
    const auto fleet = parseFleet(R"({"timestamp":"2026-11-21T14:03:07Z","nodes":[
        {"id":"sat-1","type":"satellite","lat":-90,"lon":180,"altitude_km":550.5,"utilization":0.5,
         "health":"degraded","capacity_gbps":20,"queue_depth_gb":1.5,"label":"Öne","learned":true},
        {"id":"gs.a:b_c-D","type":"ground_station","label":null}],
        "edges":[{"source":"gs.a:b_c-D","target":"sat-1","capacity_gbps":10,"latency_ms":4.5,"utilization":1,
         "is_active":false,"reliability":0.99,"packet_loss_rate":0}]})");
    QVERIFY2(fleet.has_value(), fleet ? "" : fleet.error().message.c_str());
    const auto &node = fleet->nodes[0];
    QCOMPARE(node.id, "sat-1");
    QCOMPARE(node.label, "Öne");
    QCOMPARE(node.health, Health::degraded);
    QCOMPARE(node.position, (FleetDefinition::Position{-90, 180, 550.5}));
    QCOMPARE(node.capacityGbps, 20.0);
    QCOMPARE(node.utilization, 0.5);
    QCOMPARE(node.queueDepthGb, 1.5);
    QCOMPARE(fleet->nodes[1].type, NodeType::groundStation);
    QVERIFY(!fleet->nodes[1].position);
    QVERIFY(!fleet->nodes[1].health);
    const auto &edge = fleet->edges[0];
    QCOMPARE(edge.source, 1U);
    QVERIFY(!edge.active);
    QCOMPARE(edge.latencyMs, 4.5);
    QCOMPARE(edge.reliability, 0.99);
    QCOMPARE(edge.packetLossRate, 0.0);
}

void TstFleetDefinition::turnsEdgesRound()
{
    const auto fleet = parseFleet(R"({"nodes":[{"id":"b","type":"device"},{"id":"a","type":"device"}],
        "edges":[{"source":"b","target":"a"}]})");
    QVERIFY(fleet.has_value());
    QCOMPARE(fleet->nodes[fleet->edges[0].source].id, "a");
}

void TstFleetDefinition::namesTheElementAndTheField_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("index");
    // nodes a and b and then whatever is wrong
    const auto node =
        [](const char *name, const QByteArray &third, const QByteArray &message, const char *field) {
            QTest::addRow("%s", name)
                << QByteArray(R"({"nodes":[{"id":"a","type":"device"},{"id":"b","type":"host"},)" + third +
                              "]}")
                << QByteArray("nodes[2]" + message) << QByteArray(field) << 2;
        };
    const auto edge =
        [](const char *name, const QByteArray &second, const QByteArray &message, const char *field) {
            QTest::addRow("%s", name)
                << QByteArray(R"({"nodes":[{"id":"a","type":"device"},{"id":"b","type":"host"},)"
                              R"({"id":"c","type":"gpu"}],"edges":[{"source":"a","target":"b"},)" +
                              second + "]}")
                << QByteArray("edges[1]" + message) << QByteArray(field) << 1;
        };
    const auto whole = [](const char *name, const char *json, const char *message, const char *field) {
        QTest::addRow("%s", name) << QByteArray(json) << QByteArray(message) << QByteArray(field) << -1;
    };
    whole("array", "[]", "the body must be an object with nodes and edges", "");
    whole("no nodes", "{}", "nodes is missing", "nodes");
    whole("nodes is a number", R"({"nodes":1})", "nodes must be an array", "nodes");
    whole("edges is a text", R"({"nodes":[],"edges":"x"})", "edges must be an array", "edges");
    node("no object", "7", " must be an object", "nodes");
    node("no id", R"({"type":"gpu"})", ".id: is missing", "nodes.id");
    node("empty id", R"({"id":"","type":"gpu"})", ".id: must be 1 to 128 characters of A-Z a-z 0-9 _ . : -",
         "nodes.id");
    node("blank in id", R"({"id":"x y","type":"gpu"})",
         ".id: must be 1 to 128 characters of A-Z a-z 0-9 _ . : -", "nodes.id");
    node("long id", R"({"type":"gpu","id":")" + QByteArray(129, 'x') + "\"}",
         ".id: must be 1 to 128 characters of A-Z a-z 0-9 _ . : -", "nodes.id");
    node("number as id", R"({"id":5,"type":"gpu"})", ".id: must be a text", "nodes.id");
    node("twice the same id", R"({"id":"b","type":"gpu"})", ".id: \"b\" is the id of nodes[1] too",
         "nodes.id");
    node("no type", R"({"id":"c"})", ".type: is missing", "nodes.type");
    node("unknown type", R"({"id":"c","type":"ship"})",
         ".type: \"ship\" is not one of satellite, ground_station, data_center, device, host, gpu",
         "nodes.type");
    node("unknown health", R"({"id":"c","type":"gpu","health":"sick"})",
         ".health: \"sick\" is not one of nominal, degraded, failed, maintenance", "nodes.health");
    node("latitude", R"({"id":"c","type":"gpu","lat":90.5,"lon":0})", ".lat: 90.5 is not within -90 and 90",
         "nodes.lat");
    node("longitude", R"({"id":"c","type":"gpu","lat":0,"lon":-181})",
         ".lon: -181 is not within -180 and 180", "nodes.lon");
    node("latitude alone", R"({"id":"c","type":"gpu","lat":0})", ".lon: is missing; lat and lon go together",
         "nodes.lon");
    node("latitude as text", R"({"id":"c","type":"gpu","lat":"0","lon":0})", ".lat: must be a number",
         "nodes.lat");
    node("altitude", R"({"id":"c","type":"gpu","altitude_km":-13})",
         ".altitude_km: -13 is not within -12 and 1e+06", "nodes.altitude_km");
    node("utilization", R"({"id":"c","type":"gpu","utilization":1.01})",
         ".utilization: 1.01 is not within 0 and 1", "nodes.utilization");
    node("capacity", R"({"id":"c","type":"gpu","capacity_gbps":-1})",
         ".capacity_gbps: -1 is not within 0 and 1e+15", "nodes.capacity_gbps");
    node("orbit as text", R"({"id":"c","type":"satellite","orbit":"x"})",
         ".orbit: must be an object of texts and numbers", "nodes.orbit");
    node("half an orbit", R"({"id":"c","type":"satellite","orbit":{"line1":"1 "}})",
         ".orbit: line2 is missing", "nodes.orbit");
    edge("unknown source", R"({"source":"x","target":"b"})", ".source: \"x\" is not the id of a node",
         "edges.source");
    edge("no target", R"({"source":"a"})", ".target: is missing", "edges.target");
    edge("to itself", R"({"source":"c","target":"c"})", ".target: is the same node as source",
         "edges.target");
    edge("twice", R"({"source":"b","target":"a"})", ".source: the edge a - b is listed twice",
         "edges.source");
    edge("reliability", R"({"source":"a","target":"c","reliability":2})",
         ".reliability: 2 is not within 0 and 1", "edges.reliability");
    edge("loss", R"({"source":"a","target":"c","packet_loss_rate":-0.1})",
         ".packet_loss_rate: -0.1 is not within 0 and 1", "edges.packet_loss_rate");
    edge("active as number", R"({"source":"a","target":"c","is_active":1})",
         ".is_active: must be true or false", "edges.is_active");
}

void TstFleetDefinition::namesTheElementAndTheField()
{
    QFETCH(QByteArray, json);
    const auto fleet = parseFleet({json.constData(), static_cast<std::size_t>(json.size())});
    QVERIFY(!fleet.has_value());
    QTEST(QByteArray::fromStdString(fleet.error().message), "message");
    QTEST(QByteArray::fromStdString(fleet.error().field), "field");
    QTEST(static_cast<int>(fleet.error().index), "index");
}

void TstFleetDefinition::saysWhereTheTextIsNotJson()
{
    const auto broken = parseFleet(R"({"nodes":[}]})");
    QVERIFY(!broken.has_value());
    QCOMPARE(broken.error().code, ErrorCode::parseError);
    QCOMPARE(broken.error().offset, 10);
    QVERIFY(!parseFleet("").has_value());
    QVERIFY(!parseFleet(R"({"nodes":[{"id":"a","type":"gpu","lat":1e999,"lon":0}]})").has_value());
    QVERIFY(!parseFleet(R"({"nodes":[{"id":"a","type":"gpu","lat":NaN,"lon":0}]})").has_value());
    QVERIFY(!parseFleet("{\"nodes\":[{\"id\":\"a\",\"type\":\"gpu\",\"label\":\"\xff\"}]}").has_value());
}

void TstFleetDefinition::refusesMoreThanTheLimits()
{
    const char *json = R"({"nodes":[{"id":"a","type":"gpu"},{"id":"b","type":"gpu"}],
        "edges":[{"source":"a","target":"b"}]})";
    QVERIFY(parseFleet(json, {2, 1}).has_value());
    QCOMPARE(parseFleet(json, {1, 1}).error().code, ErrorCode::cardinalityLimit);
    QCOMPARE(parseFleet(json, {2, 0}).error().field, "edges");
}

void TstFleetDefinition::survivesDeepNesting()
{
    const std::string deep = R"({"nodes":[{"id":"a","type":"gpu","x":)" + std::string(5'000'000, '[');
    const auto fleet = parseFleet(deep);
    QVERIFY(!fleet.has_value());
    QCOMPARE(fleet.error().code, ErrorCode::parseError);
    QVERIFY(parseFleet(R"({"nodes":[{"id":"a","type":"gpu","label":"[[[[[[[[[[\"[[["}]})").has_value());
}

void TstFleetDefinition::leavesOutWhatIsUnknown()
{
    Topology topology;
    topology.learnNode(NodeId{0}, EntityId{0}, "a", NodeType::satellite);
    topology.learnNode(NodeId{1}, EntityId{1}, "b", NodeType::groundStation);
    QVERIFY(topology.learnLink(NodeId{0}, NodeId{1}, EntityId{2}));
    topology.publish(definedAt);
    const QJsonObject json = body(topology, noValue);
    QCOMPARE(json["timestamp"_L1].toString(), u"2026-11-21T14:03:07.250Z"_s);
    const QJsonObject node{{u"id"_s, u"a"_s},
                           {u"type"_s, u"satellite"_s},
                           {u"health"_s, u"nominal"_s},
                           {u"label"_s, u"a"_s},
                           {u"learned"_s, true}};
    QCOMPARE(json["nodes"_L1][0].toObject(), node);
    const QJsonObject edge{
        {u"source"_s, u"a"_s}, {u"target"_s, u"b"_s}, {u"is_active"_s, false}, {u"learned"_s, true}};
    QCOMPARE(json["edges"_L1][0].toObject(), edge);
    QCOMPARE(fleetToJson(TopologySnapshot{}, noValue),
             R"({"timestamp":"1970-01-01T00:00:00.000Z","nodes":[],"edges":[]})");
}

void TstFleetDefinition::showsTheWorseDirection()
{
    Topology topology;
    topology.learnNode(NodeId{0}, EntityId{0}, "a", NodeType::satellite);
    topology.learnNode(NodeId{1}, EntityId{1}, "b", NodeType::satellite);
    QVERIFY(topology.learnLink(NodeId{0}, NodeId{1}, EntityId{2}));
    QVERIFY(topology.learnLink(NodeId{1}, NodeId{0}, EntityId{3}));
    topology.publish(definedAt);
    const auto values = [](EntityId id, std::string_view metric) -> std::optional<double> {
        if (metric == "queue_depth_gb")
            return std::nullopt;
        return id == EntityId{2} ? 0.25 : 0.75;
    };
    const auto edge = body(topology, values)["edges"_L1][0];
    QCOMPARE(edge["latency_ms"_L1].toDouble(), 0.75);
    QCOMPARE(edge["utilization"_L1].toDouble(), 0.75);
    QCOMPARE(edge["reliability"_L1].toDouble(), 0.25);
    QCOMPARE(edge["packet_loss_rate"_L1].toDouble(), 0.75);
    QCOMPARE(edge["capacity_gbps"_L1].toDouble(), 0.25);
}

void TstFleetDefinition::writesWhatItReads()
{
    const std::string text =
        R"({"nodes":[{"id":"gs","type":"ground_station","lat":35.5,"lon":139.75,"altitude_km":0.04,)"
        R"("utilization":0.5,"health":"maintenance","capacity_gbps":40,"queue_depth_gb":2,"label":"Tōkyō"},)"
        R"({"id":"iss","type":"satellite","health":"nominal","label":"ISS","orbit":{)"
        R"("line1":"1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927",)"
        R"("line2":"2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537"}}],)"
        R"("edges":[{"source":"gs","target":"iss","capacity_gbps":10,"latency_ms":4,"utilization":0.25,)"
        R"("is_active":true,"reliability":0.875,"packet_loss_rate":0.125}]})";
    Topology topology;
    topology.replace(*parseFleet(text));
    const std::string first = fleetToJson(*topology.publish(definedAt), noValue);
    QJsonObject expected = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    expected.insert("timestamp"_L1, u"2026-11-21T14:03:07.250Z"_s);
    QCOMPARE(body(topology, noValue), expected);
    const auto again = parseFleet(first);
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    Topology copy;
    copy.replace(*again);
    QCOMPARE(fleetToJson(*copy.publish(definedAt), noValue), first);
}

void TstFleetDefinition::escapesNames()
{
    Topology topology;
    topology.learnNode(NodeId{0}, EntityId{0}, "a\"b\\c\nd é \xff", NodeType::host);
    topology.publish(definedAt);
    QCOMPARE(body(topology, noValue)["nodes"_L1][0]["id"_L1].toString(), u"a\"b\\c\nd é \ufffd"_s);
}

DESK_TEST(TstFleetDefinition)
#include "tst_fleetdefinition.moc"
