// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace desk {

// A value as SQLite has it. Plain value.
struct SqliteValue
{
    enum class Kind : std::uint8_t { null, integer, real, text, blob };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    double real = 0;
    std::string bytes; // of a text or a blob
};

// What a statement gave. Plain value.
struct SqliteRows
{
    std::vector<std::string> columns;
    std::vector<std::vector<SqliteValue>> rows;
    bool truncated = false; // there were more than are given
    std::int64_t changes = 0;
    std::int64_t lastId = 0;
};

// One file, opened for one statement that a stranger wrote: no other file can be attached or written by it,
// the schema's internals are out of its reach, and it is stopped when it takes too long. Any one thread.
class SqliteStatement
{
public:
    struct Limits
    {
        std::size_t rows = 100'000;
        std::size_t bytes = 32U << 20U;
        std::chrono::milliseconds time{20'000};
    };
    // Name and value; names are empty where parameters go by position.
    using Parameters = std::vector<std::pair<std::string, SqliteValue>>;

    // writable: the file is made where there is none; else it must be there, and the statement only reads.
    // invalidArgument: the statement; notFound: the file; timeout; storageUnavailable: SQLite's own words.
    static Result<SqliteRows> run(const std::filesystem::path &file, bool writable, const std::string &sql,
                                  const Parameters &parameters, const Limits &limits);
};

} // namespace desk
