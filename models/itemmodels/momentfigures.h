// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

#include <limits>
#include <memory>
#include <unordered_set>

namespace desk {

// What a series was at a moment.
struct MomentFigure
{
    double value = std::numeric_limits<double>::quiet_NaN(); // NaN = unknown
    Severity severity = Severity::none; // by the limits in force now, without deadband; none where they have
                                        // delays: what stood then is not known
    Freshness freshness = Freshness::neverReceived; // by its cadence before the moment
    double age = 0;                                 // seconds, at the moment

    [[nodiscard]] bool isAlive() const
    {
        return freshness == Freshness::fresh || freshness == Freshness::late;
    }
};

// Figures as of a moment, out of the samples in memory: of each series the last one generated at or before
// it. Nothing that was generated later has any influence. GUI thread.
class MomentFigures
{
public:
    explicit MomentFigures(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    // Null = none. Takes effect with the next question.
    void setLimits(std::shared_ptr<const LimitSet> limits);
    [[nodiscard]] bool hasLimits() const { return m_limits != nullptr; }
    // Figures from now on are of that moment.
    void begin(Timestamp moment);
    [[nodiscard]] MomentFigure figure(SeriesId id);
    // Whether its value can be graded: asking for the figures of others tells no severity.
    [[nodiscard]] bool isGraded(SeriesId id) { return limitsOf(id) != nullptr; }
    // The oldest sample of those series asked for since begin() that have one later than the moment only,
    // where those are the most: memory does not reach back so far.
    [[nodiscard]] std::optional<Timestamp> knownFrom() const;

private:
    struct Rule // of a series, looked up when it is first asked for
    {
        const Limits *limits = nullptr;
        bool isKnown = false;
    };
    [[nodiscard]] const Limits *limitsOf(SeriesId id);

    const ParameterFeed &m_feed;
    std::shared_ptr<const LimitSet> m_limits;
    std::unordered_set<std::string_view> m_metrics; // that there are limits for
    std::vector<Rule> m_rules;                      // by SeriesId
    Timestamp m_moment{};
    std::size_t m_found = 0;
    std::size_t m_lacking = 0;
    Timestamp m_oldest = Timestamp::max();
};

} // namespace desk
