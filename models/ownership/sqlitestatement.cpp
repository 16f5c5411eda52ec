// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/sqlitestatement.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace desk {
namespace {

struct CloseDatabase
{
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

constexpr int busyMilliseconds = 5000;
constexpr int stepsBetweenLooks = 10'000; // of SQLite's machine

// Pragmas that only tell.
constexpr std::array<std::string_view, 12> harmless{
    "table_info",   "table_xinfo",      "table_list",    "index_list",   "index_info", "index_xinfo",
    "foreign_keys", "foreign_key_list", "database_list", "user_version", "encoding",   "data_version"};

int authorize(void *, int action, const char *first, const char *second, const char *, const char *)
{
    if (action == SQLITE_ATTACH) // VACUUM attaches a nameless one
        return first && *first == '\0' ? SQLITE_OK : SQLITE_DENY;
    if (action == SQLITE_PRAGMA) {
        const std::string_view name = first ? first : "";
        const bool known = std::find(harmless.begin(), harmless.end(), name) != harmless.end();
        return known && (!second || name.ends_with("info") || name.ends_with("list")) ? SQLITE_OK
                                                                                      : SQLITE_DENY;
    }
    if (action == SQLITE_FUNCTION && second && std::string_view(second) == "load_extension")
        return SQLITE_DENY;
    return SQLITE_OK;
}

int lookAtTheClock(void *until)
{
    return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point *>(until);
}

Error sqliteError(sqlite3 *database, ErrorCode code)
{
    Error error;
    error.code = code;
    error.message = sqlite3_errmsg(database);
    return error;
}

tl::unexpected<Error> reachesTooFar()
{
    return failure(
        ErrorCode::invalidArgument,
        "the statement reaches beyond this file, or into its internals; leave out ATTACH, VACUUM INTO "
        "and PRAGMA");
}

Result<Database> openFile(const std::filesystem::path &file, bool writable)
{
    sqlite3 *handle = nullptr;
    const int flags = (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle, code == SQLITE_CANTOPEN && !writable
                                                      ? ErrorCode::notFound
                                                      : ErrorCode::storageUnavailable));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_busy_timeout(handle, busyMilliseconds);
    sqlite3_set_authorizer(handle, authorize, nullptr);
    return database;
}

int bindValue(sqlite3_stmt *statement, int at, const SqliteValue &value)
{
    const auto size = static_cast<sqlite3_uint64>(value.bytes.size());
    switch (value.kind) {
    case SqliteValue::Kind::integer:
        return sqlite3_bind_int64(statement, at, value.integer);
    case SqliteValue::Kind::real:
        return sqlite3_bind_double(statement, at, value.real);
    case SqliteValue::Kind::text:
        return sqlite3_bind_text64(statement, at, value.bytes.data(), size, SQLITE_TRANSIENT, SQLITE_UTF8);
    case SqliteValue::Kind::blob:
        return sqlite3_bind_blob64(statement, at, value.bytes.data(), size, SQLITE_TRANSIENT);
    case SqliteValue::Kind::null:
        break;
    }
    return sqlite3_bind_null(statement, at);
}

Result<void> bindAll(sqlite3 *database, sqlite3_stmt *statement,
                     const SqliteStatement::Parameters &parameters)
{
    int position = 0;
    for (const auto &[name, value] : parameters) {
        int at = ++position;
        if (!name.empty()) {
            at = 0;
            for (const char *mark : {":", "@", "$"})
                at = at > 0 ? at : sqlite3_bind_parameter_index(statement, (mark + name).c_str());
        }
        if (at < 1 || at > sqlite3_bind_parameter_count(statement))
            return failure(ErrorCode::invalidArgument, "the statement has no parameter " +
                                                           (name.empty() ? std::to_string(position) : name));
        if (bindValue(statement, at, value) != SQLITE_OK)
            return tl::unexpected(sqliteError(database, ErrorCode::invalidArgument));
    }
    return {};
}

SqliteValue valueAt(sqlite3_stmt *statement, int column)
{
    SqliteValue value;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        value.kind = SqliteValue::Kind::integer;
        value.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        value.kind = SqliteValue::Kind::real;
        value.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_NULL:
        break;
    default: {
        value.kind = sqlite3_column_type(statement, column) == SQLITE_TEXT ? SqliteValue::Kind::text
                                                                           : SqliteValue::Kind::blob;
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        if (bytes)
            value.bytes.assign(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    }
    return value;
}

Result<Statement> prepare(sqlite3 *database, bool writable, const std::string &sql)
{
    sqlite3_stmt *handle = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &handle, &rest);
    Statement statement(handle);
    if (code == SQLITE_AUTH)
        return reachesTooFar();
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(database, ErrorCode::invalidArgument));
    const char *const end = sql.data() + sql.size();
    const bool more = std::any_of(
        rest, end, [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != ';' && c != '\r'; });
    if (!statement || more)
        return failure(ErrorCode::invalidArgument, "send one statement at a time");
    if (!writable && sqlite3_stmt_readonly(handle) == 0)
        return failure(ErrorCode::invalidArgument, "a GET only reads; send what writes with POST");
    return statement;
}

} // namespace

Result<SqliteRows> SqliteStatement::run(const std::filesystem::path &file, bool writable,
                                        const std::string &sql, const Parameters &parameters,
                                        const Limits &limits)
{
    auto database = openFile(file, writable);
    if (!database)
        return tl::unexpected(database.error());
    sqlite3 *const handle = database->get();
    auto until = std::chrono::steady_clock::now() + limits.time;
    sqlite3_progress_handler(handle, stepsBetweenLooks, lookAtTheClock, &until);
    const auto statement = prepare(handle, writable, sql);
    if (!statement)
        return tl::unexpected(statement.error());
    sqlite3_stmt *const run = statement->get();
    if (auto bound = bindAll(handle, run, parameters); !bound)
        return tl::unexpected(bound.error());
    SqliteRows result;
    const int columns = sqlite3_column_count(run);
    for (int i = 0; i < columns; ++i)
        result.columns.emplace_back(sqlite3_column_name(run, i));
    const std::int64_t before = sqlite3_total_changes64(handle);
    std::size_t bytes = 0;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(run)) == SQLITE_ROW) {
        if (result.truncated)
            continue; // a statement that writes is carried out all the same
        std::vector<SqliteValue> row;
        for (int i = 0; i < columns; ++i) {
            row.push_back(valueAt(run, i));
            bytes += sizeof(SqliteValue) + row.back().bytes.size();
        }
        result.rows.push_back(std::move(row));
        result.truncated = result.rows.size() >= limits.rows || bytes >= limits.bytes;
        if (result.truncated && sqlite3_stmt_readonly(run) != 0)
            break;
    }
    if (code == SQLITE_INTERRUPT)
        return failure(ErrorCode::timeout, "the statement took too long and was stopped; ask for less");
    if (code == SQLITE_AUTH) // VACUUM INTO says so only when it runs
        return reachesTooFar();
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return tl::unexpected(
            sqliteError(handle, code == SQLITE_ERROR || code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH
                                    ? ErrorCode::invalidArgument
                                    : ErrorCode::storageUnavailable));
    result.changes = sqlite3_total_changes64(handle) - before;
    result.lastId = sqlite3_last_insert_rowid(handle);
    return result;
}

} // namespace desk
