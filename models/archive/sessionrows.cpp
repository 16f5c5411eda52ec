// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionrows_p.h"

namespace desk::session {

bool isIntact(SQLite::Statement &row, int crcColumn, int from)
{
    RowCrc crc;
    for (int i = from; i < crcColumn; ++i) {
        const SQLite::Column column = row.getColumn(i);
        if (column.isInteger())
            crc.add(column.getInt64());
        else
            crc.add(bytesOf(column));
    }
    return crc.value() == row.getColumn(crcColumn).getInt64();
}

namespace {

template <class Id>
Id idOf(const SQLite::Column &column)
{
    return static_cast<Id>(static_cast<std::uint32_t>(column.getInt64()));
}

std::uint64_t numberOf(const SQLite::Column &column)
{
    return static_cast<std::uint64_t>(column.getInt64());
}

} // namespace

std::optional<PointsRow> pointsRow(SQLite::Statement &row, bool hasData)
{
    PointsRow points{row.getColumn(0).getInt64(),
                     idOf<ShapeId>(row.getColumn(1)),
                     numberOf(row.getColumn(2)),
                     numberOf(row.getColumn(3)),
                     row.getColumn(4).getInt64(),
                     row.getColumn(5).getInt64(),
                     static_cast<std::size_t>(numberOf(row.getColumn(6))),
                     row.getColumn(7).getInt64() != 0,
                     bytesOf(row.getColumn(10)),
                     hasData ? bytesOf(row.getColumn(12)) : std::string_view()};
    if (points.count == 0 || points.count > PointBlock::maxPoints || !isIntact(row, 11))
        return std::nullopt;
    return points;
}

bool readBlock(const PointsRow &row, std::size_t series, BlockCodec &codec, PointBlock &block)
{
    BlockCodec::Times times;
    std::vector<BlockCodec::Samples> samples(series);
    const auto part = partOf(row.directory, row.data, 0);
    if (!part || !unpackTimes(*part, row.count, codec, times))
        return false;
    for (std::size_t s = 0; s < series; ++s) {
        const auto column = partOf(row.directory, row.data, 1 + s);
        if (!column || !unpackSeries(*column, row.count, codec, samples[s]))
            return false;
    }
    std::vector<double> values(series);
    std::vector<Quality> qualities(series);
    for (std::size_t p = 0; p < row.count; ++p) {
        for (std::size_t s = 0; s < series; ++s)
            values[s] = samples[s].value[p];
        block.append(static_cast<std::uint64_t>(times.sequence[p]), times.generation[p], values.data(),
                     qualities.data());
    }
    return true;
}

std::optional<LevelRow> levelRow(SQLite::Statement &row, bool hasData)
{
    LevelRow level{row.getColumn(3).getInt64(),
                   row.getColumn(4).getInt64(),
                   row.getColumn(5).getInt64(),
                   row.getColumn(6).getInt64(),
                   static_cast<std::size_t>(numberOf(row.getColumn(7))),
                   bytesOf(row.getColumn(8)),
                   hasData ? bytesOf(row.getColumn(10)) : std::string_view()};
    if (level.count == 0 || level.count > LevelColumns::maxBuckets || !isIntact(row, 9, 1))
        return std::nullopt;
    return level;
}

bool arrivalRow(SQLite::Statement &row, BlockCodec &codec, std::vector<Arrival> &arrivals)
{
    return isIntact(row, 5, 1) && unpackArrivals(bytesOf(row.getColumn(4)), numberOf(row.getColumn(1)),
                                                 numberOf(row.getColumn(3)), codec, arrivals);
}

std::optional<Shape> shapeRow(SQLite::Statement &row)
{
    if (!isIntact(row, 3))
        return std::nullopt;
    Shape shape{idOf<ShapeId>(row.getColumn(0)), idOf<EntityId>(row.getColumn(1)), {}};
    ByteReader in(bytesOf(row.getColumn(2)));
    while (!in.atEnd()) {
        const std::uint64_t series = in.varint();
        if (!in.isGood() || series > 0xFFFFFFFFU)
            return std::nullopt;
        shape.series.push_back(static_cast<SeriesId>(series));
    }
    return shape;
}

std::string packSeriesList(std::span<const SeriesId> series)
{
    std::string out;
    for (const SeriesId one : series)
        putVarint(out, index(one));
    return out;
}

void readNames(SQLite::Database &database, SessionNames &names, std::size_t &damaged)
{
    const auto each = [&](const char *sql, int columns,
                          const std::function<void(SQLite::Statement &)> &take) {
        SQLite::Statement row(database, sql);
        while (row.executeStep()) {
            if (isIntact(row, columns))
                take(row);
            else
                ++damaged;
        }
    };
    each("SELECT id, name, type, crc FROM node", 3, [&](SQLite::Statement &row) {
        const auto id = idOf<NodeId>(row.getColumn(0));
        const auto type = nodeTypeFromWord(bytesOf(row.getColumn(2)));
        names.nodes[id] = {id, std::string(bytesOf(row.getColumn(1))), type.value_or(NodeType::device)};
    });
    each("SELECT id, node, dst, crc FROM entity", 3, [&](SQLite::Statement &row) {
        const auto id = idOf<EntityId>(row.getColumn(0));
        names.entities[id] = {id, idOf<NodeId>(row.getColumn(1)), idOf<NodeId>(row.getColumn(2))};
    });
    each("SELECT id, entity, metric, labels, kind, unit, crc FROM series", 6, [&](SQLite::Statement &row) {
        const auto id = idOf<SeriesId>(row.getColumn(0));
        const auto kind =
            std::clamp<std::int64_t>(row.getColumn(4).getInt64(), 0, std::int64_t(ValueKind::text));
        names.series[id] = {id, idOf<EntityId>(row.getColumn(1)), std::string(bytesOf(row.getColumn(2))),
                            std::string(bytesOf(row.getColumn(3))), static_cast<ValueKind>(kind)};
        names.units[id] = std::string(bytesOf(row.getColumn(5)));
    });
    each("SELECT series, code, text, crc FROM state", 3, [&](SQLite::Statement &row) {
        names.texts[idOf<SeriesId>(row.getColumn(0))]
                   [static_cast<std::uint32_t>(row.getColumn(1).getInt64())] =
            std::string(bytesOf(row.getColumn(2)));
    });
}

} // namespace desk::session
