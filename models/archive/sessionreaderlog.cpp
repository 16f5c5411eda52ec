// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader_p.h"

#include "models/telemetry/eventwords.h"

// What was logged beside the points.

namespace desk {

using session::bytesOf;
using session::guarded;

namespace {

constexpr std::size_t mostUnpacked = 256U << 20U;

// A row tells what differs from the one before, back to one that is whole.
void addTopologies(SessionReader::Impl &file, Timestamp begin, Timestamp end, SessionLog &log)
{
    SQLite::Statement row(*file.database,
                          "SELECT sequence, reception, version, whole, data, crc FROM topology WHERE id >= "
                          "(SELECT ifnull(max(id), 0) FROM topology WHERE whole = 1 AND reception < ?) AND "
                          "reception < ? ORDER BY id");
    row.bind(1, nanoseconds(begin));
    row.bind(2, nanoseconds(end));
    std::string before;
    while (row.executeStep()) {
        const bool whole = row.getColumn(3).getInt64() != 0;
        const auto json = session::isIntact(row, 5) && (whole || !before.empty())
                              ? file.codec.unpack(bytesOf(row.getColumn(4)), mostUnpacked,
                                                  whole ? std::string_view() : std::string_view(before))
                              : Result<std::string_view>(failure(ErrorCode::parseError, {}));
        before = json ? std::string(*json) : std::string();
        const Timestamp reception = fromNanoseconds(row.getColumn(1).getInt64());
        if (json && reception >= begin)
            log.topologies.push_back({static_cast<std::uint64_t>(row.getColumn(0).getInt64()), reception,
                                      static_cast<std::uint64_t>(row.getColumn(2).getInt64()), before});
    }
}

} // namespace

Result<SessionLog> SessionReader::log(Timestamp begin, Timestamp end)
{
    return guarded<SessionLog>(m_impl->path, [&]() -> Result<SessionLog> {
        SQLite::Transaction snapshot(*m_impl->database);
        SessionLog log;
        const auto each = [&](const char *sql, int columns, const auto &take) {
            SQLite::Statement row(*m_impl->database, sql);
            row.bind(1, nanoseconds(begin));
            row.bind(2, nanoseconds(end));
            while (row.executeStep()) {
                if (session::isIntact(row, columns))
                    take(row);
            }
        };
        const auto number = [](SQLite::Statement &row, int column) {
            return static_cast<std::uint64_t>(row.getColumn(column).getInt64());
        };
        const auto time = [](SQLite::Statement &row, int column) {
            return fromNanoseconds(row.getColumn(column).getInt64());
        };
        const auto text = [](SQLite::Statement &row, int column) {
            return std::string(bytesOf(row.getColumn(column)));
        };
        each("SELECT source, begin, \"end\", first, last, cause, crc FROM gap WHERE \"end\" >= ? AND begin < "
             "? "
             "ORDER BY begin",
             6, [&](SQLite::Statement &row) {
                 log.gaps.push_back({text(row, 0), time(row, 1), time(row, 2), number(row, 3), number(row, 4),
                                     text(row, 5)});
             });
        each("SELECT id, time, severity, code, subject, detail, repeats, crc FROM event WHERE time >= ? AND "
             "time < ? ORDER BY time, id",
             7, [&](SQLite::Statement &row) {
                 const auto code = eventFromWord(bytesOf(row.getColumn(3)));
                 const std::uint64_t severity = number(row, 2);
                 if (code && severity <= std::uint64_t(Severity::critical))
                     log.events.push_back({number(row, 0), time(row, 1), static_cast<Severity>(severity),
                                           *code, text(row, 4), text(row, 5),
                                           static_cast<std::uint32_t>(number(row, 6))});
             });
        addTopologies(*m_impl, begin, end, log);
        each("SELECT sequence, reception, toml, crc FROM limits WHERE reception >= ? AND reception < ? "
             "ORDER BY id",
             3, [&](SQLite::Statement &row) {
                 log.limits.push_back({number(row, 0), time(row, 1), text(row, 2)});
             });
        return log;
    });
}

Result<std::map<std::string, std::string>> SessionReader::about()
{
    using Pairs = std::map<std::string, std::string>;
    return guarded<Pairs>(m_impl->path, [&]() -> Result<Pairs> {
        Pairs pairs;
        SQLite::Statement row(*m_impl->database, "SELECT key, value, crc FROM about");
        while (row.executeStep()) {
            if (session::isIntact(row, 2))
                pairs[std::string(bytesOf(row.getColumn(0)))] = std::string(bytesOf(row.getColumn(1)));
        }
        return pairs;
    });
}

} // namespace desk
