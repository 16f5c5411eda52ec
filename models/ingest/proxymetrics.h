// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/servermetrics.h"
#include "models/ownership/controller.h"

#include <array>

namespace desk {

// Figures of device ownership in /metrics: of proxied requests by outcome and method, and what a controller
// counts of workers. Outlives the server's metrics. Ingest thread.
class ProxyMetrics
{
public:
    ProxyMetrics(ServerMetrics &metrics, const Controller &controller);

    // Position of a method among those that are told apart.
    static std::size_t methodOf(std::string_view verb);
    void count(std::size_t method, ProxyOutcome outcome, std::chrono::nanoseconds duration);

private:
    static constexpr std::size_t methods = 8;

    void addRequests(ServerMetrics &metrics);
    static void addWorkers(ServerMetrics &metrics, const Controller &controller);

    std::array<std::array<std::uint64_t, methods>, proxyOutcomes> m_requests{};
    std::function<void(std::chrono::nanoseconds)> m_duration;
};

} // namespace desk
