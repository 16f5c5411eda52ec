// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/livehour.h"

#include "models/datalink/demodata.h"

#include <cstring>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp hourBegin = fromNanoseconds(1'795'236'600'000'000'000); // 2026-11-21T04:50:00Z

template <class T>
bool sameBits(const std::vector<T> &a, const std::vector<T> &b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

ConstellationOptions faultedDemo(std::size_t satellites)
{
    ConstellationOptions options;
    options.elements = parseElements(demoElements()).value();
    options.elements.resize(std::min(satellites, options.elements.size()));
    options.stations = readStations(demoStations()).value();
    options.start = hourBegin;
    options.seed = 7;
    options.ground.minElevationDegrees = 10;
    options.faults = parseFaults("random=2/min,node:any@+300s/120s,flap:any->any@+600s/90s,rain:any "
                                 "20dB@+900s/600s,skew:any=-90s@+1200s/60s,burst:any x4@+1500s/120s")
                         .value();
    return options;
}

} // namespace

void ShownData::add(const SampleBatch &batch)
{
    points.append(batch);
    for (std::size_t p = 0; p < batch.points(); ++p) {
        number.push_back(batch.firstSequence + p);
        reception.push_back(nanoseconds(batch.reception));
        source.push_back(batch.source);
    }
}

std::string ShownData::differenceTo(const ShownData &other) const
{
    if (!sameBits(number, other.number))
        return "numbers: " + std::to_string(number.size()) + " and " + std::to_string(other.number.size());
    if (!sameBits(reception, other.reception))
        return "receptions";
    if (!sameBits(source, other.source))
        return "sources";
    if (!sameBits(points.entity, other.points.entity) || !sameBits(points.pointEnd, other.points.pointEnd))
        return "what the points are about";
    if (!sameBits(points.generation, other.points.generation))
        return "generation times";
    if (!sameBits(points.series, other.points.series))
        return "series";
    if (!sameBits(points.value, other.points.value))
        return "values";
    if (!sameBits(points.quality, other.points.quality))
        return "qualities";
    if (points.wide != other.points.wide)
        return "wide integers";
    if (points.monitoring.size() != other.points.monitoring.size())
        return "gradings: " + std::to_string(points.monitoring.size()) + " and " +
               std::to_string(other.points.monitoring.size());
    for (std::size_t i = 0; i < points.monitoring.size(); ++i) {
        if (!(points.monitoring[i] == other.points.monitoring[i]))
            return "grading of sample " + std::to_string(i) + ": severity " +
                   std::to_string(int(points.monitoring[i].severity)) + " and " +
                   std::to_string(int(other.points.monitoring[i].severity)) + " of " +
                   std::to_string(points.value[i]) + ", series " + std::to_string(index(points.series[i]));
    }
    if (topologies.size() != other.topologies.size())
        return "graphs: " + std::to_string(topologies.size()) + " and " +
               std::to_string(other.topologies.size());
    for (std::size_t i = 0; i < topologies.size(); ++i) {
        if (!(topologies[i] == other.topologies[i]))
            return "graph " + std::to_string(i) + ": " +
                   difference(topologies[i].json, other.topologies[i].json);
    }
    if (events != other.events)
        return "events: " + std::to_string(events.size()) + " and " + std::to_string(other.events.size());
    if (gaps != other.gaps)
        return "gaps: " + std::to_string(gaps.size()) + " and " + std::to_string(other.gaps.size());
    return {};
}

std::string difference(std::string_view a, std::string_view b)
{
    const auto [at, other] = std::ranges::mismatch(a, b);
    const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - a.begin() - 40));
    return "..." + std::string(a.substr(from, 120)) + "... and ..." +
           std::string(b.substr(std::min(from, b.size()), 120)) + "...";
}

std::string graphText(TopologySnapshot fleet)
{
    for (TopologyNode &node : fleet.nodes)
        node.hasPosition = node.hasPosition && !node.orbit;
    fleet.time = {};
    return fleetToJson(fleet, [](EntityId, std::string_view) { return std::optional<double>(); });
}

LiveHour::LiveHour(const std::filesystem::path &folder, std::size_t satellites)
    : m_folder(folder)
    , m_time(hourBegin)
{
    m_simulator = ConstellationSimulator::create(faultedDemo(satellites)).value();
    m_json = m_simulator->jsonWriter();
    Journal::Options options;
    options.folder = folder / "journal";
    Journal::Recovery recovery;
    auto journal = Journal::open(
        std::move(options), names, [](SampleBatch &&) {}, recovery);
    if (!journal) {
        fail("journal", journal.error());
        return;
    }
    m_journal = *std::move(journal);
    auto limits = LimitSet::parse(builtInLimits()).value();
    m_limits = limits.toml();
    m_processor.emplace(Processor::Options{}, names, *m_journal,
                        LimitChecker(std::make_shared<const LimitSet>(std::move(limits))), m_topology,
                        m_display, m_events, m_time);
    m_processor->setFollower([this](const SampleBatchPtr &batch) {
        shown.add(*batch);
        m_recording->publish(batch);
    });
    m_decoder.emplace(names);
    const FleetDefinition fleet = parseFleet(fleetDefinitionJson(hourBegin, m_simulator->fleet())).value();
    for (const FleetNode &node : fleet.nodes)
        static_cast<void>(names.entity(*names.node(node.id, node.type)));
    names.publish();
    m_topology.replace(fleet);
    for (const FleetNode &node : fleet.nodes) {
        const NodeId id = *names.findNode(node.id);
        m_topology.learnNode(id, *names.findEntity(id), node.id, node.type);
    }
    startRecording();
}

