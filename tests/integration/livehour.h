// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/datalink/constellationsimulator.h"
#include "models/ingest/pointdecoder.h"
#include "models/instance/recordingservice.h"
#include "models/processing/gapledger.h"
#include "models/processing/processor.h"
#include "models/topology/fleetjson.h"

#include <filesystem>

// Everything that was shown, point by point: what two runs are compared by.
struct ShownData
{
    desk::SampleBatch points; // of all batches; their numbers and receptions stand beside
    std::vector<std::uint64_t> number;
    std::vector<std::int64_t> reception;
    std::vector<std::uint32_t> source;
    std::vector<desk::SessionTopology> topologies;
    std::vector<desk::Event> events;
    std::vector<desk::SessionGap> gaps;

    void add(const desk::SampleBatch &batch);
    // What differs first; empty when nothing does, to the last bit.
    [[nodiscard]] std::string differenceTo(const ShownData &other) const;
};

// Where two texts begin to differ.
std::string difference(std::string_view a, std::string_view b);

// The graph as a recording keeps it: what orbits say for any time is left out.
std::string graphText(desk::TopologySnapshot fleet);

// An hour of the simulated constellation, with faults, through everything that an instance does with its
// points: decoder, limits, journal, fleet graph, recorder. The clock is simulated; so are reception times,
// some 20 ms to 1 s after the points were made. One thread but for the recorder's.
class LiveHour
{
public:
    LiveHour(const std::filesystem::path &folder, std::size_t satellites);
    ~LiveHour();

    // The points of so many seconds.
    void run(std::chrono::seconds duration);
    // Stops the recorder, lets time pass without points, starts it again: a gap with its cause.
    void pauseRecording(std::chrono::seconds pause);
    void finish();
    // What an operator has to say of this moment.
    void mark(const std::string &text);

    ShownData shown;
    std::vector<desk::SessionNote> notes;
    desk::SeriesDictionary names;
    std::string error; // the first one; empty = none

private:
    void startRecording();
    void post(std::span<const desk::SimulatedPoint> points);
    void tick();
    void takeEvents();
    void takeGaps();
    void fail(const std::string &what, const desk::Error &why);

    const std::filesystem::path m_folder;
    desk::SimulatedTimeService m_time;
    std::optional<desk::ConstellationSimulator> m_simulator;
    std::optional<desk::TelemetryJson> m_json;
    desk::EventLog m_events;
    desk::Topology m_topology;
    desk::DisplayQueue m_display{0};
    std::unique_ptr<desk::GapLog> m_gaps; // of a run
    std::optional<desk::GapLedger> m_ledger;
    std::uint64_t m_gapChange = 0;
    std::unique_ptr<desk::Journal> m_journal;
    std::optional<desk::Processor> m_processor;
    std::optional<desk::PointDecoder> m_decoder;
    std::optional<desk::RecordingService> m_recording;
    std::string m_limits;
    std::string m_body;
    std::uint64_t m_graphVersion = 0;
    bool m_graphIsNew = true; // to a recorder that was just started
    std::uint64_t m_faultsTold = 0;
};
