// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
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
    std::chrono::nanoseconds topologyCache = std::chrono::seconds{15};
    std::uint64_t journalMaxBytes = 4ULL << 30U;
    std::chrono::nanoseconds memoryWindow = std::chrono::minutes{15};
    std::uint64_t memoryMaxSamples = 16'000'000;
    std::uint64_t maxSeries = 200'000;
    std::uint64_t maxNodes = 50'000;
    bool compatibility = true; // the paths of InfluxDB, Prometheus, OTLP and others
    // Where their points name the node, after node_id; the first that is there.
    std::vector<std::string> compatibilityNodeTags{"host", "instance", "host.name", "service.instance.id",
                                                   "service.name"};
    std::filesystem::path dataFolder;

    // TOML text. Unknown keys and wrong types are refused, naming the line and what is allowed.
    Result<void> apply(std::string_view toml);
    // CONSTELLATION_LISTEN, CONSTELLATION_DATA, CONSTELLATION_MEMORY_WINDOW, CONSTELLATION_JWT_SECRET.
    Result<void> applyEnvironment();
    // "host:port", ":port" or "[::1]:port".
    Result<void> setListen(std::string_view text);

    // config.toml in the config folder where there is one, then the environment.
    static Result<Configuration> load();
};

} // namespace desk
