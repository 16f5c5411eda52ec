// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader_p.h"

#include <numeric>

namespace desk {

using session::bytesOf;
using session::guarded;

void SessionReader::Impl::refresh()
{
    dataVersion.reset();
    dataVersion.executeStep();
    const std::int64_t version = dataVersion.getColumn(0).getInt64();
    dataVersion.reset();
    if (version == seenVersion)
        return;
    seenVersion = version;
    unpackedRow = 0;
    damagedNames = 0;
    session::readNames(*database, names, damagedNames);
    SQLite::Statement row(*database, "SELECT id, entity, series, crc FROM shape WHERE id >= ? ORDER BY id");
    row.bind(1, static_cast<std::int64_t>(shapes.empty() ? 0 : index(shapes.rbegin()->first) + 1));
    while (row.executeStep()) {
        auto shape = session::shapeRow(row);
        if (!shape) {
            ++damagedNames;
            continue;
        }
        for (std::size_t s = 0; s < shape->series.size(); ++s)
            places[shape->series[s]].push_back({shape->id, s});
        shapes[shape->id] = *std::move(shape);
    }
    tails.refresh(*database, codec, shapes);
}

namespace {

// About how many samples there are in a range, by the row that is the first in it; not so many that a row
// that was made up could exhaust the memory.
std::size_t expected(const session::PointsRow &row, std::int64_t begin, std::int64_t end)
{
    constexpr double most = 1 << 18;
    const double rows = (double(end) - double(begin)) / std::max(1.0, double(row.end) - double(row.begin));
    return static_cast<std::size_t>(std::min(most, double(row.count) * (rows + 2)));
}

} // namespace

// Fills times and unpacked. A row that grows is another one after each commit, so refresh() forgets it.
bool SessionReader::Impl::unpack(const session::PointsRow &row, session::PartReader &parts,
                                 std::size_t column)
{
    if (unpackedRow == row.id && unpackedColumn == column)
        return true;
    unpackedRow = 0;
    const auto found = parts.read(row.id, row.directory, column);
    if (!found || !unpackTimes(found->times, row.count, codec, times) ||
        !unpackSeries(found->values, row.count, codec, unpacked))
        return false;
    unpackedRow = row.id;
    unpackedColumn = column;
    return true;
}

// No row spans more than its kind may, so none that begins earlier than that can reach into the range.
void SessionReader::Impl::addRows(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                                  SeriesSamples &samples)
{
    for (const bool wide : {true, false})
        addRows(shape, column, wide, begin, end, samples);
}

void SessionReader::Impl::addRows(ShapeId shape, std::size_t column, bool wide, std::int64_t begin,
                                  std::int64_t end, SeriesSamples &samples)
{
    rows.reset();
    rows.bind(1, static_cast<std::int64_t>(index(shape)));
    rows.bind(2, wide ? 1 : 0);
    rows.bind(3, session::earlier(begin, session::longestSpan[wide ? 1 : 0]));
    rows.bind(4, end);
    rows.bind(5, begin);
    session::PartReader parts(*database, "points");
    while (samples.size() <= mostSamples && rows.executeStep()) {
        const auto row = session::pointsRow(rows, false);
        if (row && row->first > horizon.last)
            continue;
        if (!row || !unpack(*row, parts, column)) {
            ++samples.damagedBlocks;
            continue;
        }
        if (samples.size() == 0)
            samples.reserve(expected(*row, begin, end));
        const bool whole = row->begin >= begin && row->end < end && row->last <= horizon.last;
        if (whole && unpacked.wide.empty()) {
            samples.sequence.insert(samples.sequence.end(), times.sequence.begin(), times.sequence.end());
            samples.generation.insert(samples.generation.end(), times.generation.begin(),
                                      times.generation.end());
            samples.value.insert(samples.value.end(), unpacked.value.begin(), unpacked.value.end());
            samples.quality.insert(samples.quality.end(), unpacked.quality.begin(), unpacked.quality.end());
            continue;
        }
        auto integer = unpacked.wide.begin();
        for (std::size_t i = 0; i < unpacked.value.size(); ++i) {
            const bool isInteger = integer != unpacked.wide.end() && integer->sample == i;
            if (times.generation[i] >= begin && times.generation[i] < end &&
                static_cast<std::uint64_t>(times.sequence[i]) <= horizon.last) {
                if (isInteger)
                    samples.wide.push_back({static_cast<std::uint32_t>(samples.size()), integer->value});
                samples.sequence.push_back(static_cast<std::uint64_t>(times.sequence[i]));
                samples.generation.push_back(times.generation[i]);
                samples.value.push_back(unpacked.value[i]);
                samples.quality.push_back(unpacked.quality[i]);
            }
            if (isInteger)
                ++integer;
        }
    }
    rows.reset();
}

// What is not in rows yet.
void SessionReader::Impl::addTails(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                                   SeriesSamples &samples)
{
    tails.eachOf(shape, begin, end, [&](const TailEntry &entry) {
        const BlockCodec::Samples &of = entry.series[column];
        for (std::size_t i = 0; i < of.value.size(); ++i) {
            if (entry.times.generation[i] < begin || entry.times.generation[i] >= end ||
                static_cast<std::uint64_t>(entry.times.sequence[i]) > horizon.last)
                continue;
            for (const SampleBatch::WideInteger &wide : of.wide) {
                if (wide.sample == i)
                    samples.wide.push_back({static_cast<std::uint32_t>(samples.size()), wide.value});
            }
            samples.sequence.push_back(static_cast<std::uint64_t>(entry.times.sequence[i]));
            samples.generation.push_back(entry.times.generation[i]);
            samples.value.push_back(of.value[i]);
            samples.quality.push_back(of.quality[i]);
        }
    });
}

namespace {

// By generation time, then number. A sample that stands in a row and in a tail is one; of several with the
// same time all but the last are superseded.
SeriesSamples inOrder(SeriesSamples all)
{
    if (std::ranges::is_sorted(all.generation, std::ranges::less_equal()))
        return all;
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&all](std::uint32_t a, std::uint32_t b) {
        return std::pair(all.generation[a], all.sequence[a]) < std::pair(all.generation[b], all.sequence[b]);
    });
    std::map<std::uint32_t, std::int64_t> wide;
    for (const SampleBatch::WideInteger &one : all.wide)
        wide[one.sample] = one.value;
    SeriesSamples sorted;
    sorted.damagedBlocks = all.damagedBlocks;
    for (const std::uint32_t i : order) {
        if (sorted.size() > 0 && sorted.sequence.back() == all.sequence[i] &&
            sorted.generation.back() == all.generation[i])
            continue;
        if (sorted.size() > 0 && sorted.generation.back() == all.generation[i])
            sorted.quality.back() |= Quality::superseded;
        if (const auto found = wide.find(i); found != wide.end())
            sorted.wide.push_back({static_cast<std::uint32_t>(sorted.size()), found->second});
        sorted.sequence.push_back(all.sequence[i]);
        sorted.generation.push_back(all.generation[i]);
        sorted.value.push_back(all.value[i]);
        sorted.quality.push_back(all.quality[i]);
    }
    return sorted;
}

} // namespace

