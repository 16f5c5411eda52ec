// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Points on their way to a server: collected into arrays for its batch endpoint, kept through an outage up to
// a bound (then the oldest go, counted), retried with a growing pause, each array under one idempotency key
// however often it is tried. One thread.
class BatchSender
{
public:
    struct Options
    {
        std::size_t batchPoints = 1000;  // what the endpoint takes
        std::size_t keepPoints = 60'000; // waiting at most
        std::chrono::milliseconds firstPause{250};
        std::chrono::milliseconds longestPause{5000};
    };
    struct Failure
    {
        Error error;
        bool permanent = false; // these points will never be taken
        std::optional<std::chrono::seconds> retryAfter;
    };
    // Posts one JSON array; nothing = taken.
    using Post = std::function<std::optional<Failure>(std::string_view json, std::size_t points,
                                                      std::string_view key)>;

    // run goes before the keys, different in each run of the program.
    BatchSender(Options options, std::string run, Post post);

    // Where to write the next point; an array's points stand one on a line. Then pointWritten().
    std::string &buffer();
    void pointWritten();
    // Closes the array that is being filled, if it holds a point.
    void flush();

    // Posts what waits, oldest first, until everything is gone, one fails, or the pause after a failure is
    // not over. The failure, if this call met one.
    std::optional<Failure> pump(SteadyTime now);

    bool isEmpty() const { return m_waiting.empty(); }
    bool isFull() const { return m_waitingPoints + m_options.batchPoints > m_options.keepPoints; }
    SteadyTime retryAt() const { return m_retryAt; } // of use while not empty
    std::size_t waitingPoints() const { return m_waitingPoints; }
    std::uint64_t sentPoints() const { return m_sent; }
    std::uint64_t droppedPoints() const { return m_dropped; }

private:
    struct Batch
    {
        std::string json;
        std::size_t points = 0;
        std::uint64_t number = 0;
    };

    void drop();

    Options m_options;
    std::string m_run;
    Post m_post;
    Batch m_open;
    std::deque<Batch> m_waiting;
    std::vector<std::string> m_spare; // buffers of batches that are gone
    std::size_t m_waitingPoints = 0;
    std::uint64_t m_number = 0;
    std::uint64_t m_sent = 0;
    std::uint64_t m_dropped = 0;
    std::chrono::milliseconds m_pause{0};
    SteadyTime m_retryAt{};
};

} // namespace desk
