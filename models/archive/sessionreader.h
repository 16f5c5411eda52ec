// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/envelopecolumns.h"
#include "models/archive/sessionlogreader.h"
#include "models/archive/sessionnames.h"
#include "models/telemetry/samplebatch.h"

#include <filesystem>
#include <optional>
#include <span>

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
    void clear() // keeps the memory, unless it is much
    {
        if (sequence.capacity() > 1U << 20U)
            *this = {};
        sequence.clear();
        generation.clear();
        value.clear();
        quality.clear();
        wide.clear();
        damagedBlocks = 0;
    }
    void reserve(std::size_t samples)
    {
        sequence.reserve(samples);
        generation.reserve(samples);
        value.reserve(samples);
        quality.reserve(samples);
    }
};

struct Envelope
{
    std::vector<PixelColumn> columns;
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

    // As of the last call that read anything.
    [[nodiscard]] const SessionNames &names() const;
    // Rows of names that fail their CRC.
    [[nodiscard]] std::size_t damagedNames() const;

    // Those generated in [begin, end). tooLarge when they are more than `most`.
    Result<SeriesSamples> samples(SeriesId series, std::int64_t begin, std::int64_t end,
                                  std::size_t most = std::numeric_limits<std::size_t>::max());
    // The samples generated in [begin, end) as so many columns of equal width, no extreme left out. Reads
    // levels in place of samples wherever a column holds more of them than it has pixels. A sample that is
    // superseded by one of another set of series counts too.
    Result<Envelope> envelope(SeriesId series, std::int64_t begin, std::int64_t end, std::size_t columns);
    // The lowest and the highest sample of each of so many equal parts of the time that hold any; samples
    // that were, in their order.
    Result<SeriesSamples> extremes(SeriesId series, std::int64_t begin, std::int64_t end, std::size_t parts);
    // When points came, by their numbers, ns since 1970; 0 where it is not known.
    Result<std::vector<std::int64_t>> receptions(std::span<const std::uint64_t> sequence);
    // From now on samples, envelopes and extremes are those of what had been received by then, as if nothing
    // had come since; nothing: all of them.
    Result<void> setHorizon(std::optional<Timestamp> reception);
    // Number of the last point up to which the file holds all.
    Result<std::uint64_t> recorded();
    // Earliest and latest generation time of all points; begin > end: there is none.
    struct Span
    {
        std::int64_t begin = std::numeric_limits<std::int64_t>::max();
        std::int64_t end = std::numeric_limits<std::int64_t>::min();
    };
    Result<Span> span();
    // What it tells besides points.
    [[nodiscard]] SessionLogReader log() const;

    struct Impl; // of the sources

private:
    explicit SessionReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
