// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/bitfield.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"

#include <random>

using namespace desk;
using namespace std::string_literals;

namespace {

FieldDefinition layoutField(const char *name, FieldType type, std::uint32_t bits,
                            ByteOrder order = ByteOrder::big)
{
    FieldDefinition field;
    field.name = name;
    field.type = type;
    field.bits = bits;
    field.order = order;
    return field;
}

DecoderDefinition layoutOf(std::vector<FieldDefinition> fields)
{
    DecoderDefinition definition = definitionOf(DecoderKind::fixedLayout, FramingKind::datagram);
    definition.fields = std::move(fields);
    return definition;
}

std::string firstLine(const DecoderDefinition &definition, const std::string &frame)
{
    const auto list = recordsOf(definition, frame);
    return list.lines.size() == 1 ? list.lines.front() : "not one line"s;
}

} // namespace

class TstFixedLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachType();
    void readsLittleEndian();
    void readsBitFields();
    void readsAnyBits();
    void calibrates_data();
    void calibrates();
    void passesOverBlanks();
    void takesFieldsAtTheirPlace();
    void tellsWhereFieldsLie();
    void takesTheDevicesTimeFromAField();
    void refusesOtherLengths();
};

void TstFixedLayout::readsEachType()
{
    using enum FieldType;
    const auto definition =
        layoutOf({layoutField("a", unsignedInteger, 8), layoutField("b", signedInteger, 16),
                  layoutField("c", unsignedInteger, 32), layoutField("d", ieeeFloat, 32),
                  layoutField("e", ieeeFloat, 64), layoutField("f", boolean, 8), layoutField("g", text, 32),
                  layoutField("h", unsignedInteger, 64)});
    QCOMPARE(firstLine(definition,
                       "\xFF\xFF\xFE\x00\x01\x00\x00\x3F\xC0\x00\x00\x40\x09\x21\xFB\x54\x44\x2D\x18"
                       "\x01on\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s),
             "board a=255 b=-2 c=65536 d=1.5 e=3.141592653589793 f=true g=on h=18446744073709551615"s);
}

void TstFixedLayout::readsLittleEndian()
{
    using enum FieldType;
    const auto definition = layoutOf({layoutField("a", unsignedInteger, 16, ByteOrder::little),
                                      layoutField("b", signedInteger, 24, ByteOrder::little),
                                      layoutField("c", ieeeFloat, 32, ByteOrder::little)});
    QCOMPARE(firstLine(definition, "\x01\x02\xFE\xFF\xFF\x00\x00\xC0\x3F"s), "board a=513 b=-2 c=1.5"s);
}

void TstFixedLayout::readsBitFields()
{
    using enum FieldType;
    const auto definition = layoutOf({layoutField("a", unsignedInteger, 3), layoutField("b", boolean, 1),
                                      layoutField("c", signedInteger, 12)});
    QCOMPARE(firstLine(definition, "\xB7\xFF"s), "board a=5 b=true c=2047"s);
    QCOMPARE(firstLine(definition, "\x08\x00"s), "board a=0 b=false c=-2048"s);
}

// Against a reader that takes one bit after the other.
void TstFixedLayout::readsAnyBits()
{
    std::mt19937 random(3);
    std::vector<std::byte> bytes(24);
    for (std::byte &b : bytes)
        b = static_cast<std::byte>(random());
    for (std::size_t first = 0; first < 80; ++first) {
        for (unsigned bits = 1; bits <= 64; ++bits) {
            std::uint64_t slow = 0;
            for (std::size_t i = first; i < first + bits; ++i)
                slow = slow << 1U | ((std::to_integer<unsigned>(bytes[i / 8]) >> (7 - i % 8)) & 1U);
            QCOMPARE(bitsOf(bytes, first, bits), slow);
        }
    }
}

void TstFixedLayout::calibrates_data()
{
    QTest::addColumn<int>("raw");
    QTest::addColumn<QString>("polynomial");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("word");
    const auto row = [](int raw, const char *polynomial, const char *lines, const char *steps,
                        const char *word) {
        QTest::addRow("%d", raw) << raw << QString::fromLatin1(polynomial) << QString::fromLatin1(lines)
                                 << QString::fromLatin1(steps) << QString::fromLatin1(word);
    };
    row(-20, "391", "-1", "-1", "-20"); // 1 + 0.5 raw + raw²
    row(-10, "96", "-1", "-1", "-10");
    row(0, "1", "0", "0", "off");
    row(2, "6", "1", "0", "on");
    row(10, "106", "5", "5", "10");
    row(30, "916", "5", "5", "30");
}

void TstFixedLayout::calibrates()
{
    QFETCH(int, raw);
    QFETCH(QString, polynomial);
    QFETCH(QString, lines);
    QFETCH(QString, steps);
    QFETCH(QString, word);
    Calibration calibration;
    std::string text;
    calibration.polynomial = {1, 0.5, 1};
    const auto value = [&] {
        return QString::fromStdString(calibration.apply(DecodedValue::ofInteger(raw), text).toText());
    };
    QCOMPARE(value(), polynomial);
    calibration.polynomial.clear();
    calibration.points = {{-10, -1}, {0, 0}, {10, 5}};
    QCOMPARE(value(), lines);
    calibration.splineOrder = 0;
    QCOMPARE(value(), steps);
    calibration.points.clear();
    calibration.words = {{0, 0, "off"}, {1, 3, "on"}};
    QCOMPARE(value(), word);
    QCOMPARE(calibration.apply(DecodedValue::ofText("x"), text), DecodedValue::ofText("x"));
}

void TstFixedLayout::passesOverBlanks()
{
    using enum FieldType;
    const auto definition = layoutOf({layoutField("a", unsignedInteger, 4), layoutField("", blank, 12),
                                      layoutField("b", unsignedInteger, 8)});
    QCOMPARE(firstLine(definition, "\x7F\xFF\x05"s), "board a=7 b=5"s);
}

void TstFixedLayout::takesFieldsAtTheirPlace()
{
    using enum FieldType;
    auto definition = layoutOf({layoutField("a", unsignedInteger, 8), layoutField("b", unsignedInteger, 8)});
    definition.fields[0].firstBit = 16;
    definition.fields[1].firstBit = 0;
    QCOMPARE(firstLine(definition, "\x01\x02\x03"s), "board a=3 b=1"s);
}

void TstFixedLayout::tellsWhereFieldsLie()
{
    using enum FieldType;
    const auto list = recordsOf(
        layoutOf({layoutField("a", unsignedInteger, 4), layoutField("b", unsignedInteger, 12)}), "\x12\x34");
    QCOMPARE(list.ranges, (std::vector<BitRange>{{0, 4}, {4, 12}}));
    QCOMPARE(list.ranges[1].firstByte(), std::size_t{0});
    QCOMPARE(list.ranges[1].endByte(), std::size_t{2});
}

void TstFixedLayout::takesTheDevicesTimeFromAField()
{
    using enum FieldType;
    auto definition = layoutOf({layoutField("t", unsignedInteger, 32), layoutField("v", unsignedInteger, 8)});
    definition.clock = {ClockDefinition::Source::device, "t", 0, ClockDefinition::Epoch::gps, 37};
    definition.fields[0].ignored = true;
    // 2017-01-01T00:00:00Z was 1167264018 s of GPS time.
    const auto list = recordsOf(definition, "\x45\x93\x09\x12\x07"s);
    QCOMPARE(list.lines, std::vector<std::string>{"board v=7"});
    QCOMPARE(formatTimestamp(list.times[0], Fraction::none), "2017-01-01T00:00:00Z"s);
}

void TstFixedLayout::refusesOtherLengths()
{
    using enum FieldType;
    auto definition =
        layoutOf({layoutField("a", unsignedInteger, 16), layoutField("b", unsignedInteger, 16)});
    const std::string shorter = firstLine(definition, "\x01\x02\x03"s);
    QVERIFY2(shorter.find("byte 3: 4 bytes of fields are expected, found 3 (b is cut off)") !=
                 std::string::npos,
             shorter.c_str());
    const std::string longer = firstLine(definition, "\x01\x02\x03\x04\x05"s);
    QVERIFY2(longer.find("byte 4: a frame of 4 bytes is expected, found 5") != std::string::npos,
             longer.c_str());
    definition.allowLonger = true;
    QCOMPARE(firstLine(definition, "\x00\x02\x00\x04\x05"s), "board a=2 b=4"s);
}

DESK_TEST(TstFixedLayout)

#include "tst_fixedlayout.moc"
