// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/servermetrics.h"

#include "models/ingest/processfigures.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace desk {
namespace {

using prometheus::MetricType;

// 50 microseconds to 5 seconds.
prometheus::Histogram::BucketBoundaries latencies()
{
    return {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
}

constexpr std::array reasons{"framing", "guard",      "token",   "scope",
                             "rate",    "validation", "storage", "cardinality"};
constexpr int lowestStatus = 100;
constexpr int statuses = 500;

prometheus::MetricFamily familyOf(const std::string &name, const std::string &help, MetricType type)
{
    return {name, help, type, {}};
}

void addValue(prometheus::MetricFamily &family, double value, const ServerMetrics::Labels &labels = {})
{
    prometheus::ClientMetric metric;
    for (const auto &[label, text] : labels)
        metric.label.push_back({label, text});
    (family.type == MetricType::Gauge ? metric.gauge.value : metric.counter.value) = value;
    family.metric.push_back(std::move(metric));
}

// The names of Prometheus' own client libraries.
void addProcess(std::vector<prometheus::MetricFamily> &families)
{
    const ProcessFigures figures = ProcessFigures::now();
    const auto add = [&](const char *name, const char *help, MetricType type, double value) {
        families.push_back(familyOf(name, help, type));
        addValue(families.back(), value);
    };
    add("process_cpu_seconds_total", "Processor time of the process, user and system.", MetricType::Counter,
        figures.cpuSeconds);
    add("process_resident_memory_bytes", "Memory of the process in RAM.", MetricType::Gauge,
        double(figures.residentBytes));
    add("process_virtual_memory_bytes", "Address space of the process.", MetricType::Gauge,
        double(figures.virtualBytes));
    add("process_open_fds", "Open file descriptors.", MetricType::Gauge, double(figures.openDescriptors));
    add("process_max_fds", "Most file descriptors that may be open.", MetricType::Gauge,
        double(figures.maxDescriptors));
    add("process_start_time_seconds", "When the process started, since 1970.", MetricType::Gauge,
        figures.startSeconds);
}

} // namespace

struct ServerMetrics::Impl
{
    struct Asked
    {
        std::string name;
        std::string help;
        MetricType type;
        std::function<Values()> values;
    };
    void ask(const std::string &name, const std::string &help, MetricType type, std::function<double()> value,
             Labels labels)
    {
        asked.push_back({name, help, type, [value = std::move(value), labels = std::move(labels)] {
                             return Values{{labels, value()}};
                         }});
    }

