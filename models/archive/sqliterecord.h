// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace desk {

// A row as SQLite lays it down (https://www.sqlite.org/fileformat2.html, "Record Format"). Bytes are views
// into what it was read from.
struct SqliteRecord
{
    enum class Kind : std::uint8_t { null, integer, real, text, blob };
    struct Value
    {
        Kind kind = Kind::null;
        std::int64_t integer = 0;
        std::string_view bytes;
    };
    std::vector<Value> values;
    bool isCut = false; // the last value is shorter than the record says

    static constexpr std::size_t maxValues = 16;
    // Nothing when the bytes are no record of so few values, or end before the last of them begins.
    static std::optional<SqliteRecord> read(std::string_view payload);
};

// SQLite's variable-length integer at the front, taken off; nothing when the bytes end within it.
std::optional<std::uint64_t> takeSqliteVarint(std::string_view &bytes);
// Big-endian, of 1 to 8 bytes, with its sign.
std::int64_t sqliteInteger(std::string_view bytes);

} // namespace desk
