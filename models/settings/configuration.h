// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/acklevel.h"
#include "models/telemetry/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// What an administrator sets: config.toml, over it the environment (CONSTELLATION_…), over that the command
// line. Plain value, read once at start.
struct Configuration
{
    std::string listenAddress = "127.0.0.1";
    std::uint16_t listenPort = 8000;
    bool listenGiven = false; // then a taken port is an error, else the next free one is used
    bool requireToken = true;
    std::string jwtSecret;        // HS256, from server.jwt_secret_file or CONSTELLATION_JWT_SECRET
    unsigned ratePerMinute = 100; // requests a token; 0 = none
    bool rateLimitLoopback = false;
    bool loopbackNeedsToken = false;  // also on paths whose clients send none
    std::vector<std::string> hosts;   // further names of this machine
    std::vector<std::string> origins; // pages of others that may call us
    bool tls = false;
    std::filesystem::path tlsCertificate; // both or none: then one is made
    std::filesystem::path tlsKey;
    std::string jwtIssuer; // somebody else's tokens: RS256, ES256
    std::vector<std::string> jwtAudiences;
    std::string jwtKeys; // file or URL; empty = the issuer's /.well-known/jwks.json
    std::string jwtScopePrefix;
    std::uint64_t maxBody = 32U << 20U;
    std::uint64_t maxHeader = 16U << 10U;
    std::uint64_t maxUrl = 8U << 10U;
    std::uint64_t maxConnections = 2000;
    std::uint64_t maxConnectionsPerAddress = 200;
    std::uint64_t reservedConnections = 200;
    std::chrono::nanoseconds headerDeadline = std::chrono::seconds{10};
    std::chrono::nanoseconds writeDeadline = std::chrono::seconds{30};
    std::chrono::nanoseconds idleDeadline = std::chrono::seconds{60};
    std::chrono::nanoseconds topologyCache = std::chrono::seconds{15};
    AckLevel ack = AckLevel::os;                 // of requests that ask for no more
    bool record = true;                          // keep a session file
    std::uint64_t recordRollBytes = 4ULL << 30U; // then a new one is begun; 0 = never
    bool recordRollDaily = false;
    std::uint64_t recordMaxBytes = 0;        // of finished session files; 0 = keep all
    std::chrono::nanoseconds recordMaxAge{}; // likewise
    struct RecordThinning
    {
        std::string node = "*";
        std::string metric = "*";
        std::chrono::nanoseconds after{};
        bool operator==(const RecordThinning &) const = default;
    };
    std::vector<RecordThinning> recordThinnings; // points older than that become coarser
    std::uint64_t journalMaxBytes = 4ULL << 30U;
    std::chrono::nanoseconds memoryWindow = std::chrono::minutes{15};
    std::uint64_t memoryMaxBytes = std::uint64_t{288} << 20;  // of live data, 4 MiB to 1 TiB
    static constexpr std::uint64_t memoryBytesPerSample = 18; // about
    [[nodiscard]] std::uint64_t memorySamples() const { return memoryMaxBytes / memoryBytesPerSample; }
    std::uint64_t maxSeries = 200'000;
    std::uint64_t maxNodes = 50'000;
    std::string topics;              // TOPICS: "name:partitions,…"; empty = the topic telemetry
    std::string collectedTopics;     // "name,…" whose GPU rows the collector takes; empty = telemetry
    unsigned partitionsPerTopic = 4; // PARTITIONS_PER_TOPIC
    std::uint64_t queueSize = 2000;  // QUEUE_SIZE: messages of a partition in memory
    std::chrono::nanoseconds visibilityTimeout = std::chrono::seconds{30}; // VISIBILITY_TIMEOUT
    std::uint64_t brokerMaxBytes = 4ULL << 30U;
    std::chrono::nanoseconds groupExpiry = std::chrono::hours{7 * 24};
    std::optional<bool>
        measureItself;   // own figures as the node desk; not set: the window does, serve does not
    bool workers = true; // listen for workers that own devices
    std::string workersAddress = "127.0.0.1";
    std::uint16_t workersPort = 8001;
    bool workersGiven = false; // then a taken port is an error, else the next free one is used
    std::chrono::nanoseconds heartbeatInterval = std::chrono::seconds{2}; // 1 s or more
    unsigned maxHeartbeatFailures = 3;                                    // 1 or more
    std::chrono::nanoseconds proxyTimeout = std::chrono::seconds{30};     // 1 s or more
    std::chrono::nanoseconds responseRetention = std::chrono::seconds{30};
    std::chrono::nanoseconds pinExpiry = std::chrono::hours{24};
    bool compatibility = true; // the paths of InfluxDB, Prometheus, OTLP and others
    // Where their points name the node, after node_id; the first that is there.
    std::vector<std::string> compatibilityNodeTags{"host", "instance", "host.name", "service.instance.id",
                                                   "service.name"};
    std::filesystem::path dataFolder;

    // TOML text. Unknown keys and wrong types are refused, naming the line and what is allowed.
    Result<void> apply(std::string_view toml);
    // CONSTELLATION_LISTEN, CONSTELLATION_WORKERS, CONSTELLATION_ACK, CONSTELLATION_DATA,
    // CONSTELLATION_MEMORY_WINDOW, CONSTELLATION_JWT_SECRET, and of the telemetry stack TOPICS, QUEUE_SIZE,
    // VISIBILITY_TIMEOUT, PARTITIONS_PER_TOPIC.
    Result<void> applyEnvironment();
    // memory, os or disk.
    Result<void> setAck(std::string_view text);
    struct Topic
    {
        std::string name;
        unsigned partitions = 0;
        bool operator==(const Topic &) const = default;
    };
    // What topics says, with partitionsPerTopic where it gives no number.
    [[nodiscard]] Result<std::vector<Topic>> topicList() const;
    [[nodiscard]] std::vector<std::string> collectedTopicList() const;
    // What no single setting can know of itself: a certificate without key, an issuer without audience.
    [[nodiscard]] Result<void> check() const;
    // "host:port", ":port" or "[::1]:port".
    Result<void> setListen(std::string_view text);
    // The same for workers, or "off".
    Result<void> setWorkers(std::string_view text);

    // config.toml in the config folder where there is one, then the environment.
    static Result<Configuration> load();
};

} // namespace desk
