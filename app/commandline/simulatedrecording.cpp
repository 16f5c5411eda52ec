// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulatedrecording.h"

#include "models/broker/journalidentity.h"
#include "models/topology/fleetjson.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t segmentBytes = 16U << 20U; // the journal goes by segments

// A new folder beside the file, so that it is on the same disk and may be written.
Result<std::filesystem::path> makeJournalFolder(const std::filesystem::path &file)
{
    std::string name = file.string() + ".journal-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return failure(ErrorCode::permissionDenied,
                       "no folder can be made beside " + file.string() + ": " + std::strerror(errno));
    return name;
}

} // namespace

SimulatedRecording::SimulatedRecording(std::filesystem::path file, std::filesystem::path journal,
                                       Timestamp start, EventLog &events)
    : m_file(std::move(file))
    , m_journalFolder(std::move(journal))
    , m_time(start)
    , m_events(events)
{
}

SimulatedRecording::~SimulatedRecording()
{
    m_recording.reset();
    m_journal.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_journalFolder, ignored);
}

Result<std::unique_ptr<SimulatedRecording>>
SimulatedRecording::create(const std::filesystem::path &file, Timestamp start, EventLog &events,
                           std::map<std::string, std::string> about)
{
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        return failure(ErrorCode::invalidArgument,
                       file.string() + " is a folder; name a session file (.desk) to make");
    if (std::filesystem::exists(file, error))
        return failure(ErrorCode::invalidArgument, file.string() + " is there already; name a new file");
    const auto absolute = std::filesystem::absolute(file, error);
    auto journal = makeJournalFolder(error ? file : absolute);
    if (!journal)
        return tl::unexpected(journal.error());
    std::unique_ptr<SimulatedRecording> recording(
        new SimulatedRecording(error ? file : absolute, *std::move(journal), start, events));
    if (auto opened = recording->open(std::move(about)); !opened)
        return tl::unexpected(opened.error());
    return recording;
}

Result<void> SimulatedRecording::open(std::map<std::string, std::string> about)
{
    Journal::Options options;
    options.folder = m_journalFolder;
    options.segmentBytes = segmentBytes;
    Journal::Recovery recovery;
    auto journal = Journal::open(
        std::move(options), m_names, [](SampleBatch &&) {}, recovery);
    if (!journal)
        return tl::unexpected(journal.error());
    m_journal = *std::move(journal);
    auto limits = LimitSet::parse(builtInLimits());
    if (!limits)
        return tl::unexpected(limits.error());
    const std::string limitsText = limits->toml();
    m_processor.emplace(Processor::Options{}, m_names, *m_journal,
                        LimitChecker(std::make_shared<const LimitSet>(*std::move(limits))), m_topology,
                        m_display, m_events, m_time);
    m_processor->setFollower([this](const SampleBatchPtr &batch) { m_recording->publish(batch); });
    m_recording.emplace(m_names, m_events, m_topology, m_time);
    RecordingService::Keeping keeping;
    keeping.about = std::move(about);
    return m_recording->open(m_file, {m_journalFolder, randomIdentity(), *m_journal, 0, 0ns}, limitsText,
                             std::move(keeping));
}

Result<void> SimulatedRecording::setFleet(std::string_view json)
{
    const auto fleet = parseFleet(json);
    if (!fleet)
        return tl::unexpected(fleet.error());
    for (const FleetNode &node : fleet->nodes) {
        const auto id = m_names.node(node.id, node.type);
        const auto entity = id ? m_names.entity(*id) : tl::unexpected(id.error());
        if (!entity)
            return tl::unexpected(entity.error());
    }
    m_names.publish();
    m_topology.replace(*fleet);
    for (const FleetNode &node : fleet->nodes) {
        const NodeId id = *m_names.findNode(node.id);
        m_topology.learnNode(id, *m_names.findEntity(id), node.id, node.type);
    }
    tick();
    return {};
}

// Once a second, as an instance does.
void SimulatedRecording::tick()
{
    m_ticked = m_time.now();
    m_topology.tick(m_time.steadyNow());
    m_topology.propagate(m_time.now());
    m_topology.publish(m_time.now());
    m_recording->tick();
}

Result<void> SimulatedRecording::take(Timestamp now, std::string_view jsonArray)
{
    if (now > m_time.now())
        m_time.advance(now - m_time.now());
    if (m_time.now() - m_ticked >= 1s)
        tick();
    m_body.assign(jsonArray);
    m_body.append(PointDecoder::padding, '\0');
    SampleBatch batch;
    batch.reception = m_time.now();
    PointDecoder::Options options;
    options.maxPoints = jsonArray.size(); // none is cut off
    if (auto decoded = m_decoder.decodeArray({m_body.data(), jsonArray.size()}, options, batch); !decoded)
        return tl::unexpected(decoded.error());
    return batch.points() == 0 ? Result<void>() : m_processor->accept(std::move(batch));
}

// What the recorder said last; it says it once for each time that it begins.
std::string SimulatedRecording::fault() const
{
    std::string why;
    for (const Event &event : m_events.changesSince(0).events) {
        if (event.code == EventCode::recordingFailed && !event.detail.empty())
            why = ": " + event.detail;
    }
    return why;
}

Result<void> SimulatedRecording::finish()
{
    tick();
    const std::uint64_t left = m_recording->finish();
    m_recorded = m_journal->nextSequence() - 1 - left;
    if (left == 0)
        return {};
    return failure(ErrorCode::storageUnavailable,
                   m_file.string() + " holds the first " + std::to_string(m_recorded) + " points, " +
                       std::to_string(left) + " more could not be recorded" + fault());
}

} // namespace desk
