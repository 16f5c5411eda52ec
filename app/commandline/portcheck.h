// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace desk {

// Whether a server could listen somewhere. Plain value.
struct PortState
{
    bool isFree = false;
    bool isTaken = false;
    std::string reason; // of the system, when it is not free
};

// By binding a socket for a moment; any numeric IPv4 or IPv6 address.
PortState portState(const std::string &address, std::uint16_t port);

// "python3 (pid 4711)": the program that listens at this port, as far as this user may know it.
std::optional<std::string> portHolder(std::uint16_t port);

} // namespace desk
