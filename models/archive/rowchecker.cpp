// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/rowchecker_p.h"

#include "models/archive/keyframe.h"

namespace desk::session {

namespace {

std::uint64_t unsignedOf(const SQLite::Column &column)
{
    return static_cast<std::uint64_t>(column.getInt64());
}

} // namespace

SessionLoss RowChecker::lossOf(const char *table, std::int64_t row, std::string reason) const
{
    return {table, row, std::move(reason), {}, 1, 0, 1, 0};
}

void RowChecker::checkTable(const char *table, const char *sql, int crc, int from)
{
    SQLite::Statement row(m_database, sql);
    while (row.executeStep()) {
        if (isIntact(row, crc, from))
            ++m_report.rows[table];
        else
            m_report.add(lossOf(table, row.getColumn(0).getInt64(), "fails its checksum"));
    }
}

// Every name that something uses is there.
void RowChecker::checkNames()
{
    checkTable("about", "SELECT key, value, crc FROM about", 2, 0);
    checkTable("progress", "SELECT id, recorded, crc FROM progress", 2, 0);
    checkTable("node", "SELECT id, name, type, crc FROM node", 3, 0);
    checkTable("entity", "SELECT id, node, dst, crc FROM entity", 3, 0);
    checkTable("series", "SELECT id, entity, metric, labels, kind, unit, crc FROM series", 6, 0);
    checkTable("state", "SELECT series, code, text, crc FROM state", 3, 0);
    std::size_t damaged = 0; // told already
    readNames(m_database, m_names, damaged);
    SQLite::Statement row(m_database, "SELECT id, entity, series, crc FROM shape ORDER BY id");
    while (row.executeStep()) {
        auto one = shapeRow(row);
        if (!one) {
            m_report.add(lossOf("shape", row.getColumn(0).getInt64(), "fails its checksum"));
            continue;
        }
        ++m_report.rows["shape"];
        m_shapes.insert_or_assign(one->id, *one);
    }
    for (const auto &[id, entity] : m_names.entities) {
        if (!m_names.nodes.contains(entity.node) ||
            (entity.dst != noNode && !m_names.nodes.contains(entity.dst)))
            m_report.add(lossOf("entity", index(id), "the name of a node is missing"));
    }
    for (const auto &[id, series] : m_names.series) {
        if (!m_names.entities.contains(series.entity))
            m_report.add(lossOf("series", index(id), "what it is about is missing"));
    }
    for (const auto &[series, texts] : m_names.texts) {
        if (texts.rbegin()->first + 1ULL != texts.size())
            m_report.add(lossOf("state", index(series), "a text of the series is missing"));
    }
    for (const auto &[id, one] : m_shapes) {
        if (!std::ranges::all_of(one.series, [this](SeriesId s) { return m_names.series.contains(s); }))
            m_report.add(lossOf("shape", index(id), "the name of a series is missing"));
    }
}

void RowChecker::checkArrivals()
{
    SQLite::Statement row(m_database,
                          std::string("SELECT ") + arrivalColumns + " FROM arrival NOT INDEXED ORDER BY id");
    std::vector<Arrival> arrivals;
    while (row.executeStep()) {
        SessionLoss loss = lossOf("arrival", row.getColumn(0).getInt64(), "cannot be read: when these came");
        loss.first = unsignedOf(row.getColumn(1));
        loss.last = unsignedOf(row.getColumn(2));
        const bool isWhole = arrivalRow(row, m_codec, arrivals);
        if (isWhole)
            ++m_report.rows["arrival"];
        if (!isWhole || arrivals.front().first != loss.first ||
            arrivals.back().first + arrivals.back().points - 1 != loss.last) {
            m_report.add(std::move(loss));
            continue;
        }
        for (const Arrival &one : arrivals) {
            if (one.points == 0)
                continue;
            if (!m_arrived.empty() && m_arrived.back().last + 1 == one.first)
                m_arrived.back().last += one.points;
            else if (!m_arrived.empty() && one.first <= m_arrived.back().last)
                m_report.add(lossOf("arrival", row.getColumn(0).getInt64(), "has numbers of an earlier one"));
            else
                m_arrived.push_back({one.first, one.first + one.points - 1});
        }
    }
}

bool RowChecker::hasArrived(std::uint64_t number) const
{
    const auto found = std::ranges::lower_bound(m_arrived, number, {}, &NumberRange::last);
    return found != m_arrived.end() && found->first <= number;
}

void RowChecker::count(const Shape &of, std::span<const std::int64_t> numbers)
{
    m_report.points += numbers.size();
    m_report.samples += numbers.size() * of.series.size();
    const auto [low, high] = std::ranges::minmax(numbers);
    const bool any = m_report.first <= m_report.last;
    m_report.first = any ? std::min(m_report.first, std::uint64_t(low)) : std::uint64_t(low);
    m_report.last = any ? std::max(m_report.last, std::uint64_t(high)) : std::uint64_t(high);
}

std::vector<std::int64_t> RowChecker::notInRows(ShapeId of, std::vector<std::int64_t> numbers)
{
    const auto [low, high] = std::ranges::minmax(numbers);
    SQLite::Statement query(m_database, std::string("SELECT ") + pointsColumns +
                                            " FROM points INDEXED BY points_last WHERE wide IN (0, 1) AND "
                                            "last >= ? AND first <= ? AND shape = ?");
    query.bind(1, low);
    query.bind(2, high);
    query.bind(3, static_cast<std::int64_t>(index(of)));
    while (query.executeStep()) {
        const auto row = pointsRow(query);
        const auto part = row ? partOf(row->directory, row->data, 0) : std::nullopt;
        if (!part || !unpackTimes(*part, row->count, m_codec, m_times))
            continue; // told with the points
        std::ranges::sort(m_times.sequence);
        std::erase_if(numbers, [this](std::int64_t number) {
            return std::ranges::binary_search(m_times.sequence, number);
        });
    }
    return numbers;
}

void RowChecker::checkTailEntries(std::int64_t id, std::uint64_t first, std::uint64_t last,
                                  std::string_view data)
{
    ByteReader in(data);
    TailEntry entry;
    while (!in.atEnd()) {
        const bool taken = takeTailEntry(in, entry);
        const Shape *const of = taken ? shape(entry.shape) : nullptr;
        if (!of || of->series.size() != entry.series.size()) {
            SessionLoss loss = lossOf(
                "tail", id, taken ? "which series it holds is not known" : "its columns cannot be decoded");
            const auto [low, high] =
                taken ? std::ranges::minmax(entry.times.sequence)
                      : std::ranges::minmax_result<std::int64_t>{bounded(first), bounded(last)};
            loss.first = static_cast<std::uint64_t>(low);
            loss.last = static_cast<std::uint64_t>(high);
            m_report.add(std::move(loss));
            if (!taken)
                return;
            continue;
        }
        const auto [low, high] = std::ranges::minmax(entry.times.sequence);
        if (std::uint64_t(low) < first || std::uint64_t(high) > last)
            m_report.add(lossOf("tail", id, "holds other numbers than it says"));
        const auto own = notInRows(entry.shape, entry.times.sequence);
        if (!own.empty())
            count(*shape(entry.shape), own);
    }
}

// Points of a tail may stand in a row too.
void RowChecker::checkTails()
{
    SQLite::Statement row(m_database, "SELECT id, first, last, data, crc FROM tail ORDER BY id");
    while (row.executeStep()) {
        const std::int64_t id = row.getColumn(0).getInt64();
        const std::uint64_t first = unsignedOf(row.getColumn(1));
        const std::uint64_t last = unsignedOf(row.getColumn(2));
        const bool isWhole = isIntact(row, 4, 1);
        const auto data = isWhole ? m_codec.unpack(bytesOf(row.getColumn(3)), BlockCodec::mostUnpacked)
                                  : std::string_view();
        if (!isWhole || !data) {
            SessionLoss loss = lossOf("tail", id, isWhole ? "cannot be unpacked" : "fails its checksum");
            loss.first = first;
            loss.last = last;
            m_report.add(std::move(loss));
            continue;
        }
        ++m_report.rows["tail"];
        const std::string copy(*data); // the codec is used again
        checkTailEntries(id, first, last, copy);
    }
}

void RowChecker::checkKeyFrames()
{
    SQLite::Statement row(m_database, "SELECT id, sequence, reception, data, crc FROM keyframe ORDER BY id");
    const auto columns = [this](ShapeId of) {
        const Shape *const known = shape(of);
        return known ? std::optional(known->series.size()) : std::nullopt;
    };
    while (row.executeStep()) {
        if (!isIntact(row, 4, 1))
            m_report.add(lossOf("keyframe", row.getColumn(0).getInt64(), "fails its checksum"));
        else if (!decodeKeyFrame(bytesOf(row.getColumn(3)), columns, m_codec))
            m_report.add(lossOf("keyframe", row.getColumn(0).getInt64(), "cannot be decoded"));
        else
            ++m_report.rows["keyframe"];
    }
}

// Each tells what differs from the one before.
void RowChecker::checkTopology()
{
    SQLite::Statement row(m_database, "SELECT id, sequence, reception, version, whole, data, crc FROM "
                                      "topology ORDER BY id");
    std::string before;
    while (row.executeStep()) {
        const std::int64_t id = row.getColumn(0).getInt64();
        const bool whole = row.getColumn(4).getInt64() != 0;
        if (!isIntact(row, 6, 1)) {
            before.clear();
            m_report.add(lossOf("topology", id, "fails its checksum"));
            continue;
        }
        const auto json = whole || !before.empty()
                              ? m_codec.unpack(bytesOf(row.getColumn(5)), BlockCodec::mostUnpacked,
                                               whole ? std::string_view() : std::string_view(before))
                              : Result<std::string_view>(failure(ErrorCode::parseError, {}));
        if (!json)
            m_report.add(lossOf("topology", id, "cannot be read without the one before"));
        else
            ++m_report.rows["topology"];
        before = json ? std::string(*json) : std::string();
    }
}

void RowChecker::checkLog()
{
    checkTopology();
    checkTable("event", "SELECT id, time, severity, code, subject, detail, repeats, crc FROM event", 7, 0);
    checkTable("limits", "SELECT id, sequence, reception, toml, crc FROM limits", 4, 1);
    checkTable("note", "SELECT id, begin, \"end\", written, operator, text, crc FROM note", 6, 1);
    checkTable("alarm",
               "SELECT id, sequence, time, series, state, severity, operator, detail, crc FROM alarm", 8, 1);
    checkTable("forecast", "SELECT id, series, issued, model, data, crc FROM forecast", 5, 1);
    checkTable("layout", "SELECT id, time, name, data, crc FROM layout", 4, 1);
    checkTable("gap", "SELECT id, source, begin, \"end\", first, last, cause, crc FROM gap", 7, 1);
    listGaps();
}

// Those of everything first: of single links there may be more than are listed. One that ended is told with
// its end only.
void RowChecker::listGaps()
{
    SQLite::Statement row(m_database, "SELECT source, begin, \"end\", first, last, cause, crc FROM gap "
                                      "ORDER BY instr(source, char(9)) > 0, begin, id DESC");
    while (row.executeStep() && m_report.gaps.size() < SessionReport::mostListed) {
        if (!isIntact(row, 6))
            continue;
        SessionGap gap{std::string(bytesOf(row.getColumn(0))),
                       fromNanoseconds(row.getColumn(1).getInt64()),
                       fromNanoseconds(row.getColumn(2).getInt64()),
                       unsignedOf(row.getColumn(3)),
                       unsignedOf(row.getColumn(4)),
                       std::string(bytesOf(row.getColumn(5)))};
        const bool isTold = gap.end == SessionGap::open &&
                            std::ranges::any_of(m_report.gaps, [&gap](const SessionGap &other) {
                                return other.source == gap.source && other.begin == gap.begin;
                            });
        if (!isTold)
            m_report.gaps.push_back(std::move(gap));
    }
}

} // namespace desk::session
