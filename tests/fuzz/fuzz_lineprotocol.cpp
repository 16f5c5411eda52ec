// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/lineprotocoldecoder.h"

#include <cstdlib>

using namespace desk;

// First byte: how it is read. What is accepted must be whole, what is refused must leave nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    SeriesDictionary names({1000, 100, 50});
    LineProtocolDecoder decoder(names, data[0] % 2 == 0 ? std::optional(NodeMapping{}) : std::nullopt);
    const std::vector<char> body(data + 1, data + size);
    LineProtocolDecoder::Options options;
    options.partial = data[0] % 4 > 1;
    options.sender = "peer";
    for (int round = 0; round < 2; ++round) { // the second time names are known
        SampleBatch batch;
        const auto outcome = decoder.decode(body, options, batch);
        if (!outcome && (batch.points() != 0 || batch.samples() != 0 || outcome.error().offset < 0 ||
                         outcome.error().offset > static_cast<std::int64_t>(body.size())))
            std::abort();
        if (!outcome && round == 0 && names.nodeCount() != 0)
            std::abort();
        if (outcome && (outcome->points != batch.points() || batch.value.size() != batch.series.size() ||
                        (!batch.pointEnd.empty() && batch.pointEnd.back() != batch.samples())))
            std::abort();
        names.publish();
    }
    return 0;
}
