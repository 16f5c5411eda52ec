// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"
#include "models/instance/recordedskill.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/timeservice.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

namespace desk {

class SessionReader;

// The forecasts of a recording as they were issued, those that stood at the play head: of each series the
// newest that had been issued by then, unless none has come for two minutes; and what had come of them by
// then (RecordedSkill). Reads the file on a thread of its own, twice a second where the head moves. start()
// and stop(): the owner's thread.
class RecordedPredictions final : public PredictionSource
{
public:
    // names: of the replay; head: its now() is the play head.
    RecordedPredictions(std::filesystem::path file, const SeriesDictionary &names, const TimeService &head);
    ~RecordedPredictions() override;

    void start();
    void stop();

    [[nodiscard]] std::uint64_t version() const override { return m_version; }
    [[nodiscard]] PredictionsPtr predictions() const override;
    [[nodiscard]] SkillRecordPtr skill() const override;
    [[nodiscard]] AnomaliesPtr anomalies() const override;
    [[nodiscard]] std::string origin() const override { return m_file.string(); }
    [[nodiscard]] std::string fault() const override;
    // That stand at the head.
    [[nodiscard]] std::uint64_t issued() const override { return predictions()->forecasts.size(); }

private:
    void run();
    // Where the head moved and it is time to look.
    void follow();
    void show(Timestamp head);
    // True when there is more to do now.
    bool judge();
    [[nodiscard]] bool isStopped() const;
    // The replay's id of a series of the file.
    std::optional<SeriesId> idOf(SeriesId recorded);
    void learnNames();
    void learnRecordedNames();
    [[nodiscard]] Result<void> read(Timestamp head);

    const std::filesystem::path m_file;
    const SeriesDictionary &m_names;
    const TimeService &m_time;

    // The thread's own.
    std::unique_ptr<SessionReader> m_reader;
    Timestamp m_head{};
    std::optional<SteadyTime> m_lookedAt;
    RecordedSkill m_judged;
    std::uint64_t m_judgedChanges = 0;
    std::optional<SteadyTime> m_toldAt; // what was judged; nothing: the next is told at once
    bool m_hasLeapt = false;
    DictionaryCursor m_known;
    std::vector<std::string> m_nodeNames;               // by NodeId of the replay
    std::vector<std::pair<NodeId, NodeId>> m_entities;  // by EntityId of the replay
    std::map<std::string, SeriesId, std::less<>> m_ids; // of the replay, by names
    std::map<SeriesId, std::string> m_recorded;         // names of the file's series
    std::map<SeriesId, Forecast> m_latest;

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    bool m_stop = false;
    PredictionsPtr m_predictions = std::make_shared<const Predictions>();
    SkillRecordPtr m_skill = std::make_shared<const SkillRecord>(SkillRecord{{}, false, {}});
    AnomaliesPtr m_anomalies = std::make_shared<const std::vector<Anomaly>>();
    std::string m_fault;
    std::atomic<std::uint64_t> m_version{0};
    std::thread m_thread;
};

} // namespace desk
