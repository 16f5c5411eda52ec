// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

// The server's figures about itself, in Prometheus' text format. Counting is wait-free and may be done on
// the ingest thread only; text() likewise.
class ServerMetrics
{
public:
    ServerMetrics();
    ~ServerMetrics();
    ServerMetrics(const ServerMetrics &) = delete;
    ServerMetrics &operator=(const ServerMetrics &) = delete;

    void countRequest(int status, std::chrono::nanoseconds duration);
    void countPoints(std::size_t points, std::size_t samples, std::size_t bytes);
    void countRejected(std::string_view reason, std::size_t points = 1);
    // A figure that is asked for when text() is called.
    void addGauge(const std::string &name, const std::string &help, std::function<double()> value);
    // The same for something that only grows; name ends in _total.
    void addCounter(const std::string &name, const std::string &help, std::function<double()> value);

    [[nodiscard]] std::string text() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
