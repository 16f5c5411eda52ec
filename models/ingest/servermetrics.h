// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The server's figures about itself, in Prometheus' text format (version 0.0.4), clean under
// `promtool check metrics`. Counting allocates nothing after the first of its kind. Ingest thread only.
class ServerMetrics
{
public:
    using Labels = std::map<std::string, std::string>;
    using Values = std::vector<std::pair<Labels, double>>; // each with labels of its own
    struct Totals
    {
        std::uint64_t requests = 0;
        std::uint64_t points = 0;
        std::uint64_t samples = 0;
        std::uint64_t rejected = 0; // points or requests
        std::uint64_t acknowledgements = 0;
        std::chrono::nanoseconds acknowledging{0}; // all of them together
    };

    ServerMetrics();
    ~ServerMetrics();
    ServerMetrics(const ServerMetrics &) = delete;
    ServerMetrics &operator=(const ServerMetrics &) = delete;

    void countRequest(int status, std::chrono::nanoseconds duration);
    // A request with points that was taken: from its last byte to its answer, waiting for the disk included.
    void countAcknowledgement(std::chrono::nanoseconds duration);
    void countPoints(std::size_t points, std::size_t samples, std::size_t bytes);
    void countRejected(std::string_view reason, std::size_t points = 1);
    // A figure that is asked for when text() is called. The same name may come with several sets of labels;
    // its help is the first one's.
    void addGauge(const std::string &name, const std::string &help, std::function<double()> value,
                  Labels labels = {});
    // The same for something that only grows; name ends in _total.
    void addCounter(const std::string &name, const std::string &help, std::function<double()> value,
                    Labels labels = {});
    // The same of what comes and goes: asked each time which there are.
    void addGauges(const std::string &name, const std::string &help, std::function<Values()> values);
    void addCounters(const std::string &name, const std::string &help, std::function<Values()> values);
    // How long something takes, in the buckets of requests: what it returns counts one.
    std::function<void(std::chrono::nanoseconds)> addHistogram(const std::string &name,
                                                               const std::string &help);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] const Totals &totals() const;
    // The longest acknowledgement since this was last asked.
    [[nodiscard]] std::chrono::nanoseconds takeLongestAcknowledgement();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
