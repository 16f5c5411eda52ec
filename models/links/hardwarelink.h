// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalink.h"
#include "models/links/linkdecoder.h"
#include "models/links/linksecrets.h"
#include "models/links/transportthread.h"

#include <memory>

namespace desk {

// One link of lab hardware at work: its transport and decoder on a thread of its own. Owner's thread but for
// what is marked.
class HardwareLink final : public DataLink
{
public:
    struct Parts
    {
        IntakeQueue &queue;
        const LinkSecrets &secrets;
        const TimeService &time;
        ReconnectDelay::Options delay{std::chrono::milliseconds{250}, std::chrono::milliseconds{5'000}};
    };

    // The definition is valid; what parts refers to outlives the link. number: of the link in this run.
    HardwareLink(LinkDefinition definition, std::uint32_t number, Parts parts);

    void start() override;
    void stop() override { m_transport.stop(); }
    // Does not wait for the end; hasEnded() tells it.
    void requestStop() { m_transport.requestStop(); }
    [[nodiscard]] bool hasEnded() const { return m_transport.hasEnded(); }
    [[nodiscard]] DataLinkStatus status() const override; // any thread

    [[nodiscard]] const LinkDefinition &definition() const { return m_definition; }
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] LinkCounts figures() const { return m_counters->read(); } // any thread
    [[nodiscard]] LinkDecoder &decoder() { return m_decoder; }              // what of it is for any thread
    [[nodiscard]] const LinkDecoder &decoder() const { return m_decoder; }

private:
    const LinkDefinition m_definition;
    const std::uint32_t m_number;
    const Parts m_parts;
    const std::shared_ptr<LinkCounters> m_counters = std::make_shared<LinkCounters>();
    DataLinkStatistics m_state;
    LinkDecoder m_decoder;
    TransportThread m_transport{m_definition}; // last: it uses the rest
};

} // namespace desk
