// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalink.h"
#include "models/datalink/reconnectdelay.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/topology/fleetdefinition.h"

#include <QThread>

#include <functional>

namespace desk {

class StreamClient;

struct ConstellationLinkOptions
{
    std::string url; // http(s)://host:port, no path
    std::string token;
    std::string tokenFrom; // for words: "CONSTELLATION_API_TOKEN"
    std::string caFile;    // PEM: certificates trusted besides the system's; empty = only those
    ReconnectDelay::Options delay;
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds pingEvery{20'000}; // dead after two without any sign
    std::chrono::milliseconds topologyEvery{15'000};
    std::chrono::nanoseconds history{};          // shown of what was before; 0 = only what comes
    std::uint64_t backfillPoints = 100'000;      // asked of the stream where the server has no history
    std::uint64_t longestMessage = 64ULL << 20U; // bytes
    std::uint64_t seed = 1;                      // of the jitter
};

// Who takes what a subscription brings. All are called on the link's thread, which owns the dictionary.
struct StreamReceiver
{
    std::function<void(SampleBatch &&)> batch; // reception time stamped, names not yet published
    std::function<void(const FleetDefinition &)> fleet;
    std::function<void()> tick; // five times a second
    // The answer to GET /api/v1/limits, with each fleet; not called where the other one has none.
    std::function<void(const std::string &)> limits = {};
};

// Another Constellation instance or platform as a source: subscribes to everything, resumes by sequence
// number after a break, so that nothing is missing and nothing comes twice, and says gaps with their cause as
// events. Owner's thread; it works on one of its own.
class ConstellationLink final : public DataLink
{
public:
    // All references outlive the link.
    ConstellationLink(ConstellationLinkOptions options, SeriesDictionary &dictionary, StreamReceiver receiver,
                      EventLog &events, const TimeService &time);
    ~ConstellationLink() override;

    void start() override;
    void stop() override;
    [[nodiscard]] DataLinkStatus status() const override;

private:
    const ConstellationLinkOptions m_options;
    SeriesDictionary &m_dictionary;
    const StreamReceiver m_receiver;
    EventLog &m_events;
    const TimeService &m_time;
    DataLinkStatistics m_statistics;
    QThread m_thread;
    StreamClient *m_client = nullptr; // lives on m_thread and is deleted there
};

} // namespace desk
