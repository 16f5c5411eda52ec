// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"

#include <algorithm>

// A source of forecasts that a test fills by hand.
class SaidPredictions final : public desk::PredictionSource
{
public:
    // In place of the one the series has.
    void say(const desk::Forecast &forecast)
    {
        auto next = std::make_shared<desk::Predictions>(*m_predictions);
        std::erase_if(next->forecasts, [&](const auto &one) { return one.series == forecast.series; });
        next->forecasts.push_back(forecast);
        std::ranges::sort(next->forecasts, {}, &desk::Forecast::series);
        m_predictions = next;
        ++m_version;
    }
    void say(std::vector<desk::Forecast> all, desk::Timestamp time = {})
    {
        auto next = std::make_shared<desk::Predictions>();
        next->time = time;
        next->forecasts = std::move(all);
        m_predictions = next;
        ++m_version;
    }
    void judge(desk::SkillSpan span, bool isWhole = true)
    {
        auto record = std::make_shared<desk::SkillRecord>();
        record->isWhole = isWhole;
        if (m_skill)
            record->spans = m_skill->spans;
        record->spans.push_back(std::make_shared<const desk::SkillSpan>(std::move(span)));
        m_skill = record;
        ++m_version;
    }

    void forget()
    {
        m_predictions = std::make_shared<const desk::Predictions>();
        m_skill.reset();
        whose.clear();
        wrong.clear();
        ++m_version;
    }

    [[nodiscard]] std::uint64_t version() const override { return m_version; }
    [[nodiscard]] desk::PredictionsPtr predictions() const override { return m_predictions; }
    [[nodiscard]] desk::SkillRecordPtr skill() const override { return m_skill; }
    [[nodiscard]] std::string origin() const override { return whose; }
    [[nodiscard]] std::string fault() const override { return wrong; }
    [[nodiscard]] std::uint64_t issued() const override { return m_predictions->forecasts.size(); }

    std::string whose;
    std::string wrong;

private:
    std::uint64_t m_version = 0;
    desk::PredictionsPtr m_predictions = std::make_shared<const desk::Predictions>();
    desk::SkillRecordPtr m_skill;
};
