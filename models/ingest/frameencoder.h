// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/seriesfilter.h"
#include "models/telemetry/samplebatch.h"

#include <array>

namespace desk {

// JSON string literal of a text, quotes included.
void appendJsonString(std::string &out, std::string_view text);
// Shortest text that reads back as the same double.
void appendNumber(std::string &out, double value);
void appendNumber(std::string &out, std::uint64_t value);
void appendNumber(std::string &out, std::int64_t value);

// Samples as the entries of a stream's frame: [seq,"node","dst"|null,"metric","t_ns",value,"quality"]. What
// does not change with the sample is text once a series; the rest costs no allocation but the output's.
// Thread of the dictionary.
class FrameEncoder
{
public:
    explicit FrameEncoder(const SeriesDictionary &dictionary);

    // Appends the wanted samples of the points numbered [from, to), each followed by a comma. Returns how
    // many.
    std::size_t append(const SampleBatch &batch, const SeriesFilter &filter, std::uint64_t from,
                       std::uint64_t to, std::string &out);
    // One sample; wide: its exact integer where the batch had one.
    void appendSample(std::string &out, std::uint64_t sequence, std::int64_t generation, SeriesId series,
                      double value, Quality quality, const std::int64_t *wide);
    // The value alone as JSON, by the series' kind.
    void appendValue(std::string &out, SeriesId series, double value, const std::int64_t *wide) const;
    // "good", "invalid|simulated"… with its quotes.
    [[nodiscard]] std::string_view qualityText(Quality quality) const
    {
        return m_qualities[static_cast<std::uint8_t>(quality)];
    }

private:
    const std::string &nameOf(SeriesId series);

    const SeriesDictionary &m_dictionary;
    std::vector<std::string> m_names; // ,"node",dst,"metric"," by SeriesId; empty until used
    std::array<std::string, 256> m_qualities;
};

} // namespace desk
