// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"

#include <map>
#include <string>
#include <vector>

namespace desk {

// Something of a session file or a journal that is not as it was written, and what it held as far as that can
// be told. A value.
struct SessionLoss
{
    std::string table; // or the name of a journal's file
    std::int64_t row = 0;
    std::string reason;
    std::vector<std::string> series; // "node metric"; empty: all of the row, or not known which
    std::uint64_t first = 1;         // sequence numbers; first > last: none, or not known
    std::uint64_t last = 0;
    std::int64_t begin = 1; // generation times, ns since 1970; begin > end: not known
    std::int64_t end = 0;
    bool operator==(const SessionLoss &) const = default;
};

struct NumberRange
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool operator==(const NumberRange &) const = default;
};

// What a look at a whole session file, or at a data folder, found. A value.
struct SessionReport
{
    static constexpr std::size_t mostListed = 1000; // of each kind

    std::map<std::string, std::uint64_t> rows; // whole ones, by table
    std::uint64_t points = 0;                  // in rows and tails, each once
    std::uint64_t samples = 0;
    std::uint64_t first = 1; // numbers of the first and the last of them
    std::uint64_t last = 0;
    std::vector<std::string> structure; // what SQLite says about the file's pages
    std::vector<SessionLoss> losses;
    std::uint64_t unlisted = 0;       // more losses
    std::vector<NumberRange> missing; // came and are in no row; only looked for where something is damaged
    std::vector<SessionGap> gaps;
    // Of a data folder.
    bool hasJournal = false;
    std::uint64_t journalFirst = 1; // numbers the journal holds
    std::uint64_t journalLast = 0;
    std::uint64_t notRecorded = 0;  // points that are in the journal only
    std::vector<std::string> notes; // what is worth to know and no damage

    [[nodiscard]] bool isWhole() const { return structure.empty() && losses.empty(); }
    void add(SessionLoss loss)
    {
        if (losses.size() < mostListed)
            losses.push_back(std::move(loss));
        else
            ++unlisted;
    }
};

} // namespace desk
