// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/jsonwebkeys.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace desk {

// Keeps an issuer's key set fresh: read at the start, every hour, and when somebody asks, but never more than
// once a minute. Reading blocks, so it has a thread of its own; what came is handed over there.
class KeySetSource
{
public:
    struct Options
    {
        std::string place; // https://…, http:// on this machine only, or a file
        std::chrono::nanoseconds atMostEvery = std::chrono::minutes{1};
        std::chrono::nanoseconds atLeastEvery = std::chrono::hours{1};
        std::chrono::milliseconds timeout = std::chrono::seconds{10}; // of one read
    };
    using Sink = std::function<void(Result<JsonWebKeys>)>; // called on the source's thread

    KeySetSource(Options options, Sink sink);
    ~KeySetSource();
    KeySetSource(const KeySetSource &) = delete;
    KeySetSource &operator=(const KeySetSource &) = delete;

    // Any thread, never blocks: a key is missing.
    void ask();

    // One blocking read. cancelled may be asked often.
    static Result<JsonWebKeys> read(const Options &options, const std::function<bool()> &cancelled = {});

private:
    void run();

    const Options m_options;
    const Sink m_sink;
    std::mutex m_mutex; // guards m_asked
    std::condition_variable m_wake;
    bool m_asked = false;
    std::atomic<bool> m_ending{false};
    std::thread m_thread; // last: uses the rest
};

} // namespace desk
