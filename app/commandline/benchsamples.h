// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <memory>

namespace desk {

// An endless source of telemetry as satellites send it, the same for the same seed: points of equal entities
// in turn, each with metrics of eight kinds one after the other (signal, latency, counter, charge, noisy
// temperature, state, rare errors, constant). Values are decimal numbers; times are whole milliseconds, one
// in four a millisecond late. One thread.
class BenchSamples
{
public:
    struct Options
    {
        std::uint64_t seed = 1;
        std::size_t entities = 20;
        std::size_t metrics = 8; // of a point
        std::chrono::milliseconds step{100};
        Timestamp begin = fromNanoseconds(1'763'730'000'000'000'000); // 2025-11-21T13:00Z
    };

    // Adds its names to the dictionary and publishes them. Errors: the dictionary's limits.
    static Result<std::unique_ptr<BenchSamples>> create(const Options &options, SeriesDictionary &dictionary);

    // So many points more; not numbered, reception is the time of the last one.
    [[nodiscard]] SampleBatch next(std::size_t points);

    // Times of what next() gave lie in [begin, end).
    [[nodiscard]] std::int64_t begin() const { return nanoseconds(m_options.begin); }
    [[nodiscard]] std::int64_t end() const;
    // By entity, then metric.
    [[nodiscard]] const std::vector<SeriesId> &series() const { return m_series; }

private:
    explicit BenchSamples(const Options &options);
    std::uint64_t random();
    double value(std::size_t series, std::size_t metric);

    const Options m_options;
    std::uint64_t m_state;
    std::size_t m_turn = 0; // of the entities
    std::int64_t m_tick = 0;
    std::vector<EntityId> m_entities;
    std::vector<SeriesId> m_series;
    std::vector<std::int64_t> m_walk; // a series, in units of its last decimal
};

} // namespace desk