const SeriesSamples &SessionReader::Impl::samples(const Place &place, std::int64_t begin, std::int64_t end)
{
    some.clear();
    addRows(place.shape, place.column, begin, end, some);
    addTails(place.shape, place.column, begin, end, some);
    some = inOrder(std::move(some));
    return some;
}

SessionReader::SessionReader(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

SessionReader::~SessionReader() = default;

Result<std::unique_ptr<SessionReader>> SessionReader::open(const std::filesystem::path &path)
{
    auto database = session::openToRead(path);
    if (!database)
        return tl::unexpected(database.error());
    using Reader = std::unique_ptr<SessionReader>;
    return guarded<Reader>(path, [&]() -> Result<Reader> {
        auto impl = std::make_unique<Impl>(path, *std::move(database));
        SQLite::Transaction snapshot(*impl->database);
        impl->refresh();
        return Reader(new SessionReader(std::move(impl)));
    });
}

SessionLogReader SessionReader::log() const
{
    return {m_impl->path, m_impl->database};
}

const SessionNames &SessionReader::names() const
{
    return m_impl->names;
}

std::size_t SessionReader::damagedNames() const
{
    return m_impl->damagedNames;
}

Result<SeriesSamples> SessionReader::samples(SeriesId series, std::int64_t begin, std::int64_t end,
                                             std::size_t most)
{
    return guarded<SeriesSamples>(m_impl->path, [&]() -> Result<SeriesSamples> {
        SQLite::Transaction snapshot(*m_impl->database); // rows and tails of one state
        m_impl->refresh();
        SeriesSamples all;
        all.damagedBlocks = m_impl->tails.damaged();
        m_impl->mostSamples = most;
        if (const auto found = m_impl->places.find(series); found != m_impl->places.end()) {
            for (const Impl::Place &place : found->second) {
                m_impl->addRows(place.shape, place.column, begin, end, all);
                m_impl->addTails(place.shape, place.column, begin, end, all);
            }
        }
        m_impl->mostSamples = std::numeric_limits<std::size_t>::max();
        if (all.size() > most)
            return failure(ErrorCode::tooLarge,
                           "more than " + std::to_string(most) + " samples; ask for a shorter time");
        return inOrder(std::move(all));
    });
}

Result<void> SessionReader::setHorizon(std::optional<Timestamp> reception)
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        if (!reception) {
            m_impl->horizon = {};
            return {};
        }
        SQLite::Transaction snapshot(*m_impl->database);
        m_impl->refresh();
        const std::int64_t time = nanoseconds(*reception);
        if (m_impl->horizon.time == time && m_impl->horizon.version == m_impl->seenVersion)
            return {};
        m_impl->horizon = {};
        const std::uint64_t next =
            time == std::numeric_limits<std::int64_t>::max() ? 0 : m_impl->arrivals.sequenceAt(time + 1);
        if (next > 0)
            m_impl->horizon = {next - 1, time, m_impl->seenVersion};
        return {};
    });
}

