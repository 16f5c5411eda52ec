// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalfile.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace desk {

// Group commit: one fdatasync at a time, on a thread of its own, for everything that was written before it
// began; whoever waits is told when the one that covers him returned. What is written meanwhile goes with the
// next. Ingest thread, but for the syncing itself.
class JournalSync
{
public:
    using Post = std::function<void(std::function<void()>)>;
    using Done = std::function<void(const Result<void> &)>;

    // post: runs a task on the ingest thread. Without it syncs run at once, on the caller's thread.
    // onFailed: before those who wait are told; the files have been let go.
    JournalSync(Post post, std::function<void(const Error &)> onFailed);
    ~JournalSync(); // after the sync under way; who still waits is not told
    JournalSync(const JournalSync &) = delete;
    JournalSync &operator=(const JournalSync &) = delete;

    // The file holds bytes the disk may not have.
    void written(const std::shared_ptr<JournalFile> &file)
    {
        if (m_dirty.empty() || m_dirty.back() != file)
            m_dirty.push_back(file);
    }
    // Everything written so far is on the disk.
    [[nodiscard]] bool isClean() const { return m_dirty.empty() && !m_busy; }
    // Tells once everything written so far is on the disk, at once if it is.
    void whenClean(Done done);
    // Starts a sync where there is something to do and none is under way.
    void start();
    // Syncs on this thread what is not on the disk. For the end of a run.
    void finish();

    [[nodiscard]] std::uint64_t syncs() const { return m_syncs; }

private:
    void work();
    int syncJob();
    void finished(int code);

    const Post m_post;
    const std::function<void(const Error &)> m_onFailed;
    std::vector<std::shared_ptr<JournalFile>> m_dirty; // oldest first
    std::vector<Done> m_covered;                       // by the sync under way
    std::vector<Done> m_waiting;                       // for the one after it
    bool m_busy = false;
    bool m_starting = false; // once the tasks before ours have run
    std::uint64_t m_syncs = 0;

    std::mutex m_mutex; // guards m_hasJob and m_ending
    std::condition_variable m_wake;
    bool m_hasJob = false;
    bool m_ending = false;
    std::vector<std::shared_ptr<JournalFile>> m_job; // the sync thread's while m_busy
    std::thread m_thread;                            // last: it uses the rest
};

} // namespace desk
