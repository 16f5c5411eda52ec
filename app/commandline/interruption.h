// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace desk {

// While it lives SIGINT, SIGTERM and SIGHUP ask for a stop instead of ending the program; a second one ends
// it at once. Made by a command before it starts threads; any thread asks.
class Interruption
{
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    [[nodiscard]] bool isRequested() const { return m_source.stop_requested(); }
    // false when a stop is asked for before the time is over.
    bool wait(std::chrono::nanoseconds time);

private:
    void watch();

    std::stop_source m_source;
    int m_signals = -1; // signalfd
    int m_end = -1;     // eventfd: the watcher may go
    std::thread m_watcher;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
};

} // namespace desk
