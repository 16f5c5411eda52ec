// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockcodec.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <functional>

namespace desk {

// A full or ended PointBlock as rows.
struct PackedPoints
{
    struct Block
    {
        SeriesId series = noSeries;
        std::string summary;
        std::string data;
    };
    EntityId entity = noEntity;
    std::uint64_t first = 0; // sequence numbers
    std::uint64_t last = 0;
    std::int64_t begin = 0; // generation times, ns
    std::int64_t end = 0;
    std::size_t count = 0;
    bool ordered = true;
    std::string times;
    std::vector<Block> blocks;
};

// What goes into the file at once, or not at all.
struct SessionCommit
{
    struct Rows // of arrival and tail
    {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint64_t batches = 0;
        std::string data;
    };
    DictionaryChanges names;
    std::vector<PackedPoints> points;
    std::vector<Rows> arrivals;
    std::vector<Rows> tails;
    std::uint64_t tailNeededFrom = 0; // tails that end before this number go; ~0: all
    std::uint64_t recorded = 0;       // the journal is in the file up to here
};

// The one connection that writes a session file; it also checkpoints. One thread, that of the recorder.
class SessionWriter
{
public:
    // Makes the file where there is none.
    static Result<std::unique_ptr<SessionWriter>> open(const std::filesystem::path &path);
    ~SessionWriter();
    SessionWriter(const SessionWriter &) = delete;
    SessionWriter &operator=(const SessionWriter &) = delete;

    // On the disk when it returns. On failure the file is as before.
    Result<void> commit(const SessionCommit &changes);
    // Moves what was committed from the log beside the file into the file, when there is much of it.
    Result<void> checkpoint();
    // Key-value pairs of the table "about": where the recording came from.
    Result<void> describe(std::string_view key, std::string_view value);

    // Last point that the file holds, as a start finds it.
    [[nodiscard]] Result<std::uint64_t> recorded() const;
    // Sequence numbers of points that are in blocks, from a number on, in no order.
    Result<void> readBlocked(std::uint64_t from,
                             const std::function<void(std::uint64_t sequence)> &take) const;
    // Tails as they are, oldest first: a start puts what is not in blocks into blocks again.
    Result<void> readTails(const std::function<Result<void>(std::string_view data)> &take) const;

private:
    struct Impl;
    explicit SessionWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
