// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decoderdefinition.h"
#include "tests/support/testprogram.h"

using namespace desk;
using namespace std::string_literals;

namespace {

// With each member of another value than its default.
DecoderDefinition fullDefinition()
{
    DecoderDefinition d;
    d.name = "Power board";
    d.node = "board-1";
    d.nodeType = "satellite";
    d.nodeField = "id";
    d.destinationField = "to";
    d.framing = {FramingKind::lengthPrefixed, 4096, 12,  "\x1A\xCF", "\r\n", true, 4, 8,
                 ByteOrder::little,           -3,   true};
    d.checksum = {"crc-16/modbus", ByteOrder::little, 2};
    d.decoder = DecoderKind::ccsds;
    d.onlyListedFields = true;
    d.pairSeparators = "|";
    d.assigners = ">";
    d.separator = ';';
    d.headerLine = true;
    d.columns = {"a", "b"};
    d.decimalPoint = ',';
    d.commentMark.clear();
    d.allowLonger = true;
    FieldDefinition field;
    field.source = "raw.0";
    field.name = "bus_voltage_v";
    field.unit = "V";
    field.description = "Main bus";
    field.type = FieldType::signedInteger;
    field.bits = 12;
    field.firstBit = 40;
    field.calibration.polynomial = {1.5, 0.25, 1e-3};
    field.limits.low[1] = 10;
    field.limits.high[3] = 16;
    FieldDefinition mode;
    mode.name = "mode";
    mode.type = FieldType::unsignedInteger;
    mode.bits = 8;
    mode.calibration.words = {{-2, -2, "off"}, {1, 3, "on"}};
    mode.ignored = true;
    FieldDefinition curve;
    curve.name = "curve";
    curve.type = FieldType::ieeeFloat;
    curve.bits = 32;
    curve.order = ByteOrder::little;
    curve.calibration.points = {{0, 1}, {2, 5}};
    curve.calibration.splineOrder = 0;
    curve.calibration.extrapolate = true;
    d.fields = {field, mode, curve};
    d.packets = {{7, "hk", {field, curve}}, {8, "", {mode}}};
    d.secondaryHeader = 7;
    d.packetTime = PacketTime::unsegmented;
    d.coarseBytes = 3;
    d.fineBytes = 1;
    d.packetErrorControl = true;
    d.xtce = "<SpaceSystem/>";
    d.container = "packet";
    d.clock = {ClockDefinition::Source::corrected, "t", 0.001, ClockDefinition::Epoch::gps, 36};
    return d;
}

} // namespace

class TstDecoderDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromJson();
    void writesOnlyWhatIsNotUsual();
    void readsShortForms();
    void namesThePathOfWhatIsWrong_data();
    void namesThePathOfWhatIsWrong();
    void namesTheByteWhereItIsNoJson();
};

void TstDecoderDefinition::comesBackFromJson()
{
    const DecoderDefinition definition = fullDefinition();
    const std::string json = decoderDefinitionJson(definition);
    const auto read = parseDecoderDefinition(json);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY2(*read == definition, json.c_str());
    QCOMPARE(decoderDefinitionJson(*read), json);
}

void TstDecoderDefinition::writesOnlyWhatIsNotUsual()
{
    DecoderDefinition definition;
    definition.node = "board";
    QCOMPARE(decoderDefinitionJson(definition), "{\n  \"format\": 1,\n  \"node\": \"board\"\n}\n"s);
}

void TstDecoderDefinition::readsShortForms()
{
    const auto read =
        parseDecoderDefinition(R"({"node":"b","framing":{"kind":"fixed","length":4,"start":"hex: aa 55"},
        "decoder":{"kind":"fixed_layout"},"fields":[{"type":"blank","bits":16},{"name":"t","type":"i16","scale":0.1}]})");
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->framing.startMark, "\xAA\x55"s);
    QCOMPARE(read->fields[1].bits, 16U);
    QCOMPARE(read->fields[1].calibration.polynomial, (std::vector<double>{0, 0.1}));
}

void TstDecoderDefinition::namesThePathOfWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *path, const char *json) {
        QTest::newRow(path) << QByteArray(json) << QString::fromLatin1(path);
    };
    row("/node", R"({})");
    row("/nodes", R"({"nodes":"b"})");
    row("/format", R"({"format":2,"node":"b"})");
    row("/name", R"({"node":"b","name":7})");
    row("/framing", R"({"node":"b","framing":"lines"})");
    row("/framing/kind", R"({"node":"b","framing":{"kind":"line"}})");
    row("/framing/max_length", R"({"node":"b","framing":{"max_length":-1}})");
    row("/framing/start", R"({"node":"b","framing":{"start":"hex:1"}})");
    row("/framing/end", R"({"node":"b","framing":{"kind":"marks"}})");
    row("/checksum/algorithm", R"({"node":"b","checksum":{"algorithm":"crc-17"}})");
    row("/decoder/kind", R"({"node":"b","decoder":{"kind":7}})");
    row("/decoder/separator", R"({"node":"b","decoder":{"separator":";;"}})");
    row("/decoder/packets/0/apid", R"({"node":"b","decoder":{"kind":"ccsds","packets":[{"apid":2047}]}})");
    row("/fields/0/name", R"({"node":"b","fields":[{"name":"a b"}]})");
    row("/fields/1/type", R"({"node":"b","fields":[{"name":"a"},{"name":"b","type":"u65"}]})");
    row("/fields/0/polynomial/1", R"({"node":"b","fields":[{"name":"a","polynomial":[1,"x"]}]})");
    row("/fields/0/points/0", R"({"node":"b","fields":[{"name":"a","points":[1]}]})");
    row("/fields/0/points", R"({"node":"b","fields":[{"name":"a","points":[[2,0],[1,0]]}]})");
    row("/fields/0/words/x", R"({"node":"b","fields":[{"name":"a","words":{"x":"y"}}]})");
    row("/fields/0/limits/low/worse", R"({"node":"b","fields":[{"name":"a","limits":{"low":{"worse":1}}}]})");
    row("/clock/unit", R"({"node":"b","clock":{"unit":-1}})");
    row("/clock/source", R"({"node":"b","clock":{"source":"device","epoch":"start"}})");
}

void TstDecoderDefinition::namesThePathOfWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto read = parseDecoderDefinition(json.toStdString());
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().field), path);
    QVERIFY2(read.error().message.starts_with(path.toStdString()), read.error().message.c_str());
}

void TstDecoderDefinition::namesTheByteWhereItIsNoJson()
{
    const auto read = parseDecoderDefinition("{\"node\": b}");
    QVERIFY(!read);
    QCOMPARE(read.error().offset, std::int64_t{9});
}

DESK_TEST(TstDecoderDefinition)

#include "tst_decoderdefinition.moc"
