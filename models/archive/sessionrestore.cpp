// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionwriter_p.h"

// What a start, and the search for duplicates, read of a file that is being written.

namespace desk {

using session::bounded;
using session::bytesOf;
using session::guarded;

namespace {

// Nothing where the query has no row.
template <class T, class... Values>
std::optional<T> firstOf(SQLite::Database &database, const char *sql, Values... values)
{
    SQLite::Statement query(database, sql);
    int column = 0;
    (query.bind(++column, static_cast<std::int64_t>(values)), ...);
    if (!query.executeStep() || query.getColumn(0).isNull())
        return std::nullopt;
    return static_cast<T>(query.getColumn(0).getInt64());
}

} // namespace

Result<SessionWriter::State> SessionWriter::state()
{
    return guarded<State>(m_impl->path, [&]() -> Result<State> {
        SQLite::Database &database = *m_impl->database;
        State state;
        SQLite::Statement progress(database, "SELECT id, recorded, crc FROM progress WHERE id = 1");
        if (progress.executeStep()) {
            if (!session::isIntact(progress, 2))
                return failure(ErrorCode::parseError,
                               m_impl->path.string() +
                                   ": the row of its progress is damaged; constellation verify --repair-to "
                                   "makes a file of what can be read");
            state.recorded = static_cast<std::uint64_t>(progress.getColumn(1).getInt64());
        }
        state.nextPoints = firstOf<std::int64_t>(database, "SELECT max(id) FROM points").value_or(0) + 1;
        SQLite::Statement arrival(database, std::string("SELECT ") + session::arrivalColumns +
                                                " FROM arrival ORDER BY last DESC LIMIT 1");
        std::vector<Arrival> arrivals;
        SQLite::Statement earliest(database, std::string("SELECT ") + session::arrivalColumns +
                                                 " FROM arrival ORDER BY last LIMIT 1");
        if (earliest.executeStep() && session::arrivalRow(earliest, m_impl->codec, arrivals))
            state.firstReception = fromNanoseconds(arrivals.front().reception);
        if (arrival.executeStep() && session::arrivalRow(arrival, m_impl->codec, arrivals))
            state.lastReception = fromNanoseconds(arrivals.back().reception);
        SQLite::Statement shape(database, "SELECT id, entity, series, crc FROM shape ORDER BY id");
        while (shape.executeStep()) {
            if (auto one = session::shapeRow(shape); one && index(one->id) <= state.shapes.size())
                state.shapes.push_back(*std::move(one));
            else
                return failure(ErrorCode::parseError,
                               m_impl->path.string() +
                                   ": its list of series is damaged; constellation verify --repair-to makes "
                                   "a file of what can be read");
        }
        return state;
    });
}

Result<SessionNames> SessionWriter::names()
{
    return guarded<SessionNames>(m_impl->path, [&]() -> Result<SessionNames> {
        SessionNames names;
        std::size_t damaged = 0;
        session::readNames(*m_impl->database, names, damaged);
        return names;
    });
}

Result<void>
SessionWriter::readRecorded(ShapeId shape, std::uint64_t from,
                            const std::function<void(ShapeId shape, std::uint64_t sequence)> &take)
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Statement query(*m_impl->database,
                                std::string("SELECT ") + session::pointsColumns +
                                    " FROM points INDEXED BY points_time WHERE shape = ? AND last >= ?");
        query.bind(1, static_cast<std::int64_t>(index(shape)));
        query.bind(2, bounded(from));
        BlockCodec::Times times;
        while (query.executeStep()) {
            const auto row = session::pointsRow(query);
            const auto part = row ? partOf(row->directory, row->data, 0) : std::nullopt;
            if (!part || !unpackTimes(*part, row->count, m_impl->codec, times))
                continue; // damaged: recorded once more
            for (const std::int64_t sequence : times.sequence) {
                if (static_cast<std::uint64_t>(sequence) >= from)
                    take(row->shape, static_cast<std::uint64_t>(sequence));
            }
        }
        return {};
    });
}

Result<void> SessionWriter::readTails(const std::function<Result<void>(const Tail &)> &take)
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Statement query(*m_impl->database,
                                "SELECT id, first, last, data, crc FROM tail ORDER BY first");
        while (query.executeStep()) {
            const std::string_view packed = bytesOf(query.getColumn(3));
            const bool isWhole = session::isIntact(query, 4, 1);
            const auto data =
                isWhole ? m_impl->codec.unpack(packed, BlockCodec::mostUnpacked) : std::string_view();
            if (!isWhole || !data)
                continue; // verify says what is lost
            const Tail tail{static_cast<std::uint64_t>(query.getColumn(1).getInt64()),
                            static_cast<std::uint64_t>(query.getColumn(2).getInt64()), std::string(*data),
                            packed.size()};
            if (auto taken = take(tail); !taken)
                return taken;
        }
        return {};
    });
}

Result<KeyFrame> SessionWriter::keyFrame()
{
    return guarded<KeyFrame>(m_impl->path, [&]() -> Result<KeyFrame> {
        std::vector<std::size_t> series;
        SQLite::Statement shape(*m_impl->database, "SELECT id, entity, series, crc FROM shape ORDER BY id");
        while (shape.executeStep()) {
            const auto one = session::shapeRow(shape);
            series.push_back(one ? one->series.size() : 0);
        }
        SQLite::Statement query(*m_impl->database, "SELECT id, sequence, reception, data, crc FROM keyframe "
                                                   "ORDER BY id DESC LIMIT 1");
        if (!query.executeStep() || !session::isIntact(query, 4, 1))
            return KeyFrame{};
        return decodeKeyFrame(
                   bytesOf(query.getColumn(3)),
                   [&](ShapeId id) {
                       return index(id) < series.size() ? std::optional(series[index(id)]) : std::nullopt;
                   },
                   m_impl->codec)
            .value_or(KeyFrame{});
    });
}

