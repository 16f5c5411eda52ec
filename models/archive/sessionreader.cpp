// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader_p.h"

#include <numeric>

namespace desk {

using session::bytesOf;
using session::guarded;

namespace {

constexpr std::size_t mostUnpacked = 256U << 20U;
constexpr std::int64_t span = PointBlock::maxSpan.count();

std::int64_t earlier(std::int64_t time)
{
    return time < std::numeric_limits<std::int64_t>::min() + span ? time : time - span;
}

} // namespace

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
    readTails();
}

void SessionReader::Impl::readTails()
{
    std::vector<Tail> now;
    damagedTails = 0;
    SQLite::Statement row(*database, "SELECT id, first, last, data, crc FROM tail ORDER BY id");
    while (row.executeStep()) {
        const std::int64_t id = row.getColumn(0).getInt64();
        if (const auto known = std::ranges::find(tails, id, &Tail::id); known != tails.end()) {
            now.push_back(std::move(*known));
            continue;
        }
        const auto plain = session::isIntact(row, 4, 1)
                               ? codec.unpack(bytesOf(row.getColumn(3)), mostUnpacked)
                               : Result<std::string_view>(failure(ErrorCode::parseError, {}));
        if (!plain) {
            ++damagedTails;
            continue;
        }
        Tail tail{id, {}};
        ByteReader in(*plain);
        while (!in.atEnd()) {
            TailEntry entry;
            const bool taken = takeTailEntry(
                in,
                [this](ShapeId shape) {
                    const auto found = shapes.find(shape);
                    return found == shapes.end() ? std::nullopt : std::optional(found->second.series.size());
                },
                entry);
            if (!taken) {
                ++damagedTails;
                break;
            }
            tail.entries.push_back(std::move(entry));
        }
        now.push_back(std::move(tail));
    }
    tails = std::move(now);
}

// Fills times and unpacked. A row that grows is another one after each commit, so refresh() forgets it.
bool SessionReader::Impl::unpack(const session::PointsRow &row, std::size_t column)
{
    if (unpackedRow == row.id && unpackedColumn == column)
        return true;
    unpackedRow = 0;
    const auto timesPart = partOf(row.directory, row.data, 0);
    const auto valuesPart = partOf(row.directory, row.data, 1 + column);
    if (!timesPart || !valuesPart || !unpackTimes(*timesPart, row.count, codec, times) ||
        !unpackSeries(*valuesPart, row.count, codec, unpacked))
        return false;
    unpackedRow = row.id;
    unpackedColumn = column;
    return true;
}

// No row spans more than PointBlock::maxSpan, so none that begins earlier than that can reach into the range.
void SessionReader::Impl::addRows(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                                  SeriesSamples &samples)
{
    rows.reset();
    rows.bind(1, static_cast<std::int64_t>(index(shape)));
    rows.bind(2, earlier(begin));
    rows.bind(3, end);
    rows.bind(4, begin);
    while (rows.executeStep()) {
        const auto row = session::pointsRow(rows);
        if (!row || !unpack(*row, column)) {
            ++samples.damagedBlocks;
            continue;
        }
        const bool whole = row->begin >= begin && row->end < end;
        if (whole && unpacked.wide.empty()) {
            samples.sequence.insert(samples.sequence.end(), times.sequence.begin(), times.sequence.end());
            samples.generation.insert(samples.generation.end(), times.generation.begin(),
                                      times.generation.end());
            samples.value.insert(samples.value.end(), unpacked.value.begin(), unpacked.value.end());
            samples.quality.insert(samples.quality.end(), unpacked.quality.begin(), unpacked.quality.end());
            continue;
        }
        auto wide = unpacked.wide.begin();
        for (std::size_t i = 0; i < unpacked.value.size(); ++i) {
            const bool isWide = wide != unpacked.wide.end() && wide->sample == i;
            if (times.generation[i] >= begin && times.generation[i] < end) {
                if (isWide)
                    samples.wide.push_back({static_cast<std::uint32_t>(samples.size()), wide->value});
                samples.sequence.push_back(static_cast<std::uint64_t>(times.sequence[i]));
                samples.generation.push_back(times.generation[i]);
                samples.value.push_back(unpacked.value[i]);
                samples.quality.push_back(unpacked.quality[i]);
            }
            if (isWide)
                ++wide;
        }
    }
    rows.reset();
}

