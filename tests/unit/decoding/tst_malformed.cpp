// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"
#include "tests/unit/decoding/spacepacket.h"

using namespace desk;
using namespace std::string_literals;

// What goes wrong in a lab, and that each is explained: the stage, the byte, what was expected, what was
// found.
class TstMalformed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explains_data();
    void explains();
};

namespace {

FieldDefinition numberField(const char *name)
{
    FieldDefinition field;
    field.source = name;
    field.type = FieldType::number;
    return field;
}

DecoderDefinition boardDefinition()
{
    DecoderDefinition definition = definitionOf(DecoderKind::fixedLayout, FramingKind::cobs);
    definition.checksum.algorithm = "crc-16/modbus";
    definition.checksum.order = ByteOrder::little;
    FieldDefinition field;
    field.name = "volt";
    field.type = FieldType::unsignedInteger;
    field.bits = 16;
    definition.fields = {field};
    return definition;
}

DecoderDefinition malformedDefinition(const std::string &kind)
{
    if (kind == "json" || kind == "json number" || kind == "short lines") {
        DecoderDefinition definition = definitionOf(DecoderKind::json);
        if (kind == "json number")
            definition.fields = {numberField("temp")};
        if (kind == "short lines")
            definition.framing.maxLength = 20;
        return definition;
    }
    if (kind == "json node") {
        DecoderDefinition definition = definitionOf(DecoderKind::json);
        definition.node.clear();
        definition.nodeField = "id";
        return definition;
    }
    if (kind == "pairs")
        return definitionOf(DecoderKind::keyValue);
    if (kind == "csv" || kind == "csv heading") {
        DecoderDefinition definition = definitionOf(DecoderKind::delimited);
        definition.headerLine = kind == "csv heading";
        definition.columns =
            definition.headerLine ? std::vector<std::string>{} : std::vector<std::string>{"a", "b", "c"};
        return definition;
    }
    if (kind == "slip")
        return definitionOf(DecoderKind::keyValue, FramingKind::slip);
    if (kind == "marks") {
        DecoderDefinition definition = definitionOf(DecoderKind::keyValue, FramingKind::marks);
        definition.framing.startMark = "$";
        definition.framing.endMark = "\r\n";
        return definition;
    }
    if (kind == "length") {
        DecoderDefinition definition = definitionOf(DecoderKind::keyValue, FramingKind::lengthPrefixed);
        definition.framing.maxLength = 100;
        return definition;
    }
    if (kind == "ccsds")
        return definitionOf(DecoderKind::ccsds, FramingKind::datagram);
    if (kind == "line protocol")
        return definitionOf(DecoderKind::lineProtocol);
    return boardDefinition();
}

} // namespace

void TstMalformed::explains_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<qint64>("byte");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *kind, const std::string &stream, const char *stage,
                        qint64 byte, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(kind) << QByteArray::fromStdString(stream)
                            << QString::fromLatin1(stage) << byte << QString::fromUtf8(says);
    };
    row("wrong speed of the port", "pairs", "\xF8\x80\xFE\x1C\n", "decoding", 0,
        "check the speed and parity of the port");
    row("JSON cut off", "json", "{\"temp\":21.5,\"hu\n", "decoding", 16, "if lines are cut off");
    row("JSON with a lone comma", "json", "{\"a\":1,}\n", "decoding", 7, "JSON is expected, found '}'");
    row("single quotes", "json", "{'a':1}\n", "decoding", 1, "JSON is expected, found ''a':1}'");
    row("not a number", "json", "{\"a\":NaN}\n", "decoding", 5, "found 'N");
    row("a bare number", "json", "21.5\n", "decoding", 0, "a JSON object is expected");
    row("text instead of a number", "json number", "{\"temp\":\"err\"}\n", "decoding", 8,
        "field 'temp': a number is expected, found 'err'");
    row("a name twice", "json", "{\"a\":1,\"a\":2}\n", "decoding", 11, "is there twice");
    row("no node", "json node", "{\"a\":1}\n", "decoding", -1, "does not name its node");
    row("a line without end", "short lines", "{\"temp\":1,\"humidity\":2}\n", "framing", 0,
        "no line end within 20 bytes");
    row("boot message", "pairs", "Booting v1.2\n", "decoding", 0, "'Booting' without a value");
    row("value cut off", "pairs", "temp=21.5 hum=\n", "decoding", 14,
        "found nothing; the line may be cut off");
    row("column missing", "csv", "1,2\n", "decoding", 3, "3 columns are expected, found 2");
    row("quote not closed", "csv", "1,\"a,3\n", "decoding", 2, "a closing quote is expected");
    row("no heading", "csv heading", "1,2,3\n", "decoding", 0, "found the number '1'");
    row("wrong checksum", "board", "\x05\x01\x02\x03\x04\x00"s, "checksum", 2,
        "crc-16/modbus of the frame is 0xE181, found 0x0403");
    row("frame too short", "board", "\x02\x01\x00"s, "checksum", 0,
        "at least 2 bytes with crc-16/modbus is expected");
    row("no COBS", "board", "\x09ok\x00"s, "framing", 0, "the framing is not COBS");
    row("no SLIP", "slip",
        "a\xDB"
        "b\xC0",
        "framing", 1, "0xDC or 0xDD is expected after the escape");
    row("mark lost", "marks", "GPS,1\r\n$a=1\r\n", "framing", 0, "the start mark of a frame is expected");
    row("end mark lost", "marks", "$a=1$a=2\r\n", "framing", 4, "before it has ended");
    row("length beyond reason", "length", "\xFF\xFFhello"s, "framing", 0,
        "the header says a length of 65535");
    row("cut off at the end", "length",
        "\x00\x08"
        "a=1"s,
        "framing", 5, "the stream ends within a frame, of which 5 bytes");
    row("another packet version", "ccsds", spacePacket({1, 0, 3, false, false, 3}, "a"), "decoding", 0,
        "version 0 is expected, found version 3");
    row("packet cut off", "ccsds", spacePacket({1, 0}, "abcd").substr(0, 8), "decoding", 4,
        "says 4 bytes of data, found 2");
    row("line protocol without fields", "line protocol", "weather\n", "decoding", 7,
        "a blank and the fields are expected");
}

void TstMalformed::explains()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, stream);
    QFETCH(QString, stage);
    QFETCH(qint64, byte);
    QFETCH(QString, says);
    const auto list = recordsOf(malformedDefinition(kind.toStdString()), stream.toStdString());
    QVERIFY(!list.refusals.empty());
    const std::string &line = list.lines.front();
    QVERIFY2(line.starts_with(stage.toStdString() + ": "), line.c_str());
    QVERIFY2(line.find(says.toStdString()) != std::string::npos, line.c_str());
    QVERIFY2(list.refusals.front().offset == byte,
             (std::to_string(list.refusals.front().offset) + ' ' + line).c_str());
    if (byte >= 0)
        QVERIFY2(line.find("byte " + std::to_string(byte) + ": ") != std::string::npos ||
                     line.find("byte " + std::to_string(byte) + ",") != std::string::npos,
                 line.c_str());
}

DESK_TEST(TstMalformed)

#include "tst_malformed.moc"
