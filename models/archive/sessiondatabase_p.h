// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/crc32c.h"
#include "models/telemetry/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

// Private to the archive's sources: the only ones that see SQLite.
namespace desk::session {

inline constexpr std::uint32_t applicationId = 0x4465736BU; // "Desk"
inline constexpr int formatVersion = 1;

// Makes or opens a file for its one writer, with all tables of the current format; older ones are migrated.
Result<std::unique_ptr<SQLite::Database>> openToWrite(const std::filesystem::path &path);
// A received file is hostile: read-only, no extension, trigger or view of it runs, lengths are limited.
// unsupported: not a session file, or of a newer format.
Result<std::unique_ptr<SQLite::Database>> openToRead(const std::filesystem::path &path);

// How the tables of a file differ from those of the format; openToRead() refuses such a file.
std::vector<std::string> foreignDefinitions(SQLite::Database &database);

// What a statement threw as the error of a file.
Error errorOf(const SQLite::Exception &exception, const std::filesystem::path &path);
// Runs what may throw.
template <class T>
Result<T> guarded(const std::filesystem::path &path, const std::function<Result<T>()> &action)
{
    try {
        return action();
    } catch (const SQLite::Exception &exception) {
        return tl::unexpected(errorOf(exception, path));
    }
}

// CRC-32C of a row's other columns, each with its length or width, in the order of the table.
class RowCrc
{
public:
    RowCrc &add(std::int64_t number) { return raw(&number, sizeof number); }
    RowCrc &add(std::string_view bytes)
    {
        add(static_cast<std::int64_t>(bytes.size()));
        return raw(bytes.data(), bytes.size());
    }
    [[nodiscard]] std::int64_t value() const { return m_crc; }

private:
    RowCrc &raw(const void *bytes, std::size_t size)
    {
        m_crc = crc32c({static_cast<const std::byte *>(bytes), size}, m_crc);
        return *this;
    }
    std::uint32_t m_crc = 0;
};

// The bytes of a column, valid until the statement moves on.
inline std::string_view bytesOf(const SQLite::Column &column)
{
    const void *bytes = column.getBlob();
    return {static_cast<const char *>(bytes), bytes ? static_cast<std::size_t>(column.getBytes()) : 0};
}

} // namespace desk::session
