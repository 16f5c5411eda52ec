// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/otlpdecoder.h"

#include <cstdlib>

using namespace desk;

// What is accepted must be whole, what is refused must leave nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::vector<char> body(data, data + size);
    body.resize(size + 64); // the reader may look behind the end
    SeriesDictionary names({1000, 100, 50});
    OtlpDecoder decoder(names, {});
    SampleBatch batch;
    const auto outcome = decoder.decodeJson(std::span<const char>(body.data(), size), "peer", batch);
    if (!outcome && (batch.samples() != 0 || names.nodeCount() != 0 || outcome.error().offset < 0))
        std::abort();
    if (outcome && (outcome->samples != batch.samples() ||
                    (batch.samples() > 0 && batch.pointEnd.back() != batch.samples())))
        std::abort();
    return 0;
}
