// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/serialport.h"

#include <QSerialPortInfo>

#include <array>
#include <cstdio>

namespace desk {
namespace {

std::string wantedDevice(const SerialSettings &settings)
{
    const auto hex = [](const std::optional<std::uint16_t> &number) {
        std::array<char, 8> text{};
        if (number)
            std::snprintf(text.data(), text.size(), "%04x", unsigned{*number});
        return std::string(number ? text.data() : "any");
    };
    std::string text = hex(settings.vendor) + ":" + hex(settings.product);
    if (!settings.serial.empty())
        text += ", serial number " + settings.serial;
    return text;
}

bool isMeant(const SerialPortFound &port, const SerialSettings &settings)
{
    return (!settings.vendor || port.vendor == settings.vendor) &&
           (!settings.product || port.product == settings.product) &&
           (settings.serial.empty() || port.serial == settings.serial);
}

} // namespace

std::vector<SerialPortFound> serialPorts()
{
    std::vector<SerialPortFound> found;
    const auto ports = QSerialPortInfo::availablePorts();
    for (const QSerialPortInfo &port : ports) {
        SerialPortFound one{port.portName().toStdString(),     port.systemLocation().toStdString(), {}, {},
                            port.serialNumber().toStdString(), port.description().toStdString()};
        if (port.hasVendorIdentifier())
            one.vendor = port.vendorIdentifier();
        if (port.hasProductIdentifier())
            one.product = port.productIdentifier();
        found.push_back(std::move(one));
    }
    return found;
}

Result<std::string> chooseSerialPort(const SerialSettings &settings,
                                     const std::vector<SerialPortFound> &ports)
{
    if (!settings.vendor && !settings.product && settings.serial.empty()) {
        for (const SerialPortFound &port : ports) {
            if (port.name == settings.port)
                return port.path;
        }
        return settings.port.find('/') == std::string::npos ? "/dev/" + settings.port : settings.port;
    }
    const SerialPortFound *meant = nullptr;
    std::size_t fitting = 0;
    for (const SerialPortFound &port : ports) {
        if (!isMeant(port, settings))
            continue;
        if (port.name == settings.port || port.path == settings.port)
            return port.path;
        meant = meant ? meant : &port;
        ++fitting;
    }
    if (!meant)
        return failure(ErrorCode::notFound, "no device " + wantedDevice(settings) +
                                                " is plugged in; plug it in, or choose another");
    if (fitting > 1)
        return failure(ErrorCode::invalidArgument,
                       std::to_string(fitting) + " devices are " + wantedDevice(settings) +
                           "; give the serial number or the port of the one that is meant");
    return meant->path;
}

} // namespace desk
