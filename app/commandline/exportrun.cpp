// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/exportrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "models/exchange/sessionexchange.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::size_t writtenBytes = 256U << 10U;

std::string nanoTime(Timestamp time)
{
    return formatTimestamp(time, Fraction::nano);
}

} // namespace

ExportRun::ExportRun(ExportRunOptions options)
    : m_options(std::move(options))
{
}

ExportRun::~ExportRun() = default;

Result<SessionCursor::Extent> ExportRun::open()
{
    std::error_code ignored;
    if (std::filesystem::is_directory(m_options.session, ignored)) {
        auto folder = FolderRecording::open(m_options.session);
        if (!folder)
            return tl::unexpected(folder.error());
        m_folder = *std::move(folder);
        return m_folder->extent();
    }
    auto cursor = SessionCursor::open(m_options.session);
    if (!cursor)
        return tl::unexpected(cursor.error());
    m_cursor = *std::move(cursor);
    m_file.emplace(*m_cursor);
    return m_cursor->extent();
}

int ExportRun::run()
{
    const auto extent = open();
    if (!extent)
        return complain(extent.error());
    BatchSource &source = m_folder ? static_cast<BatchSource &>(*m_folder) : *m_file;
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
    sumUp(recording, file->written(), m_folder ? m_folder->damagedBlocks() : m_cursor->damagedBlocks());
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
        if (more && bytes.size() < writtenBytes)
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
    if (m_folder && m_folder->fromJournal() > 0)
        m_line.say(counted(m_folder->fromJournal(), "point") + " of the folder in the journal only");
    for (const std::string &note : m_folder ? m_folder->notes() : std::vector<std::string>())
        m_line.say("left out: " + note);
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
