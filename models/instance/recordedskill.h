// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/anomalywatch.h"
#include "models/forecast/skillhistory.h"
#include "models/instance/recordedverdicts.h"

namespace desk {

// What had come of a recording's forecasts by the play head: how good they were, and what was not as
// forecast. They are held against the recorded samples as they were when they fell due: those of the two
// hours before the head first and in order, since what is unusual is told by what came before; then what lies
// further back, the newest first, for the skill alone. Bounded: 24 hours. One thread.
class RecordedSkill
{
public:
    static constexpr std::chrono::hours recent{2};
    static constexpr std::chrono::hours farthest{24};
    static constexpr std::chrono::seconds shortestStep{30}; // of the head
    static constexpr std::chrono::seconds smallStep{60};    // of the head back: what was judged stays

    // The replay's id of a series of the file.
    using IdOf = std::function<std::optional<SeriesId>(SeriesId)>;

    // Judges one stretch of ten minutes at most. True when there is more to do now. What cannot be read is
    // left out and told by skill().
    bool step(SessionReader &reader, Timestamp head, const JudgingOwner &owner);

    // Changes with what follows.
    [[nodiscard]] std::uint64_t changes() const { return m_changes; }
    [[nodiscard]] SkillRecordPtr skill() const;
    [[nodiscard]] AnomaliesPtr anomalies(const IdOf &idOf) const;

private:
    void begin(Timestamp until);
    bool judgePast(SessionReader &reader, const JudgingOwner &owner);
    bool judge(RecordedVerdicts &verdicts, const RecordedVerdicts::Report &report);

    SeriesPlaces m_places; // of the recent ones
    std::string m_fault;   // the newest
    Timestamp m_begun{};   // whole stretches; before it m_past tells
    Timestamp m_judgedTo{};
    Timestamp m_judgedFrom{}; // m_past reaches back to here
    bool m_hasBegun = false;
    bool m_isWhole = false;
    SkillHistory m_recent;
    AnomalyWatch m_anomalies;
    std::map<Timestamp, std::shared_ptr<const SkillSpan>> m_past; // by begin
    std::uint64_t m_changes = 0;
};

} // namespace desk
