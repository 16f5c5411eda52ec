// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/crc32c.h"
#include "models/broker/journalformat.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <vector>

// What the fuzz targets of the journal share: segments whose records have a right CRC, made of any bytes.
namespace desk::journalrecords {

using namespace journalformat;

struct Segment
{
    std::uint64_t first = 1;
    std::vector<std::uint8_t> bytes;
};

template <class T>
inline void put(std::vector<std::uint8_t> &out, const T &value)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(&value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

// A batch whose columns fit its header: the counts from the first bytes, the columns from those behind.
inline std::vector<std::uint8_t> shapedBatch(std::span<const std::uint8_t> from)
{
    const auto byte = [&](std::size_t i) { return i < from.size() ? from[i] : std::uint8_t{0}; };
    BatchHeader header;
    header.firstSequence = byte(0);
    header.reception = byte(1);
    header.points = byte(2) % 8;
    header.samples = byte(3) % 8;
    header.wide = byte(4) % 4;
    header.keyBytes = byte(5) % 8;
    header.answerBytes = byte(6) % 8;
    std::vector<std::uint8_t> content;
    put(content, header);
    content.insert(content.end(), from.begin() + std::min<std::ptrdiff_t>(7, std::ssize(from)), from.end());
    content.resize(sizeof header + header.points * 16 + header.samples * 13 + header.wide * wideBytes +
                   header.keyBytes + header.answerBytes);
    return content;
}

// Each record of the input: what it is, two bytes of length, content.
inline std::vector<Segment> segmentsOf(std::span<const std::uint8_t> input)
{
    const auto fresh = [](std::uint64_t first) {
        Segment segment{first, {}};
        put(segment.bytes, SegmentHeader{magic, version, first});
        return segment;
    };
    std::vector<Segment> all{fresh(1)};
    while (input.size() >= 3) {
        const std::uint8_t kind = input[0];
        const std::size_t length =
            std::min<std::size_t>(input[1] + std::size_t{256} * input[2], input.size() - 3);
        std::vector<std::uint8_t> content(input.begin() + 3,
                                          input.begin() + 3 + static_cast<std::ptrdiff_t>(length));
        input = input.subspan(3 + length);
        if (kind % 8 == 6) { // another segment begins
            const std::uint64_t next = all.back().first + (content.empty() ? 1 : content[0]);
            if (next > all.back().first)
                all.push_back(fresh(next));
            continue;
        }
        std::vector<std::uint8_t> &bytes = all.back().bytes;
        if (kind % 8 == 5)
            content = shapedBatch(content);
        if (kind % 8 != 7) { // else raw bytes between the records
            RecordHeader header;
            header.length = static_cast<std::uint32_t>(content.size());
            header.type = kind % 8 == 5 ? 2 : kind % 8;
            header.crc =
                crc32c(std::as_bytes(std::span(content)), crc32c(std::as_bytes(std::span(&header.type, 1)))) ^
                (kind >= 0xF0 ? 1U : 0U); // few are damaged
            header.check = header.length ^ magic;
            put(bytes, header);
        }
        bytes.insert(bytes.end(), content.begin(), content.end());
    }
    return all;
}

// Every id is of a name that somebody defined.
inline void checkBatch(const SampleBatch &batch, const SeriesDictionary &names)
{
    for (const EntityId id : batch.entity) {
        if (index(id) >= names.entityCount())
            std::abort();
    }
    for (const SeriesId id : batch.series) {
        if (index(id) >= names.seriesCount())
            std::abort();
    }
    if (batch.value.size() != batch.samples() || batch.quality.size() != batch.samples() ||
        (batch.points() > 0 && batch.pointEnd.back() != batch.samples()))
        std::abort();
    for (const auto &wide : batch.wide) {
        if (wide.sample >= batch.samples())
            std::abort();
    }
}

} // namespace desk::journalrecords
