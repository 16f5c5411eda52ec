// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/historydecoder.h"
#include "models/datalink/streamdecoder.h"

#include <cstdlib>

using namespace desk;

// Frames of a live stream, one a line, as one subscriber gets them; a first byte '#' makes it a page of
// history. What is accepted must be whole, what is refused must leave nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    SeriesDictionary names({200, 50, 20});
    SampleBatch batch;
    const auto check = [&](bool accepted, std::size_t nodes, const std::string &message) {
        if (!accepted && (batch.samples() != 0 || names.nodeCount() != nodes || message.empty()))
            std::abort();
        if (batch.points() > 0 && batch.pointEnd.back() != batch.samples())
            std::abort();
        if (batch.value.size() != batch.series.size() || batch.quality.size() != batch.series.size())
            std::abort();
        for (const SeriesId id : batch.series) {
            if (index(id) >= names.seriesCount())
                std::abort();
        }
    };
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (text.starts_with('#')) {
        HistoryDecoder decoder(names);
        const auto page = decoder.decode(text.substr(1), batch);
        check(page.has_value(), 0, page ? "" : page.error().message);
        return 0;
    }
    StreamDecoder decoder(names);
    std::uint64_t delivered = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::vector<char> frame(text.begin() + std::ptrdiff_t(begin), text.begin() + std::ptrdiff_t(end));
        frame.resize(frame.size() + StreamDecoder::padding);
        const std::size_t nodes = names.nodeCount();
        const auto message = decoder.decode({frame.data(), end - begin}, delivered, batch);
        check(message.has_value(), nodes, message ? "" : message.error().message);
        if (message && message->lastSequence > delivered)
            delivered = message->lastSequence;
        names.publish();
        begin = end + 1;
    }
    return 0;
}
