// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/stampplan.h"
#include "models/telemetry/result.h"

#include <optional>
#include <string>
#include <vector>

namespace desk {

// How far files were posted, kept in a file after each batch that the server answered for, so that another
// run goes on there with the same times and the same idempotency keys. JSON: { "run", "reading", "begun",
// "stamp", "shift", "round", "sent", "files": [{ "file", "points", "beginning": { "bytes", "hash" } }] }; the
// shift in nanoseconds. One thread.
class PostResume
{
public:
    // files: as named on the command line. reading: how they are read, in words; another way of reading
    // counts other points. run: of a journey that begins here. Errors: the file cannot be read or written, is
    // damaged, or belongs to other files, each with the remedy.
    static Result<PostResume> open(const std::string &path, const std::vector<std::string> &files,
                                   const std::string &reading, const std::string &run, Timestamp now);

    [[nodiscard]] const std::string &run() const { return m_run; }
    [[nodiscard]] bool isResumed() const { return m_isResumed; }
    [[nodiscard]] std::uint64_t sent() const { return m_sent; } // points, all rounds and runs
    [[nodiscard]] std::uint64_t sentOfRound() const;            // of the present round
    [[nodiscard]] std::uint64_t sentOf(std::size_t file) const { return m_files[file].points; } // likewise
    [[nodiscard]] Timestamp begun() const { return m_begun; }                                   // the round
    [[nodiscard]] const std::string &path() const { return m_path; }

    // The times of the present round: as they were decided for it, or as they are now.
    StampPlan plan(std::optional<Stamp> asked, const FileTimes &times);

    // So many more points of a file are done with.
    Result<void> advance(std::size_t file, std::uint64_t points);
    // All files from their beginning.
    Result<void> nextRound(Timestamp now);

private:
    struct Beginning // of a file, to know it again
    {
        std::size_t bytes = 0;
        std::uint64_t hash = 0;

        bool operator==(const Beginning &) const = default;
    };
    struct Place
    {
        std::string file;
        std::uint64_t points = 0;
        Beginning beginning;
    };

    static Result<Beginning> beginningOf(const std::string &file, std::size_t bytes);
    Result<void> load(const std::string &text);
    Result<void> save() const;

    std::string m_path;
    std::string m_run;
    std::string m_reading;
    Timestamp m_begun{};
    std::optional<Stamp> m_stamp; // decided for the round
    std::chrono::nanoseconds m_shift{};
    std::uint64_t m_round = 0;
    std::uint64_t m_sent = 0;
    std::vector<Place> m_files;
    bool m_isResumed = false;
};

} // namespace desk
