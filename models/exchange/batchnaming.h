// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"
#include "models/exchange/exchangeselection.h"
#include "models/exchange/namedpoint.h"
#include "models/telemetry/samplebatch.h"

namespace desk {

// A series that is exported: its point's entity and its own names. Plain value.
struct ExchangeSeries
{
    std::string node;
    std::optional<NodeType> type;
    std::string dst;
    std::string metric;
    std::string labels;
    std::string unit;
    ValueKind kind = ValueKind::number;
};

// Puts names to the ids of a recording's batches and leaves out what is not wanted. Names that are no UTF-8
// (of a damaged or forged file) get a question mark for each byte of theirs that is not ASCII. One thread.
class BatchNaming
{
public:
    BatchNaming(const SessionNames &names, ExchangeSelection selection);

    // In the order of their ids, which is that of their first samples.
    [[nodiscard]] const std::vector<ExchangeSeries> &series() const { return m_series; }

    // Point p of a batch; false where nothing of it is wanted. The point is reused from call to call.
    bool name(const SampleBatch &batch, std::size_t p, NamedPoint &point);

    // Samples whose names or texts the file has lost, or that are not finite: they cannot be written.
    [[nodiscard]] std::uint64_t unnamed() const { return m_unnamed; }

private:
    static constexpr std::uint32_t unwanted = ~0U;
    bool nameValue(const SampleBatch &batch, std::uint32_t sample, std::uint32_t slot,
                   NamedValue &value) const;

    const SessionNames &m_names;
    const ExchangeSelection m_selection;
    std::vector<ExchangeSeries> m_series;
    std::vector<SeriesId> m_ids;               // of m_series
    std::map<SeriesId, std::uint32_t> m_slots; // into m_series, or unwanted
    std::uint64_t m_unnamed = 0;
};

} // namespace desk
