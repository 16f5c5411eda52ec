// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"
#include "models/telemetry/result.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace desk {

// What a session file tells besides points: gaps, notes, events, fleet graphs, limits. Reads no name and no
// sample for it, however many there are. Rows that fail their CRC are left out. Any one thread.
class SessionLogReader
{
public:
    static Result<SessionLogReader> open(const std::filesystem::path &path);
    // By a connection that others of the same thread use too.
    SessionLogReader(std::filesystem::path path, std::shared_ptr<SQLite::Database> database);

    // What was logged at times of [begin, end); gaps that reach into it.
    [[nodiscard]] Result<SessionLog> between(Timestamp begin, Timestamp end) const;
    // What was in force right before a moment: one topology and one set of limits at most, the last so many
    // events, and all gaps that were known.
    [[nodiscard]] Result<SessionLog> before(Timestamp end, std::size_t mostEvents) const;
    // Fleet graphs before a moment, the last so many of them in order of time, one after the other: a file
    // may have more than memory. The taker's false ends it.
    [[nodiscard]] Result<void> lastTopologies(Timestamp end, std::size_t most,
                                              const std::function<bool(const SessionTopology &)> &take) const;
    // All gaps, in the order in which they were known, and all notes; nothing else.
    [[nodiscard]] Result<SessionLog> gapsAndNotes() const;
    // Forecasts issued in [begin, end), in the order in which they were; of one series, or of all. They are
    // found by that order: after a step of the clock back, those of the time that came twice may be missed.
    // The taker's false ends it.
    [[nodiscard]] Result<void> forecasts(std::optional<SeriesId> series, Timestamp begin, Timestamp end,
                                         const std::function<bool(const SessionForecast &)> &take) const;
    // Key-value pairs about the recording.
    [[nodiscard]] Result<std::map<std::string, std::string>> about() const;

private:
    std::filesystem::path m_path;
    std::shared_ptr<SQLite::Database> m_database;
};

} // namespace desk
