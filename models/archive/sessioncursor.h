// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"
#include "models/telemetry/samplebatch.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace desk {

// Reads a session file as the stream it was: points in the order of their sequence numbers, each with the
// reception time it had. Ids are those of names(). Has its own connection; any one thread.
class SessionCursor
{
public:
    struct Extent
    {
        std::uint64_t first = 1; // sequence numbers; first > last: there is nothing
        std::uint64_t last = 0;
        Timestamp begin{}; // reception of the first and of the last point
        Timestamp end{};
    };

    static Result<std::unique_ptr<SessionCursor>> open(const std::filesystem::path &path);
    ~SessionCursor();
    SessionCursor(const SessionCursor &) = delete;
    SessionCursor &operator=(const SessionCursor &) = delete;

    // Takes up what was recorded since; whether there was anything. Names may be more then.
    Result<bool> refresh();
    [[nodiscard]] const SessionNames &names() const;
    // Grows when names() may hold more: by refresh() and next().
    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] Result<Extent> extent();
    // Number of the first point received at this time or later; one past the last when there is none.
    [[nodiscard]] Result<std::uint64_t> sequenceAt(Timestamp reception);
    // When a point was received; of a number that is not there: the next one that is.
    [[nodiscard]] Result<Timestamp> receptionOf(std::uint64_t sequence);

    // Of the last point before this number; nothing when it is the first.
    [[nodiscard]] Result<std::optional<Timestamp>> receptionBefore(std::uint64_t sequence);

    // next() goes on with the first point of this number or a higher one.
    void seek(std::uint64_t sequence);
    [[nodiscard]] std::uint64_t position() const;
    // The next points: of one reception time and source, with numbers that follow each other without a hole,
    // no more than so many. Null at the end. Rows that fail their CRC are left out and counted.
    Result<std::shared_ptr<SampleBatch>> next(std::size_t maxPoints = 4096);
    [[nodiscard]] std::size_t damagedBlocks() const;

    // The newest point (by generation time) of every set of series among those before this number: what an
    // operator saw as last values. A batch for each time of reception, numbered by the first of its points,
    // whose numbers have holes. Leaves the position as it is.
    Result<std::vector<SampleBatchPtr>> lastPoints(std::uint64_t before);

private:
    struct Impl;
    explicit SessionCursor(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
