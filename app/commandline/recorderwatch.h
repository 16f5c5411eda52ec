// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/httpclient.h"

#include <chrono>
#include <optional>

namespace desk {

// What a server's recorder does while it is measured, from its GET /metrics. One thread.
class RecorderWatch
{
public:
    explicit RecorderWatch(HttpClientOptions server)
        : m_client(std::move(server))
    {
    }

    // From here on it counts.
    void begin();
    // Looks at how far it is behind, a few times a second at most.
    void look();

    struct Result
    {
        double cpuOfSample = 0;   // us
        double longestBehind = 0; // s
        double samples = 0;
    };
    // Nothing when the server records nothing.
    std::optional<Result> end();

private:
    struct Figures
    {
        double cpuSeconds = 0;
        double samples = 0;
        double behind = 0;
    };
    std::optional<Figures> read();

    HttpClient m_client;
    std::optional<Figures> m_before;
    double m_longest = 0;
    std::chrono::steady_clock::time_point m_lookedAt{};
};

} // namespace desk
