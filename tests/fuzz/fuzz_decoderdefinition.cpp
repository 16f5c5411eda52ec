// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decodingcheck.h"

using namespace desk;

// A definition that is read comes back the same from what is written of it, and makes a chain that takes
// bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto definition = parseDecoderDefinition(text);
    if (!definition) {
        CheckingSink::check(!definition.error().message.empty());
        return 0;
    }
    const std::string written = decoderDefinitionJson(*definition);
    const auto again = parseDecoderDefinition(written);
    CheckingSink::check(again.has_value() && *again == *definition &&
                        decoderDefinitionJson(*again) == written);
    checkChain(*definition, fuzzBytes(data, size), 7);
    return 0;
}
