// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framehistory.h"

#include <deque>
#include <mutex>

namespace desk {

// Why the ingest thread did not take what a link decoded, told back to whoever shows the link. Any thread.
class IntakeRefusals
{
public:
    // The frame that a record came in.
    struct Place
    {
        std::uint64_t offset = 0;
        Timestamp arrival{};

        bool operator==(const Place &) const = default;
    };
    struct Note
    {
        Place frame;
        std::string message;
    };
    struct Last
    {
        std::string message; // empty = none so far
        Timestamp at{};
    };
    static constexpr std::size_t mostNotes = 256; // the newest

    void add(Last last, std::vector<Note> notes);
    [[nodiscard]] Last last() const;
    // Frames that were kept get the reason for which they, or a field of theirs, were not taken.
    void mark(std::vector<KeptFrame> &frames) const;

private:
    mutable std::mutex m_mutex; // guards the rest
    Last m_last;
    std::deque<Note> m_notes;
};

} // namespace desk
