// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/tagset.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

namespace desk {

// Samples that come one by one with names of their own (remote-write, OTLP) -> points of a batch: samples of
// one entity and time that follow one another become one point. Ingest thread.
class SampleWriter
{
public:
    static constexpr std::size_t maxListed = 20;
    static constexpr std::size_t maxPointSamples = 1024;

    struct Outcome
    {
        std::size_t samples = 0;        // taken
        std::size_t stale = 0;          // the sender's word for "ended" or "not recorded"
        std::size_t withoutBuckets = 0; // exponential histograms, of which the rest was taken
        std::size_t notFinite = 0;      // NaN, infinities: left out
        std::size_t rejected = 0;
        std::vector<Error> errors; // the first maxListed
    };

    explicit SampleWriter(SeriesDictionary &dictionary)
        : m_dictionary(dictionary)
    {
    }

    void begin(SampleBatch &batch);
    // Whom the next samples are about; tags are resolved.
    Result<EntityId> entity(const TagSet &tags);
    Result<SeriesId> series(EntityId about, std::string_view name, const std::string &labels);
    void add(EntityId about, SeriesId id, std::int64_t generation, double value);
    void addInteger(EntityId about, SeriesId id, std::int64_t generation, std::int64_t value);
    // samples that are not taken because of error.
    void reject(Error error, std::size_t samples = 1);
    void countStale() { ++m_outcome.stale; }
    void countWithoutBuckets() { ++m_outcome.withoutBuckets; }
    // Ends the last point.
    Outcome finish();

private:
    void close();

    SeriesDictionary &m_dictionary;
    SampleBatch *m_batch = nullptr;
    EntityId m_entity = noEntity; // of the open point
    std::int64_t m_generation = 0;
    Outcome m_outcome;
    std::string m_name;
};

} // namespace desk
