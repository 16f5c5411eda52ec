// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/bytesink.h"
#include "models/links/linkdefinition.h"
#include "models/links/linksecrets.h"
#include "models/links/transportthread.h"

#include <map>
#include <mutex>

namespace desk {

// Listens to all topics of an MQTT broker ("#", without those that begin with $) and notes which there are;
// nothing is kept of their messages but the newest. Owner's thread; its transport runs on a thread of its
// own.
class TopicSurvey final : private ByteSink
{
public:
    static constexpr std::size_t mostTopics = 10'000;
    static constexpr std::size_t mostText = 200; // bytes of a message

    struct Topic
    {
        std::string name;
        std::uint64_t messages = 0;
        std::optional<double> rate; // messages a second from the first to the newest; nothing of a single one
        std::string newest;         // its beginning; bytes that are no text as "."
    };
    struct Look
    {
        DataLinkState state = DataLinkState::disabled;
        std::string reason; // why nothing comes
        std::string address;
        std::vector<Topic> topics; // by name
        bool isCut = false;        // there are more than mostTopics
    };

    // The broker of valid settings; what is referred to outlives it.
    TopicSurvey(MqttSettings broker, const LinkSecrets &secrets, const TimeService &time);

    void start();
    void stop() { m_transport.stop(); }
    [[nodiscard]] Look look() const;

private:
    struct Heard
    {
        std::uint64_t messages = 0;
        Timestamp first{};
        Timestamp newest{};
        std::string text;
    };
    [[nodiscard]] bool hasRoom() const override { return true; }
    void take(const ArrivedBytes &arrived) override;
    void ended(std::string_view) override {}
    void handOver() override {}
    void handOver(std::function<void(bool kept)> told) override;

    const LinkDefinition m_definition;
    const LinkSecrets &m_secrets;
    const TimeService &m_time;
    LinkCounters m_counters;
    DataLinkStatistics m_state;
    mutable std::mutex m_mutex; // guards the two below
    std::map<std::string, Heard, std::less<>> m_heard;
    bool m_isCut = false;
    TransportThread m_transport{m_definition}; // last: it uses the rest
};

} // namespace desk
