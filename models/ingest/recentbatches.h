// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"

#include <deque>

namespace desk {

// The newest batches of the journal, in order, by their size in memory. Ingest thread.
class RecentBatches
{
public:
    explicit RecentBatches(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    void add(const SampleBatchPtr &batch);
    // Forgets the oldest until the rest fits; the points from `needed` on stay.
    void trim(std::uint64_t needed);
    void clear();
    // The batch that holds this point; null when it is older, or newer, than what is here.
    [[nodiscard]] SampleBatchPtr find(std::uint64_t sequence) const;

private:
    const std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::deque<SampleBatchPtr> m_batches;
};

} // namespace desk
