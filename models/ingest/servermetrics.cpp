// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/servermetrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <vector>

namespace desk {

struct ServerMetrics::Impl
{
    struct Asked
    {
        std::string name;
        std::string help;
        prometheus::MetricType type;
        std::function<double()> value;
    };

    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter> &requests = prometheus::BuildCounter()
                                                            .Name("constellation_http_requests_total")
                                                            .Help("Requests answered, by status.")
                                                            .Register(registry);
    prometheus::Histogram &duration =
        prometheus::BuildHistogram()
            .Name("constellation_http_request_duration_seconds")
            .Help("From the complete request to its answer being handed to the socket.")
            .Register(registry)
            .Add({}, prometheus::Histogram::BucketBoundaries{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                             0.01, 0.025, 0.05, 0.1, 0.5, 1, 5});
    prometheus::Counter &points = prometheus::BuildCounter()
                                      .Name("constellation_points_received_total")
                                      .Help("Points accepted and acknowledged.")
                                      .Register(registry)
                                      .Add({});
    prometheus::Counter &samples = prometheus::BuildCounter()
                                       .Name("constellation_samples_received_total")
                                       .Help("Samples of accepted points.")
                                       .Register(registry)
                                       .Add({});
    prometheus::Counter &bytes = prometheus::BuildCounter()
                                     .Name("constellation_body_bytes_received_total")
                                     .Help("Bytes of accepted bodies.")
                                     .Register(registry)
                                     .Add({});
    prometheus::Family<prometheus::Counter> &rejected = prometheus::BuildCounter()
                                                            .Name("constellation_points_rejected_total")
                                                            .Help("Refused points or requests, by reason.")
                                                            .Register(registry);
    std::vector<Asked> asked;
};

ServerMetrics::ServerMetrics()
    : m_impl(std::make_unique<Impl>())
{
}
ServerMetrics::~ServerMetrics() = default;

void ServerMetrics::countRequest(int status, std::chrono::nanoseconds duration)
{
    m_impl->requests.Add({{"code", std::to_string(status)}}).Increment();
    m_impl->duration.Observe(std::chrono::duration<double>(duration).count());
}

void ServerMetrics::countPoints(std::size_t points, std::size_t samples, std::size_t bytes)
{
    m_impl->points.Increment(double(points));
    m_impl->samples.Increment(double(samples));
    m_impl->bytes.Increment(double(bytes));
}

void ServerMetrics::countRejected(std::string_view reason, std::size_t points)
{
    m_impl->rejected.Add({{"reason", std::string(reason)}}).Increment(double(points));
}

void ServerMetrics::addGauge(const std::string &name, const std::string &help, std::function<double()> value)
{
    m_impl->asked.push_back({name, help, prometheus::MetricType::Gauge, std::move(value)});
}

void ServerMetrics::addCounter(const std::string &name, const std::string &help,
                               std::function<double()> value)
{
    m_impl->asked.push_back({name, help, prometheus::MetricType::Counter, std::move(value)});
}

std::string ServerMetrics::text() const
{
    std::vector<prometheus::MetricFamily> families = m_impl->registry.Collect();
    for (const Impl::Asked &asked : m_impl->asked) {
        prometheus::MetricFamily family{asked.name, asked.help, asked.type, {}};
        prometheus::ClientMetric metric;
        (asked.type == prometheus::MetricType::Gauge ? metric.gauge.value : metric.counter.value) =
            asked.value();
        family.metric.push_back(metric);
        families.push_back(std::move(family));
    }
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace desk
