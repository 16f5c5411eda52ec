// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointdecoder.h"

#include <cstdlib>

using namespace desk;

// First byte: how it is read. What is accepted must be whole, what is refused must leave nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    SeriesDictionary names({1000, 100, 50});
    PointDecoder decoder(names);
    std::vector<char> body(data + 1, data + size);
    body.resize(body.size() + PointDecoder::padding);
    const std::span<const char> text(body.data(), size - 1);
    SampleBatch batch;
    const auto outcome = data[0] % 3 == 0 ? decoder.decodePoint(text, batch)
                                          : decoder.decodeArray(text, {1000, data[0] % 3 == 1}, batch);
    if (!outcome && (batch.points() != 0 || batch.samples() != 0 || names.nodeCount() != 0 ||
                     outcome.error().message.empty()))
        std::abort();
    if (outcome && (outcome->points != batch.points() || batch.value.size() != batch.series.size()))
        std::abort();
    return 0;
}
