// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transportsettings.h"
#include "models/telemetry/result.h"

namespace desk {

// A serial port of this machine. Plain value.
struct SerialPortFound
{
    std::string name; // "ttyUSB0"
    std::string path; // "/dev/ttyUSB0"
    std::optional<std::uint16_t> vendor;
    std::optional<std::uint16_t> product;
    std::string serial;
    std::string description;
    bool operator==(const SerialPortFound &) const = default;
};

// Those that are there now. Any thread.
[[nodiscard]] std::vector<SerialPortFound> serialPorts();

// The path of the device that is meant. notFound: it is not plugged in; the message says which one is looked
// for.
[[nodiscard]] Result<std::string> chooseSerialPort(const SerialSettings &settings,
                                                   const std::vector<SerialPortFound> &ports);

} // namespace desk
