// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/archivestore.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t mostWaiting = 24'000'000; // samples that the recorder has not taken
constexpr auto patience = 10min;

} // namespace

Result<std::unique_ptr<ArchiveStore>> ArchiveStore::create(const std::filesystem::path &file,
                                                           const SeriesDictionary &dictionary)
{
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return failure(ErrorCode::invalidArgument, file.string() + " is there already; name a new file");
    std::unique_ptr<ArchiveStore> store(new ArchiveStore(file));
    Recorder::Options options;
    options.file = file;
    options.journal = file.string() + ".journal";                    // there is none
    options.queuedSamples = std::numeric_limits<std::size_t>::max(); // so it must not be needed
    options.onFault = [self = store.get()](const Error &error) {
        const std::lock_guard lock(self->m_mutex);
        self->m_fault = error;
    };
    auto recorder = Recorder::open(std::move(options), dictionary, store->m_time, 1);
    if (!recorder)
        return tl::unexpected(recorder.error());
    store->m_recorder = *std::move(recorder);
    return store;
}

void ArchiveStore::offer(SampleBatch batch, SteadyTime due)
{
    batch.firstSequence = m_next;
    m_next += batch.points();
    m_samples += batch.samples();
    m_due.push_back({m_next - 1, due});
    m_recorder->offer(std::make_shared<const SampleBatch>(std::move(batch)));
    watch();
    while (m_samples - m_recorder->counters().samples > mostWaiting) {
        std::this_thread::sleep_for(1ms);
        watch();
    }
}

void ArchiveStore::watch()
{
    const std::uint64_t recorded = m_recorder->counters().recorded;
    if (!m_due.empty())
        m_longestBehind =
            std::max<std::chrono::duration<double>>(m_longestBehind, m_time.steadyNow() - m_due.front().time);
    while (!m_due.empty() && m_due.front().last <= recorded)
        m_due.pop_front();
}

Result<void> ArchiveStore::finish()
{
    const std::uint64_t left = m_recorder->stop(patience);
    watch();
    const std::lock_guard lock(m_mutex);
    if (m_fault)
        return tl::unexpected(*m_fault);
    if (left > 0)
        return failure(ErrorCode::timeout, std::to_string(left) + " points were not recorded in 10 minutes");
    return {};
}

Result<std::uint64_t> ArchiveStore::bytes() const
{
    std::error_code error;
    const auto size = std::filesystem::file_size(m_file, error);
    if (error)
        return failure(ErrorCode::storageUnavailable, m_file.string() + ": " + error.message());
    return size;
}

Result<void> ArchiveStore::dropPages(const std::filesystem::path &file)
{
    const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    // Only pages that are on the disk can be dropped.
    const bool done =
        opened >= 0 && ::fsync(opened) == 0 && ::posix_fadvise(opened, 0, 0, POSIX_FADV_DONTNEED) == 0;
    const int why = errno;
    if (opened >= 0)
        ::close(opened);
    if (!done)
        return failure(ErrorCode::storageUnavailable, file.string() + ": " + std::strerror(why));
    return {};
}

} // namespace desk
