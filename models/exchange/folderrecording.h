// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessioncursor.h"
#include "models/broker/journalcursor.h"
#include "models/exchange/batchsource.h"

#include <filesystem>
#include <unordered_map>

namespace desk {

// A data folder as one recording: its session files and behind them what only the journal has yet, each point
// once, in the order of their numbers, up to what was there when it was opened; its owner may go on writing.
// Files of another journal, whose numbers mean other points, come first, one journal after the other. Changes
// nothing. Any one thread.
class FolderRecording final : public BatchSource
{
public:
    // notFound: there is neither a session file nor a journal. A finished file that cannot be read is left
    // out, see notes(); session.desk is not.
    static Result<std::unique_ptr<FolderRecording>> open(const std::filesystem::path &folder);
    ~FolderRecording() override;

    [[nodiscard]] const SessionNames &names() const override { return m_names; }
    Result<SampleBatchPtr> next() override;

    // Numbers of the points of its own journal.
    [[nodiscard]] SessionCursor::Extent extent() const { return {m_first, m_last, {}, {}}; }
    [[nodiscard]] std::size_t damagedBlocks() const;
    // Points that came from the journal, so far.
    [[nodiscard]] std::uint64_t fromJournal() const { return m_fromJournal; }
    // What could not be read, in words.
    [[nodiscard]] const std::vector<std::string> &notes() const { return m_notes; }

private:
    struct Part // a session file
    {
        std::filesystem::path path;
        std::unique_ptr<SessionCursor> cursor;
        SessionCursor::Extent extent;
        std::string journal; // that its numbers belong to
        bool isOwn = false;  // of this folder's journal
        SessionNames::Mapping ids;
        std::unordered_map<SeriesId, std::unordered_map<std::uint32_t, std::uint32_t>> texts; // where others
        bool isSame = true; // ids and texts are ours
    };

    explicit FolderRecording(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }
    Result<void> readJournalNames();
    Result<void> openFiles();
    Result<Part> openPart(const std::filesystem::path &path);
    Result<void> learn(Part &part);
    void sortParts();
    void takeNames();
    Result<SampleBatchPtr> nextOfPart(Part &part);
    Result<SampleBatchPtr> nextOfJournal();
    bool takeUpRecorded(std::uint64_t before);
    static void translate(const Part &part, SampleBatch &batch);

    const std::filesystem::path m_folder;
    SeriesDictionary m_dictionary{{10'000'000, 10'000'000, 1'000'000}};
    SessionNames m_names;
    std::string m_identity; // of the journal
    std::vector<Part> m_parts;
    std::size_t m_part = 0;
    std::uint64_t m_next = 1; // number to come, of the journal whose points are being read
    std::uint64_t m_first = 1;
    std::uint64_t m_last = 0; // of the own journal's points
    std::optional<JournalCursor> m_journal;
    SampleBatchPtr m_held;         // of the journal, waits for what was recorded before it
    std::uint64_t m_triedFrom = 0; // m_next when the files were looked through again
    std::uint64_t m_fromJournal = 0;
    std::vector<std::string> m_notes;
};

} // namespace desk
