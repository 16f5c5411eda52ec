// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decodersuggestion.h"
#include "tests/fuzz/decodingcheck.h"

using namespace desk;

// What is suggested for any bytes is valid, in order, and takes these bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto stream = fuzzBytes(data, size);
    double last = 1;
    for (const DecoderSuggestion &one : suggestDecoders(stream, "board")) {
        CheckingSink::check(one.confidence >= 0 && one.confidence <= last && !one.reason.empty());
        CheckingSink::check(checkDefinition(one.definition).has_value());
        checkChain(one.definition, stream, 13);
        last = one.confidence;
    }
    return 0;
}
