// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/batchsource.h"
#include "models/exchange/namedpoint.h"

#include <unordered_map>

namespace desk {

// Makes batches of named points: joins the parts of a point, resolves names, numbers what has no number or
// one that does not ascend, and takes the generation time for a reception that is not known. One thread.
class BatchComposer
{
public:
    struct Totals
    {
        std::uint64_t points = 0;
        std::uint64_t samples = 0;
        std::uint64_t renumbered = 0; // points whose number did not ascend
        std::uint64_t refused = 0;    // samples: names, too many series or texts, text for a number
        std::string firstRefusal;
        std::optional<Timestamp> begin; // generation times
        std::optional<Timestamp> end;
    };
    static constexpr std::size_t mostPoints = 4096; // of a batch
    static constexpr std::size_t mostTexts = 1000;  // of a series, as the server keeps

    // after: the highest number that is taken already.
    explicit BatchComposer(BatchSink &sink, std::uint64_t after = 0)
        : m_sink(sink)
        , m_last(after)
    {
    }

    // Errors: of the sink, or when there are more nodes than are kept.
    Result<void> add(NamedPoint point);
    // All that came is with the sink.
    Result<void> finish();
    [[nodiscard]] const Totals &totals() const { return m_totals; }

private:
    Result<void> compose();
    Result<EntityId> entityOf(const NamedPoint &point);
    Result<std::uint32_t> textCode(SeriesId series, const std::string &text);
    Result<void> addValue(EntityId about, const NamedValue &value);
    void tellUnit(SeriesId series, const std::string &unit);
    void refuse(const Error &error, std::uint64_t samples);
    Result<void> flush();

    BatchSink &m_sink;
    std::optional<NamedPoint> m_pending; // more parts may come
    SampleBatch m_batch;
    std::uint64_t m_last;
    std::unordered_map<SeriesId, std::unordered_map<std::string, std::uint32_t>> m_codes;
    std::unordered_map<SeriesId, std::string> m_units; // as told to the sink
    Totals m_totals;
};

} // namespace desk
