// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace desk {

// Producers that count: each posts batches of consecutive numbers about a node of its own and remembers how
// far it was acknowledged. What a journal holds afterwards can then be checked number by number. Point n of a
// producer was generated n microseconds after the load was made.
class CountedLoad
{
public:
    static constexpr std::uint64_t batchPoints = 1000;

    // headers: further header lines, each with its line end. pointsPerSecond of all together, 0 = as many as
    // the server takes.
    CountedLoad(std::size_t producers, std::string headers, std::uint64_t pointsPerSecond = 0);
    ~CountedLoad();

    // Posts until stop() or until the connection ends; goes on counting where it was.
    void start(std::uint16_t port);
    void stop();

    // Numbers acknowledged so far, by producer.
    [[nodiscard]] std::vector<std::uint64_t> acknowledged() const;
    [[nodiscard]] std::uint64_t acknowledgedPoints() const;
    [[nodiscard]] std::uint64_t refused() const { return m_refused; }
    // Generation time of every producer's point 0.
    [[nodiscard]] Timestamp base() const { return m_base; }
    // The values of point n under the metrics n, half and four.
    static std::array<double, 3> valuesOf(std::uint64_t number);
    // What is wrong with what the journal holds; empty when every acknowledged number is there, none is torn
    // out of its batch, and every value is what was sent.
    [[nodiscard]] std::string check(const std::filesystem::path &journal,
                                    const std::vector<std::uint64_t> &acknowledged) const;
    // The same for the session file and the journal after it, the data folder's program having ended: both
    // whole, and every number of a producer there exactly once in its order.
    [[nodiscard]] std::string checkRecorded(const std::filesystem::path &data,
                                            const std::vector<std::uint64_t> &acknowledged) const;

private:
    struct Producer
    {
        std::atomic<std::uint64_t> sent{0};
        std::atomic<std::uint64_t> acknowledged{0};
    };
    void post(std::size_t index, std::uint16_t port);
    [[nodiscard]] std::string bodyFrom(std::size_t producer, std::uint64_t first) const;

    const Timestamp m_base;
    const std::string m_headers;
    const std::uint64_t m_rate;
    std::vector<std::unique_ptr<Producer>> m_producers;
    std::vector<std::jthread> m_threads;
    std::atomic<bool> m_stop{false};
    std::atomic<std::uint64_t> m_refused{0};
};

// The answer to one request on a connection of its own, header and all; empty when there was none.
std::string httpExchange(std::uint16_t port, const std::string &request);

} // namespace desk
