// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "app/commandline/interruption.h"
#include "app/commandline/progressline.h"
#include "app/commandline/replayposter.h"

#include "models/datalink/replayplayer.h"
#include "models/exchange/batchnaming.h"
#include "models/exchange/jsonlineswriter.h"

namespace desk {

struct ReplayRunOptions
{
    std::string file;
    ConnectionOptions connection;
    bool toStdout = false;
    ReplaySpeed speed;
    std::optional<Timestamp> start; // reception
    std::optional<Timestamp> end;
};

// One call of `constellation replay`: plays a session file and posts or prints its points, times as they were
// recorded. On the main thread; a server that is slow slows the replay down, nothing is left out.
class ReplayRun final : private ReplaySink
{
public:
    explicit ReplayRun(ReplayRunOptions options);
    ~ReplayRun() override;

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> open();
    Result<void> play();
    int sumUp(const Result<void> &ended, double seconds);
    void report();

    Result<void> setNames(const SessionNames &names) override;
    void restart(ReplayPicture) override {}
    void setLimits(const SessionLimits &) override {}
    void setTopology(const SessionTopology &) override {}
    void addEvents(std::vector<Event>) override {}
    void addGaps(std::vector<SessionGap>) override {}
    void addPoints(std::shared_ptr<SampleBatch> batch) override;
    void setHead(Timestamp head) override;
    bool hasRoom() override { return m_failed.has_value() && !m_isOver; }

    const ReplayRunOptions m_options;
    Interruption m_interruption;
    SystemTimeService m_time;
    ProgressLine m_line;
    std::unique_ptr<ReplayPlayer> m_player;
    ReplayHead m_head;
    SessionNames m_names;
    std::optional<BatchNaming> m_naming; // by m_names
    NamedPoint m_point;                  // reused
    JsonLinesWriter m_writer;
    std::unique_ptr<ReplayPoster> m_poster; // none: to stdout
    std::string m_where;
    std::string m_lines;
    Result<void> m_failed; // an error ends the replay
    bool m_isOver = false; // the end that was asked for is reached
    std::uint64_t m_points = 0;
    std::uint64_t m_leftOut = 0; // values whose names are lost
    SteadyTime m_flushed{};
};

} // namespace desk
