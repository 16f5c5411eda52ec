// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/interruption.h"
#include "app/commandline/outputfile.h"
#include "app/commandline/progressline.h"
#include "models/exchange/folderrecording.h"
#include "models/exchange/recordingexport.h"
#include "models/exchange/sessionexchange.h"

namespace desk {

struct ExportRunOptions
{
    std::string session;
    std::string file; // - = stdout
    ExchangeFormat format = ExchangeFormat::csv;
    ExchangeSelection selection;
    bool force = false;
    bool json = false;
};

// One call of `constellation export`. On the main thread.
class ExportRun
{
public:
    explicit ExportRun(ExportRunOptions options);
    ~ExportRun();

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<SessionCursor::Extent> open();
    Result<void> write(RecordingExport &recording, OutputFile &file, const SessionCursor::Extent &extent);
    void sumUp(const RecordingExport &recording, std::uint64_t bytes, std::size_t damaged);

    ExportRunOptions m_options;
    Interruption m_interruption;
    ProgressLine m_line;
    std::unique_ptr<FolderRecording> m_folder; // of a data folder
    std::unique_ptr<SessionCursor> m_cursor;   // of a session file
    std::optional<SessionSource> m_file;       // likewise
};

} // namespace desk
