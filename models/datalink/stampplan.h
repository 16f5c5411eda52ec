// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"

namespace desk {

// Which generation times the points of files get: their own, their own moved so that the first is now, or
// that of sending.
enum class Stamp : std::uint8_t { file, shift, now };

// The times in the files that are sent together. Plain value.
struct FileTimes
{
    std::optional<Timestamp> first;
    std::optional<Timestamp> newest;
    std::chrono::nanoseconds longest{}; // of the elapsed times, where the files have no other
    bool hasElapsed = false;

    void add(const FilePoint &point);
};

// The rule for stamps. Plain value, pure.
class StampPlan
{
public:
    // Where nothing is asked: file, but shift when the newest time is more than an hour from now, or where
    // there are elapsed times only.
    static StampPlan decide(std::optional<Stamp> asked, const FileTimes &times, Timestamp now);
    // As was decided at begin, whatever the files have by now.
    static StampPlan goOn(Stamp stamp, std::chrono::nanoseconds shift, const FileTimes &times,
                          Timestamp begin);

    [[nodiscard]] Stamp stamp() const { return m_stamp; }
    // By how much times of day are moved.
    [[nodiscard]] std::chrono::nanoseconds shift() const { return m_shift; }
    // How far the last point lies after now; negative = before it.
    [[nodiscard]] std::chrono::nanoseconds ahead() const { return m_ahead; }
    // Not for Stamp::now. Stays within the times that can be written.
    [[nodiscard]] Timestamp timeOf(const FilePoint &point) const;

private:
    Stamp m_stamp = Stamp::file;
    Timestamp m_begin{}; // of elapsed times
    std::chrono::nanoseconds m_shift{};
    std::chrono::nanoseconds m_ahead{};
};

} // namespace desk
