// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/packedpoints.h"
#include "models/archive/shapedictionary.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

namespace desk {

// The points of a session file that are in no row yet, of all its series. They stay encoded, at some bytes a
// sample, until those of a shape are asked for. Any one thread.
class SessionTails
{
public:
    struct Entry
    {
        ShapeId shape{};
        std::size_t at = 0;     // in the tail's bytes
        std::int64_t begin = 0; // generation times, ns; inclusive
        std::int64_t end = 0;
    };

    // Takes up what was written since the last call, and drops what is in rows now. Within a transaction.
    void refresh(SQLite::Database &database, BlockCodec &codec, const std::map<ShapeId, Shape> &shapes);
    [[nodiscard]] std::size_t damaged() const { return m_damaged; }

    template <class Take>
    void eachEntry(Take take) const
    {
        for (const Tail &tail : m_tails) {
            for (const Entry &entry : tail.entries)
                take(entry);
        }
    }
    // The points of one shape, entries that reach into [begin, end) only.
    template <class Take>
    void eachOf(ShapeId shape, std::int64_t begin, std::int64_t end, Take take)
    {
        for (const Tail &tail : m_tails) {
            for (const Entry &entry : tail.entries) {
                if (entry.shape == shape && entry.begin < end && entry.end >= begin && decode(tail, entry))
                    take(std::as_const(m_decoded));
            }
        }
    }

private:
    struct Tail
    {
        std::int64_t id = 0;
        std::string plain;
        std::vector<Entry> entries;
    };
    Tail read(std::int64_t id, std::string_view plain, const std::map<ShapeId, Shape> &shapes);
    bool decode(const Tail &tail, const Entry &entry);

    std::vector<Tail> m_tails;
    std::size_t m_damaged = 0;
    TailEntry m_decoded; // keeps its memory for the next
};

} // namespace desk
