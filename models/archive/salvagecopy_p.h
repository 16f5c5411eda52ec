// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/pagewalker.h"
#include "models/archive/sessionreport.h"
#include "models/archive/sessionrows_p.h"
#include "models/archive/sessiontables_p.h"
#include "models/archive/sessionverifier.h"

#include <set>

// Private to the sources of the salvage.
namespace desk::session {

// Brings every row that proves itself by its CRC from the pages of a damaged file into a fresh one, as it is:
// names that are gone get names that say so, a row of points of which some columns are damaged goes without
// them. Levels and key frames are left behind, they follow from the rest. One thread; throws what SQLite
// throws.
class SalvageCopy
{
public:
    // file: the pages of the damaged one; they must outlive this. to: a new file with the format's tables.
    SalvageCopy(std::string_view file, SQLite::Database &to, SessionReport &report);

    // False when progress said to stop.
    bool run(const WorkProgress &progress);

private:
    enum class Pass : unsigned char { names, points, tails };
    bool walk(const WorkProgress &progress, Pass pass);
    void take(const PageWalker::Cell &cell, Pass pass);
    void insert(const Table &table, const SqliteRecord &record, std::int64_t rowId);
    void takePoints(const SqliteRecord &record, std::int64_t rowId);
    void takeTail(const SqliteRecord &record);
    void noteDamaged(const Table &table, const SqliteRecord &record, std::int64_t rowId);
    // Names that something uses and whose rows are gone.
    void completeNames();
    Shape &shapeFor(ShapeId id, std::size_t series);
    ShapeId shapeWithout(const Shape &of, const std::vector<std::size_t> &kept);
    void addShape(Shape shape);
    void putTail(const TailEntry &entry);
    void addSeries(SeriesId id, EntityId entity, const std::string &metric);
    void addEntity(EntityId id, NodeId node);
    void addNode(NodeId id, const std::string &name);
    std::string nameOf(const Shape &shape, std::size_t series) const;
    SQLite::Statement &statementOf(const Table &table);

    PageWalker m_walker;
    SQLite::Database &m_to;
    SessionReport &m_report;
    BlockCodec m_codec;
    std::int64_t m_tails = 0; // written
    SessionNames m_names;
    std::map<ShapeId, Shape> m_shapes;
    std::map<std::pair<ShapeId, std::vector<std::size_t>>, ShapeId> m_narrowed; // by the columns kept
    std::map<std::string_view, SQLite::Statement> m_insert;                     // by table
};

} // namespace desk::session
