// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replaylink.h"

#include <utility>

namespace desk {

Result<std::unique_ptr<ReplayLink>> ReplayLink::open(Options options, ReplaySink &sink,
                                                     const TimeService &time)
{
    auto player = ReplayPlayer::open(options.file, options.player);
    if (!player)
        return tl::unexpected(player.error());
    if (options.name.empty())
        options.name = options.file.filename().string();
    std::unique_ptr<ReplayLink> link(new ReplayLink(std::move(options), *std::move(player), time));
    if (auto begun = link->m_player->begin(link->m_head, sink); !begun)
        return tl::unexpected(begun.error());
    return link;
}

ReplayLink::ReplayLink(Options options, std::unique_ptr<ReplayPlayer> player, const TimeService &time)
    : m_options(std::move(options))
    , m_player(std::move(player))
    , m_span(m_player->span())
    , m_time(time)
{
    m_head.open(m_options.name, m_span);
}

ReplayLink::~ReplayLink()
{
    ReplayLink::stop();
}

void ReplayLink::start()
{
    if (m_thread.joinable())
        return;
    m_statistics.setState(DataLinkState::up);
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void ReplayLink::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_head.wake();
    m_thread.join();
    m_thread = {};
    m_statistics.setState(DataLinkState::disabled);
}

void ReplayLink::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto pause = m_player->tick(m_time.steadyNow());
        if (!pause) { // the file cannot be read any more
            m_head.pause();
            m_statistics.setState(DataLinkState::down, pause.error().message);
            return;
        }
        if (pause->count() > 0)
            m_head.wait(*pause);
    }
}

DataLinkStatus ReplayLink::status() const
{
    DataLinkStatus status;
    m_statistics.fill(status);
    status.name = "Replay " + m_options.name;
    status.address = m_options.file.string();
    return status;
}

} // namespace desk
