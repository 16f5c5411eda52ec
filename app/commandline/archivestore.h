// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/recorder.h"

namespace desk {

// A session file being written by a recorder of its own, without a server or journal, for measurements. What
// waits for the recorder is bounded: offer() then waits for it. One thread.
class ArchiveStore
{
public:
    // The file must not exist; the dictionary outlives this object.
    static Result<std::unique_ptr<ArchiveStore>> create(const std::filesystem::path &file,
                                                        const SeriesDictionary &dictionary);

    // Gives points their numbers and hands them over. due: when they were to come, from which it counts how
    // far the recorder is behind.
    void offer(SampleBatch batch, SteadyTime due);
    // Until all of it is in the closed file. Errors: of the recorder.
    Result<void> finish();

    [[nodiscard]] std::chrono::duration<double> longestBehind() const { return m_longestBehind; }
    [[nodiscard]] std::chrono::nanoseconds cpu() const
    {
        return std::chrono::nanoseconds(m_recorder->counters().cpuNs);
    }
    [[nodiscard]] std::uint64_t samples() const { return m_recorder->counters().samples; }
    // Of the file after finish().
    [[nodiscard]] Result<std::uint64_t> bytes() const;

    // Lets the system forget the pages of a file that it holds in memory, so that it is read cold.
    static Result<void> dropPages(const std::filesystem::path &file);

private:
    explicit ArchiveStore(std::filesystem::path file)
        : m_file(std::move(file))
    {
    }
    void watch();

    const std::filesystem::path m_file;
    SystemTimeService m_time;
    std::uint64_t m_next = 1;
    std::uint64_t m_samples = 0; // offered
    struct Due
    {
        std::uint64_t last;
        SteadyTime time;
    };
    std::deque<Due> m_due; // not yet on the disk
    std::chrono::duration<double> m_longestBehind{0};
    std::mutex m_mutex; // guards m_fault
    std::optional<Error> m_fault;
    std::unique_ptr<Recorder> m_recorder; // last: it uses the rest
};

} // namespace desk
