// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/otlpdecoder.h"
#include "tests/fuzz/decoderoutcome.h"

#include <cstdint>

namespace desk {

// One input for one of the two encodings of OTLP.
template <class Decode>
void tryOtlp(const std::uint8_t *data, std::size_t size, Decode decode)
{
    std::vector<char> body(data, data + size);
    body.resize(size + 64); // the reader may look behind the end
    SeriesDictionary names({1000, 100, 50});
    OtlpDecoder decoder(names, {});
    SampleBatch batch;
    checkOutcome((decoder.*decode)(std::span<const char>(body.data(), size), "peer", batch), batch, names);
}

} // namespace desk
