// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessiondatabase_p.h"
#include "models/archive/sqliterecord.h"

// Private to the archive's sources: the tables of a session file by what their rows look like.
namespace desk::session {

struct Table
{
    std::string_view name;
    // Of each column a letter: k the row's id, i integer, t text, b bytes, c the CRC of those before it.
    std::string_view columns;
    bool idInCrc;
    bool hasRowId;
};

// The tables whose rows look like this one; for most rows one at most.
std::vector<const Table *> tablesLike(const SqliteRecord &record, bool hasRowId);
const Table *tableOf(std::string_view name);

// Whether a row that looks like one of the table matches its CRC.
bool isIntact(const Table &table, const SqliteRecord &record, std::int64_t rowId);

// The CRC that a row with these columns has to have.
std::int64_t rowCrc(const Table &table, const SqliteRecord &record, std::int64_t rowId);

inline SqliteRecord::Value number(std::int64_t value)
{
    return {SqliteRecord::Kind::integer, value, {}};
}
inline SqliteRecord::Value bytes(std::string_view value)
{
    return {SqliteRecord::Kind::blob, 0, value};
}
inline SqliteRecord::Value text(std::string_view value)
{
    return {SqliteRecord::Kind::text, 0, value};
}

} // namespace desk::session
