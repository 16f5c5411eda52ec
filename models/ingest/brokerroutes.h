// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/messagelog.h"
#include "models/ingest/consumerstreams.h"
#include "models/ingest/ingestserver.h"

namespace desk {

// POST /produce, GET /consume, POST /ack, GET /topics, PUT /topics/{name}, GET /status, GET /stats: the queue
// as the telemetry stack's programs use it, with its texts. Open without a token on loopback. Ingest thread.
class BrokerRoutes
{
public:
    struct Figures // of the settings, for /status
    {
        std::size_t queueSize = 0;
        std::chrono::nanoseconds visibility{};
    };
    BrokerRoutes(IngestServer &server, MessageLog &log, ConsumerStreams &consumers, Figures figures);

private:
    ServerResponse produce(const HttpRequest &request);
    ServerResponse consume(const HttpRequest &request);
    ServerResponse acknowledge(const HttpRequest &request);
    ServerResponse topics() const;
    ServerResponse makeTopic(const HttpRequest &request);
    ServerResponse status() const;
    ServerResponse stats() const;
    // topic, partition and group of a consumer's request; what is wrong with them otherwise.
    struct Place
    {
        std::string topic;
        unsigned partition = 0;
        std::string group;
    };
    Result<Place> placeOf(const HttpRequest &request) const;

    MessageLog &m_log;
    ConsumerStreams &m_consumers;
    const Figures m_figures;
};

} // namespace desk
