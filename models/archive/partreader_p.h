// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessiondatabase_p.h"

#include <optional>

struct sqlite3_blob;

namespace desk::session {

// Reads the times and one series of rows of "points" or "level", without the other series that stand between
// and behind them. Within a transaction: it must be gone before that ends. Throws what SQLite throws.
class PartReader
{
public:
    // The table's name is a literal.
    PartReader(SQLite::Database &database, const char *table)
        : m_database(database)
        , m_table(table)
    {
    }
    ~PartReader();
    PartReader(const PartReader &) = delete;
    PartReader &operator=(const PartReader &) = delete;

    struct Parts
    {
        std::string_view times;
        std::string_view values;
    };
    // Valid until the next call; nothing when they are not there or fail their CRC.
    std::optional<Parts> read(std::int64_t row, std::string_view directory, std::size_t series);

private:
    void seek(std::int64_t row);
    void read(std::size_t from, std::size_t size, std::size_t to);

    SQLite::Database &m_database;
    const char *m_table;
    sqlite3_blob *m_blob = nullptr;
    std::string m_bytes;
};

} // namespace desk::session
