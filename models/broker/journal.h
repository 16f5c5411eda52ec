// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace desk {

// The answer a producer got for a keyed request: part of the batch's record, so that a repeat after a restart
// is answered as the first time.
struct IdempotentAnswer
{
    std::string key;
    std::string answer;
    Timestamp time{};
    bool operator==(const IdempotentAnswer &) const = default;
};

// The log of the stream "telemetry": every accepted batch in one order, appended before it is acknowledged.
// Files of a data folder's journal/, each a segment that defines names before it uses their ids; records
// carry length and CRC-32C (layout: journalformat.h). Appending returns when write(2) returned: a killed
// process loses nothing acknowledged. Ingest thread.
class Journal
{
public:
    struct Options
    {
        std::filesystem::path folder;
        std::uint64_t segmentBytes = 64ULL << 20U;
        std::uint64_t maxBytes = 4ULL << 30U; // full: appending fails with storageUnavailable
    };
    // What a start found on the disk.
    struct Recovery
    {
        std::uint64_t points = 0;
        std::uint64_t tornBytes = 0;      // of an append that never finished, cut off
        std::uint64_t damagedRecords = 0; // skipped, file left as it is
        std::string fleet;                // newest fleet definition, JSON; empty for none
        std::vector<IdempotentAnswer> answers;
    };
    using Replay = std::function<void(SampleBatch &&)>;

    // Reads what is there into the dictionary (published afterwards) and hands every batch to replay.
    static Result<std::unique_ptr<Journal>> open(Options options, SeriesDictionary &dictionary,
                                                 const Replay &replay, Recovery &recovery);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    // Numbers the points of the batch and appends it with the names it needs. On failure nothing was
    // appended and no number was used.
    Result<void> append(SampleBatch &batch, const SeriesDictionary &dictionary,
                        const IdempotentAnswer *answer = nullptr);
    // The fleet definition in force from here on.
    Result<void> appendFleet(std::string_view json, const SeriesDictionary &dictionary);

    [[nodiscard]] std::uint64_t nextSequence() const { return m_nextSequence; }
    [[nodiscard]] std::uint64_t bytes() const { return m_totalBytes; }

private:
    explicit Journal(Options options)
        : m_options(std::move(options))
    {
    }
    Result<void> openSegment(const SeriesDictionary &dictionary);
    Result<void> makeRoom(std::uint64_t bytes, const SeriesDictionary &dictionary);
    Result<void> write(std::span<const std::span<const std::byte>> parts);
    Result<void> writeRecord(std::uint8_t type, std::span<const std::span<const std::byte>> payload,
                             const SeriesDictionary &dictionary);

    const Options m_options;
    int m_file = -1;
    std::uint64_t m_segmentBytes = 0;
    std::uint64_t m_totalBytes = 0;
    std::uint64_t m_nextSequence = 1;
    DictionaryCursor m_defined; // names the open segment holds
    std::string m_fleet;        // repeated at the start of each segment
    std::string m_definitions;  // reused
};

} // namespace desk
