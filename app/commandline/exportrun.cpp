// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/exportrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "models/broker/journalcursor.h"
#include "models/exchange/sessionexchange.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::size_t pieceBytes = 256U << 10U;

std::string nanoTime(Timestamp time)
{
    return formatTimestamp(time, Fraction::nano);
}

// Points of a data folder's journal that its session has not taken up yet.
std::uint64_t onlyInJournal(const std::filesystem::path &folder, std::uint64_t recorded)
{
    JournalCursor journal(folder / "journal", recorded + 1);
    std::uint64_t points = 0;
    while (true) {
        const auto step = journal.next(~std::uint64_t{0});
        if (!step || (!step->batch && step->exhausted))
            return points;
        if (step->batch && step->batch->lastSequence() > recorded)
            points += std::min<std::uint64_t>(step->batch->points(), step->batch->lastSequence() - recorded);
    }
}

} // namespace

int ExportRun::run()
{
    std::error_code ignored;
    const std::filesystem::path folder = m_options.session;
    const bool isFolder = std::filesystem::is_directory(folder, ignored);
    if (isFolder) {
        m_options.session = folder / "session.desk";
        if (!std::filesystem::exists(m_options.session, ignored))
            return complain(folder.string() +
                            " is a folder without a session.desk; name a data folder or a session file");
    }
    auto cursor = SessionCursor::open(m_options.session);
    if (!cursor)
        return complain(cursor.error());
    const auto extent = (*cursor)->extent();
    if (!extent)
        return complain(extent.error());
    SessionSource source(**cursor);
    RecordingExport recording(source, m_options.selection, m_options.format);
    if (recording.series() == 0)
        return complain(m_options.session + " has no series" +
                        (m_options.selection.nodes.empty() && m_options.selection.metrics.empty()
                             ? std::string()
                             : " that --node and --metric name"));
    auto file = OutputFile::open(m_options.file, m_options.force);
    if (!file)
        return complain(file.error());
    auto written = write(recording, *file, *extent);
    m_line.clear();
    if (written && m_interruption.isRequested())
        return complain("interrupted; " +
                        std::string(m_options.file == "-" ? "the recording is cut off" : "nothing was left"));
    if (written)
        written = file->finish();
    if (!written)
        return complain(written.error());
    sumUp(recording, file->written(), (*cursor)->damagedBlocks());
    if (const auto missing = isFolder ? onlyInJournal(folder, extent->last) : 0; missing > 0)
        m_line.say(counted(missing, "point") + " from " + std::to_string(extent->last + 1) +
                   " on are in the journal only and not in the file; they are recorded within 2 s while the "
                   "server runs, else at its next start");
    return exitOk;
}

Result<void> ExportRun::write(RecordingExport &recording, OutputFile &file,
                              const SessionCursor::Extent &extent)
{
    std::string bytes;
    const double all = static_cast<double>(extent.last) - static_cast<double>(extent.first) + 1;
    bool more = true;
    while (more && !m_interruption.isRequested()) {
        const auto went = recording.step(bytes);
        if (!went)
            return tl::unexpected(went.error());
        more = *went;
        if (more && bytes.size() < pieceBytes)
            continue;
        if (auto written = file.write(bytes); !written)
            return written;
        bytes.clear();
        if (!m_line.isDue())
            continue;
        const auto totals = recording.totals();
        const double done = static_cast<double>(totals.lastSequence) - static_cast<double>(extent.first) + 1;
        m_line.show(all > 0 ? std::optional(done / all) : std::nullopt,
                    counted(totals.points, "point") + "  " + sizeWords(file.written()));
    }
    return {};
}

void ExportRun::sumUp(const RecordingExport &recording, std::uint64_t bytes, std::size_t damaged)
{
    const auto totals = recording.totals();
    m_line.say(counted(totals.points, "point") + " with " + counted(totals.samples, "value") + ", " +
               sizeWords(bytes) + " of " + std::string(exchangeFormatWord(m_options.format)) +
               (m_options.file == "-" ? std::string() : ", in " + m_options.file));
    if (totals.leftOut > 0)
        m_line.say(counted(totals.leftOut, "value") +
                   " left out: without a name in the session, or without a place in this format");
    if (damaged > 0)
        m_line.say(counted(damaged, "damaged block") + " left out; constellation verify says what they held");
    if (!m_options.json)
        return;
    nlohmann::ordered_json json{{"session", m_options.session},
                                {"file", m_options.file},
                                {"format", exchangeFormatWord(m_options.format)},
                                {"series", recording.series()},
                                {"points", totals.points},
                                {"values", totals.samples},
                                {"left_out", totals.leftOut},
                                {"damaged_blocks", damaged},
                                {"bytes", bytes}};
    json["begin"] = totals.begin ? nlohmann::ordered_json(nanoTime(*totals.begin)) : nullptr;
    json["end"] = totals.end ? nlohmann::ordered_json(nanoTime(*totals.end)) : nullptr;
    std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n'
              << std::flush;
}

} // namespace desk
