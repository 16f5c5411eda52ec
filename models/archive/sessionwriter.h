// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/keyframe.h"
#include "models/archive/levelbuilder.h"
#include "models/archive/sessionlog.h"
#include "models/archive/sessionnames.h"

#include <filesystem>
#include <functional>

namespace desk {

// What goes into the file at once, or not at all.
struct SessionCommit
{
    struct Rows // of arrival and tail
    {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint64_t batches = 0;
        std::string data; // packed
    };
    // The last values at a moment, so that a seek need not read what came before.
    struct KeyFrame
    {
        std::uint64_t sequence = 0; // of the next point
        std::int64_t reception = 0; // ns since 1970
        std::string data;           // packed
    };
    DictionaryChanges names;
    std::map<SeriesId, std::string> units; // of series among them, where they are not the metric's usual ones
    std::vector<Shape> shapes;
    std::vector<PackedPoints> points; // one of a known id takes the place of the earlier
    std::vector<PackedLevel> levels;
    std::vector<Rows> arrivals;
    std::vector<Rows> tails;
    bool replaceTails = false; // the earlier ones go first
    std::vector<KeyFrame> keyFrames;
    SessionLog log;
    std::uint64_t tailNeededFrom = 0; // tails that end before this number go; ~0: all
    std::uint64_t recorded = 0;       // all points up to here are in the file
};

// The one connection that writes a session file; it also checkpoints. One thread, that of the recorder.
class SessionWriter
{
public:
    // Makes the file where there is none.
    static Result<std::unique_ptr<SessionWriter>> open(const std::filesystem::path &path);
    ~SessionWriter(); // gives back what the file no longer uses
    SessionWriter(const SessionWriter &) = delete;
    SessionWriter &operator=(const SessionWriter &) = delete;

    // On the disk when it returns. On failure the file is as before.
    Result<void> commit(const SessionCommit &changes);
    // Moves what was committed from the log beside the file into the file, when there is much of it.
    Result<void> checkpoint();
    // The newest key frame; no points without any.
    Result<KeyFrame> keyFrame();
    // Key-value pairs of the table "about": where the recording came from.
    Result<void> describe(std::string_view key, std::string_view value);

    // As a start finds it.
    struct State
    {
        std::uint64_t recorded = 0; // all points up to here
        std::int64_t nextPoints = 1;
        Timestamp firstReception{}; // of a point; zero without any
        Timestamp lastReception{};
        std::vector<Shape> shapes;
    };
    Result<State> state();
    Result<SessionNames> names();
    // Points of a shape that are in rows, from a number on, in no order.
    Result<void> readRecorded(ShapeId shape, std::uint64_t from,
                              const std::function<void(ShapeId shape, std::uint64_t sequence)> &take);
    struct Tail
    {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::string data;      // unpacked
        std::size_t bytes = 0; // packed
    };
    // Tails as they are, oldest first. A damaged one is left out.
    Result<void> readTails(const std::function<Result<void>(const Tail &)> &take);
    // Rows of a shape that hold generation times of [begin, end].
    Result<void> readRows(ShapeId shape, std::int64_t begin, std::int64_t end,
                          const std::function<void(std::int64_t id)> &take);
    // Times and all series of a row; false when it is not there or damaged.
    Result<bool> readRow(std::int64_t id, std::size_t series, BlockCodec::Times &times,
                         std::vector<BlockCodec::Samples> &samples);
    // What a shape's levels have to know of the rows that are in the file already.
    struct ShapeState
    {
        std::int64_t newest = INT64_MIN;      // generation time of all its points
        std::int64_t newestClean = INT64_MIN; // of those in rows that are not loose
        std::int64_t lastClean = 0;           // id of the last such row
    };
    // Deletes the rows of a shape that its levels hold and that end before this time; whether there were any.
    Result<bool> thin(ShapeId shape, std::int64_t before);
    Result<ShapeState> restore(const Shape &shape, LevelBuilder &levels, std::vector<PackedLevel> &full);

    struct Impl; // of the sources

private:
    explicit SessionWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