// What is not in rows yet.
void SessionReader::Impl::addTails(ShapeId shape, std::size_t column, std::int64_t begin, std::int64_t end,
                                   SeriesSamples &samples) const
{
    for (const Tail &tail : tails) {
        for (const TailEntry &entry : tail.entries) {
            if (entry.shape != shape)
                continue;
            const BlockCodec::Samples &of = entry.series[column];
            for (std::size_t i = 0; i < of.value.size(); ++i) {
                if (entry.times.generation[i] < begin || entry.times.generation[i] >= end)
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
        }
    }
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

SeriesSamples SessionReader::Impl::samples(const Place &place, std::int64_t begin, std::int64_t end)
{
    SeriesSamples all;
    addRows(place.shape, place.column, begin, end, all);
    addTails(place.shape, place.column, begin, end, all);
    return inOrder(std::move(all));
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

const SessionNames &SessionReader::names() const
{
    return m_impl->names;
}

std::size_t SessionReader::damagedNames() const
{
    return m_impl->damagedNames;
}

Result<SeriesSamples> SessionReader::samples(SeriesId series, std::int64_t begin, std::int64_t end)
{
    return guarded<SeriesSamples>(m_impl->path, [&]() -> Result<SeriesSamples> {
        SQLite::Transaction snapshot(*m_impl->database); // rows and tails of one state
        m_impl->refresh();
        SeriesSamples all;
        all.damagedBlocks = m_impl->damagedTails;
        if (const auto found = m_impl->places.find(series); found != m_impl->places.end()) {
            for (const Impl::Place &place : found->second) {
                m_impl->addRows(place.shape, place.column, begin, end, all);
                m_impl->addTails(place.shape, place.column, begin, end, all);
            }
        }
        return inOrder(std::move(all));
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
        SQLite::Statement first(*m_impl->database, "SELECT min(begin) FROM points WHERE shape = ?");
        SQLite::Statement last(*m_impl->database,
                               "SELECT max(\"end\") FROM points WHERE shape = ? AND begin >= "
                               "(SELECT max(begin) FROM points WHERE shape = ?) - ?");
        for (const auto &[id, shape] : m_impl->shapes) {
            const auto number = static_cast<std::int64_t>(index(id));
            first.reset();
            first.bind(1, number);
            if (first.executeStep() && !first.getColumn(0).isNull())
                span.begin = std::min(span.begin, first.getColumn(0).getInt64());
            last.reset();
            last.bind(1, number);
            last.bind(2, number);
            last.bind(3, PointBlock::maxSpan.count());
            if (last.executeStep() && !last.getColumn(0).isNull())
                span.end = std::max(span.end, last.getColumn(0).getInt64());
        }
        for (const Impl::Tail &tail : m_impl->tails) {
            for (const TailEntry &entry : tail.entries) {
                const auto [low, high] = std::ranges::minmax(entry.times.generation);
                span.begin = std::min(span.begin, low);
                span.end = std::max(span.end, high);
            }
        }
        return span;
    });
}

Result<std::map<std::string, std::string>> SessionReader::about()
{
    using Pairs = std::map<std::string, std::string>;
    return guarded<Pairs>(m_impl->path, [&]() -> Result<Pairs> {
        Pairs pairs;
        SQLite::Statement row(*m_impl->database, "SELECT key, value, crc FROM about");
        while (row.executeStep()) {
            if (session::isIntact(row, 2))
                pairs[std::string(bytesOf(row.getColumn(0)))] = std::string(bytesOf(row.getColumn(1)));
        }
        return pairs;
    });
}

} // namespace desk
