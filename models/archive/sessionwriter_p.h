// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionrows_p.h"
#include "models/archive/sessionwriter.h"

#include <sys/stat.h>

namespace desk {

// The connection and what it prepared. Private to sessionwriter.cpp and sessionrestore.cpp.
struct SessionWriter::Impl
{
    Impl(std::filesystem::path where, std::unique_ptr<SQLite::Database> file)
        : path(std::move(where))
        , database(std::move(file))
        , eventsBefore(highest("event"))
    {
    }

    std::int64_t highest(const std::string &table)
    {
        return database->execAndGet("SELECT ifnull(max(id), 0) FROM " + table).getInt64();
    }
    SQLite::Statement statement(const std::string &sql) { return {*database, sql}; }

    // Where the file lies now; nothing when it is not there.
    static std::optional<std::pair<std::uint64_t, std::uint64_t>> placeOf(const std::filesystem::path &path)
    {
        struct stat found
        {
        };
        if (::stat(path.c_str(), &found) != 0)
            return std::nullopt;
        return std::pair<std::uint64_t, std::uint64_t>(found.st_dev, found.st_ino);
    }

    const std::filesystem::path path;
    const std::optional<std::pair<std::uint64_t, std::uint64_t>> place = placeOf(path);
    const std::unique_ptr<SQLite::Database> database;
    const std::int64_t eventsBefore; // ids of earlier runs: numbers begin anew with each
    BlockCodec codec;
    std::string fleet;             // the last one that was written
    unsigned fleetsSinceWhole = 0; // that are told by how they differ from the one before

    SQLite::Statement node = statement("INSERT OR REPLACE INTO node VALUES(?, ?, ?, ?)");
    SQLite::Statement entity = statement("INSERT OR REPLACE INTO entity VALUES(?, ?, ?, ?)");
    SQLite::Statement series = statement("INSERT OR REPLACE INTO series VALUES(?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement state = statement("INSERT OR REPLACE INTO state VALUES(?, ?, ?, ?)");
    SQLite::Statement shape = statement("INSERT OR REPLACE INTO shape VALUES(?, ?, ?, ?)");
    SQLite::Statement points =
        statement("INSERT OR REPLACE INTO points VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement level =
        statement("INSERT INTO level(shape, level, first, last, begin, \"end\", count, directory, crc, data) "
                  "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement arrival =
        statement("INSERT INTO arrival(first, last, batches, data, crc) VALUES(?, ?, ?, ?, ?)");
    SQLite::Statement tail = statement("INSERT INTO tail(first, last, data, crc) VALUES(?, ?, ?, ?)");
    SQLite::Statement dropTails = statement("DELETE FROM tail WHERE last < ?");
    SQLite::Statement progress = statement("INSERT OR REPLACE INTO progress VALUES(?, ?, ?)");
    SQLite::Statement about = statement("INSERT OR REPLACE INTO about VALUES(?, ?, ?)");
    SQLite::Statement keyFrame =
        statement("INSERT INTO keyframe(sequence, reception, data, crc) VALUES(?, ?, ?, ?)");
    SQLite::Statement gap = statement(
        "INSERT INTO gap(source, begin, \"end\", first, last, cause, crc) VALUES(?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement event = statement("INSERT OR REPLACE INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement topology = statement(
        "INSERT INTO topology(sequence, reception, version, whole, data, crc) VALUES(?, ?, ?, ?, ?, ?)");
    SQLite::Statement limits =
        statement("INSERT INTO limits(sequence, reception, toml, crc) VALUES(?, ?, ?, ?)");
    SQLite::Statement note =
        statement("INSERT INTO note(begin, \"end\", written, operator, text, crc) VALUES(?, ?, ?, ?, ?, ?)");
    SQLite::Statement forecast =
        statement("INSERT INTO forecast(series, issued, model, data, crc) VALUES(?, ?, ?, ?, ?)");
    SQLite::Statement row =
        statement(std::string("SELECT ") + session::pointsColumns + " FROM points WHERE id = ?");
    SQLite::Statement rowsAt =
        statement("SELECT id FROM points INDEXED BY points_time WHERE shape = ? AND wide = ? AND "
                  "begin >= ? AND begin <= ? AND \"end\" >= ? ORDER BY id");
};

} // namespace desk
