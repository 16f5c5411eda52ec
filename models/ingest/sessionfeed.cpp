// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/sessionfeed.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionfolder.h"

#include <algorithm>

namespace desk {

namespace {

constexpr std::size_t mostSamples = 200'000; // read ahead

struct SessionFile
{
    std::filesystem::path path;
    std::uint64_t first = 0;
};

// Those that may hold a point from this number on, by their first one.
std::vector<SessionFile> filesOf(const std::filesystem::path &folder, std::uint64_t from)
{
    std::vector<SessionFile> files;
    for (const std::filesystem::path &path : allSessions(folder)) {
        const auto cursor = SessionCursor::open(path);
        const auto extent = cursor ? (*cursor)->extent() : tl::unexpected(cursor.error());
        if (extent && extent->last >= from)
            files.push_back({path, extent->first});
    }
    std::ranges::sort(files, {}, &SessionFile::first);
    return files;
}

} // namespace

SessionFeed::SessionFeed(std::filesystem::path folder, std::uint64_t from, std::uint64_t end,
                         std::function<void()> wake)
    : m_folder(std::move(folder))
    , m_end(end)
    , m_wake(std::move(wake))
    , m_next(from)
    , m_thread([this] { run(); })
{
}

SessionFeed::~SessionFeed()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_room.notify_one();
    m_thread.join();
}

SessionFeed::Step SessionFeed::take()
{
    Step step;
    {
        const std::lock_guard lock(m_mutex);
        if (m_batches.empty())
            return {nullptr, m_exhausted};
        step.batch = std::move(m_batches.front());
        m_batches.pop_front();
        m_samples -= step.batch->samples();
    }
    m_room.notify_one();
    return step;
}

// False when nobody wants more.
bool SessionFeed::put(SampleBatchPtr batch)
{
    bool wasEmpty = false;
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_stop || m_samples < mostSamples; });
        if (m_stop)
            return false;
        wasEmpty = m_batches.empty();
        m_samples += batch->samples();
        m_batches.push_back(std::move(batch));
    }
    if (wasEmpty)
        m_wake();
    return true;
}

bool SessionFeed::read(const std::filesystem::path &file)
{
    const auto cursor = SessionCursor::open(file);
    if (!cursor)
        return true; // what it held is a gap to whoever reads
    (*cursor)->seek(m_next);
    while (m_next < m_end) {
        auto batch = (*cursor)->next(std::min<std::uint64_t>(m_end - m_next, 4096));
        if (!batch || !*batch || (*batch)->firstSequence >= m_end)
            return true;
        m_next = (*batch)->lastSequence() + 1;
        if (!put(*std::move(batch)))
            return false;
    }
    return true;
}

void SessionFeed::run()
{
    for (const SessionFile &file : filesOf(m_folder, m_next)) {
        if (m_next < m_end && !read(file.path))
            return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_exhausted = true;
    }
    m_wake();
}

} // namespace desk
