// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sqliterecord.h"

#include <array>

namespace desk {

std::optional<std::uint64_t> takeSqliteVarint(std::string_view &bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 9 && i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (i == 8) { // all eight bits count
            bytes.remove_prefix(9);
            return value << 8U | byte;
        }
        value = value << 7U | (byte & 0x7FU);
        if (byte < 0x80) {
            bytes.remove_prefix(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

std::int64_t sqliteInteger(std::string_view bytes)
{
    std::uint64_t value = !bytes.empty() && static_cast<signed char>(bytes.front()) < 0 ? ~0ULL : 0;
    for (const char byte : bytes)
        value = value << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

std::optional<SqliteRecord> SqliteRecord::read(std::string_view payload)
{
    const std::string_view whole = payload;
    const auto headerSize = takeSqliteVarint(payload);
    if (!headerSize || *headerSize > whole.size() || *headerSize < whole.size() - payload.size())
        return std::nullopt;
    std::string_view types = whole.substr(0, *headerSize).substr(whole.size() - payload.size());
    std::string_view body = whole.substr(*headerSize);
    SqliteRecord record;
    while (!types.empty()) {
        const auto type = takeSqliteVarint(types);
        if (!type || record.values.size() == maxValues || record.isCut)
            return std::nullopt;
        constexpr std::array<std::uint8_t, 7> widths{0, 1, 2, 3, 4, 6, 8};
        Value value;
        std::uint64_t size = 0;
        if (*type >= 12) {
            size = (*type - 12) / 2;
            value.kind = *type % 2 == 0 ? Kind::blob : Kind::text;
        } else if (*type == 7) {
            size = 8;
            value.kind = Kind::real;
        } else if (*type == 8 || *type == 9) {
            value.kind = Kind::integer;
            value.integer = static_cast<std::int64_t>(*type - 8);
        } else if (*type < widths.size()) {
            size = widths[*type];
            value.kind = *type == 0 ? Kind::null : Kind::integer;
        } else {
            return std::nullopt; // reserved
        }
        if (size > body.size()) { // cut off: only the last one may be
            if (*type < 12)
                return std::nullopt;
            record.isCut = true;
            size = body.size();
        }
        value.bytes = body.substr(0, size);
        body.remove_prefix(size);
        if (value.kind == Kind::integer && size > 0)
            value.integer = sqliteInteger(value.bytes);
        record.values.push_back(value);
    }
    return record;
}

} // namespace desk
