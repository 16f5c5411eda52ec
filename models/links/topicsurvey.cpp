// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/topicsurvey.h"

#include "models/links/linktrial.h"

#include <simdjson.h>

#include <algorithm>

namespace desk {
namespace {

MqttSettings allTopicsOf(MqttSettings broker)
{
    broker.topics = {"#"};
    return broker;
}

// The beginning of a message on one line, for people.
std::string shownText(std::span<const char> bytes)
{
    std::size_t end = std::min(bytes.size(), TopicSurvey::mostText);
    while (end > 0 && end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0U) == 0x80U)
        --end; // whole characters
    std::string text(bytes.data(), end);
    const bool isText = simdjson::validate_utf8(text.data(), text.size());
    std::replace_if(
        text.begin(), text.end(),
        [isText](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte == 0x7F || (!isText && (byte < 0x20 || byte > 0x7E));
        },
        '.');
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return end < bytes.size() ? text + "…" : text;
}

} // namespace

TopicSurvey::TopicSurvey(MqttSettings broker, const LinkSecrets &secrets, const TimeService &time)
    : m_definition(listeningOnly(allTopicsOf(std::move(broker))))
    , m_secrets(secrets)
    , m_time(time)
{
}

void TopicSurvey::start()
{
    m_transport.start(
        {*this, m_counters, m_state, m_time, m_secrets, m_definition.id,
         ReconnectDelay::Options{std::chrono::milliseconds{250}, std::chrono::milliseconds{2'000}}});
}

void TopicSurvey::take(const ArrivedBytes &arrived)
{
    const std::lock_guard lock(m_mutex);
    auto heard = m_heard.find(arrived.origin);
    if (heard == m_heard.end()) {
        m_isCut = m_isCut || m_heard.size() >= mostTopics;
        if (m_heard.size() >= mostTopics)
            return;
        heard = m_heard.emplace(arrived.origin, Heard{}).first;
        heard->second.first = arrived.at;
    }
    ++heard->second.messages;
    heard->second.newest = arrived.at;
    heard->second.text.assign(arrived.bytes.data(), std::min(arrived.bytes.size(), mostText + 8));
}

void TopicSurvey::handOver(std::function<void(bool kept)> told)
{
    if (told)
        told(false);
}

TopicSurvey::Look TopicSurvey::look() const
{
    Look look;
    DataLinkStatus status;
    m_state.fill(status);
    look.state = status.state;
    look.reason = status.reason;
    look.address = m_transport.address();
    const std::lock_guard lock(m_mutex);
    look.isCut = m_isCut;
    for (const auto &[name, heard] : m_heard) {
        const double seconds = std::chrono::duration<double>(heard.newest - heard.first).count();
        Topic topic{name, heard.messages, {}, shownText(heard.text)};
        if (heard.messages > 1 && seconds > 0)
            topic.rate = static_cast<double>(heard.messages - 1) / seconds;
        look.topics.push_back(std::move(topic));
    }
    return look;
}

} // namespace desk
