// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/serialport.h"

#include "tests/support/testprogram.h"

using namespace desk;

namespace {

SerialPortFound portOf(const char *name, std::uint16_t vendor, std::uint16_t product, const char *serial)
{
    return {name, std::string("/dev/") + name, vendor, product, serial, {}};
}

SerialSettings deviceOf(std::optional<std::uint16_t> vendor, std::optional<std::uint16_t> product,
                        const char *serial, const char *port)
{
    SerialSettings settings;
    settings.vendor = vendor;
    settings.product = product;
    settings.serial = serial;
    settings.port = port;
    return settings;
}

} // namespace

class TstSerialPort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheDeviceOnAnotherPort();
    void takesNoOtherDeviceOnTheSamePort();
    void letsThePortDecideBetweenEqualDevices();
    void asksForMoreWhereSeveralFit();
    void opensThePortWhereNoDeviceIsNamed();
};

void TstSerialPort::findsTheDeviceOnAnotherPort()
{
    const auto path =
        chooseSerialPort(deviceOf(0x0403, 0x6001, "A1", "ttyUSB0"),
                         {portOf("ttyUSB0", 0x0403, 0x6001, "B2"), portOf("ttyUSB3", 0x0403, 0x6001, "A1")});
    QCOMPARE(path.value_or(""), std::string("/dev/ttyUSB3"));
}

void TstSerialPort::takesNoOtherDeviceOnTheSamePort()
{
    const auto path = chooseSerialPort(deviceOf(0x0403, 0x6001, "A1", "ttyUSB0"),
                                       {portOf("ttyUSB0", 0x0403, 0x6001, "B2")});
    QVERIFY(!path);
    QCOMPARE(path.error().code, ErrorCode::notFound);
    QCOMPARE(path.error().message,
             std::string("no device 0403:6001, serial number A1 is plugged in; plug it in, or "
                         "choose another"));
}

void TstSerialPort::letsThePortDecideBetweenEqualDevices()
{
    const std::vector<SerialPortFound> ports{portOf("ttyACM0", 0x2341, 0x0043, ""),
                                             portOf("ttyACM1", 0x2341, 0x0043, "")};
    QCOMPARE(chooseSerialPort(deviceOf(0x2341, {}, "", "/dev/ttyACM1"), ports).value_or(""),
             std::string("/dev/ttyACM1"));
}

void TstSerialPort::asksForMoreWhereSeveralFit()
{
    const auto path = chooseSerialPort(
        deviceOf(0x2341, {}, "", ""), {portOf("ttyACM0", 0x2341, 1, "X"), portOf("ttyACM1", 0x2341, 2, "Y")});
    QVERIFY(!path);
    QVERIFY(path.error().message.find("2 devices are 2341:any") == 0);
}

void TstSerialPort::opensThePortWhereNoDeviceIsNamed()
{
    QCOMPARE(chooseSerialPort(deviceOf({}, {}, "", "ttyS7"), {}).value_or(""), std::string("/dev/ttyS7"));
    QCOMPARE(chooseSerialPort(deviceOf({}, {}, "", "/tmp/pty"), {}).value_or(""), std::string("/tmp/pty"));
    QCOMPARE(chooseSerialPort(deviceOf({}, {}, "", "ttyUSB0"), {portOf("ttyUSB0", 1, 2, "")}).value_or(""),
             std::string("/dev/ttyUSB0"));
}

DESK_TEST(TstSerialPort)

#include "tst_serialport.moc"