    prometheus::Histogram &histogram(const std::string &name, const std::string &help)
    {
        return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add({}, latencies());
    }
    prometheus::Counter &counter(const char *name, const char *help)
    {
        return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
    }
    prometheus::Counter &answeredWith(int status)
    {
        prometheus::Counter *&counter =
            byStatus[static_cast<std::size_t>(std::clamp(status - lowestStatus, 0, statuses - 1))];
        if (!counter)
            counter = &requests.Add({{"code", std::to_string(status)}});
        return *counter;
    }
    prometheus::Counter &rejectedFor(std::string_view reason)
    {
        auto known = std::find_if(byReason.begin(), byReason.end(),
                                  [&](const auto &each) { return each.first == reason; });
        if (known == byReason.end())
            known = byReason.insert(known,
                                    {std::string(reason), &rejected.Add({{"reason", std::string(reason)}})});
        return *known->second;
    }

    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter> &requests = prometheus::BuildCounter()
                                                            .Name("constellation_http_requests_total")
                                                            .Help("Requests answered, by status.")
                                                            .Register(registry);
    prometheus::Histogram &duration = histogram("constellation_http_request_duration_seconds",
                                                "From the complete request to the end of its handling.");
    prometheus::Histogram &acknowledgement =
        histogram("constellation_acknowledgement_duration_seconds",
                  "From a complete request with points to its answer; the journal is written in between.");
    prometheus::Counter &points =
        counter("constellation_points_received_total", "Points accepted and acknowledged.");
    prometheus::Counter &samples =
        counter("constellation_samples_received_total", "Samples of accepted points.");
    prometheus::Counter &bytes =
        counter("constellation_body_bytes_received_total", "Bytes of accepted bodies.");
    prometheus::Family<prometheus::Counter> &rejected = prometheus::BuildCounter()
                                                            .Name("constellation_points_rejected_total")
                                                            .Help("Refused points or requests, by reason.")
                                                            .Register(registry);
    std::array<prometheus::Counter *, statuses> byStatus{};
    std::vector<std::pair<std::string, prometheus::Counter *>> byReason;
    std::vector<Asked> asked;
    Totals totals;
    std::chrono::nanoseconds longest{0};
};

ServerMetrics::ServerMetrics()
    : m_impl(std::make_unique<Impl>())
{
    for (const char *reason : reasons) // there at zero: an alert must not wait for the first
        m_impl->rejectedFor(reason);
    for (const int status : {200, 503})
        m_impl->answeredWith(status);
    addGauge("constellation_build_info", "Always 1; the version is a label.", [] { return 1.0; },
             {{"version", DESK_VERSION}});
}
ServerMetrics::~ServerMetrics() = default;

void ServerMetrics::countRequest(int status, std::chrono::nanoseconds duration)
{
    m_impl->answeredWith(status).Increment();
    m_impl->duration.Observe(std::chrono::duration<double>(duration).count());
    ++m_impl->totals.requests;
}

void ServerMetrics::countAcknowledgement(std::chrono::nanoseconds duration)
{
    m_impl->acknowledgement.Observe(std::chrono::duration<double>(duration).count());
    ++m_impl->totals.acknowledgements;
    m_impl->totals.acknowledging += duration;
    m_impl->longest = std::max(m_impl->longest, duration);
}

void ServerMetrics::countPoints(std::size_t points, std::size_t samples, std::size_t bytes)
{
    m_impl->points.Increment(double(points));
    m_impl->samples.Increment(double(samples));
    m_impl->bytes.Increment(double(bytes));
    m_impl->totals.points += points;
    m_impl->totals.samples += samples;
}

void ServerMetrics::countRejected(std::string_view reason, std::size_t points)
{
    m_impl->rejectedFor(reason).Increment(double(points));
    m_impl->totals.rejected += points;
}

void ServerMetrics::addGauge(const std::string &name, const std::string &help, std::function<double()> value,
                             Labels labels)
{
    m_impl->ask(name, help, MetricType::Gauge, std::move(value), std::move(labels));
}

void ServerMetrics::addCounter(const std::string &name, const std::string &help,
                               std::function<double()> value, Labels labels)
{
    m_impl->ask(name, help, MetricType::Counter, std::move(value), std::move(labels));
}

void ServerMetrics::addGauges(const std::string &name, const std::string &help,
                              std::function<Values()> values)
{
    m_impl->asked.push_back({name, help, MetricType::Gauge, std::move(values)});
}

void ServerMetrics::addCounters(const std::string &name, const std::string &help,
                                std::function<Values()> values)
{
    m_impl->asked.push_back({name, help, MetricType::Counter, std::move(values)});
}

std::function<void(std::chrono::nanoseconds)> ServerMetrics::addHistogram(const std::string &name,
                                                                          const std::string &help)
{
    return [&histogram = m_impl->histogram(name, help)](std::chrono::nanoseconds duration) {
        histogram.Observe(std::chrono::duration<double>(duration).count());
    };
}

std::string ServerMetrics::text() const
{
    std::vector<prometheus::MetricFamily> families = m_impl->registry.Collect();
    for (const Impl::Asked &asked : m_impl->asked) {
        auto family = std::find_if(families.begin(), families.end(),
                                   [&](const auto &each) { return each.name == asked.name; });
        if (family == families.end())
            family = families.insert(family, familyOf(asked.name, asked.help, asked.type));
        for (const auto &[labels, value] : asked.values())
            addValue(*family, value, labels);
    }
    addProcess(families);
    return prometheus::TextSerializer().Serialize(families);
}

const ServerMetrics::Totals &ServerMetrics::totals() const
{
    return m_impl->totals;
}

std::chrono::nanoseconds ServerMetrics::takeLongestAcknowledgement()
{
    return std::exchange(m_impl->longest, std::chrono::nanoseconds{0});
}

} // namespace desk
