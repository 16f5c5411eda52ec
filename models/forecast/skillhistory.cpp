// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/skillhistory.h"

#include <cmath>

namespace desk {

SkillSpan SkillRecord::over(Timestamp begin, Timestamp end) const
{
    SkillSpan sum{begin, end, {}, {}};
    for (const auto &span : spans) {
        if (span->end <= begin || span->begin >= end)
            continue;
        sum.shown += span->shown;
        sum.methods += span->methods;
    }
    return sum;
}

void SkillHistory::add(const ForecastJudge::Verdict &verdict, std::string_view metric)
{
    if (!m_metrics.contains(metric)) {
        if (m_metrics.size() < mostMetrics)
            m_metrics.emplace(metric);
        else
            metric = ForecastScoreTable::otherMetrics;
    }
    const Timestamp due = verdict.issued.end + forecastHorizons[verdict.horizon];
    const Timestamp begin = std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<600>>>(due);
    // One that falls into a span that is finished already counts in the open one.
    if (!m_open || begin > m_open->begin) {
        if (m_open)
            m_spans.push_back(std::make_shared<const SkillSpan>(*std::move(m_open)));
        if (m_spans.size() >= mostSpans)
            m_spans.pop_front();
        m_open = SkillSpan{begin, begin + spanLength, {}, {}};
    }
    const auto count = [&](ForecastScore &score, const QuantileForecast::Horizon &said) {
        if (std::isnan(verdict.actual))
            score.addNeverCame();
        else
            score.add(said, verdict.issued.current, verdict.actual);
    };
    if (const auto shown = verdict.issued.shownAt(verdict.horizon); shown.isKnown())
        count(m_open->shown.of(metric, verdict.horizon, verdict.issued.answered), shown);
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        const auto each = static_cast<ForecastMethod>(method);
        if (const auto said = verdict.issued.of(each, verdict.horizon); said.isKnown())
            count(m_open->methods.of(metric, verdict.horizon, each), said);
    }
}

SkillRecordPtr SkillHistory::record() const
{
    auto record = std::make_shared<SkillRecord>();
    record->spans.assign(m_spans.begin(), m_spans.end());
    if (m_open)
        record->spans.push_back(std::make_shared<const SkillSpan>(*m_open));
    return record;
}

} // namespace desk
