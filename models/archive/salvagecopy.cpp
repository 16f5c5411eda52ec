// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/salvagecopy_p.h"

namespace desk::session {

namespace {

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
    const auto plain = m_codec.unpack(record.values[3].bytes, BlockCodec::mostUnpacked);
    if (!plain)
        return;
    ByteReader in(*plain);
    TailEntry entry;
    while (!in.atEnd()) {
        if (!takeTailEntry(in, entry))
            break;
        const auto [low, high] = std::ranges::minmax(entry.times.sequence);
        if (low < record.values[1].integer || high > record.values[2].integer)
            return;
        // Its shape's row may be lost: then its series are as many as it says, without names.
        entry.shape = shapeFor(entry.shape, entry.series.size()).id;
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

} // namespace desk::session
