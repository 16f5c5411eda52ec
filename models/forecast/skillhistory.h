// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastjudge.h"
#include "models/forecast/forecastscoretable.h"
#include "models/telemetry/time.h"

#include <deque>
#include <memory>
#include <vector>

namespace desk {

// How good forecasts were that fell due within a stretch of time. Immutable once it is shared.
struct SkillSpan
{
    Timestamp begin{};
    Timestamp end{};
    ForecastScoreTable shown;   // what was shown, by the method that answered
    ForecastScoreTable methods; // what each method said, with the band it said itself
};

// Of the last 24 hours, oldest first. Immutable; any thread.
struct SkillRecord
{
    std::vector<std::shared_ptr<const SkillSpan>> spans;
    bool isWhole = true; // false: some of it is still being judged
    std::string fault;   // why part of it cannot be; for people, empty = all can

    // The sums of the spans that reach into [begin, end).
    [[nodiscard]] SkillSpan over(Timestamp begin, Timestamp end) const;
};
using SkillRecordPtr = std::shared_ptr<const SkillRecord>;

// Gathers verdicts into spans of ten minutes by the time their horizon came. Bounded: 144 spans; of more than
// 100 metrics the rest counts under "…". One thread.
class SkillHistory
{
public:
    static constexpr std::chrono::minutes spanLength{10};
    static constexpr std::size_t mostSpans = 144;
    static constexpr std::size_t mostMetrics = 100;

    void add(const ForecastJudge::Verdict &verdict, std::string_view metric);
    // As of now; the finished spans are shared.
    [[nodiscard]] SkillRecordPtr record() const;
    [[nodiscard]] bool isEmpty() const { return m_spans.empty() && !m_open; }

private:
    std::set<std::string, std::less<>> m_metrics;
    std::deque<std::shared_ptr<const SkillSpan>> m_spans;
    std::optional<SkillSpan> m_open;
};

} // namespace desk
