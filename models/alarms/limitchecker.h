// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitgrader.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <memory>

namespace desk {

// A series entered or left a violation, or its severity or side changed.
struct LimitTransition
{
    SeriesId series = noSeries;
    MonitoringResult from;
    MonitoringResult to;
    double value = 0;
    std::int64_t generation = 0;
    bool operator==(const LimitTransition &) const = default;
};

// Checks every sample against the limits of its series, before the only lossy queue. Back-filled samples are
// graded but move no state: they say what was, not what is. Ingest thread; no allocation per sample.
class LimitChecker
{
public:
    explicit LimitChecker(std::shared_ptr<const LimitSet> limits)
        : m_limits(std::move(limits))
    {
    }

    // Fills batch.monitoring; appends what changed.
    void check(SampleBatch &batch, const SeriesDictionary &dictionary, std::vector<LimitTransition> &changes);
    // Other limits from the next batch on. Appends those series whose violation ended with their limits.
    void replace(std::shared_ptr<const LimitSet> limits, const SeriesDictionary &dictionary,
                 std::vector<LimitTransition> &changes);

private:
    struct State
    {
        const Limits *limits = nullptr; // owned by m_limits
        LimitGrader grader;
    };
    [[nodiscard]] const Limits *limitsOf(SeriesId id, const SeriesDictionary &dictionary) const;
    void resolve(const SeriesDictionary &dictionary);

    std::shared_ptr<const LimitSet> m_limits;
    std::vector<State> m_states; // by SeriesId
};

} // namespace desk
