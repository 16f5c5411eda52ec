// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionrows_p.h"

namespace desk {

// Which points came when: number to reception time and back. Keeps the row it read last, so that going on
// costs nothing. Throws what SQLite throws. Any one thread.
class ArrivalIndex
{
public:
    explicit ArrivalIndex(SQLite::Database &database);

    // The arrival that this point was part of; nothing when it is not known.
    std::optional<Arrival> find(std::uint64_t sequence);
    // The last arrival with a point before that number.
    std::optional<Arrival> before(std::uint64_t sequence);
    std::optional<Arrival> first();
    std::optional<Arrival> last();
    // Of this point or the next one that is there, ns since 1970.
    std::optional<std::int64_t> receptionOf(std::uint64_t sequence);
    // Number of the first point received at this time or later; one past the last when there is none. Where
    // the clock was put back, one of those that fit.
    std::uint64_t sequenceAt(std::int64_t reception);

private:
    bool load(SQLite::Statement &query);
    // The first arrival of the row held that ends behind this number.
    [[nodiscard]] std::vector<Arrival>::const_iterator at(std::uint64_t sequence) const;
    bool loadFor(std::uint64_t sequence);

    SQLite::Database &m_database;
    SQLite::Statement m_bySequence;
    SQLite::Statement m_byId;
    BlockCodec m_codec;
    std::vector<Arrival> m_row;
};

} // namespace desk
