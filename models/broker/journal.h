// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalsync.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
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

// A part of the journal that cannot be read, and what it held. first > last: no points are missing.
struct JournalDamage
{
    std::string file;
    std::uint64_t from = 0; // bytes [from, to) of the file
    std::uint64_t to = 0;
    std::uint64_t firstLost = 1; // sequence numbers
    std::uint64_t lastLost = 0;
    std::string reason;
    std::string kept; // where the damaged file was put; empty when there is none
    bool operator==(const JournalDamage &) const = default;
};

// The log of the stream "telemetry": every accepted batch in one order, appended before it is acknowledged.
// Files of a data folder's journal/, each a segment that defines names before it uses their ids; records
// carry length and CRC-32C (layout: journalformat.h). Appending returns when write(2) returned: a killed
// process loses nothing acknowledged; whenOnDisk() tells when a power loss would not either.
// A failed write or sync is a fault: the file is never written again, appending fails until probe() has made
// a new segment that the disk took. Ingest thread.
class Journal
{
public:
    struct Options
    {
        std::filesystem::path folder;
        std::uint64_t segmentBytes = 64ULL << 20U;
        std::uint64_t maxBytes = 4ULL << 30U; // full: appending fails with storageUnavailable
        Timestamp replayFrom{};               // batches received earlier are checked, not handed out
        std::uint64_t replayBytes = ~0ULL;    // nor what lies further from the journal's end
        JournalSync::Post post = {};          // runs a task on the ingest thread; none: syncs block it
        std::function<void(const Error &)> onFault = {}; // also when there was a fault already
        JournalFileMaker makeFile = createJournalFile;
    };
    // What a start found on the disk.
    struct Recovery
    {
        std::uint64_t points = 0;
        std::uint64_t tornBytes = 0;      // of an append that never finished, cut off
        std::uint64_t damagedRecords = 0; // put aside with their file, see damages
        std::string fleet;                // newest fleet definition, JSON; empty for none
        std::vector<IdempotentAnswer> answers;
        std::vector<JournalDamage> damages; // found at this start
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

    // Tells once everything appended so far is on the disk, at once if it is; or that it will not be.
    void whenOnDisk(JournalSync::Done done) { m_sync.whenClean(std::move(done)); }
    [[nodiscard]] bool isOnDisk() const { return m_sync.isClean(); }
    // Begins to bring what was appended to the disk; returns at once.
    void syncSoon() { m_sync.start(); }

    // Why nothing can be appended; none when it can.
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    // Whether the last append was refused because maxBytes are reached; no fault, smaller ones may still fit.
    [[nodiscard]] bool isFull() const { return m_full; }
    // After a fault: tries a new segment; when the disk took it the fault is over and recovered is called.
    void probe(const SeriesDictionary &dictionary, std::function<void()> recovered);

    // Deletes segments from the front whose points all have numbers up to `recorded`, as long as the journal
    // holds more than `keepBytes` or they were written before `keepFrom`. The last segment stays. How many
    // went.
    std::size_t trim(std::uint64_t recorded, std::uint64_t keepBytes, Timestamp keepFrom);

    [[nodiscard]] std::uint64_t syncs() const { return m_sync.syncs(); }
    [[nodiscard]] std::uint64_t nextSequence() const { return m_nextSequence; }
    [[nodiscard]] std::uint64_t bytes() const { return m_totalBytes; }

private:
    explicit Journal(Options options);
    Result<void> openSegment(const SeriesDictionary &dictionary);
    Result<void> makeRoom(std::uint64_t bytes, const SeriesDictionary &dictionary);
    Result<void> write(std::span<const std::span<const std::byte>> parts);
    Result<void> writeRecord(std::uint8_t type, std::span<const std::span<const std::byte>> payload,
                             const SeriesDictionary &dictionary);
    tl::unexpected<Error> fail(const std::string &what, int code);

    const Options m_options;
    std::shared_ptr<JournalFile> m_file; // none after a fault
    std::filesystem::path m_path;        // of m_file
    std::uint64_t m_segmentBytes = 0;
    std::uint64_t m_totalBytes = 0;
    std::uint64_t m_nextSequence = 1;
    DictionaryCursor m_defined;    // names the open segment holds
    std::string m_fleet;           // repeated at the start of each segment
    std::string m_definitions;     // reused
    std::vector<std::byte> m_wide; // reused
    std::optional<Error> m_fault;
    bool m_probing = false;
    bool m_full = false;
    JournalSync m_sync;
};

} // namespace desk
