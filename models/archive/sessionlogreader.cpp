// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionlogreader.h"

#include "models/archive/blockcodec.h"
#include "models/archive/sessionrows_p.h"
#include "models/telemetry/eventwords.h"

#include <algorithm>
#include <limits>

namespace desk {

using session::bytesOf;
using session::guarded;

namespace {

std::uint64_t numberOf(SQLite::Statement &row, int column)
{
    return static_cast<std::uint64_t>(row.getColumn(column).getInt64());
}

Timestamp timeOf(SQLite::Statement &row, int column)
{
    return fromNanoseconds(row.getColumn(column).getInt64());
}

std::string textOf(SQLite::Statement &row, int column)
{
    return std::string(bytesOf(row.getColumn(column)));
}

// Rows of a query with two times in it, the damaged ones left out.
template <class Take>
void each(SQLite::Database &file, const char *sql, Timestamp begin, Timestamp end, int crc, Take take)
{
    SQLite::Statement row(file, sql);
    row.bind(1, nanoseconds(begin));
    row.bind(2, nanoseconds(end));
    while (row.executeStep()) {
        if (session::isIntact(row, crc))
            take(row);
    }
}

void addGaps(SQLite::Database &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    each(file,
         "SELECT source, begin, \"end\", first, last, cause, crc FROM gap WHERE \"end\" >= ? AND begin < ? "
         "ORDER BY id",
         begin, end, 6, [&](SQLite::Statement &row) {
             log.gaps.push_back({textOf(row, 0), timeOf(row, 1), timeOf(row, 2), numberOf(row, 3),
                                 numberOf(row, 4), textOf(row, 5)});
         });
}

void addEvents(SQLite::Database &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    each(file,
         "SELECT id, time, severity, code, subject, detail, repeats, crc FROM event WHERE time >= ? AND "
         "time < ? ORDER BY time, id",
         begin, end, 7, [&](SQLite::Statement &row) {
             const auto code = eventFromWord(bytesOf(row.getColumn(3)));
             const std::uint64_t severity = numberOf(row, 2);
             if (code && severity <= std::uint64_t(Severity::critical))
                 log.events.push_back({numberOf(row, 0), timeOf(row, 1), static_cast<Severity>(severity),
                                       *code, textOf(row, 4), textOf(row, 5),
                                       static_cast<std::uint32_t>(numberOf(row, 6))});
         });
}

// A row tells what differs from the one before, back to one that is whole.
void eachTopology(SQLite::Database &file, Timestamp begin, Timestamp end,
                  const std::function<bool(const SessionTopology &)> &take)
{
    SQLite::Statement row(file,
                          "SELECT sequence, reception, version, whole, data, crc FROM topology WHERE id >= "
                          "(SELECT ifnull(max(id), 0) FROM topology WHERE whole = 1 AND reception < ?) AND "
                          "reception < ? ORDER BY id");
    row.bind(1, nanoseconds(begin));
    row.bind(2, nanoseconds(end));
    BlockCodec codec;
    std::string before;
    while (row.executeStep()) {
        const bool whole = row.getColumn(3).getInt64() != 0;
        const auto json = session::isIntact(row, 5) && (whole || !before.empty())
                              ? codec.unpack(bytesOf(row.getColumn(4)), BlockCodec::mostUnpacked,
                                             whole ? std::string_view() : std::string_view(before))
                              : Result<std::string_view>(failure(ErrorCode::parseError, {}));
        before = json ? std::string(*json) : std::string();
        const Timestamp reception = timeOf(row, 1);
        if (json && reception >= begin && !take({numberOf(row, 0), reception, numberOf(row, 2), before}))
            return;
    }
}

void addTopologies(SQLite::Database &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    eachTopology(file, begin, end, [&log](const SessionTopology &one) {
        log.topologies.push_back(one);
        return true;
    });
}

void addLimits(SQLite::Database &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    each(file,
         "SELECT sequence, reception, toml, crc FROM limits WHERE reception >= ? AND reception < ? "
         "ORDER BY id",
         begin, end, 3, [&](SQLite::Statement &row) {
             log.limits.push_back({numberOf(row, 0), timeOf(row, 1), textOf(row, 2)});
         });
}

void addNotes(SQLite::Database &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    each(file,
         "SELECT begin, \"end\", written, operator, text, crc FROM note WHERE \"end\" >= ? AND begin < ? "
         "ORDER BY begin, id",
         begin, end, 5, [&](SQLite::Statement &row) {
             log.notes.push_back(
                 {timeOf(row, 0), timeOf(row, 1), timeOf(row, 2), textOf(row, 3), textOf(row, 4)});
         });
}

// The time of the row that so many newer ones before the end stand behind; the earliest time without one.
Timestamp timeBefore(SQLite::Database &file, const char *sql, Timestamp end, std::size_t newer)
{
    SQLite::Statement row(file, sql);
    row.bind(1, nanoseconds(end));
    row.bind(2, static_cast<std::int64_t>(newer));
    return row.executeStep() ? timeOf(row, 0) : fromNanoseconds(std::numeric_limits<std::int64_t>::min());
}

// The first forecast that was issued at a time or later; one past the last where there is none. Rows are in
// order of time, so no index is kept for it.
std::int64_t firstForecast(SQLite::Database &file, Timestamp from)
{
    std::int64_t low = file.execAndGet("SELECT ifnull(min(id), 1) FROM forecast").getInt64();
    std::int64_t high = file.execAndGet("SELECT ifnull(max(id), 0) FROM forecast").getInt64() + 1;
    SQLite::Statement row(file, "SELECT id, issued FROM forecast WHERE id >= ? ORDER BY id LIMIT 1");
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        row.reset();
        row.bind(1, middle);
        if (!row.executeStep() || row.getColumn(1).getInt64() >= nanoseconds(from))
            high = middle;
        else
            low = row.getColumn(0).getInt64() + 1;
    }
    return low;
}

template <class T>
void keepLast(std::vector<T> &list, std::size_t most)
{
    if (list.size() > most)
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

} // namespace

SessionLogReader::SessionLogReader(std::filesystem::path path, std::shared_ptr<SQLite::Database> database)
    : m_path(std::move(path))
    , m_database(std::move(database))
{
}

Result<SessionLogReader> SessionLogReader::open(const std::filesystem::path &path)
{
    auto database = session::openToRead(path);
    if (!database)
        return tl::unexpected(database.error());
    return SessionLogReader(path, *std::move(database));
}

Result<SessionLog> SessionLogReader::between(Timestamp begin, Timestamp end) const
{
    return guarded<SessionLog>(m_path, [&]() -> Result<SessionLog> {
        SQLite::Transaction snapshot(*m_database);
        SessionLog log;
        addGaps(*m_database, begin, end, log);
        addEvents(*m_database, begin, end, log);
        addTopologies(*m_database, begin, end, log);
        addLimits(*m_database, begin, end, log);
        addNotes(*m_database, begin, end, log);
        return log;
    });
}

Result<SessionLog> SessionLogReader::before(Timestamp end, std::size_t mostEvents) const
{
    return guarded<SessionLog>(m_path, [&]() -> Result<SessionLog> {
        SQLite::Transaction snapshot(*m_database);
        SessionLog log;
        const Timestamp always = fromNanoseconds(std::numeric_limits<std::int64_t>::min());
        addGaps(*m_database, always, end, log);
        std::erase_if(log.gaps, [end](const SessionGap &gap) { return gap.known() >= end; });
        addEvents(*m_database,
                  timeBefore(*m_database,
                             "SELECT time FROM event WHERE time < ? ORDER BY time DESC LIMIT 1 OFFSET ?", end,
                             mostEvents),
                  end, log);
        addTopologies(
            *m_database,
            timeBefore(*m_database,
                       "SELECT reception FROM topology WHERE reception < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                       end, 0),
            end, log);
        addLimits(*m_database, always, end, log);
        addNotes(*m_database, always, end, log);
        keepLast(log.events, mostEvents);
        keepLast(log.topologies, 1);
        keepLast(log.limits, 1);
        return log;
    });
}

Result<void> SessionLogReader::lastTopologies(Timestamp end, std::size_t most,
                                              const std::function<bool(const SessionTopology &)> &take) const
{
    return guarded<void>(m_path, [&]() -> Result<void> {
        SQLite::Transaction snapshot(*m_database);
        const Timestamp begin =
            timeBefore(*m_database,
                       "SELECT reception FROM topology WHERE reception < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                       end, std::max<std::size_t>(most, 1) - 1);
        eachTopology(*m_database, begin, end, take);
        return {};
    });
}

Result<SessionLog> SessionLogReader::gapsAndNotes() const
{
    return guarded<SessionLog>(m_path, [&]() -> Result<SessionLog> {
        SQLite::Transaction snapshot(*m_database);
        SessionLog log;
        const Timestamp always = fromNanoseconds(std::numeric_limits<std::int64_t>::min());
        addGaps(*m_database, always, Timestamp::max(), log);
        addNotes(*m_database, always, Timestamp::max(), log);
        std::ranges::stable_sort(log.gaps, {}, &SessionGap::known);
        return log;
    });
}

Result<void> SessionLogReader::forecasts(std::optional<SeriesId> series, Timestamp begin, Timestamp end,
                                         const std::function<bool(const SessionForecast &)> &take) const
{
    return guarded<void>(m_path, [&]() -> Result<void> {
        SQLite::Transaction snapshot(*m_database);
        SQLite::Statement row(*m_database, "SELECT id, series, issued, model, data, crc FROM forecast "
                                           "WHERE id >= ? AND id < ? ORDER BY id");
        row.bind(1, firstForecast(*m_database, begin));
        row.bind(2, firstForecast(*m_database, end));
        while (row.executeStep()) {
            const auto of = static_cast<SeriesId>(static_cast<std::uint32_t>(numberOf(row, 1)));
            if (series && of != *series)
                continue;
            if (session::isIntact(row, 5, 1) && !take({of, timeOf(row, 2), textOf(row, 3), textOf(row, 4)}))
                break;
        }
        return {};
    });
}

Result<std::map<std::string, std::string>> SessionLogReader::about() const
{
    using Pairs = std::map<std::string, std::string>;
    return guarded<Pairs>(m_path, [&]() -> Result<Pairs> {
        Pairs pairs;
        SQLite::Statement row(*m_database, "SELECT key, value, crc FROM about");
        while (row.executeStep()) {
            if (session::isIntact(row, 2))
                pairs[std::string(bytesOf(row.getColumn(0)))] = std::string(bytesOf(row.getColumn(1)));
        }
        return pairs;
    });
}

} // namespace desk
