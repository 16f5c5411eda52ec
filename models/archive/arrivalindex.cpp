// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/arrivalindex_p.h"

namespace desk {

using session::bounded;

namespace {

std::uint64_t endOf(const Arrival &arrival)
{
    return arrival.first + arrival.points;
}

std::string select(const char *condition)
{
    return std::string("SELECT ") + session::arrivalColumns + " FROM arrival " + condition;
}

} // namespace

ArrivalIndex::ArrivalIndex(SQLite::Database &database)
    : m_database(database)
    , m_bySequence(database, select("WHERE last >= ? ORDER BY last"))
    , m_byId(database, select("WHERE id >= ? ORDER BY id"))
{
}

// The next row of the query that can be read.
bool ArrivalIndex::load(SQLite::Statement &query)
{
    bool found = false;
    while (!found && query.executeStep())
        found = session::arrivalRow(query, m_codec, m_row);
    if (!found)
        m_row.clear();
    query.reset();
    return found;
}

std::vector<Arrival>::const_iterator ArrivalIndex::at(std::uint64_t sequence) const
{
    return std::ranges::upper_bound(m_row, sequence, {}, endOf);
}

bool ArrivalIndex::loadFor(std::uint64_t sequence)
{
    if (!m_row.empty() && sequence >= m_row.front().first && sequence < endOf(m_row.back()))
        return true;
    m_bySequence.bind(1, bounded(sequence));
    return load(m_bySequence);
}

std::optional<Arrival> ArrivalIndex::find(std::uint64_t sequence)
{
    if (!loadFor(sequence))
        return std::nullopt;
    const auto found = at(sequence);
    return found != m_row.end() && found->first <= sequence ? std::optional(*found) : std::nullopt;
}

std::optional<Arrival> ArrivalIndex::before(std::uint64_t sequence)
{
    SQLite::Statement earlier(m_database, select("WHERE first < ? ORDER BY last DESC"));
    earlier.bind(1, bounded(sequence));
    std::vector<Arrival> row;
    while (earlier.executeStep()) {
        if (!session::arrivalRow(earlier, m_codec, row))
            continue;
        const auto next = std::ranges::lower_bound(row, sequence, {}, &Arrival::first);
        if (next != row.begin())
            return *std::prev(next);
    }
    return std::nullopt;
}

std::optional<Arrival> ArrivalIndex::first()
{
    return loadFor(0) ? std::optional(m_row.front()) : std::nullopt;
}

std::optional<Arrival> ArrivalIndex::last()
{
    SQLite::Statement newest(m_database, select("ORDER BY last DESC"));
    std::vector<Arrival> row;
    while (newest.executeStep()) {
        if (session::arrivalRow(newest, m_codec, row))
            return row.back();
    }
    return std::nullopt;
}

std::optional<std::int64_t> ArrivalIndex::receptionOf(std::uint64_t sequence)
{
    if (!loadFor(sequence))
        return std::nullopt;
    const auto found = at(sequence);
    return found != m_row.end() ? std::optional(found->reception) : std::nullopt;
}

// Rows have no column of times: bisected by id, each a small blob.
std::uint64_t ArrivalIndex::sequenceAt(std::int64_t reception)
{
    SQLite::Statement ends(m_database, "SELECT min(id), max(id) FROM arrival");
    if (!ends.executeStep() || ends.getColumn(0).isNull())
        return 1;
    std::int64_t low = ends.getColumn(0).getInt64();
    std::int64_t high = ends.getColumn(1).getInt64();
    while (low < high) { // the first row whose last point came late enough
        const std::int64_t middle = low + (high - low) / 2;
        m_byId.bind(1, middle);
        if (load(m_byId) && m_row.back().reception >= reception)
            high = middle;
        else
            low = middle + 1;
    }
    m_byId.bind(1, low);
    if (!load(m_byId))
        return 1;
    const auto found = std::ranges::find_if(
        m_row, [reception](const Arrival &arrival) { return arrival.reception >= reception; });
    return found == m_row.end() ? endOf(m_row.back()) : found->first;
}

} // namespace desk
