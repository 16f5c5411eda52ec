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
    std::uint64_t journalMaxBytes = 4ULL << 30U;
    std::chrono::nanoseconds memoryWindow = std::chrono::minutes{15};
    std::uint64_t memoryMaxSamples = 16'000'000;
    std::uint64_t maxSeries = 200'000;
    std::uint64_t maxNodes = 50'000;
    std::filesystem::path dataFolder;

    // TOML text. Unknown keys and wrong types are refused, naming the line and what is allowed.
    Result<void> apply(std::string_view toml);
    // CONSTELLATION_LISTEN, CONSTELLATION_DATA, CONSTELLATION_MEMORY_WINDOW, CONSTELLATION_JWT_SECRET.
    Result<void> applyEnvironment();
    // What no single setting can know of itself: a certificate without key, an issuer without audience.
    [[nodiscard]] Result<void> check() const;
    // "host:port", ":port" or "[::1]:port".
    Result<void> setListen(std::string_view text);

    // config.toml in the config folder where there is one, then the environment.
    static Result<Configuration> load();
};

} // namespace desk
