// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/recorder.h"
#include "models/archive/retention.h"
#include "models/broker/journal.h"
#include "models/forecast/forecast.h"
#include "models/ingest/servermetrics.h"
#include "models/processing/gaplog.h"
#include "models/telemetry/eventlog.h"
#include "models/topology/topology.h"

namespace desk {

// The session file of a data folder and what goes into it: points, events, the fleet graph, limits, the time
// in which nothing was recorded. Lets the journal go where it is recorded. open(), publish(), tick() and
// finish() by the ingest thread, or while it does not run.
class RecordingService
{
public:
    struct Journals
    {
        std::filesystem::path folder;
        std::string identity; // of the log that the numbers belong to
        Journal &journal;
        std::uint64_t keepBytes; // of what is recorded already
        std::chrono::nanoseconds keepTime;
    };

    struct Keeping // when a file is finished, and what may go
    {
        std::uint64_t rollBytes = 0;
        bool rollDaily = false;
        Retention::Options retention;
        std::map<std::string, std::string> about = {}; // where the points come from
    };

    RecordingService(const SeriesDictionary &dictionary, EventLog &events, const Topology &topology,
                     const TimeService &time)
        : m_dictionary(dictionary)
        , m_events(events)
        , m_topology(topology)
        , m_time(time)
    {
    }
    ~RecordingService();
    RecordingService(const RecordingService &) = delete;
    RecordingService &operator=(const RecordingService &) = delete;

    // file: DATA/session.desk. One of another journal is kept under another name. limits: those in force,
    // TOML.
    Result<void> open(const std::filesystem::path &file, Journals journals, std::string limits,
                      Keeping keeping);
    // Gaps that are recorded from now on; must outlive the service.
    void setGaps(const GapLog &gaps) { m_gaps = &gaps; }
    // Those of the file that had not ended.
    [[nodiscard]] std::vector<SessionGap> openGaps() const;
    // In the file with the next commit; refused while nothing can be written. Any thread.
    Result<void> add(SessionNote note);
    // As they were issued. Any thread. What comes while nothing can be written is let go.
    void add(const std::vector<Forecast> &issued);
    // Those that hold from the next point on. Ingest thread.
    void setLimits(std::string toml);
    void addMetrics(ServerMetrics &metrics);
    void publish(const SampleBatchPtr &batch) { m_recorder->offer(batch); }
    // Once a second.
    void tick();
    // Brings in the rest, for 4 s at most. Points that stay in the journal for the next start.
    std::uint64_t finish();

    // The newest point of each set of series that the file holds.
    [[nodiscard]] std::vector<SampleBatchPtr> lastPoints() const;
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }

private:
    void putAsideForeign() const;
    void putAside() const;
    [[nodiscard]] Recorder::Options recorderOptions();
    // Number of the last point that finished files of this journal hold.
    [[nodiscard]] std::uint64_t recordedInFinished() const;
    void keepHouse(const std::filesystem::path &finished);
    void recordLog();
    void trimJournal();

    const SeriesDictionary &m_dictionary;
    EventLog &m_events;
    const Topology &m_topology;
    const TimeService &m_time;
    std::filesystem::path m_file;
    std::optional<Journals> m_journals;
    Keeping m_keeping;
    std::optional<Retention> m_retention;
    std::unique_ptr<Recorder> m_recorder;
    const GapLog *m_gaps = nullptr;
    std::uint64_t m_gapChange = 0;
    std::uint64_t m_eventChange = 0;
    std::uint64_t m_topologyVersion = 0;
    std::string m_fleet; // as recorded last
};

} // namespace desk
