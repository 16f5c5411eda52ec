// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/packedpoints.h"
#include "models/archive/partreader_p.h"

#include <sqlite3.h>

namespace desk::session {

PartReader::~PartReader()
{
    sqlite3_blob_close(m_blob);
}

void PartReader::seek(std::int64_t row)
{
    const int result =
        m_blob ? sqlite3_blob_reopen(m_blob, row)
               : sqlite3_blob_open(m_database.getHandle(), "main", m_table, "data", row, 0, &m_blob);
    if (result != SQLITE_OK)
        throw SQLite::Exception(m_database.getHandle(), result);
}

void PartReader::read(std::size_t from, std::size_t size, std::size_t to)
{
    const int result =
        sqlite3_blob_read(m_blob, m_bytes.data() + to, static_cast<int>(size), static_cast<int>(from));
    if (result != SQLITE_OK)
        throw SQLite::Exception(m_database.getHandle(), result);
}

std::optional<PartReader::Parts> PartReader::read(std::int64_t row, std::string_view directory,
                                                  std::size_t series)
{
    const auto times = placeOf(directory, 0);
    const auto values = placeOf(directory, 1 + series);
    if (!times || !values)
        return std::nullopt;
    seek(row);
    if (values->at + values->size > static_cast<std::size_t>(sqlite3_blob_bytes(m_blob)))
        return std::nullopt;
    m_bytes.resize(times->size + values->size);
    if (values->at == times->size) {
        read(0, m_bytes.size(), 0);
    } else {
        read(0, times->size, 0);
        read(values->at, values->size, times->size);
    }
    const std::string_view all = m_bytes;
    const Parts parts{all.substr(0, times->size), all.substr(times->size)};
    return isIntact(*times, parts.times) && isIntact(*values, parts.values) ? std::optional(parts)
                                                                            : std::nullopt;
}

} // namespace desk::session
