// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace desk {

// Telemetry that every store of a comparison gets: the same points in the same batches of up to 1,000, in the
// order of their times. A value in memory; immutable once made.
class StoreData
{
public:
    // Real data: CSV files, each a node of its own unless it names nodes, or JSON lines. A series' second
    // sample of one time is left out. Times that are none count in minutes from 2025-01-01.
    static Result<std::unique_ptr<StoreData>> files(std::string name,
                                                    const std::vector<std::filesystem::path> &files);
    // Made by BenchSamples.
    static Result<std::unique_ptr<StoreData>> synthetic(std::size_t points, std::size_t entities);

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] const SeriesDictionary &names() const { return m_names; }
    [[nodiscard]] std::span<const SampleBatch> batches() const { return m_batches; }
    [[nodiscard]] std::size_t samples() const { return m_samples; }

    struct Series
    {
        std::vector<std::int64_t> time;
        std::vector<double> value;
    };
    [[nodiscard]] const std::map<SeriesId, Series> &series() const { return m_series; }

private:
    explicit StoreData(std::string name)
        : m_name(std::move(name))
    {
    }
    void take(SampleBatch batch);

    std::string m_name;
    SeriesDictionary m_names;
    std::vector<SampleBatch> m_batches;
    std::map<SeriesId, Series> m_series;
    std::size_t m_samples = 0;
};

} // namespace desk
