// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessiontails_p.h"

#include "models/archive/sessionrows_p.h"

#include <algorithm>

namespace desk {

void SessionTails::refresh(SQLite::Database &database, BlockCodec &codec,
                           const std::map<ShapeId, Shape> &shapes)
{
    std::vector<Tail> now;
    m_damaged = 0;
    SQLite::Statement row(database, "SELECT id, first, last, data, crc FROM tail ORDER BY id");
    while (row.executeStep()) {
        const std::int64_t id = row.getColumn(0).getInt64();
        if (const auto known = std::ranges::find(m_tails, id, &Tail::id); known != m_tails.end()) {
            now.push_back(std::move(*known));
            continue;
        }
        const auto plain = session::isIntact(row, 4, 1)
                               ? codec.unpack(session::bytesOf(row.getColumn(3)), BlockCodec::mostUnpacked)
                               : Result<std::string_view>(failure(ErrorCode::parseError, {}));
        if (plain)
            now.push_back(read(id, *plain, shapes));
        else
            ++m_damaged;
    }
    m_tails = std::move(now);
}

SessionTails::Tail SessionTails::read(std::int64_t id, std::string_view plain,
                                      const std::map<ShapeId, Shape> &shapes)
{
    Tail tail{id, std::string(plain), {}};
    ByteReader in(tail.plain);
    while (!in.atEnd()) {
        const std::size_t at = tail.plain.size() - in.left();
        if (!takeTailEntry(in, m_decoded)) {
            ++m_damaged;
            break;
        }
        const auto of = shapes.find(m_decoded.shape);
        if (of == shapes.end() || of->second.series.size() != m_decoded.series.size()) {
            ++m_damaged;
            continue;
        }
        const auto [low, high] = std::ranges::minmax(m_decoded.times.generation);
        tail.entries.push_back({m_decoded.shape, at, low, high});
    }
    return tail;
}

bool SessionTails::decode(const Tail &tail, const Entry &entry)
{
    ByteReader in(std::string_view(tail.plain).substr(entry.at));
    return takeTailEntry(in, m_decoded);
}

} // namespace desk