LiveHour::~LiveHour() = default;

void LiveHour::fail(const std::string &what, const Error &why)
{
    if (error.empty())
        error = what + ": " + why.message;
}

void LiveHour::startRecording()
{
    m_recording.emplace(names, m_events, m_topology, m_time);
    m_graphVersion = 0;
    RecordingService::Journals journals{m_folder / "journal", "one", *m_journal, ~0ULL, 24h};
    if (auto opened = m_recording->open(m_folder / "session.desk", std::move(journals), m_limits, {});
        !opened)
        fail("recording", opened.error());
    m_gaps = std::make_unique<GapLog>();
    m_gapChange = 0;
    m_ledger.emplace(*m_gaps);
    m_ledger->restore(m_recording->openGaps());
    m_recording->setGaps(*m_gaps);
}

// In arrays of a request each, as the API takes them.
void LiveHour::post(std::span<const SimulatedPoint> points)
{
    for (std::size_t from = 0; from < points.size(); from += 100) {
        m_body = "[";
        for (const SimulatedPoint &point :
             points.subspan(from, std::min<std::size_t>(100, points.size() - from))) {
            m_json->appendPoint(m_body, point, m_simulator->entities());
            m_body += ',';
        }
        m_body.back() = ']';
        const std::size_t size = m_body.size();
        m_body.append(PointDecoder::padding, '\0');
        m_time.advance(7ms);
        SampleBatch batch;
        batch.reception = m_time.now();
        if (auto decoded = m_decoder->decodeArray({m_body.data(), size}, {}, batch); !decoded)
            return fail("points", decoded.error());
        if (auto taken = m_processor->accept(std::move(batch)); !taken)
            return fail("journal", taken.error());
    }
}

// Once a second, as an instance does.
void LiveHour::tick()
{
    m_topology.tick(m_time.steadyNow());
    m_topology.propagate(m_time.now());
    const TopologySnapshotPtr fleet = m_topology.publish(m_time.now());
    if (fleet->version != m_graphVersion) {
        m_graphVersion = fleet->version;
        std::string text = graphText(*fleet);
        if (m_graphIsNew || shown.topologies.back().json != text)
            shown.topologies.push_back(
                {m_journal->nextSequence(), m_time.now(), fleet->version, std::move(text)});
        m_graphIsNew = false;
    }
    m_ledger->observe(*fleet);
    m_recording->tick();
    takeGaps();
}

// What the window is told of.
void LiveHour::takeGaps()
{
    GapLog::Changes changes = m_gaps->changesSince(m_gapChange);
    m_gapChange = changes.change;
    for (SessionGap &gap : changes.gaps)
        shown.gaps.push_back(std::move(gap));
}

void LiveHour::run(std::chrono::seconds duration)
{
    const Timestamp end = m_time.now() + duration;
    while (error.empty() && m_time.now() < end) {
        const Timestamp second = std::chrono::ceil<std::chrono::seconds>(m_time.now() + 1ns);
        m_time.advance(second - m_time.now() + 20ms);
        const auto points = m_simulator->step(second);
        for (const SimulationRecord &record : m_simulator->log().records()) {
            if (record.number <= m_faultsTold)
                continue;
            m_faultsTold = record.number;
            if (isInjected(record.cause))
                m_events.report(m_time.now(), Severity::advisory, EventCode::faultInjected, record.node,
                                std::string(simulationCauseWord(record.cause)));
        }
        post(points);
        tick();
    }
}

void LiveHour::pauseRecording(std::chrono::seconds pause)
{
    static_cast<void>(m_recording->finish());
    takeEvents();
    const Timestamp last = fromNanoseconds(shown.reception.back());
    m_time.advance(pause);
    startRecording();
    shown.gaps.push_back({{}, last, m_time.now(), 1, 0, "recorder_off"});
    m_graphIsNew = true;
    tick();
}

// The events of a run, numbered behind those of the run before.
void LiveHour::takeEvents()
{
    const std::uint64_t before = shown.events.empty() ? 0 : shown.events.back().number;
    for (Event &event : m_events.changesSince(0).events) {
        event.number += before;
        shown.events.push_back(std::move(event));
    }
    m_events.restart({});
}

void LiveHour::mark(const std::string &text)
{
    notes.push_back({m_time.now(), m_time.now(), m_time.now(), "tester", text});
    m_recording->add(notes.back());
}

void LiveHour::finish()
{
    const std::uint64_t left = m_recording->finish();
    if (left != 0 && error.empty())
        error = std::to_string(left) + " points were not recorded";
    takeEvents();
}
