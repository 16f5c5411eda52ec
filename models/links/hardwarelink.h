// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalink.h"
#include "models/links/linkdecoder.h"
#include "models/links/linksecrets.h"
#include "models/links/transport.h"

#include <QThread>

#include <memory>
#include <mutex>

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
    ~HardwareLink() override;

    void start() override;
    void stop() override;
    // Does not wait for the end; hasEnded() tells it.
    void requestStop();
    [[nodiscard]] bool hasEnded() const { return !m_thread.isRunning(); }
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
    mutable std::mutex m_mutex; // guards m_address
    std::string m_address;
    QThread m_thread;
    std::unique_ptr<Transport> m_transport; // made, used and deleted on m_thread
    QObject *m_worker = nullptr;            // by which that thread is reached; null = not started
};

// The transport that a valid definition asks for.
[[nodiscard]] std::unique_ptr<Transport> makeTransport(TransportParts parts,
                                                       const LinkDefinition &definition);

} // namespace desk
