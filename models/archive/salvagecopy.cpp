// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/salvagecopy_p.h"

namespace desk::session {

namespace {

constexpr std::size_t mostUnpacked = 256U << 20U;
constexpr std::uint64_t pagesBetweenLooks = 256;
constexpr std::size_t directoryEntry = 8; // bytes of one part (packedpoints.cpp)

// "INSERT INTO x VALUES(?, …)"; of two versions of a row the one that holds more stays.
std::string insertSql(const Table &table)
{
    std::string sql = "INSERT OR IGNORE INTO " + std::string(table.name) + " VALUES(";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        sql += i == 0 ? "?" : ", ?";
    sql += ")";
    if (table.name == "points")
        sql = "INSERT" + sql.substr(std::string_view("INSERT OR IGNORE").size()) +
              " ON CONFLICT(id) DO UPDATE SET shape = excluded.shape, first = excluded.first, last = "
              "excluded.last, begin = excluded.begin, \"end\" = excluded.\"end\", count = excluded.count, "
              "ordered = excluded.ordered, loose = excluded.loose, directory = excluded.directory, crc = "
              "excluded.crc, data = excluded.data WHERE excluded.count > points.count";
    return sql;
}

void bind(SQLite::Statement &statement, int column, const SqliteRecord::Value &value)
{
    const std::string bytes(value.bytes);
    switch (value.kind) {
    case SqliteRecord::Kind::integer:
        return statement.bind(column, value.integer);
    case SqliteRecord::Kind::text:
        return statement.bind(column, bytes);
    case SqliteRecord::Kind::blob:
        return statement.bind(column, bytes.data(), static_cast<int>(bytes.size()));
    default:
        return statement.bind(column);
    }
}

std::int64_t rowCrc(const Table &table, const SqliteRecord &record, std::int64_t rowId)
{
    RowCrc crc;
    for (std::size_t i = 0; table.columns[i] != 'c'; ++i) {
        if (table.columns[i] == 'k')
            table.idInCrc ? crc.add(rowId) : crc;
        else if (table.columns[i] == 'i')
            crc.add(record.values[i].integer);
        else
            crc.add(record.values[i].bytes);
    }
    return crc.value();
}

SqliteRecord::Value number(std::int64_t value)
{
    return {SqliteRecord::Kind::integer, value, {}};
}
SqliteRecord::Value bytes(std::string_view value)
{
    return {SqliteRecord::Kind::blob, 0, value};
}
SqliteRecord::Value text(std::string_view value)
{
    return {SqliteRecord::Kind::text, 0, value};
}

} // namespace

SalvageCopy::SalvageCopy(std::string_view file, SQLite::Database &to, SessionReport &report)
    : m_walker(file)
    , m_to(to)
    , m_report(report)
{
}

bool SalvageCopy::run(const WorkProgress &progress)
{
    SQLite::Transaction all(m_to);
    if (!walk(progress, Pass::names))
        return false;
    completeNames();
    if (!walk(progress, Pass::points) || !walk(progress, Pass::tails))
        return false;
    if (m_walker.isExhausted())
        m_report.structure.emplace_back("chains of pages lead in circles; some were not followed");
    all.commit();
    return true;
}

bool SalvageCopy::walk(const WorkProgress &progress, Pass pass)
{
    constexpr double passes = 3;
    const double from = double(pass) / passes;
    std::uint64_t looked = 0;
    bool goesOn = true;
    m_walker.each([&](const PageWalker::Cell &cell) {
        if (cell.page >= looked + pagesBetweenLooks) {
            looked = cell.page;
            goesOn = progress(from + double(cell.page) / double(m_walker.pages()) / passes);
        }
        take(cell, pass);
        return goesOn;
    });
    return goesOn;
}

// Names first, then what needs them; tails last, when no shape is unknown any more.
void SalvageCopy::take(const PageWalker::Cell &cell, Pass pass)
{
    const auto record = SqliteRecord::read(cell.payload);
    if (!record)
        return;
    for (const Table *const table : tablesLike(*record, cell.hasRowId)) {
        const Pass own = table->name == "points" ? Pass::points
                         : table->name == "tail" ? Pass::tails
                                                 : Pass::names;
        if (own != pass || table->name == "level" || table->name == "keyframe")
            continue;
        if (!isIntact(*table, *record, cell.rowId))
            noteDamaged(*table, *record, cell.rowId);
        else if (table->name == "points")
            takePoints(*record, cell.rowId);
        else if (table->name == "tail")
            takeTail(*record);
        else
            insert(*table, *record, cell.rowId);
    }
}

SQLite::Statement &SalvageCopy::statementOf(const Table &table)
{
    const auto found = m_insert.find(table.name);
    return found != m_insert.end()
               ? found->second
               : m_insert.emplace(table.name, SQLite::Statement(m_to, insertSql(table))).first->second;
}

void SalvageCopy::insert(const Table &table, const SqliteRecord &record, std::int64_t rowId)
{
    SQLite::Statement &statement = statementOf(table);
    statement.tryReset();
    statement.clearBindings();
    for (std::size_t i = 0; i < record.values.size(); ++i)
        bind(statement, static_cast<int>(i + 1), table.columns[i] == 'k' ? number(rowId) : record.values[i]);
    if (statement.exec() > 0)
        ++m_report.rows[std::string(table.name)];
    statement.reset();
}

// Looks like a row of ours and is not as it was written: told as far as it can be.
void SalvageCopy::noteDamaged(const Table &table, const SqliteRecord &record, std::int64_t rowId)
{
    SessionLoss loss{std::string(table.name), rowId, "fails its checksum", {}, 1, 0, 1, 0};
    if (table.name == "tail" && record.values[2].integer > (1LL << 50))
        return; // a key frame: its numbers are times
    if (table.name == "points" || table.name == "tail" || table.name == "arrival") {
        const std::size_t at = table.name == "points" ? 2 : 1;
        loss.first = static_cast<std::uint64_t>(record.values[at].integer);
        loss.last = static_cast<std::uint64_t>(record.values[at + 1].integer);
    }
    if (table.name == "points") {
        loss.begin = record.values[4].integer;
        loss.end = record.values[5].integer;
    }
    m_report.add(std::move(loss));
}

// Each entry becomes a tail of its own, so that what follows a damaged one is all that is lost.
void SalvageCopy::putTail(const TailEntry &entry)
{
    PointBlock block(entry.shape, entry.series.size());
    std::vector<double> values(entry.series.size());
    std::vector<Quality> qualities(entry.series.size());
    for (std::size_t p = 0; p < entry.times.sequence.size(); ++p) {
        for (std::size_t s = 0; s < entry.series.size(); ++s) {
            values[s] = entry.series[s].value[p];
            qualities[s] = entry.series[s].quality[p];
        }
        block.append(static_cast<std::uint64_t>(entry.times.sequence[p]), entry.times.generation[p],
                     values.data(), qualities.data());
        for (std::size_t s = 0; s < entry.series.size(); ++s) {
            for (const SampleBatch::WideInteger &wide : entry.series[s].wide) {
                if (wide.sample == p)
                    block.setWide(s, wide.value);
            }
        }
    }
    BlockCodec codec; // the other holds what is being read
    std::string plain;
    std::string packed;
    putTailEntry(block, 0, codec, plain);
    codec.pack(plain, packed);
    const auto [low, high] = std::ranges::minmax(entry.times.sequence);
    const Table &table = *tableOf("tail");
    SqliteRecord row;
    row.values = {{}, number(low), number(high), bytes(packed), number(0)};
    row.values[4].integer = rowCrc(table, row, 0);
    insert(table, row, ++m_tails);
}

// A key frame's row looks the same; one that can be decoded as a tail of these numbers is none.
void SalvageCopy::takeTail(const SqliteRecord &record)
{
    const auto plain = m_codec.unpack(record.values[3].bytes, mostUnpacked);
    if (!plain)
        return;
    ByteReader in(*plain);
    TailEntry entry;
    while (!in.atEnd()) {
        const auto columns = [this](ShapeId id) {
            const auto found = m_shapes.find(id);
            return found == m_shapes.end() ? std::nullopt : std::optional(found->second.series.size());
        };
        if (!takeTailEntry(in, columns, entry))
            break;
        const auto [low, high] = std::ranges::minmax(entry.times.sequence);
        if (low < record.values[1].integer || high > record.values[2].integer)
            return;
        putTail(entry);
    }
    if (!in.atEnd() && record.values[2].integer <= (1LL << 50))
        m_report.add({"tail",
                      0,
                      "its columns cannot be decoded",
                      {},
                      static_cast<std::uint64_t>(record.values[1].integer),
                      static_cast<std::uint64_t>(record.values[2].integer),
                      1,
                      0});
}

void SalvageCopy::takePoints(const SqliteRecord &record, std::int64_t rowId)
{
    const std::string_view directory = record.values[10].bytes;
    const std::string_view data = record.values[12].bytes;
    const std::size_t parts = directory.size() / directoryEntry;
    if (parts < 2 || record.values[1].integer < 0 || record.values[1].integer > 0xFFFFFFFFLL)
        return;
    const Shape shape = shapeFor(static_cast<ShapeId>(record.values[1].integer), parts - 1);
    SessionLoss loss{"points",
                     rowId,
                     {},
                     {},
                     static_cast<std::uint64_t>(record.values[2].integer),
                     static_cast<std::uint64_t>(record.values[3].integer),
                     record.values[4].integer,
                     record.values[5].integer};
    std::vector<std::size_t> kept;
    PackedParts whole;
    const auto keep = [&](std::size_t part) {
        const auto found = partOf(directory, data, part);
        if (!found)
            return false;
        whole.directory += directory.substr(part * directoryEntry, directoryEntry);
        whole.data += *found;
        return true;
    };
    const bool hasTimes = keep(0);
    for (std::size_t s = 0; s < shape.series.size(); ++s) {
        if (hasTimes && keep(1 + s))
            kept.push_back(s);
        else
            loss.series.push_back(nameOf(shape, s));
    }
    if (kept.size() == shape.series.size()) {
        insert(*tableOf("points"), record, rowId);
        return;
    }
    loss.reason = hasTimes ? "values fail their checksum" : "its times fail their checksum";
    m_report.add(std::move(loss));
    if (kept.empty())
        return;
    SqliteRecord narrowed = record;
    narrowed.isCut = false;
    narrowed.values[1].integer = index(shapeWithout(shape, kept));
    narrowed.values[10].bytes = whole.directory;
    narrowed.values[12].bytes = whole.data;
    const Table &table = *tableOf("points");
    narrowed.values[11].integer = rowCrc(table, narrowed, rowId);
    insert(table, narrowed, rowId);
}

std::string SalvageCopy::nameOf(const Shape &shape, std::size_t series) const
{
    std::string name(m_names.node(shape.entity));
    if (const auto dst = m_names.dst(shape.entity); !dst.empty())
        name.append("->").append(dst);
    const auto found = m_names.series.find(shape.series[series]);
    return name + " " + (found == m_names.series.end() ? std::string("?") : found->second.metric);
}

void SalvageCopy::addNode(NodeId id, const std::string &name)
{
    SqliteRecord row;
    row.values = {{}, text(name), text("device"), number(0)};
    row.values[3].integer = rowCrc(*tableOf("node"), row, index(id));
    insert(*tableOf("node"), row, index(id));
    m_names.nodes[id] = {id, name, NodeType::device};
}

void SalvageCopy::addEntity(EntityId id, NodeId node)
{
    SqliteRecord row;
    row.values = {{}, number(index(node)), number(index(noNode)), number(0)};
    row.values[3].integer = rowCrc(*tableOf("entity"), row, index(id));
    insert(*tableOf("entity"), row, index(id));
    m_names.entities[id] = {id, node, noNode};
}

void SalvageCopy::addSeries(SeriesId id, EntityId entity, const std::string &metric)
{
    SqliteRecord row;
    row.values = {{}, number(index(entity)), text(metric), text(""), number(0), text(""), number(0)};
    row.values[6].integer = rowCrc(*tableOf("series"), row, index(id));
    insert(*tableOf("series"), row, index(id));
    m_names.series[id] = {id, entity, metric, {}, ValueKind::number};
}

void SalvageCopy::addShape(Shape shape)
{
    const std::string list = packSeriesList(shape.series);
    SqliteRecord row;
    row.values = {{}, number(index(shape.entity)), bytes(list), number(0)};
    row.values[3].integer = rowCrc(*tableOf("shape"), row, index(shape.id));
    insert(*tableOf("shape"), row, index(shape.id));
    const ShapeId id = shape.id;
    m_shapes[id] = std::move(shape);
}

namespace {

template <class Map>
auto nextId(const Map &map)
{
    using Id = typename Map::key_type;
    return map.empty() ? Id{0} : static_cast<Id>(index(map.rbegin()->first) + 1);
}

} // namespace

void SalvageCopy::completeNames()
{
    std::size_t damaged = 0; // none: all proved themselves
    readNames(m_to, m_names, damaged);
    SQLite::Statement row(m_to, "SELECT id, entity, series, crc FROM shape ORDER BY id");
    while (row.executeStep()) {
        if (auto one = shapeRow(row))
            m_shapes[one->id] = *std::move(one);
    }
    const auto lose = [this](const char *table, std::uint32_t id) {
        m_report.add({table, id, "its name is gone", {}, 1, 0, 1, 0});
    };
    std::set<NodeId> nodes;
    for (const auto &[id, one] : m_names.entities) {
        nodes.insert(one.node);
        if (one.dst != noNode)
            nodes.insert(one.dst);
    }
    std::map<SeriesId, EntityId> series;
    std::set<EntityId> entities;
    for (const auto &[id, one] : m_shapes) {
        entities.insert(one.entity);
        for (const SeriesId each : one.series)
            series.emplace(each, one.entity);
    }
    for (const auto &[id, one] : m_names.series)
        entities.insert(one.entity);
    for (const NodeId id : nodes) {
        if (m_names.nodes.contains(id))
            continue;
        lose("node", index(id));
        addNode(id, "lost-node-" + std::to_string(index(id)));
    }
    for (const EntityId id : entities) {
        if (m_names.entities.contains(id))
            continue;
        lose("entity", index(id));
        const NodeId node = nextId(m_names.nodes);
        addNode(node, "lost-entity-" + std::to_string(index(id)));
        addEntity(id, node);
    }
    for (const auto &[id, entity] : series) {
        if (m_names.series.contains(id))
            continue;
        lose("series", index(id));
        addSeries(id, entity, "lost_series_" + std::to_string(index(id)));
    }
}

// A shape of which nothing is left but rows of it.
Shape &SalvageCopy::shapeFor(ShapeId id, std::size_t series)
{
    const auto found = m_shapes.find(id);
    if (found != m_shapes.end() && found->second.series.size() == series)
        return found->second;
    m_report.add({"shape", index(id), "which series it holds is gone", {}, 1, 0, 1, 0});
    const NodeId node = nextId(m_names.nodes);
    const EntityId entity = nextId(m_names.entities);
    addNode(node, "lost-shape-" + std::to_string(index(id)));
    addEntity(entity, node);
    Shape shape{id, entity, {}};
    for (std::size_t s = 0; s < series; ++s) {
        shape.series.push_back(nextId(m_names.series));
        addSeries(shape.series.back(), entity, "lost_" + std::to_string(s));
    }
    addShape(std::move(shape));
    return m_shapes[id];
}

ShapeId SalvageCopy::shapeWithout(const Shape &of, const std::vector<std::size_t> &kept)
{
    const auto [entry, isNew] = m_narrowed.try_emplace({of.id, kept}, ShapeId{});
    if (!isNew)
        return entry->second;
    Shape narrowed{nextId(m_shapes), of.entity, {}};
    for (const std::size_t s : kept)
        narrowed.series.push_back(of.series[s]);
    entry->second = narrowed.id;
    addShape(std::move(narrowed));
    return entry->second;
}

} // namespace desk::session
