// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreport.h"
#include "models/archive/sessionrows_p.h"

#include <numeric>

// Private to the verifier's sources.
namespace desk::session {

// Looks at the rows of a session file one by one: are they whole, do they hold what they say, do they fit
// together? One thread; throws what SQLite throws.
class RowChecker
{
public:
    RowChecker(SQLite::Database &database, SessionReport &report)
        : m_database(database)
        , m_report(report)
    {
    }

    void checkNames();
    void checkArrivals();
    // A row of pointsColumns.
    void checkPoints(SQLite::Statement &row);
    void checkTails();
    // A row of levelColumns, after the points.
    void checkLevel(SQLite::Statement &row);
    void checkKeyFrames();
    void checkLog();
    // Once all points were seen: is a number there twice?
    void checkNumbers();
    // Numbers that came and are in no row.
    void findMissing(const std::filesystem::path &path);

private:
    struct RowRange
    {
        ShapeId shape{};
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::int64_t row = 0;
    };
    SessionLoss lossOf(const char *table, std::int64_t row, std::string reason) const;
    void addNamesOf(const Shape &shape, std::size_t series, SessionLoss &loss) const;
    [[nodiscard]] std::string contradiction(const PointsRow &row, bool saysLoose) const;
    // Those of a tail's numbers that stand in no row of the shape.
    std::vector<std::int64_t> notInRows(ShapeId shape, std::vector<std::int64_t> numbers);
    void checkTailEntries(std::int64_t id, std::uint64_t first, std::uint64_t last, std::string_view data);
    void checkLevelAgainstPoints(const LevelRow &row, unsigned level, const Shape &shape, std::int64_t id,
                                 const LevelColumns &columns);
    void checkTable(const char *table, const char *sql, int crc, int from);
    void checkTopology();
    void listGaps();
    [[nodiscard]] bool hasArrived(std::uint64_t number) const;
    void count(const Shape &shape, std::span<const std::int64_t> numbers);
    [[nodiscard]] const Shape *shape(ShapeId id) const
    {
        const auto found = m_shapes.find(id);
        return found == m_shapes.end() ? nullptr : &found->second;
    }

    SQLite::Database &m_database;
    SessionReport &m_report;
    BlockCodec m_codec;
    SessionNames m_names;
    std::map<ShapeId, Shape> m_shapes;
    std::vector<NumberRange> m_arrived; // ascending, apart
    std::vector<RowRange> m_ranges;
    BlockCodec::Times m_times;
    std::vector<BlockCodec::Samples> m_samples;
};

} // namespace desk::session
