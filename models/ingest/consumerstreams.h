// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/messagelog.h"
#include "models/ingest/httpmessage.h"

#include <map>
#include <set>

namespace desk {

// The open ends of GET /consume: each gets messages of one partition for one group as server-sent events. A
// message leaves its queue only when the connection has room for it (64 KiB unsent at most); consumers of one
// group take turns. What a consumer that went was given and has not acknowledged comes again when its
// visibility time-out is over. Ingest thread.
class ConsumerStreams
{
public:
    using Post = std::function<void(std::function<void()>)>;
    // post: runs a task on the ingest thread, later.
    ConsumerStreams(MessageLog &log, Post post);

    void open(const std::string &topic, unsigned partition, const std::string &group,
              std::shared_ptr<ResponseStream> stream);
    // Something may be there to send.
    void wake(const std::string &topic, unsigned partition);
    // To be called every 15 s: keeps connections and groups alive.
    void beat();
    [[nodiscard]] std::size_t size() const { return m_count; }

private:
    static constexpr std::size_t mostUnsent = 64 * 1024;
    static constexpr std::size_t mostInATurn = 256; // then others have theirs

    using Place = std::pair<std::string, unsigned>;
    struct Group
    {
        std::vector<std::shared_ptr<ResponseStream>> consumers;
        std::size_t turn = 0;
    };
    void serve();
    bool serveGroup(const Place &place, const std::string &name, Group &group);
    void close(const Place &place, const std::string &group, const ResponseStream *stream);

    MessageLog &m_log;
    Post m_post;
    std::map<Place, std::map<std::string, Group>> m_places;
    std::set<Place> m_woken;
    std::size_t m_count = 0;
};

// One message as a server-sent event: id, data (the message as JSON), partition, blank line. Pure.
std::string messageEvent(const Message &message, const std::string &topic, unsigned partition);

} // namespace desk
