// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderdefinition.h"

#include <span>

namespace desk {

// A definition that fits bytes that were seen. Plain value.
struct DecoderSuggestion
{
    DecoderDefinition definition; // valid
    double confidence = 0;    // 0 to 1; by how much of the bytes it explains and how easily others would, too
    std::string reason;       // one sentence
    std::uint64_t frames = 0; // found in these bytes
    std::uint64_t refused = 0; // of them
};

// What the bytes of a link may be: lines of JSON, key=value, delimited text or line protocol; COBS and SLIP,
// with a checksum where one matches; space packets; frames of a fixed length. The best first, none below 0.2.
// The stream may begin in the middle of a frame. Of binary frames each byte becomes a field, to be put
// together by whoever knows the device. Looks at the first 64 KiB. Pure; takes some ms.
std::vector<DecoderSuggestion> suggestDecoders(std::span<const std::byte> bytes, const std::string &node);

} // namespace desk
