// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalsync.h"

#include <cstring>
#include <utility>

namespace desk {

JournalSync::JournalSync(Post post, std::function<void(const Error &)> onFailed)
    : m_post(std::move(post))
    , m_onFailed(std::move(onFailed))
{
    if (m_post)
        m_thread = std::thread([this] { work(); });
}

JournalSync::~JournalSync()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void JournalSync::whenClean(Done done)
{
    if (isClean())
        return done({});
    if (m_dirty.empty()) { // nothing came after the sync under way began
        m_covered.push_back(std::move(done));
        return;
    }
    m_waiting.push_back(std::move(done));
    if (!m_post)
        return start();
    // What else arrived with it goes with the same sync.
    if (!m_busy && !std::exchange(m_starting, true))
        m_post([this] {
            m_starting = false;
            start();
        });
}

void JournalSync::start()
{
    if (m_busy || m_dirty.empty())
        return;
    m_busy = true;
    m_job.swap(m_dirty);
    m_covered.swap(m_waiting);
    if (!m_post)
        return finished(syncJob());
    {
        const std::lock_guard lock(m_mutex);
        m_hasJob = true;
    }
    m_wake.notify_one();
}

void JournalSync::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_hasJob || m_ending; });
        if (!m_hasJob)
            return;
        m_hasJob = false;
        lock.unlock();
        const int code = syncJob();
        m_post([this, code] { finished(code); });
        lock.lock();
    }
}

int JournalSync::syncJob()
{
    for (const auto &file : m_job) {
        if (const int code = file->sync(); code != 0)
            return code;
    }
    return 0;
}

void JournalSync::finished(int code)
{
    m_busy = false;
    ++m_syncs;
    std::vector<Done> told = std::exchange(m_covered, {});
    Result<void> result;
    if (code == 0) {
        m_job.clear();
    } else {
        // The kernel may have dropped the pages it could not write and calls them clean: another sync of the
        // same file would succeed and mean nothing.
        m_job.clear();
        m_dirty.clear();
        for (Done &done : std::exchange(m_waiting, {}))
            told.push_back(std::move(done));
        result = failure(ErrorCode::storageUnavailable,
                         std::string("the disk did not take the journal: ") + std::strerror(code) +
                             "; what was to be on the disk has not been acknowledged");
        m_onFailed(result.error());
    }
    for (const Done &done : told)
        done(result);
    if (!m_waiting.empty())
        start();
}

void JournalSync::finish()
{
    for (const auto &file : m_dirty) {
        if (file->sync() != 0)
            break; // the caller is ending; recovery judges what is there
    }
    m_dirty.clear();
}

} // namespace desk
