// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

namespace desk {

// Points that the journal does not have any more, from the session files of a data folder, in the order of
// their numbers. Reads a little ahead on a thread of its own, so that the ingest thread waits for no disk.
// take() by one thread.
class SessionFeed
{
public:
    struct Step
    {
        SampleBatchPtr batch;   // null: nothing yet
        bool exhausted = false; // nothing more below the end
    };

    // Points of numbers in [from, end). wake: there is something to take again; on the feed's thread.
    SessionFeed(std::filesystem::path folder, std::uint64_t from, std::uint64_t end,
                std::function<void()> wake);
    ~SessionFeed();
    SessionFeed(const SessionFeed &) = delete;
    SessionFeed &operator=(const SessionFeed &) = delete;

    Step take();

private:
    void run();
    bool read(const std::filesystem::path &file);
    bool put(SampleBatchPtr batch);

    const std::filesystem::path m_folder;
    const std::uint64_t m_end;
    const std::function<void()> m_wake;
    std::uint64_t m_next; // the thread's

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_room;
    std::deque<SampleBatchPtr> m_batches;
    std::size_t m_samples = 0;
    bool m_exhausted = false;
    bool m_stop = false;
    std::thread m_thread; // last: it uses the rest
};

} // namespace desk
