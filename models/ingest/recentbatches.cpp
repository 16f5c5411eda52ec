// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/recentbatches.h"

#include <algorithm>

namespace desk {
namespace {

std::size_t bytesOf(const SampleBatch &batch)
{
    return sizeof batch + batch.entity.capacity() * 16 + batch.series.capacity() * 14 +
           batch.wide.capacity() * sizeof(SampleBatch::WideInteger);
}

} // namespace

void RecentBatches::add(const SampleBatchPtr &batch)
{
    m_bytes += bytesOf(*batch);
    m_batches.push_back(batch);
}

void RecentBatches::trim(std::uint64_t needed)
{
    while (m_bytes > m_maxBytes && !m_batches.empty() && m_batches.front()->lastSequence() < needed) {
        m_bytes -= bytesOf(*m_batches.front());
        m_batches.pop_front();
    }
}

void RecentBatches::clear()
{
    m_batches.clear();
    m_bytes = 0;
}

SampleBatchPtr RecentBatches::find(std::uint64_t sequence) const
{
    const auto after = std::upper_bound(
        m_batches.begin(), m_batches.end(), sequence,
        [](std::uint64_t s, const SampleBatchPtr &batch) { return s < batch->firstSequence; });
    if (after == m_batches.begin() || (*(after - 1))->lastSequence() < sequence)
        return nullptr;
    return *(after - 1);
}

} // namespace desk
