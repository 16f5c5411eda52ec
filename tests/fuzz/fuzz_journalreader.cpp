// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalreader.h"
#include "tests/fuzz/journalrecords.h"

using namespace desk;

// The part of a journal's recovery that touches no file, and therefore gets through many more inputs than
// fuzz_journal: segments of any bytes (first byte even) or of any records. What it calls good lies within the
// segment, in order, and no batch has an id that nobody defined.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::span input(data + 1, size - 1);
    std::vector<journalrecords::Segment> segments{{1, {input.begin(), input.end()}}};
    if ((data[0] & 1U) != 0)
        segments = journalrecords::segmentsOf(input);
    SeriesDictionary names({1000, 100, 50});
    const Journal::Replay replay = [&](const SampleBatch &batch) {
        journalrecords::checkBatch(batch, names);
    };
    Journal::Options options;
    if ((data[0] & 2U) != 0)
        options.replayBytes = 200;
    Journal::Recovery recovery;
    JournalReader reader(names, replay, options, recovery);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::span<const std::byte> bytes = std::as_bytes(std::span(segments[i].bytes));
        const std::uint64_t before = reader.nextSequence();
        const bool last = i + 1 == segments.size();
        const JournalReader::Found found = reader.read(
            {"x.seg", segments[i].first, last ? 0 : segments[i + 1].first, 0, bytes, [&] {
                 return last ? std::span<const std::byte>{} : std::as_bytes(std::span(segments[i + 1].bytes));
             }});
        std::size_t end = 0;
        for (const JournalRange &range : found.good) {
            if (range.from < end || range.to <= range.from || range.to > bytes.size())
                std::abort();
            end = range.to;
        }
        for (const JournalDamage &damage : found.damages) {
            if (damage.from > damage.to || damage.to > bytes.size() || damage.reason.empty())
                std::abort();
        }
        if (found.tornFrom > bytes.size() || found.tornFrom < end || reader.nextSequence() < before)
            std::abort();
    }
    return 0;
}
