// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessiondatabase_p.h"

#include "models/archive/sessionschema.h"

#include <map>
#include <set>
#include <sqlite3.h>

namespace desk::session {
namespace {

constexpr int maxLength = 64 << 20; // of any text or blob
constexpr int busyMs = 2000;

// What every connection gets, before anything of the file is read.
void harden(SQLite::Database &database)
{
    sqlite3 *const handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, maxLength);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    database.setBusyTimeout(busyMs);
    database.exec("PRAGMA cell_size_check = ON");
    database.exec("PRAGMA mmap_size = 0");
}

int number(SQLite::Database &database, const char *pragma)
{
    return database.execAndGet(pragma).getInt();
}

Result<void> checkFormat(SQLite::Database &database, const std::filesystem::path &path)
{
    const auto id = static_cast<std::uint32_t>(number(database, "PRAGMA application_id"));
    if (id != applicationId)
        return failure(ErrorCode::unsupported,
                       path.string() + " is not a session file of Constellation Desk");
    const int version = number(database, "PRAGMA user_version");
    if (version > formatVersion)
        return failure(ErrorCode::unsupported, path.string() + " has format " + std::to_string(version) +
                                                   ", this program reads up to " +
                                                   std::to_string(formatVersion) + "; use a newer version");
    return {};
}

// The definitions of a file by name, without their root pages.
std::map<std::string, std::string> definitions(SQLite::Database &database)
{
    std::map<std::string, std::string> all;
    std::set<std::int64_t> roots;
    SQLite::Statement row(database, "SELECT name, ifnull(sql, ''), rootpage FROM sqlite_schema");
    while (row.executeStep()) {
        all[row.getColumn(0).getString()] = row.getColumn(1).getString();
        if (!roots.insert(row.getColumn(2).getInt64()).second)
            all["two tables in one place"];
    }
    return all;
}

} // namespace

// Definitions that are not ours could do anything while rows are read; damaged ones hide rows.
std::vector<std::string> foreignDefinitions(SQLite::Database &database)
{
    static const auto ours = [] {
        SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        fresh.exec(sessionSchema);
        return definitions(fresh);
    }();
    const auto theirs = definitions(database);
    std::vector<std::string> wrong;
    for (const auto &[name, sql] : ours) {
        const auto found = theirs.find(name);
        if (found == theirs.end())
            wrong.push_back("the definition of " + name + " is missing");
        else if (found->second != sql)
            wrong.push_back("the definition of " + name + " is not that of the format");
    }
    for (const auto &[name, sql] : theirs) {
        if (!ours.contains(name) && !name.starts_with("sqlite_stat"))
            wrong.push_back("the format has no " + name);
    }
    return wrong;
}

Error errorOf(const SQLite::Exception &exception, const std::filesystem::path &path)
{
    const int code = exception.getErrorCode();
    Error error{ErrorCode::storageUnavailable, path.string() + ": " + exception.what(), {}};
    if (code == SQLITE_FULL)
        error.message += "; free space in the data folder";
    else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_TOOBIG ||
             code == SQLITE_MISMATCH)
        error.code = ErrorCode::parseError;
    else if (code == SQLITE_CANTOPEN)
        error.code = ErrorCode::notFound;
    return error;
}

Result<std::unique_ptr<SQLite::Database>> openToWrite(const std::filesystem::path &path)
{
    using Database = std::unique_ptr<SQLite::Database>;
    return guarded<Database>(path, [&]() -> Result<Database> {
        auto database = std::make_unique<SQLite::Database>(
            path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
        harden(*database);
        if (number(*database, "PRAGMA schema_version") == 0) {
            // Small pages: little of them stays empty behind rows of some kilobytes, and a table that holds
            // nothing takes a kilobyte. Before auto_vacuum, which begins the file.
            database->exec("PRAGMA page_size = 1024");
            database->exec("PRAGMA auto_vacuum = INCREMENTAL");
            database->exec("PRAGMA application_id = " + std::to_string(applicationId));
        } else if (auto known = checkFormat(*database, path); !known) {
            return tl::unexpected(known.error());
        }
        database->exec("PRAGMA journal_mode = WAL");
        database->exec("PRAGMA synchronous = FULL");
        database->exec("PRAGMA wal_autocheckpoint = 0"); // the recorder says when
        database->exec("PRAGMA foreign_keys = OFF");
        if (number(*database, "PRAGMA user_version") < formatVersion) {
            SQLite::Transaction migration(*database);
            database->exec(sessionSchema);
            database->exec("PRAGMA user_version = " + std::to_string(formatVersion));
            migration.commit();
        }
        return database;
    });
}

Result<std::unique_ptr<SQLite::Database>> openToRead(const std::filesystem::path &path)
{
    using Database = std::unique_ptr<SQLite::Database>;
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return failure(ErrorCode::invalidArgument, path.string() +
                                                       " is a folder; name a session file (.desk), such as " +
                                                       (path / "session.desk").string());
    return guarded<Database>(path, [&]() -> Result<Database> {
        auto database =
            std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
        harden(*database);
        if (auto known = checkFormat(*database, path); !known)
            return tl::unexpected(known.error());
        if (const auto wrong = foreignDefinitions(*database); !wrong.empty())
            return failure(ErrorCode::parseError, path.string() + ": " + wrong.front() +
                                                      "; constellation verify --repair-to makes a file of "
                                                      "what can be read");
        database->exec("PRAGMA cache_size = -16384"); // KiB
        return database;
    });
}

} // namespace desk::session
