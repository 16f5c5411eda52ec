// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionfiles.h"
#include "models/ingest/journalhistory.h"

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
    // Id of a series in a file; noSeries when the file does not know it.
    [[nodiscard]] SeriesId idIn(SessionFiles::File &file, SeriesId series) const;

    const std::filesystem::path m_folder;
    const SeriesDictionary &m_names;
    JournalHistory m_journal;
    SessionFiles m_files;
};

} // namespace desk
