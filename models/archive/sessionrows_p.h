// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/arrivals.h"
#include "models/archive/levelcolumns.h"
#include "models/archive/sessiondatabase_p.h"
#include "models/archive/sessionnames.h"

// Private to the archive's sources: rows of a session file as values, checked. Texts and bytes are valid
// until the statement moves on.
namespace desk::session {

// Columns of a row, from one on, against the CRC in the column `crc`, the one behind them. An id that SQLite
// gave is no part of it.
bool isIntact(SQLite::Statement &row, int crc, int from = 0);

inline constexpr const char *pointsColumns =
    "id, shape, first, last, begin, \"end\", count, ordered, loose, wide, directory, crc, data";

inline constexpr const char *pointsHead =
    "id, shape, first, last, begin, \"end\", count, ordered, loose, wide, directory, crc";

// How far a row reaches at most, in generation times: one that is not wide, and one that is. The two are
// searched one after the other, each from this much before a range.
inline constexpr std::array<std::int64_t, 2> longestSpan{PointBlock::maxSpan.count(),
                                                         PointBlock::maxWideSpan.count()};
inline std::int64_t earlier(std::int64_t time, std::int64_t by)
{
    return time < std::numeric_limits<std::int64_t>::min() + by ? time : time - by;
}

struct PointsRow
{
    std::int64_t id = 0;
    ShapeId shape{};
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::size_t count = 0;
    bool ordered = false;
    std::string_view directory;
    std::string_view data;
};
// Nothing when the row is damaged or impossible. hasData: the query asks for the last column too.
std::optional<PointsRow> pointsRow(SQLite::Statement &row, bool hasData = true);

// An ordered row as the block it was; only what levels need of it. False when it is damaged.
[[nodiscard]] bool readBlock(const PointsRow &row, std::size_t series, BlockCodec &codec, PointBlock &block);

inline constexpr const char *levelColumns =
    "id, shape, level, first, last, begin, \"end\", count, directory, crc, data";

inline constexpr const char *levelHead =
    "id, shape, level, first, last, begin, \"end\", count, directory, crc";

struct LevelRow
{
    std::int64_t first = 0; // rows of points
    std::int64_t last = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::size_t count = 0;
    std::string_view directory;
    std::string_view data;
};
std::optional<LevelRow> levelRow(SQLite::Statement &row, bool hasData = true);

inline constexpr const char *arrivalColumns = "id, first, last, batches, data, crc";

// False when the row is damaged.
[[nodiscard]] bool arrivalRow(SQLite::Statement &row, BlockCodec &codec, std::vector<Arrival> &arrivals);

// Columns id, entity, series, crc.
std::optional<Shape> shapeRow(SQLite::Statement &row);
std::string packSeriesList(std::span<const SeriesId> series);

// Adds what the file names; a damaged row is counted.
void readNames(SQLite::Database &database, SessionNames &names, std::size_t &damaged);

// The largest integers of the format.
inline std::int64_t bounded(std::uint64_t value)
{
    return static_cast<std::int64_t>(std::min<std::uint64_t>(value, INT64_MAX));
}

} // namespace desk::session
