// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalcursor.h"
#include "models/ingest/frameencoder.h"
#include "models/ingest/httpmessage.h"

#include <limits>

namespace desk {

// One question about the past: samples of the wanted series with start <= generation < end, answered from the
// journal in slices. Ingest thread.
class HistoryQuery
{
public:
    struct Request
    {
        SeriesPatterns patterns;
        std::int64_t start = std::numeric_limits<std::int64_t>::min(); // ns since 1970
        std::int64_t end = std::numeric_limits<std::int64_t>::max();
        std::size_t maxPoints = 0; // of each series, 0 = all
        bool csv = false;
        bool bothTimes = false;
        // Where the last answer ended: generation time, number and series of its last sample.
        std::int64_t afterTime = std::numeric_limits<std::int64_t>::min();
        std::uint64_t afterSequence = 0;
        std::uint32_t afterSeries = 0;
    };
    static constexpr std::size_t maxAnswer = 100'000;    // points
    static constexpr std::size_t maxReduced = 4'000'000; // points that may be reduced to max_points

    static Result<Request> parse(const HttpRequest &request);

    HistoryQuery(Request request, const SeriesDictionary &dictionary, std::filesystem::path journal,
                 std::uint64_t endSequence);

    // Reads on for some milliseconds. True when everything was read.
    bool step();
    // The whole answer, after step() said so. The encoder is of the same dictionary.
    ServerResponse answer(FrameEncoder &encoder);

private:
    struct Sample
    {
        std::int64_t generation;
        std::uint64_t sequence;
        SeriesId series;
        Quality quality;
        double value;
        std::int64_t reception;
        std::int64_t wide;
        bool isWide;
        bool operator<(const Sample &other) const
        {
            return std::tie(generation, sequence, series) <
                   std::tie(other.generation, other.sequence, other.series);
        }
    };
    void take(const SampleBatch &batch);
    void keepSmallest();
    std::vector<Sample> reduced(std::vector<Sample> samples) const;

    const Request m_request;
    const SeriesDictionary &m_dictionary;
    const std::uint64_t m_end;
    SeriesFilter m_filter;
    JournalCursor m_cursor;
    std::vector<Sample> m_samples;
    bool m_more = false; // samples were left for the next answer
    std::optional<Error> m_error;
};

} // namespace desk
