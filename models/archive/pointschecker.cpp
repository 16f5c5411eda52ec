// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/rowchecker_p.h"

#include "models/archive/sessioncursor.h"

// What is checked of rows of points and of the levels above them.

namespace desk::session {

namespace {

constexpr std::size_t mostNumbers = 4U << 20U; // held at once

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool sameColumns(const std::vector<double> &a, const std::vector<double> &b)
{
    return std::ranges::equal(a, b, sameBits);
}

} // namespace

void RowChecker::addNamesOf(const Shape &of, std::size_t series, SessionLoss &loss) const
{
    const auto found = m_names.series.find(of.series[series]);
    std::string name(m_names.node(of.entity));
    if (const auto dst = m_names.dst(of.entity); !dst.empty())
        name.append("->").append(dst);
    if (found != m_names.series.end()) {
        name.append(" ").append(found->second.metric);
        if (!found->second.labels.empty())
            name.append("{").append(found->second.labels).append("}");
    } else {
        name += " series " + std::to_string(index(of.series[series]));
    }
    loss.series.push_back(std::move(name));
}

// What of a row is not as it says, its parts being whole; empty when all is.
std::string RowChecker::contradiction(const PointsRow &row, bool saysLoose) const
{
    const auto [first, last] = std::ranges::minmax(m_times.sequence);
    if (std::uint64_t(first) != row.first || std::uint64_t(last) != row.last)
        return "holds other numbers than it says";
    const auto [begin, end] = std::ranges::minmax(m_times.generation);
    if (begin != row.begin || end != row.end)
        return "holds other times than it says";
    const bool isOrdered = std::ranges::adjacent_find(m_times.generation, std::ranges::greater_equal()) ==
                           m_times.generation.end();
    if (isOrdered != row.ordered)
        return "is not ordered as it says";
    if (!isOrdered && !saysLoose)
        return "is in the levels without being ordered";
    const auto stranger = std::ranges::find_if(
        m_times.sequence, [this](std::int64_t number) { return !hasArrived(std::uint64_t(number)); });
    if (stranger != m_times.sequence.end())
        return "when point " + std::to_string(*stranger) + " came is not known";
    return {};
}

void RowChecker::checkPoints(SQLite::Statement &query)
{
    SessionLoss loss = lossOf("points", query.getColumn(0).getInt64(), "fails its checksum");
    loss.first = static_cast<std::uint64_t>(query.getColumn(2).getInt64());
    loss.last = static_cast<std::uint64_t>(query.getColumn(3).getInt64());
    loss.begin = query.getColumn(4).getInt64();
    loss.end = query.getColumn(5).getInt64();
    const auto row = pointsRow(query);
    const Shape *const of = shape(static_cast<ShapeId>(query.getColumn(1).getInt64()));
    if (of) {
        for (std::size_t s = 0; s < of->series.size(); ++s)
            addNamesOf(*of, s, loss);
    }
    if (!row || !of) {
        loss.reason = row ? "which series it holds is not known" : "fails its checksum";
        m_report.add(std::move(loss));
        return;
    }
    ++m_report.rows["points"];
    m_ranges.push_back({row->shape, row->first, row->last, row->id});
    const auto times = partOf(row->directory, row->data, 0);
    if (!times || !unpackTimes(*times, row->count, m_codec, m_times)) {
        m_ranges.pop_back();
        loss.reason = times ? "its times cannot be decoded" : "its times fail their checksum";
        m_report.add(std::move(loss));
        return;
    }
    SessionLoss parts = loss;
    parts.series.clear();
    m_samples.resize(1);
    for (std::size_t s = 0; s < of->series.size(); ++s) {
        const auto part = partOf(row->directory, row->data, 1 + s);
        if (part && unpackSeries(*part, row->count, m_codec, m_samples[0]))
            continue;
        parts.reason = part ? "values cannot be decoded" : "values fail their checksum";
        addNamesOf(*of, s, parts);
    }
    if (!parts.series.empty())
        m_report.add(std::move(parts));
    count(*of, m_times.sequence);
    if (loss.reason = contradiction(*row, query.getColumn(8).getInt64() != 0); !loss.reason.empty())
        m_report.add(std::move(loss));
}

// Rows of a shape mostly follow each other in number; where they overlap, their numbers are compared.
void RowChecker::checkNumbers()
{
    std::ranges::sort(m_ranges, {}, [](const RowRange &one) { return std::pair(one.shape, one.first); });
    SQLite::Statement query(m_database, std::string("SELECT ") + pointsColumns + " FROM points WHERE id = ?");
    std::vector<std::int64_t> numbers;
    const auto add = [&](const RowRange &range) {
        query.reset();
        query.bind(1, range.row);
        const auto row = query.executeStep() ? pointsRow(query) : std::nullopt;
        const auto part = row ? partOf(row->directory, row->data, 0) : std::nullopt;
        if (part && unpackTimes(*part, row->count, m_codec, m_times))
            numbers.insert(numbers.end(), m_times.sequence.begin(), m_times.sequence.end());
    };
    const auto compare = [&](std::int64_t row) {
        std::ranges::sort(numbers);
        if (const auto twice = std::ranges::adjacent_find(numbers); twice != numbers.end())
            m_report.add(lossOf("points", row, "point " + std::to_string(*twice) + " is there twice"));
    };
    for (std::size_t i = 0; i < m_ranges.size();) {
        std::uint64_t reach = m_ranges[i].last;
        std::size_t end = i + 1;
        while (end < m_ranges.size() && m_ranges[end].shape == m_ranges[i].shape &&
               m_ranges[end].first <= reach)
            reach = std::max(reach, m_ranges[end++].last);
        numbers.clear();
        for (std::size_t k = i; k < end && end > i + 1; ++k) {
            add(m_ranges[k]);
            if (numbers.size() < mostNumbers)
                continue;
            compare(m_ranges[k].row);
            // No later row has a number before its own first.
            std::erase_if(numbers, [&](std::int64_t number) {
                return k + 1 < end && std::uint64_t(number) < m_ranges[k + 1].first;
            });
            if (numbers.size() < mostNumbers)
                continue;
            m_report.add(lossOf("points", m_ranges[k].row, "too many rows share their numbers"));
            numbers.clear();
        }
        compare(m_ranges[i].row);
        i = end;
    }
}

void RowChecker::checkLevel(SQLite::Statement &query)
{
    SessionLoss loss = lossOf("level", query.getColumn(0).getInt64(), "fails its checksum");
    loss.begin = query.getColumn(5).getInt64();
    loss.end = query.getColumn(6).getInt64();
    const auto row = levelRow(query);
    const Shape *const of = shape(static_cast<ShapeId>(query.getColumn(1).getInt64()));
    LevelColumns columns;
    if (row && of && !unpackLevel(row->directory, row->data, row->count, of->series.size(), m_codec, columns))
        loss.reason = "its columns fail their checksum or cannot be decoded";
    else if (row && !of)
        loss.reason = "which series it holds is not known";
    else if (row &&
             (columns.size() == 0 || columns.begin.front() != row->begin || columns.end.back() != row->end))
        loss.reason = "holds other times than it says";
    else if (row) {
        ++m_report.rows["level"];
        checkLevelAgainstPoints(*row, static_cast<unsigned>(query.getColumn(2).getInt64()), *of, loss.row,
                                columns);
        return;
    }
    m_report.add(std::move(loss));
}

// The level is built once more from the points below it.
void RowChecker::checkLevelAgainstPoints(const LevelRow &row, unsigned level, const Shape &of,
                                         std::int64_t id, const LevelColumns &columns)
{
    SQLite::Statement query(m_database,
                            std::string("SELECT ") + pointsColumns +
                                " FROM points INDEXED BY points_time WHERE shape = ? AND wide IN (0, 1) AND "
                                "begin >= ? AND begin <= ? AND loose = 0 ORDER BY begin");
    query.bind(1, static_cast<std::int64_t>(index(of.id)));
    query.bind(2, row.begin);
    query.bind(3, row.end);
    const std::size_t width = of.series.size();
    LevelColumns fresh;
    std::int64_t points = 0;
    std::vector<double> low(width, std::numeric_limits<double>::infinity());
    std::vector<double> high(width, -std::numeric_limits<double>::infinity());
    while (query.executeStep()) {
        const auto one = pointsRow(query);
        if (!one)
            return; // told with the points
        if (one->id < row.first || one->id > row.last)
            continue;
        PointBlock block(of.id, width);
        if (!readBlock(*one, width, m_codec, block))
            return;
        points += static_cast<std::int64_t>(block.points());
        LevelColumns buckets;
        buckets.append(block);
        if (level == 0)
            fresh.append(block);
        for (std::size_t i = 0; i < buckets.min.size(); ++i) {
            low[i % width] = std::min(low[i % width], buckets.min[i]);
            high[i % width] = std::max(high[i % width], buckets.max[i]);
        }
    }
    bool agrees = std::accumulate(columns.count.begin(), columns.count.end(), std::int64_t{0}) == points;
    if (agrees && level == 0)
        agrees = fresh.begin == columns.begin && fresh.end == columns.end && fresh.count == columns.count &&
                 sameColumns(fresh.min, columns.min) && sameColumns(fresh.max, columns.max);
    for (std::size_t i = 0; agrees && level > 0 && i < columns.min.size(); ++i)
        agrees = !(columns.min[i] < low[i % width]) && !(columns.max[i] > high[i % width]);
    if (!agrees) {
        SessionLoss loss = lossOf("level", id, "does not agree with the points it covers");
        loss.begin = row.begin;
        loss.end = row.end;
        m_report.add(std::move(loss));
    }
}

// Of points whose rows are gone nothing else tells but their arrival; so do points that were not kept because
// they came twice.
void RowChecker::findMissing(const std::filesystem::path &path)
{
    const auto cursor = SessionCursor::open(path);
    if (!cursor)
        return;
    auto range = m_arrived.begin();
    std::uint64_t expected = range == m_arrived.end() ? 0 : range->first;
    const auto missingUntil = [&](std::uint64_t number) { // number: one that is there, or behind all
        while (range != m_arrived.end() && expected < number) {
            const std::uint64_t last = std::min(number - 1, range->last);
            if (expected <= last && m_report.missing.size() < SessionReport::mostListed)
                m_report.missing.push_back({expected, last});
            if (number <= range->last) {
                expected = number;
                return;
            }
            ++range;
            expected = range == m_arrived.end() ? 0 : range->first;
        }
    };
    while (const auto batch = (*cursor)->next()) {
        if (!*batch)
            break;
        missingUntil((*batch)->firstSequence);
        expected = (*batch)->lastSequence() + 1;
    }
    missingUntil(std::numeric_limits<std::uint64_t>::max());
}

} // namespace desk::session
