// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace desk {

struct PacketParts
{
    unsigned apid = 0;
    unsigned count = 0;
    unsigned flags = 3; // unsegmented
    bool secondary = false;
    bool telecommand = false;
    unsigned version = 0;
};

// Written by the book (CCSDS 133.0-B-2, figure 4-2), not by our reader's code.
inline std::string spacePacket(const PacketParts &parts, const std::string &data)
{
    const auto length = static_cast<unsigned>(data.size() - 1);
    std::string packet;
    packet += static_cast<char>(parts.version * 32 + (parts.telecommand ? 16 : 0) +
                                (parts.secondary ? 8 : 0) + parts.apid / 256);
    packet += static_cast<char>(parts.apid % 256);
    packet += static_cast<char>(parts.flags * 64 + parts.count / 256);
    packet += static_cast<char>(parts.count % 256);
    packet += static_cast<char>(length / 256);
    packet += static_cast<char>(length % 256);
    return packet + data;
}

} // namespace desk
