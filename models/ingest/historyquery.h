// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/frameencoder.h"
#include "models/ingest/historysource.h"
#include "models/ingest/httpmessage.h"

#include <functional>
#include <optional>
#include <span>
#include <tuple>

namespace desk {

// One question about the past: samples of the wanted series with start <= generation < end, read from a
// source in slices. Errors name the parameter. Everything but parse() on the history's thread, whose
// dictionary is a copy of the ingest thread's (see HistoryWorker).
class HistoryQuery
{
public:
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
        std::uint64_t before = std::numeric_limits<std::uint64_t>::max(); // numbers below only
        std::size_t newest = 0; // only so many, those generated last; 0 = all
        // In place of the usual answer: samples in ascending order, with the names they go by.
        std::function<ServerResponse(std::span<const Sample>, const SeriesDictionary &)> write = {};
    };
    struct Limits
    {
        std::size_t answer = 100'000;    // points
        std::size_t reduced = 4'000'000; // points that may be reduced to max_points
    };

    static Result<Request> parse(const HttpRequest &request);

    HistoryQuery(Request request, const SeriesDictionary &dictionary, HistorySource &source, Limits limits);
    HistoryQuery(Request request, const SeriesDictionary &dictionary, HistorySource &source)
        : HistoryQuery(std::move(request), dictionary, source, Limits{})
    {
    }

    // Reads on for some milliseconds. True when everything was read.
    bool step();
    // The whole answer, after step() said so. The encoder is of the same dictionary.
    ServerResponse answer(FrameEncoder &encoder);

private:
    void take(const SampleBatch &batch);
    void take(const HistorySamples &samples);
    void keepSmallest();
    void keepNewest();
    void keepWanted();
    std::vector<Sample> reduced(std::vector<Sample> samples) const;
    void writeSeries(SeriesId id, std::vector<Sample> samples, FrameEncoder &encoder, std::string &out) const;
    void writeSample(const Sample &sample, std::string_view names, FrameEncoder &encoder,
                     std::string &out) const;
    [[nodiscard]] std::string gapsText() const;

    const Request m_request;
    const Limits m_limits;
    const SeriesDictionary &m_dictionary;
    SeriesFilter m_filter;
    std::unique_ptr<HistorySource::Scan> m_scan;
    std::vector<Sample> m_samples;
    std::int64_t m_latest; // generation after which nothing is wanted any more
    bool m_more = false;   // samples were left for the next answer
    std::optional<Error> m_error;
};

} // namespace desk
