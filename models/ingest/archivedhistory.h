// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreader.h"
#include "models/ingest/journalhistory.h"

#include <unordered_map>

namespace desk {

// Session files of a data folder, and after them what only the journal has yet, as one source of history.
// History's thread.
class ArchivedHistory final : public HistorySource
{
public:
    // names: of the thread's own dictionary, whose ids the ranges use.
    ArchivedHistory(std::filesystem::path folder, const SeriesDictionary &names)
        : m_folder(std::move(folder))
        , m_names(names)
        , m_journal(m_folder / "journal")
    {
    }

    std::unique_ptr<Scan> scan(const Range &range) override;

private:
    class ArchiveScan;
    void openFiles();

    const std::filesystem::path m_folder;
    const SeriesDictionary &m_names;
    JournalHistory m_journal;
    struct File
    {
        std::uint64_t inode = 0; // a finished file was session.desk before
        std::unique_ptr<SessionReader> reader;
        // Its series by name ("node\ndst\nmetric\nlabels"), for those that have other ids than ours; made
        // when it is needed, and anew when the file has more names.
        std::unordered_map<std::string, SeriesId> ids;
        std::size_t idsOf = 0; // series that were looked at
    };
    // Id of a series in a file; noSeries when the file does not know it.
    [[nodiscard]] SeriesId idIn(File &file, SeriesId series) const;

    std::map<std::filesystem::path, File> m_files;
};

} // namespace desk
