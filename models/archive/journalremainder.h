// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreport.h"
#include "models/broker/journal.h"

#include <filesystem>

namespace desk {

// Reads a data folder's journal without changing anything, also while its owner goes on writing: the names it
// defines and every batch. What cannot be read is added to the report.
// identity: the one that its folder keeps; empty when there is none.
struct JournalRemainder
{
    std::uint64_t first = 1; // numbers it holds; first > last: none
    std::uint64_t last = 0;
    std::uint64_t next = 1; // number of the point to come
    std::string identity;
};
JournalRemainder readJournal(const std::filesystem::path &folder, SeriesDictionary &dictionary,
                             const Journal::Replay &take, SessionReport &report);

} // namespace desk
