// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/pointdecoder.h"
#include "models/instance/recordingservice.h"
#include "models/processing/processor.h"

#include <filesystem>

namespace desk {

// A session file of points that no server received: each goes the way it would have gone through one
// (decoder, limits, journal, fleet graph, recorder), by a clock that stands still between the calls. The
// journal lies beside the file while this lives. One thread but for the recorder's.
class SimulatedRecording
{
public:
    // The file must not exist; start: of the clock; about: where the points come from. events outlives it and
    // goes into the file.
    static Result<std::unique_ptr<SimulatedRecording>> create(const std::filesystem::path &file,
                                                              Timestamp start, EventLog &events,
                                                              std::map<std::string, std::string> about);
    ~SimulatedRecording();
    SimulatedRecording(const SimulatedRecording &) = delete;
    SimulatedRecording &operator=(const SimulatedRecording &) = delete;

    // The fleet in force from here on: the body of PUT /api/v1/topology/.
    Result<void> setFleet(std::string_view json);
    // Points of the API, received at this time, which is not before that of the last call.
    Result<void> take(Timestamp now, std::string_view jsonArray);
    // All of it is in the file, which is complete then. Errors: points that could not be recorded.
    Result<void> finish();

    // Points the file holds after finish().
    [[nodiscard]] std::uint64_t recorded() const { return m_recorded; }

private:
    SimulatedRecording(std::filesystem::path file, std::filesystem::path journal, Timestamp start,
                       EventLog &events);
    Result<void> open(std::map<std::string, std::string> about);
    void tick();
    [[nodiscard]] std::string fault() const;

    const std::filesystem::path m_file;
    const std::filesystem::path m_journalFolder;
    SimulatedTimeService m_time;
    EventLog &m_events;
    SeriesDictionary m_names;
    Topology m_topology;
    DisplayQueue m_display{0};
    std::unique_ptr<Journal> m_journal;
    std::optional<Processor> m_processor;
    PointDecoder m_decoder{m_names};
    std::string m_body;
    Timestamp m_ticked{};
    std::uint64_t m_recorded = 0;
    std::optional<RecordingService> m_recording; // after what it uses
};

} // namespace desk
