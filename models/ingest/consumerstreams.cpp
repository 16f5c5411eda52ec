// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/consumerstreams.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {

std::string messageEvent(const Message &message, const std::string &topic, unsigned partition)
{
    const std::string id = message.id.text();
    const nlohmann::ordered_json json{{"id", id},
                                      {"payload", message.payload},
                                      {"created_at", formatTimestamp(message.created, Fraction::nano)},
                                      {"topic", topic},
                                      {"partition", partition},
                                      {"attempt", message.attempt}};
    return "id: " + id +
           "\ndata: " + json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
           "\npartition: " + std::to_string(partition) + "\n\n";
}

ConsumerStreams::ConsumerStreams(MessageLog &log, Post post)
    : m_log(log)
    , m_post(std::move(post))
{
}

void ConsumerStreams::open(const std::string &topic, unsigned partition, const std::string &group,
                           std::shared_ptr<ResponseStream> stream)
{
    const Place place{topic, partition};
    stream->onDrained = [this, place] { wake(place.first, place.second); };
    stream->onEnd = [this, place, group, raw = stream.get()] { close(place, group, raw); };
    m_places[place][group].consumers.push_back(std::move(stream));
    ++m_count;
    wake(topic, partition);
}

void ConsumerStreams::close(const Place &place, const std::string &group, const ResponseStream *stream)
{
    const auto at = m_places.find(place);
    if (at == m_places.end())
        return;
    auto &consumers = at->second[group].consumers;
    m_count -= std::erase_if(consumers, [stream](const auto &open) { return open.get() == stream; });
    if (consumers.empty())
        at->second.erase(group);
    if (at->second.empty())
        m_places.erase(at);
}

void ConsumerStreams::wake(const std::string &topic, unsigned partition)
{
    const Place place{topic, partition};
    if (!m_places.contains(place))
        return;
    if (m_woken.empty())
        m_post([this] { serve(); });
    m_woken.insert(place);
}

void ConsumerStreams::serve()
{
    for (const Place &place : std::exchange(m_woken, {})) {
        // Serving ends no connection by itself, so that the maps stay as they are meanwhile.
        const auto at = m_places.find(place);
        if (at == m_places.end())
            continue;
        for (auto &[name, group] : at->second) {
            if (serveGroup(place, name, group))
                wake(place.first, place.second);
        }
    }
}

// Whether there may be more for a consumer with room.
bool ConsumerStreams::serveGroup(const Place &place, const std::string &name, Group &group)
{
    std::size_t full = 0; // consumers in a row that have no room
    for (std::size_t sent = 0; sent < mostInATurn;) {
        if (full == group.consumers.size())
            return false;
        ResponseStream &consumer = *group.consumers[group.turn % group.consumers.size()];
        if (consumer.unsent() >= mostUnsent) {
            ++full;
            ++group.turn;
            continue;
        }
        const auto message = m_log.take(place.first, place.second, name);
        if (!message)
            return false; // and the turn is still this one's
        full = 0;
        ++sent;
        ++group.turn;
        consumer.write(
            std::make_shared<const std::string>(messageEvent(*message, place.first, place.second)));
    }
    return true;
}

void ConsumerStreams::beat()
{
    static const auto comment = std::make_shared<const std::string>(": hb\n\n");
    for (const auto &[place, groups] : m_places) {
        for (const auto &[name, group] : groups) {
            static_cast<void>(m_log.join(place.first, name));
            for (const auto &consumer : group.consumers) {
                if (consumer->unsent() == 0)
                    consumer->write(comment);
            }
        }
    }
}

} // namespace desk
