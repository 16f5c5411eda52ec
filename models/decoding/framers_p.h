// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framer.h"

namespace desk {

// The kinds of framing. Inside models/decoding only.
std::unique_ptr<Framer> makeLineFramer(const FramingDefinition &definition);
std::unique_ptr<Framer> makeMarkFramer(const FramingDefinition &definition);
std::unique_ptr<Framer> makeCobsFramer(const FramingDefinition &definition);
std::unique_ptr<Framer> makeSlipFramer(const FramingDefinition &definition);
std::unique_ptr<Framer> makeDatagramFramer(const FramingDefinition &definition);
// Frames whose first bytes tell their length: fixed, in a header, or a space packet's.
std::unique_ptr<Framer> makeHeaderFramer(const FramingDefinition &definition);

// Where the delimiter stands at or after `from`; the size of bytes where it does not.
std::size_t findByte(std::span<const std::byte> bytes, std::byte delimiter, std::size_t from);
std::size_t findMark(std::span<const std::byte> bytes, std::string_view mark, std::size_t from);

} // namespace desk
