// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderdefinition.h"
#include "models/decoding/frame.h"

#include <memory>

namespace desk {

// The checksum at the end of a frame. Names and parameters are those of the catalogue of parametrised CRC
// algorithms (reveng.sourceforge.io/crc-catalogue); "sum-8" adds bytes, "xor-8" is NMEA's. Any thread.
class Checksum
{
public:
    // crc-8, crc-16/modbus, crc-32, …
    static const std::vector<std::string_view> &names();
    // Null for an empty name; field of the error = algorithm.
    static Result<std::unique_ptr<Checksum>> make(const ChecksumDefinition &definition);

    virtual ~Checksum() = default;
    [[nodiscard]] virtual std::uint64_t of(std::span<const std::byte> bytes) const = 0;
    [[nodiscard]] std::size_t size() const { return m_size; } // bytes
    // The frame without its checksum. The error says what was expected and found.
    [[nodiscard]] Result<Frame> check(const Frame &frame) const;
    // The same without words: for whoever tries many.
    [[nodiscard]] bool matches(std::span<const std::byte> frame) const;

protected:
    Checksum(ChecksumDefinition definition, std::size_t size);

private:
    [[nodiscard]] std::uint64_t found(std::span<const std::byte> frame) const;

    ChecksumDefinition m_definition;
    std::size_t m_size;
};

} // namespace desk
