// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaycontrol.h"
#include "models/instance/telemetrysource.h"
#include "models/processing/seriescatalogue.h"
#include "models/telemetry/timeservice.h"
#include "models/timeseries/gaprecord.h"
#include "models/timeseries/sessionoverview.h"

#include <QString>

#include <filesystem>
#include <functional>
#include <memory>

namespace desk {

// A recording that is replayed, for a window. control and time are parts of the source. Moved, not copied.
// GUI thread.
struct OpenRecording
{
    QString name; // for people: the file's, without its folder
    std::unique_ptr<TelemetrySource> source;
    ReplayControl *control = nullptr;
    const TimeService *time = nullptr;           // its now() is the play head
    std::vector<SeriesCatalogue::OwnUnit> units; // where it states others than usual
    // What there is in it. Called once, on a thread of its own: it takes a while for a long one.
    struct Contents
    {
        SessionOverview overview;
        std::vector<GapRecord::Gap> gaps;
    };
    std::function<Result<Contents>()> look;
    std::function<void()> stop; // before the source goes; may be empty
};

// How a window opens one. The error names the file, what is wrong and what to do.
using RecordingOpener = std::function<Result<OpenRecording>(const std::filesystem::path &)>;

} // namespace desk
