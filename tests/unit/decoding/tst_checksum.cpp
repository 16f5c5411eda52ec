// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/checksum.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/framelist.h"

using namespace desk;
using namespace std::string_literals;

class TstChecksum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheCheckValues_data();
    void givesTheCheckValues();
    void knowsAllOfItsNames();
    void takesEitherByteOrder();
    void leavesOutTheBytesInFront();
    void namesWhatIsKnown();
    void refusesFramesThatAreTooShort();
};

// Check values of the catalogue: the checksum of "123456789".
void TstChecksum::givesTheCheckValues_data()
{
    QTest::addColumn<quint64>("check");
    const auto row = [](const char *name, quint64 check) { QTest::newRow(name) << check; };
    row("crc-8", 0xF4);
    row("crc-8/maxim", 0xA1);
    row("crc-8/sae-j1850", 0x4B);
    row("crc-16/ccitt-false", 0x29B1);
    row("crc-16/xmodem", 0x31C3);
    row("crc-16/kermit", 0x2189);
    row("crc-16/x-25", 0x906E);
    row("crc-16/mcrf4xx", 0x6F91);
    row("crc-16/genibus", 0xD64E);
    row("crc-16/aug-ccitt", 0xE5CC);
    row("crc-16/modbus", 0x4B37);
    row("crc-16/arc", 0xBB3D);
    row("crc-16/usb", 0xB4C8);
    row("crc-16/dnp", 0xEA82);
    row("crc-24/openpgp", 0x21CF02);
    row("crc-32", 0xCBF43926);
    row("crc-32/bzip2", 0xFC891918);
    row("crc-32/mpeg-2", 0x0376E6E7);
    row("crc-32c", 0xE3069283);
    row("sum-8", 0xDD);
    row("xor-8", 0x31);
}

void TstChecksum::givesTheCheckValues()
{
    QFETCH(quint64, check);
    const auto checksum = *Checksum::make({QTest::currentDataTag(), ByteOrder::big, 0});
    QCOMPARE(quint64{checksum->of(bytesOf("123456789"))}, check);
}

void TstChecksum::knowsAllOfItsNames()
{
    QCOMPARE(Checksum::names().size(), std::size_t{21});
    for (const std::string_view name : Checksum::names())
        QVERIFY(Checksum::make({std::string(name), ByteOrder::big, 0}));
    QVERIFY(*Checksum::make({}) == nullptr);
}

void TstChecksum::takesEitherByteOrder()
{
    const auto big = *Checksum::make({"crc-16/modbus", ByteOrder::big, 0});
    const auto little = *Checksum::make({"crc-16/modbus", ByteOrder::little, 0});
    QVERIFY(big->matches(bytesOf("123456789\x4B\x37")));
    QVERIFY(!big->matches(bytesOf("123456789\x37\x4B")));
    QVERIFY(little->matches(bytesOf("123456789\x37\x4B")));
}

void TstChecksum::leavesOutTheBytesInFront()
{
    const auto checksum = *Checksum::make({"crc-16/xmodem", ByteOrder::big, 2});
    Frame frame;
    frame.bytes = bytesOf("##123456789\x31\xC3");
    const auto carried = checksum->check(frame);
    QVERIFY(carried);
    QCOMPARE(std::string(carried->text()), "##123456789"s);
}

void TstChecksum::namesWhatIsKnown()
{
    const auto made = Checksum::make({"crc-16", ByteOrder::big, 0});
    QVERIFY(!made);
    QVERIFY(made.error().message.find("crc-16/modbus") != std::string::npos);
}

void TstChecksum::refusesFramesThatAreTooShort()
{
    const auto checksum = *Checksum::make({"crc-32", ByteOrder::big, 0});
    Frame frame;
    frame.bytes = bytesOf("abc");
    const auto checked = checksum->check(frame);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::missingField);
    QVERIFY(!checksum->matches(frame.bytes));
}

DESK_TEST(TstChecksum)

#include "tst_checksum.moc"
