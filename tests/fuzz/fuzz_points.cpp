// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointdecoder.h"

#include <cstdlib>
#include <cstring>

using namespace desk;

namespace {

// Two decoders read an array, then another one: by the form of the first, and by the parser. They must agree.
void compareWays(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second)
{
    SeriesDictionary names[2] = {SeriesDictionary({1000, 100, 50}), SeriesDictionary({1000, 100, 50})};
    SampleBatch batches[2];
    bool accepted[2] = {};
    for (int i = 0; i < 2; ++i) {
        PointDecoder decoder(names[i]);
        for (const auto text : {first, first, second}) {
            std::vector<char> body(text.begin(), text.end());
            body.resize(body.size() + PointDecoder::padding, '7');
            batches[i].clear();
            accepted[i] = decoder
                              .decodeArray(std::span<const char>(body.data(), text.size()),
                                           {1000, false, i == 0}, batches[i])
                              .has_value();
            if (accepted[i])
                names[i].publish();
        }
    }
    if (accepted[0] != accepted[1] || batches[0] != batches[1] ||
        names[0].seriesCount() != names[1].seriesCount())
        std::abort();
}

} // namespace

// First byte: how it is read. What is accepted must be whole, what is refused must leave nothing. Two arrays
// with a 0 between them are read in both ways.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::span all(data + 1, size - 1);
    if (const auto *zero = static_cast<const std::uint8_t *>(std::memchr(data + 1, 0, size - 1))) {
        const auto at = static_cast<std::size_t>(zero - data) - 1;
        compareWays(all.first(at), all.subspan(at + 1));
        return 0;
    }
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