Result<void> SessionWriter::readRows(ShapeId shape, std::int64_t begin, std::int64_t end,
                                     const std::function<void(std::int64_t id)> &take)
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Statement &query = m_impl->rowsAt;
        for (const int wide : {0, 1}) {
            query.reset();
            query.bind(1, static_cast<std::int64_t>(index(shape)));
            query.bind(2, wide);
            query.bind(3, session::earlier(begin, session::longestSpan[static_cast<std::size_t>(wide)]));
            query.bind(4, end);
            query.bind(5, begin);
            while (query.executeStep())
                take(query.getColumn(0).getInt64());
        }
        return {};
    });
}

Result<bool> SessionWriter::readRow(std::int64_t id, std::size_t series, BlockCodec::Times &times,
                                    std::vector<BlockCodec::Samples> &samples)
{
    return guarded<bool>(m_impl->path, [&]() -> Result<bool> {
        SQLite::Statement &query = m_impl->row;
        query.reset();
        query.bind(1, id);
        const auto row = query.executeStep() ? session::pointsRow(query) : std::nullopt;
        const auto part = row ? partOf(row->directory, row->data, 0) : std::nullopt;
        if (!part || !unpackTimes(*part, row->count, m_impl->codec, times))
            return false;
        samples.resize(series);
        for (std::size_t s = 0; s < series; ++s) {
            const auto column = partOf(row->directory, row->data, 1 + s);
            if (!column || !unpackSeries(*column, row->count, m_impl->codec, samples[s]))
                return false;
        }
        return true;
    });
}

// Rows that no level holds yet are given to the levels again; a start after a kill finds at most a few of a
// shape.
Result<SessionWriter::ShapeState> SessionWriter::restore(const Shape &shape, LevelBuilder &levels,
                                                         std::vector<PackedLevel> &full)
{
    return guarded<ShapeState>(m_impl->path, [&]() -> Result<ShapeState> {
        SQLite::Database &database = *m_impl->database;
        const auto id = static_cast<std::int64_t>(index(shape.id));
        ShapeState state;
        bool anyRow = false;
        for (const int wide : {0, 1}) {
            const auto latest = firstOf<std::int64_t>(
                database, "SELECT max(begin) FROM points WHERE shape = ? AND wide = ?", id, wide);
            if (!latest)
                continue;
            anyRow = true;
            const auto newest = firstOf<std::int64_t>(
                database, "SELECT max(\"end\") FROM points WHERE shape = ? AND wide = ? AND begin >= ?", id,
                wide, session::earlier(*latest, session::longestSpan[static_cast<std::size_t>(wide)]));
            state.newest = std::max(state.newest, newest.value_or(*latest));
        }
        if (!anyRow)
            return state;
        std::int64_t covered = 0; // rows of points that the level has
        for (unsigned level = 0;; ++level) {
            SQLite::Statement above(database, "SELECT last FROM level WHERE shape = ? AND level = ? "
                                              "ORDER BY \"end\" DESC LIMIT 1");
            above.bind(1, id);
            above.bind(2, static_cast<std::int64_t>(level) + 1);
            const std::int64_t coveredAbove = above.executeStep() ? above.getColumn(0).getInt64() : 0;
            SQLite::Statement query(database, std::string("SELECT ") + session::levelColumns +
                                                  " FROM level WHERE shape = ? AND level = ? AND "
                                                  "last > ? ORDER BY id");
            query.bind(1, id);
            query.bind(2, static_cast<std::int64_t>(level));
            query.bind(3, coveredAbove);
            bool any = coveredAbove > 0;
            LevelColumns columns;
            while (query.executeStep()) {
                any = true;
                const auto row = session::levelRow(query);
                if (level == 0)
                    covered = std::max(covered, query.getColumn(4).getInt64());
                if (row && unpackLevel(row->directory, row->data, row->count, shape.series.size(),
                                       m_impl->codec, columns))
                    levels.restore(level, columns, row->first, row->last);
                else
                    levels.stopAbove(level);
            }
            if (level == 0)
                covered = std::max(covered, coveredAbove);
            if (!any)
                break;
        }
        SQLite::Statement rest(database, std::string("SELECT ") + session::pointsColumns +
                                             " FROM points WHERE shape = ? AND loose = 0 AND id > ? "
                                             "ORDER BY begin");
        rest.bind(1, id);
        rest.bind(2, covered);
        while (rest.executeStep()) {
            const auto row = session::pointsRow(rest);
            PointBlock block(shape.id, shape.series.size());
            if (row && session::readBlock(*row, shape.series.size(), m_impl->codec, block))
                levels.append(block, row->id, m_impl->codec, full);
        }
        for (const int wide : {0, 1}) {
            SQLite::Statement clean(database,
                                    "SELECT id, \"end\" FROM points WHERE shape = ? AND wide = ? AND "
                                    "loose = 0 ORDER BY begin DESC LIMIT 1");
            clean.bind(1, id);
            clean.bind(2, wide);
            if (clean.executeStep() && clean.getColumn(1).getInt64() > state.newestClean) {
                state.lastClean = clean.getColumn(0).getInt64();
                state.newestClean = clean.getColumn(1).getInt64();
            }
        }
        return state;
    });
}

} // namespace desk
