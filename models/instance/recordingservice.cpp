// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordingservice.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionfolder.h"
#include "models/archive/sessionreader.h"
#include "models/forecast/forecastrecord.h"
#include "models/topology/fleetjson.h"

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr const char *journalKey = "journal";

// Of every name that both know, the file means the same by it.
bool namesFit(const SessionNames &names, const SeriesDictionary &dictionary)
{
    for (const auto &[id, series] : names.series) {
        if (index(id) >= dictionary.seriesCount() || !(dictionary.definition(id) == series))
            return false;
    }
    return true;
}

// Orbits give positions for any time, so those are not kept; and a fleet that only moved is no other one.
std::string fleetText(TopologySnapshot fleet)
{
    for (TopologyNode &node : fleet.nodes)
        node.hasPosition = node.hasPosition && !node.orbit;
    fleet.time = {};
    return fleetToJson(fleet, [](EntityId, std::string_view) { return std::optional<double>(); });
}

} // namespace

RecordingService::~RecordingService() = default;

// A journal that was taken away begins its numbers and ids anew; what was recorded before stays readable in a
// file of its own.
void RecordingService::putAsideForeign() const
{
    std::error_code error;
    if (!std::filesystem::exists(m_file, error))
        return;
    {
        const auto reader = SessionReader::open(m_file);
        const auto about = reader ? (*reader)->log().about() : tl::unexpected(reader.error());
        const auto recorded = reader ? (*reader)->recorded() : tl::unexpected(reader.error());
        if (about && recorded) {
            const auto journal = about->find(journalKey);
            if ((journal == about->end() || journal->second == m_journals->identity) &&
                *recorded < m_journals->journal.nextSequence() && namesFit((*reader)->names(), m_dictionary))
                return;
        } else {
            const Error &reason = !reader ? reader.error() : !about ? about.error() : recorded.error();
            if (reason.code != ErrorCode::parseError)
                return; // not readable now, or of a newer program: open() says so
        }
    }
    putAside();
}

void RecordingService::putAside() const
{
    const auto kept = nameOfFinished(m_file.parent_path(), m_time.now());
    renameSession(m_file, kept);
    m_events.report(m_time.now(), Severity::warning, EventCode::recordingFailed, m_file.string(),
                    "belongs to another journal or is damaged; it is kept as " + kept.string());
}

std::uint64_t RecordingService::recordedInFinished() const
{
    std::uint64_t last = 0;
    for (const std::filesystem::path &path : finishedSessions(m_file.parent_path())) {
        const auto reader = SessionReader::open(path);
        const auto about = reader ? (*reader)->log().about() : tl::unexpected(reader.error());
        const auto recorded = reader ? (*reader)->recorded() : tl::unexpected(reader.error());
        if (!about || !recorded || *recorded >= m_journals->journal.nextSequence())
            continue;
        const auto journal = about->find(journalKey);
        if (journal != about->end() && journal->second == m_journals->identity)
            last = std::max(last, *recorded);
    }
    return last;
}

// On the recorder's thread.
void RecordingService::keepHouse(const std::filesystem::path &finished)
{
    if (!finished.empty())
        m_events.report(m_time.now(), Severity::nominal, EventCode::recordingFinished, finished.string());
    const Retention::Report report = m_retention->apply(m_time.now());
    for (const std::string &file : report.deleted)
        m_events.report(m_time.now(), Severity::advisory, EventCode::recordingDeleted, file);
    for (const std::string &file : report.thinned)
        m_events.report(m_time.now(), Severity::nominal, EventCode::recordingThinned, file);
    for (const Error &error : report.failed)
        m_events.report(m_time.now(), Severity::warning, EventCode::recordingFailed, "retention",
                        error.message);
}

Result<void> RecordingService::open(const std::filesystem::path &file, Journals journals, std::string limits,
                                    Keeping keeping)
{
    m_file = file;
    m_journals.emplace(std::move(journals));
    m_keeping = std::move(keeping);
    m_retention.emplace(file.parent_path(), m_keeping.retention);
    putAsideForeign();
    const std::uint64_t next = m_journals->journal.nextSequence();
    auto recorder = Recorder::open(recorderOptions(), m_dictionary, m_time, next);
    if (!recorder && recorder.error().code == ErrorCode::parseError) {
        putAside(); // damaged where a reader does not look; recording goes on
        recorder = Recorder::open(recorderOptions(), m_dictionary, m_time, next);
    }
    if (!recorder)
        return tl::unexpected(recorder.error());
    m_recorder = *std::move(recorder);
    SessionLog log;
    const Timestamp now = m_time.now();
    if (m_recorder->resumedFrom() != Timestamp{})
        log.gaps.push_back({{}, m_recorder->resumedFrom(), now, 1, 0, "recorder_off"});
    log.limits.push_back({next, now, std::move(limits)});
    m_recorder->offer(std::move(log));
    return {};
}

