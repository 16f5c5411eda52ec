// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedskill.h"

#include "models/archive/sessionreader.h"

#include <algorithm>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto stretch = SkillHistory::spanLength;
// Sums of days with them hold.
constexpr Timestamp earliest{-std::chrono::hours(24 * 365 * 250)};
constexpr Timestamp latest{std::chrono::hours(24 * 365 * 250)};

Timestamp stretchBegin(Timestamp time)
{
    return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<600>>>(time);
}

} // namespace

void RecordedSkill::begin(Timestamp until)
{
    if (m_hasBegun) { // what is finished needs not be judged again
        const SkillRecordPtr judged = m_recent.record();
        for (const auto &span : judged->spans) {
            if (span->end <= m_judgedTo)
                m_past[span->begin] = span;
        }
    }
    m_hasBegun = true;
    m_begun = m_judgedTo = m_judgedFrom = stretchBegin(until - recent);
    std::erase_if(m_past, [this](const auto &one) {
        return one.first < m_begun - farthest || one.first > m_begun + farthest;
    });
    m_recent = {};
    m_anomalies = {};
    m_places = {};
    m_fault.clear();
}

bool RecordedSkill::step(SessionReader &reader, Timestamp head, const JudgingOwner &owner)
{
    if (head < earliest || head > latest)
        return false;
    const Timestamp until = std::chrono::floor<std::chrono::seconds>(head) - RecordedVerdicts::grace + 1ns;
    // With all places taken, those of links that are long gone are given anew.
    const bool isFull = m_places.isFull() && until - m_begun > recent + 1h;
    if (!m_hasBegun || until < m_judgedTo - smallStep || until - m_judgedTo > recent + stretch || isFull) {
        begin(until);
        m_isWhole = false;
        ++m_changes;
        return true; // what is of another time is not shown any longer
    }
    if (until - m_judgedTo < shortestStep)
        return !m_isWhole && judgePast(reader, owner);
    m_isWhole = m_isWhole && until - m_judgedTo <= stretch;
    const Timestamp end = std::min(until, stretchBegin(m_judgedTo) + stretch);
    RecordedVerdicts verdicts(reader, m_places, owner, {m_judgedTo, end});
    if (!judge(verdicts, [this](const ForecastJudge::Verdict &verdict, const std::string &metric) {
            m_recent.add(verdict, metric);
            m_anomalies.learn(verdict);
        }))
        return false;
    m_judgedTo = end;
    ++m_changes;
    return true;
}

bool RecordedSkill::judgePast(SessionReader &reader, const JudgingOwner &owner)
{
    const auto recorded = reader.span();
    if (!recorded)
        m_fault = recorded.error().message;
    const bool hasMore =
        recorded && m_judgedFrom > m_begun + recent - farthest && recorded->begin < nanoseconds(m_judgedFrom);
    if (hasMore && !m_past.contains(m_judgedFrom - stretch)) {
        SkillHistory history;
        SeriesPlaces places;
        RecordedVerdicts verdicts(reader, places, owner, {m_judgedFrom - stretch, m_judgedFrom});
        if (!judge(verdicts, [&history](const ForecastJudge::Verdict &verdict, const std::string &metric) {
                history.add(verdict, metric);
            }))
            return false;
        auto span =
            std::make_shared<const SkillSpan>(SkillSpan{m_judgedFrom - stretch, m_judgedFrom, {}, {}});
        m_past[span->begin] = history.isEmpty() ? span : history.record()->spans.front();
    }
    if (hasMore)
        m_judgedFrom -= stretch;
    m_isWhole = !hasMore;
    ++m_changes;
    return hasMore;
}

bool RecordedSkill::judge(RecordedVerdicts &verdicts, const RecordedVerdicts::Report &report)
{
    const bool isJudged = verdicts.judge();
    if (!verdicts.fault().empty())
        m_fault = verdicts.fault();
    if (isJudged)
        verdicts.report(report);
    return isJudged;
}

SkillRecordPtr RecordedSkill::skill() const
{
    auto record = std::make_shared<SkillRecord>();
    record->isWhole = m_isWhole;
    record->fault = m_fault;
    for (const auto &[begin, span] : m_past) {
        if (begin >= m_judgedFrom && begin < m_begun)
            record->spans.push_back(span);
    }
    const auto recentSpans = m_recent.record();
    record->spans.insert(record->spans.end(), recentSpans->spans.begin(), recentSpans->spans.end());
    return record;
}

AnomaliesPtr RecordedSkill::anomalies(const IdOf &idOf) const
{
    auto all = std::make_shared<std::vector<Anomaly>>();
    const AnomaliesPtr found = m_anomalies.record();
    for (Anomaly one : *found) {
        const auto id = idOf(m_places.recorded(one.series));
        if (!id)
            continue;
        one.series = *id;
        all->push_back(one);
    }
    std::stable_sort(all->begin(), all->end(),
                     [](const Anomaly &a, const Anomaly &b) { return a.series < b.series; });
    return all;
}

} // namespace desk
