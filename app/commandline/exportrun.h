// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/interruption.h"
#include "app/commandline/outputfile.h"
#include "app/commandline/progressline.h"
#include "models/archive/sessioncursor.h"
#include "models/exchange/recordingexport.h"

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
    explicit ExportRun(ExportRunOptions options)
        : m_options(std::move(options))
    {
    }

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> write(RecordingExport &recording, OutputFile &file, const SessionCursor::Extent &extent);
    void sumUp(const RecordingExport &recording, std::uint64_t bytes, std::size_t damaged);

    ExportRunOptions m_options;
    Interruption m_interruption;
    ProgressLine m_line;
};

} // namespace desk