Result<std::uint64_t> SessionReader::recorded()
{
    return guarded<std::uint64_t>(m_impl->path, [&]() -> Result<std::uint64_t> {
        SQLite::Statement query(*m_impl->database, "SELECT id, recorded, crc FROM progress WHERE id = 1");
        if (!query.executeStep())
            return 0;
        if (!session::isIntact(query, 2))
            return failure(ErrorCode::parseError,
                           m_impl->path.string() + ": the row of its progress is damaged");
        return static_cast<std::uint64_t>(query.getColumn(1).getInt64());
    });
}

Result<std::vector<std::int64_t>> SessionReader::receptions(std::span<const std::uint64_t> sequence)
{
    using Times = std::vector<std::int64_t>;
    return guarded<Times>(m_impl->path, [&]() -> Result<Times> {
        Times times;
        times.reserve(sequence.size());
        for (const std::uint64_t number : sequence) {
            const auto arrival = m_impl->arrivals.find(number);
            times.push_back(arrival ? arrival->reception : 0);
        }
        return times;
    });
}

Result<SessionReader::Span> SessionReader::span()
{
    return guarded<Span>(m_impl->path, [&]() -> Result<Span> {
        SQLite::Transaction snapshot(*m_impl->database);
        m_impl->refresh();
        Span span;
        SQLite::Statement first(*m_impl->database,
                                "SELECT min(begin) FROM points WHERE shape = ? AND wide = ?");
        SQLite::Statement last(*m_impl->database,
                               "SELECT max(\"end\") FROM points WHERE shape = ?1 AND wide = ?2 AND begin "
                               ">= (SELECT max(begin) FROM points WHERE shape = ?1 AND wide = ?2) - ?3");
        for (const auto &[id, shape] : m_impl->shapes) {
            const auto number = static_cast<std::int64_t>(index(id));
            for (const int wide : {0, 1}) {
                first.reset();
                first.bind(1, number);
                first.bind(2, wide);
                if (first.executeStep() && !first.getColumn(0).isNull())
                    span.begin = std::min(span.begin, first.getColumn(0).getInt64());
                last.reset();
                last.bind(1, number);
                last.bind(2, wide);
                last.bind(3, session::longestSpan[static_cast<std::size_t>(wide)]);
                if (last.executeStep() && !last.getColumn(0).isNull())
                    span.end = std::max(span.end, last.getColumn(0).getInt64());
            }
        }
        m_impl->tails.eachEntry([&](const SessionTails::Entry &entry) {
            span.begin = std::min(span.begin, entry.begin);
            span.end = std::max(span.end, entry.end);
        });
        return span;
    });
}

} // namespace desk
