// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/proxymetrics.h"

namespace desk {
namespace {

// The last stands for all others, as OpenTelemetry has it.
constexpr std::array<std::string_view, 8> methodWords{"GET",    "HEAD",    "POST",  "PUT",
                                                      "DELETE", "OPTIONS", "PATCH", "_OTHER"};
constexpr std::array<std::string_view, ResourceMap::decisions> decisionWords{
    "pinned", "assigned", "reassigned", "no_workers", "no_healthy_workers"};

} // namespace

ProxyMetrics::ProxyMetrics(ServerMetrics &metrics, const Controller &controller)
    : m_duration(metrics.addHistogram("constellation_proxy_request_duration_seconds",
                                      "From a complete request to its worker's answer, or to ours for it."))
{
    addRequests(metrics);
    addWorkers(metrics, controller);
}

std::size_t ProxyMetrics::methodOf(std::string_view verb)
{
    for (std::size_t i = 0; i + 1 < methodWords.size(); ++i) {
        if (methodWords[i] == verb)
            return i;
    }
    return methodWords.size() - 1;
}

void ProxyMetrics::count(std::size_t method, ProxyOutcome outcome, std::chrono::nanoseconds duration)
{
    ++m_requests[static_cast<std::size_t>(outcome)][method];
    m_duration(duration);
}

void ProxyMetrics::addRequests(ServerMetrics &metrics)
{
    for (std::size_t outcome = 0; outcome < proxyOutcomes; ++outcome) {
        for (std::size_t method = 0; method < methods; ++method)
            metrics.addCounter(
                "constellation_proxy_requests_total", "Requests for workers, by how they ended.",
                [this, outcome, method] { return double(m_requests[outcome][method]); },
                {{"outcome", std::string(proxyOutcomeWord(static_cast<ProxyOutcome>(outcome)))},
                 {"http_request_method", std::string(methodWords[method])}});
    }
}

void ProxyMetrics::addWorkers(ServerMetrics &metrics, const Controller &controller)
{
    for (std::size_t i = 0; i < decisionWords.size(); ++i)
        metrics.addCounter("constellation_placement_decisions_total",
                           "Which worker a request was given to, by why.",
                           [&controller, i] { return double(controller.counters().decisions[i]); },
                           {{"decision", std::string(decisionWords[i])}});
    metrics.addGauge("constellation_resources_mapped", "Paths that belong to a worker.",
                     [&controller] { return double(controller.pins().size()); });
    for (const bool healthy : {true, false})
        metrics.addGauge("constellation_workers", "Connected workers, by whether they answer heartbeats.",
                         [&controller, healthy] { return double(controller.workerCount(healthy)); },
                         {{"state", healthy ? "healthy" : "unhealthy"}});
    const auto counted = [&](const char *name, const char *help, const char *label, const char *word,
                             std::uint64_t OwnershipCounters::*member) {
        metrics.addCounter(name, help,
                           [&controller, member] { return double(controller.counters().*member); },
                           {{label, word}});
    };
    const auto event = [&](const char *word, std::uint64_t OwnershipCounters::*member) {
        counted("constellation_workers_events_total", "What happened to workers.", "event", word, member);
    };
    event("connected", &OwnershipCounters::connected);
    event("disconnected", &OwnershipCounters::disconnected);
    event("evicted", &OwnershipCounters::evicted);
    event("recovered", &OwnershipCounters::recovered);
    const auto beat = [&](const char *word, std::uint64_t OwnershipCounters::*member) {
        counted("constellation_heartbeats_total", "Heartbeats to workers, by how they ended.", "outcome",
                word, member);
    };
    beat("success", &OwnershipCounters::beatsAnswered);
    beat("send_failed", &OwnershipCounters::beatsUnsent);
    beat("timeout", &OwnershipCounters::beatsMissed);
    metrics.addGauge("constellation_responses_pending",
                     "Answers that came too late for their caller and are kept for a while.",
                     [&controller] { return double(controller.lateAnswers()); });
    metrics.addGauge("constellation_proxy_active_requests", "Requests that wait for their worker.",
                     [&controller] { return double(controller.waiting()); });
}

} // namespace desk
