// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/framebuilder.h"

namespace desk {

// The newest sample of each series, and which of them changed since somebody asked. Ingest thread.
class LatestSamples
{
public:
    // Takes the wanted samples of the points numbered [from, to).
    void take(const SampleBatch &batch, const SeriesFilter &filter, std::uint64_t from, std::uint64_t to);
    // What changed since the last call as frames in the order of the numbers; whole points.
    std::vector<StreamFrame> takeChanged(FrameEncoder &encoder, std::size_t fullAt);
    // The samples with this number or a later one; what changed stays changed.
    std::vector<StreamFrame> since(FrameEncoder &encoder, std::uint64_t from, std::size_t fullAt) const;
    [[nodiscard]] bool hasChanges() const { return !m_changed.empty(); }

private:
    struct Sample
    {
        std::uint64_t sequence = 0; // 0 = none yet
        std::int64_t generation = 0;
        double value = 0;
        std::int64_t wide = 0;
        Quality quality = Quality::good;
        bool isWide = false;
        bool changed = false;
    };
    std::vector<StreamFrame> frames(FrameEncoder &encoder, std::vector<SeriesId> &series,
                                    std::size_t fullAt) const;

    std::vector<Sample> m_samples; // by SeriesId
    std::vector<SeriesId> m_changed;
};

} // namespace desk
