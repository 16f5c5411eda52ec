// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"
#include "models/datalink/datalinkstatus.h"
#include "models/forecast/predictionsource.h"
#include "models/ingest/ingestclients.h"
#include "models/ownership/ownershipboard.h"
#include "models/processing/derivedparameters.h"
#include "models/processing/displayqueue.h"
#include "models/processing/gaplog.h"
#include "models/processing/ownmeasurements.h"
#include "models/processing/seriescatalogue.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/timeseries/serieshistory.h"
#include "models/topology/topologysnapshot.h"

#include <filesystem>
#include <memory>
#include <string>

namespace desk {

class LinkManager;

// What a window looks at: the instance in its own program, or another one over the network. The window cannot
// tell them apart but by origin(). Queries may be asked on any thread.
class TelemetrySource
{
public:
    struct Counters
    {
        std::uint64_t points = 0; // received in this run; by an instance of its own: and acknowledged
        std::uint64_t samples = 0;
        std::uint64_t journalled = 0;     // points in the journal; 0 when it is another program's
        std::uint64_t displayDropped = 0; // samples no window could follow
    };

    TelemetrySource() = default;
    virtual ~TelemetrySource() = default;
    TelemetrySource(const TelemetrySource &) = delete;
    TelemetrySource &operator=(const TelemetrySource &) = delete;

    [[nodiscard]] virtual DisplayQueue &displayQueue() = 0;
    [[nodiscard]] virtual const SeriesDictionary &dictionary() const = 0; // changesSince()
    [[nodiscard]] virtual EventLog &events() = 0;
    [[nodiscard]] virtual TopologySnapshotPtr topology() const = 0;
    [[nodiscard]] virtual Counters counters() const = 0;
    // Of the server, or of the subscription.
    [[nodiscard]] virtual DataLinkStatus serverStatus() const = 0;
    // What was received before a window opened, asked for by ids of those names, which outlive it; null when
    // there is none. GUI thread.
    [[nodiscard]] virtual std::unique_ptr<SeriesHistory> history(const SeriesCatalogue &) { return nullptr; }
    // Links and nodes of which nothing comes, as they are noticed; null where nobody looks.
    [[nodiscard]] virtual const GapLog *gaps() const { return nullptr; }
    // The session file that is being written; empty = none.
    [[nodiscard]] virtual std::filesystem::path recording() const { return {}; }
    // Into that file. GUI thread.
    virtual Result<void> addNote(const SessionNote &)
    {
        return failure(ErrorCode::unsupported,
                       "nothing is recorded here that a mark could be set in; start without --no-record");
    }
    // What comes next; null where there are no forecasts. As long as the source runs.
    [[nodiscard]] virtual const PredictionSource *predictions() const { return nullptr; }
    // Null where they cannot be changed: they are another program's.
    [[nodiscard]] virtual DerivedParameters *derived() { return nullptr; }
    // Null where they are another program's.
    [[nodiscard]] virtual LimitDefinitions *limits() { return nullptr; }
    // Null where nothing of one's own can be put in: a recording, or another program's data.
    [[nodiscard]] virtual OwnMeasurements *ownMeasurements() { return nullptr; }
    // Who posts points here; null where another program knows. As long as the source runs.
    [[nodiscard]] virtual const IngestClients *clients() const { return nullptr; }
    // Of lab hardware; null where the data come from elsewhere.
    [[nodiscard]] virtual LinkManager *links() { return nullptr; }
    // Who owns which device; null where that is another program's business. As long as the source runs.
    [[nodiscard]] virtual const OwnershipSource *ownership() const { return nullptr; }
    // Where the data are kept when that is not here: the address of the other instance.
    [[nodiscard]] virtual std::string origin() const { return {}; }
};

} // namespace desk
