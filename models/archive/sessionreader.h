// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/envelopecolumns.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <map>

namespace desk {

// Samples of one series by generation time; of equal times the one that came last comes last, the others are
// superseded. Columns; a value.
struct SeriesSamples
{
    std::vector<std::uint64_t> sequence;
    std::vector<std::int64_t> generation; // ns since 1970
    std::vector<double> value;
    std::vector<Quality> quality;
    std::vector<SampleBatch::WideInteger> wide; // by position
    std::size_t damagedBlocks = 0;              // left out: their rows fail their CRC

    [[nodiscard]] std::size_t size() const { return sequence.size(); }
};

struct Envelope
{
    std::vector<EnvelopeColumn> columns;
    std::size_t damagedBlocks = 0;
};

// Reads a session file, its own or one that came from anywhere: nothing in it is believed before it was
// checked, and a row that fails its CRC is left out and counted. Sees what was committed when a call began,
// also while a recorder goes on writing. Any one thread.
class SessionReader
{
public:
    static Result<std::unique_ptr<SessionReader>> open(const std::filesystem::path &path);
    ~SessionReader();
    SessionReader(const SessionReader &) = delete;
    SessionReader &operator=(const SessionReader &) = delete;

    // The names of the file. Ids are those of the data folder that it was recorded in; some may be missing.
    [[nodiscard]] const std::map<NodeId, NodeDefinition> &nodes() const;
    [[nodiscard]] const std::map<EntityId, EntityDefinition> &entities() const;
    [[nodiscard]] const std::map<SeriesId, SeriesDefinition> &series() const;
    // Rows of names that fail their CRC.
    [[nodiscard]] std::size_t damagedNames() const;

    // Those generated in [begin, end).
    Result<SeriesSamples> samples(SeriesId series, std::int64_t begin, std::int64_t end);
    // The samples generated in [begin, end) as so many columns of equal width, no extreme left out. Reads
    // summaries in place of samples wherever a column holds more of them than it has pixels.
    Result<Envelope> envelope(SeriesId series, std::int64_t begin, std::int64_t end, std::size_t columns);
    // Number of the last point the file holds.
    Result<std::uint64_t> recorded();

private:
    struct Impl;
    explicit SessionReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
