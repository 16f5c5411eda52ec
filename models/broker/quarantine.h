// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalfile.h"
#include "models/broker/journalreader.h"

namespace desk {

// The folder journal/quarantine: damaged segments as they were found, and damage.jsonl, one line for each
// damage with what it cost, so that a start tells of it once. Used while the journal opens. One thread.
class Quarantine
{
public:
    explicit Quarantine(const std::filesystem::path &journalFolder);

    // These numbers are gone and it has been told.
    [[nodiscard]] bool knows(const JournalDamage &damage) const;
    // Puts the segment aside and leaves what is good of it in its place, with definitions before it. Returns
    // where it went; empty and nothing changed when that failed.
    std::string replace(const std::filesystem::path &segment, const JournalReader::Segment &content,
                        const std::vector<JournalRange> &good, std::string_view definitions,
                        const JournalFileMaker &makeFile);
    // Puts the whole segment aside. Empty when that failed.
    std::string move(const std::filesystem::path &segment);
    void note(const JournalDamage &damage);

private:
    [[nodiscard]] std::filesystem::path freeName(const std::filesystem::path &segment) const;

    const std::filesystem::path m_folder;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_lost; // first and last numbers
};

} // namespace desk
