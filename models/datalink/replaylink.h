// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalink.h"
#include "models/datalink/replayplayer.h"

#include <atomic>
#include <thread>

namespace desk {

// A session file as a data link: plays it on a thread of its own by the steady clock. control() is for the
// GUI thread; the sink is called on the link's thread.
class ReplayLink final : public DataLink
{
public:
    struct Options
    {
        std::filesystem::path file;
        std::string name; // for people; empty: the file's
        ReplayPlayer::Options player;
    };

    // time: whose steady clock the speed counts by; the rest must outlive the link.
    static Result<std::unique_ptr<ReplayLink>> open(Options options, ReplaySink &sink,
                                                    const TimeService &time);
    ~ReplayLink() override;

    void start() override;
    void stop() override;
    [[nodiscard]] DataLinkStatus status() const override;

    [[nodiscard]] ReplayControl &control() { return m_head; }
    [[nodiscard]] ReplaySpan span() const { return m_span; } // as it was opened

private:
    ReplayLink(Options options, std::unique_ptr<ReplayPlayer> player, const TimeService &time);
    void run(const std::stop_token &stop);

    const Options m_options;
    const std::unique_ptr<ReplayPlayer> m_player;
    const ReplaySpan m_span;
    const TimeService &m_time;
    ReplayHead m_head;
    DataLinkStatistics m_statistics;
    std::jthread m_thread; // last: it uses the rest
};

} // namespace desk
