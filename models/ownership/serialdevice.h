// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/serialport.h"
#include "models/ownership/workerreply.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace desk {

// A serial line as a resource of HTTP. Bytes are counted from 0 since the start; the last MiB is kept.
//   GET [?since=N] [&wait=MS]             what came from byte N on; without it the last 64 KiB. Nothing there
//                                         yet: waits for it. Headers: x-offset (of the first byte), x-next
//                                         (what to ask for next), x-lost (bytes before it that are gone).
//   POST or PUT, body = bytes             writes them: {"written": n}
//   POST ?wait=MS [&until=TEXT]           writes them and answers with what came after, until the text came
//   or
//                                         the time was over: an exchange, one at a time
// A line that went is opened again every second; until then 503. Any thread.
class SerialDevice
{
public:
    struct Options
    {
        std::string device;
        unsigned baud = 115'200;
        std::chrono::milliseconds writeTimeout{5'000};
        std::size_t kept = 1U << 20U;
    };
    static constexpr std::chrono::milliseconds longestWait{20'000}; // below what controllers wait

    // Fails where it cannot be opened now.
    static Result<std::unique_ptr<SerialDevice>> open(Options options);
    ~SerialDevice();
    SerialDevice(const SerialDevice &) = delete;
    SerialDevice &operator=(const SerialDevice &) = delete;

    // 503 after stop() and where the caller stopped waiting before the line was free: then nothing was
    // written.
    WorkerReply answer(const WorkerMessage &request);
    // Who waits for the line or for its bytes is answered with what there is.
    void stop();

private:
    SerialDevice(Options options, SerialPort port);
    void run();
    void keep(std::string_view bytes);
    WorkerReply read(const WorkerMessage &request);
    WorkerReply write(const WorkerMessage &request);
    // What came from there on. Waits for the text, or all of the time where it is empty, or for any byte
    // where there is none.
    std::string await(std::uint64_t from, const std::optional<std::string> &until,
                      std::chrono::milliseconds wait);
    [[nodiscard]] WorkerReply gone() const;
    // The line for oneself; not owned when the request's caller stopped waiting for it, or all is to end.
    [[nodiscard]] std::unique_lock<std::timed_mutex> lineFor(const WorkerMessage &request);
    [[nodiscard]] bool isEnding() const;

    const Options m_options;
    std::timed_mutex m_exchange; // one who writes
    mutable std::mutex m_mutex;  // guards the rest
    std::condition_variable m_came;
    std::string m_bytes;       // the last that came
    std::uint64_t m_begin = 0; // offset of m_bytes
    bool m_isThere = true;
    std::string m_why; // not
    bool m_ending = false;
    SerialPort m_port; // opened and closed by the reading thread, under m_exchange
    std::thread m_thread;
};

} // namespace desk