Recorder::Options RecordingService::recorderOptions()
{
    Recorder::Options options;
    options.file = m_file;
    options.journal = m_journals->folder;
    options.about = m_keeping.about;
    options.about[journalKey] = m_journals->identity;
    options.rollBytes = m_keeping.rollBytes;
    options.rollDaily = m_keeping.rollDaily;
    options.recordedBefore = recordedInFinished();
    options.keepHouse = [this](const std::filesystem::path &finished) { keepHouse(finished); };
    options.topologyVersion = [this] { return m_topology.latest()->version; };
    options.onFault = [this](const Error &error) {
        m_events.report(m_time.now(), Severity::critical, EventCode::recordingFailed, m_file.string(),
                        error.message);
    };
    options.onRecovered = [this] {
        m_events.report(m_time.now(), Severity::nominal, EventCode::recordingFailed, m_file.string(), {});
    };
    return options;
}

std::vector<SampleBatchPtr> RecordingService::lastPoints() const
{
    const auto cursor = SessionCursor::open(m_file);
    auto points =
        cursor ? (*cursor)->lastPoints(m_journals->journal.nextSequence()) : tl::unexpected(cursor.error());
    return points ? *std::move(points) : std::vector<SampleBatchPtr>{};
}

std::vector<SessionGap> RecordingService::openGaps() const
{
    const auto reader = SessionLogReader::open(m_file);
    auto log = reader ? reader->gapsAndNotes() : tl::unexpected(reader.error());
    return log ? desk::openGaps(std::move(log->gaps)) : std::vector<SessionGap>{};
}

Result<void> RecordingService::add(SessionNote note)
{
    if (m_recorder->counters().faulty)
        return failure(ErrorCode::storageUnavailable,
                       m_file.string() + " cannot be written now; the event log says why");
    SessionLog log;
    log.notes.push_back(std::move(note));
    m_recorder->offer(std::move(log));
    return {};
}

void RecordingService::add(const std::vector<Forecast> &issued)
{
    if (m_recorder->counters().faulty)
        return;
    SessionLog log;
    log.forecasts.reserve(issued.size());
    for (const Forecast &one : issued)
        log.forecasts.push_back(
            {one.series, one.issued, std::string(forecastMethodWord(one.method)), forecastRecord(one)});
    m_recorder->offer(std::move(log));
}

void RecordingService::setLimits(std::string toml)
{
    SessionLog log;
    log.limits.push_back({m_journals->journal.nextSequence(), m_time.now(), std::move(toml)});
    m_recorder->offer(std::move(log));
}

void RecordingService::addMetrics(ServerMetrics &metrics)
{
    const Recorder::Counters &counters = m_recorder->counters();
    const auto counter = [&](const char *name, const char *help, const std::atomic<std::uint64_t> &value,
                             ServerMetrics::Labels labels = {}) {
        metrics.addCounter(
            name, help, [&value] { return double(value.load()); }, std::move(labels));
    };
    counter("constellation_recorder_points_total", "Points brought into the session file.", counters.points);
    counter("constellation_recorder_samples_total", "Samples the recorder has seen.", counters.samples);
    counter("constellation_recorder_duplicates_total", "Samples that were recorded already.",
            counters.duplicates);
    counter("constellation_recorder_lost_points_total", "Points that were gone before they were recorded.",
            counters.lostPoints);
    metrics.addCounter("constellation_recorder_cpu_seconds_total", "Processor time of the recorder.",
                       [&counters] { return double(counters.cpuNs.load()) * 1e-9; });
    metrics.addGauge("constellation_recorder_behind_seconds", "Age of the oldest point not yet recorded.",
                     [&counters] { return double(counters.behindNs.load()) * 1e-9; });
    metrics.addGauge(
        "constellation_recorder_behind_points", "Points in the journal not yet recorded.", [this, &counters] {
            return double(m_journals->journal.nextSequence() - 1) - double(counters.recorded.load());
        });
    metrics.addGauge("constellation_session_bytes", "Size of the session file.", [this] {
        std::error_code error;
        const auto size = std::filesystem::file_size(m_file, error);
        return error ? 0.0 : double(size);
    });
}

void RecordingService::recordLog()
{
    SessionLog log;
    EventLog::Changes changes = m_events.changesSince(m_eventChange);
    m_eventChange = changes.change;
    log.events = std::move(changes.events);
    if (m_gaps) {
        GapLog::Changes gaps = m_gaps->changesSince(m_gapChange);
        m_gapChange = gaps.change;
        log.gaps = std::move(gaps.gaps);
    }
    const TopologySnapshotPtr fleet = m_topology.latest();
    if (fleet->version != m_topologyVersion) {
        m_topologyVersion = fleet->version;
        if (std::string text = fleetText(*fleet); text != m_fleet) {
            m_fleet = text;
            log.topologies.push_back(
                {m_journals->journal.nextSequence(), m_time.now(), fleet->version, std::move(text)});
        }
    }
    if (!log.isEmpty())
        m_recorder->offer(std::move(log));
}

void RecordingService::trimJournal()
{
    m_journals->journal.trim(m_recorder->counters().recorded, m_journals->keepBytes,
                             m_time.now() - m_journals->keepTime);
}

void RecordingService::tick()
{
    recordLog();
    trimJournal();
}

std::uint64_t RecordingService::finish()
{
    if (!m_recorder)
        return 0;
    recordLog();
    return m_recorder->stop(4s);
}

} // namespace desk
