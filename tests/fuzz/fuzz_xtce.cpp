// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decodingcheck.h"

#include <cstring>

using namespace desk;

// An XTCE document, and behind a byte of 0 a packet for it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto *const zero = static_cast<const std::uint8_t *>(std::memchr(data, 0, size));
    const std::size_t length = zero ? static_cast<std::size_t>(zero - data) : size;
    DecoderDefinition definition;
    definition.node = "sat-1";
    definition.framing.kind = FramingKind::datagram;
    definition.decoder = DecoderKind::xtce;
    definition.xtce.assign(reinterpret_cast<const char *>(data), length);
    const auto chain = DecoderChain::make(definition);
    if (!chain) {
        CheckingSink::check(!chain.error().message.empty());
        return 0;
    }
    checkChain(definition, fuzzBytes(data + length, size - length).subspan(zero ? 1 : 0), 1024);
    return 0;
}
