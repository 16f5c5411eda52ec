// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace desk {

// The primary header of a space packet: CCSDS 133.0-B-2, 4.1.3. Plain value.
struct PacketHeader
{
    static constexpr std::size_t bytes = 6;
    static constexpr std::uint16_t idleApid = 2047;

    enum class Segment : std::uint8_t { continuation, first, last, unsegmented };

    std::uint8_t version = 0; // 0
    bool isTelecommand = false;
    bool hasSecondaryHeader = false;
    std::uint16_t apid = 0;
    Segment segment = Segment::unsegmented;
    std::uint16_t sequenceCount = 0;
    std::size_t dataBytes = 1; // of the packet data field, 1 to 65,536

    // Of the first 6 bytes, which must be there.
    static PacketHeader read(std::span<const std::byte> packet)
    {
        const auto at = [packet](std::size_t i) { return std::to_integer<unsigned>(packet[i]); };
        const unsigned identification = at(0) << 8U | at(1);
        const unsigned control = at(2) << 8U | at(3);
        PacketHeader header;
        header.version = static_cast<std::uint8_t>(identification >> 13U);
        header.isTelecommand = (identification & 0x1000U) != 0;
        header.hasSecondaryHeader = (identification & 0x0800U) != 0;
        header.apid = static_cast<std::uint16_t>(identification & 0x07FFU);
        header.segment = static_cast<Segment>(control >> 14U);
        header.sequenceCount = static_cast<std::uint16_t>(control & 0x3FFFU);
        header.dataBytes = (at(4) << 8U | at(5)) + std::size_t{1};
        return header;
    }
    bool operator==(const PacketHeader &) const = default;
};

} // namespace desk
