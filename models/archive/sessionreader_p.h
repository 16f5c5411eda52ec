// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/arrivalindex_p.h"
#include "models/archive/partreader_p.h"
#include "models/archive/sessionreader.h"
#include "models/archive/sessionrows_p.h"
#include "models/archive/sessiontails_p.h"

namespace desk {

// Private to sessionreader.cpp and sessionenvelope.cpp.
struct SessionReader::Impl
{
    Impl(std::filesystem::path where, std::shared_ptr<SQLite::Database> file)
        : path(std::move(where))
        , database(std::move(file))
    {
    }

    // Takes up what was written since the last call: names, shapes, tails. Within a transaction.
    void refresh();
    // Samples of [begin, end) as they stand in rows and tails.
    void addRows(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                 SeriesSamples &samples);
    void addRows(ShapeId shape, std::size_t column, bool wide, std::int64_t begin, std::int64_t end,
                 SeriesSamples &samples);
    void addTails(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                  SeriesSamples &samples);
    struct Place // of a series
    {
        ShapeId shape{};
        std::size_t column = 0;
    };
    // In order, of one set of series.
    bool unpack(const session::PointsRow &row, session::PartReader &parts, std::size_t column);
    const SeriesSamples &samples(const Place &place, std::int64_t begin, std::int64_t end);

    const std::filesystem::path path;
    const std::shared_ptr<SQLite::Database> database;
    SQLite::Statement dataVersion{*database, "PRAGMA data_version"};
    SQLite::Statement rows{
        *database, std::string("SELECT ") + session::pointsHead +
                       " FROM points INDEXED BY points_time WHERE shape = ? AND wide = ? AND begin >= ? "
                       "AND begin < ? AND \"end\" >= ? ORDER BY begin"};
    SQLite::Statement looseRows{*database,
                                "SELECT begin, \"end\" FROM points INDEXED BY points_loose WHERE "
                                "shape = ? AND wide = ? AND loose = 1 AND begin >= ? AND begin <= ? AND "
                                "\"end\" >= ?"};
    SQLite::Statement laterRows{
        *database, "SELECT begin, \"end\" FROM points INDEXED BY points_time WHERE shape = ? AND "
                   "wide = ? AND begin >= ? AND begin <= ? AND \"end\" >= ? AND last > ?"};
    SQLite::Statement levelRows{*database,
                                std::string("SELECT ") + session::levelHead +
                                    " FROM level WHERE shape = ? AND level = ? AND \"end\" >= ? AND "
                                    "begin <= ? ORDER BY \"end\""};
    SQLite::Statement levelEnd{*database, "SELECT \"end\" FROM level WHERE shape = ? AND level = ? "
                                          "ORDER BY \"end\" DESC LIMIT 1"};
    std::int64_t seenVersion = -1;
    SessionNames names;
    std::size_t damagedNames = 0;
    std::map<ShapeId, Shape> shapes;
    std::map<SeriesId, std::vector<Place>> places;
    SessionTails tails;
    BlockCodec codec;
    ArrivalIndex arrivals{*database};
    BlockCodec::Times times; // of the row read last
    BlockCodec::Samples unpacked;
    std::int64_t unpackedRow = 0; // 0: none
    std::size_t unpackedColumn = 0;
    std::vector<LevelBucket> buckets;
    struct Horizon
    {
        std::uint64_t last = std::numeric_limits<std::uint64_t>::max(); // number of the last point to be read
        std::int64_t time = std::numeric_limits<std::int64_t>::max();   // when it was received, or later
        std::int64_t version = -1;                                      // of the file then
        [[nodiscard]] bool isSet() const { return last != std::numeric_limits<std::uint64_t>::max(); }
    };
    Horizon horizon;
    std::size_t mostSamples = std::numeric_limits<std::size_t>::max(); // rows behind them are not read
    SeriesSamples some; // of the last samples(); keeps its memory for the next
};

} // namespace desk
