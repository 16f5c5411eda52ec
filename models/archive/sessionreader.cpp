// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader.h"

#include "models/archive/bytes.h"
#include "models/archive/sessiondatabase_p.h"
#include "models/broker/batchrecord.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace desk {

using session::bytesOf;
using session::guarded;
using session::RowCrc;

namespace {

// A row's columns in their order, each once, checked against the CRC in the last one.
bool isIntact(SQLite::Statement &row)
{
    RowCrc crc;
    const int last = row.getColumnCount() - 1;
    for (int i = 0; i < last; ++i) {
        const SQLite::Column column = row.getColumn(i);
        if (column.isInteger())
            crc.add(column.getInt64());
        else
            crc.add(bytesOf(column));
    }
    return crc.value() == row.getColumn(last).getInt64();
}

template <class Id>
Id idOf(const SQLite::Column &column)
{
    return static_cast<Id>(static_cast<std::uint32_t>(column.getInt64()));
}

} // namespace

struct SessionReader::Impl
{
    Impl(std::filesystem::path where, std::unique_ptr<SQLite::Database> file)
        : path(std::move(where))
        , database(std::move(file))
    {
    }

    void eachIntact(const char *sql, const std::function<void(SQLite::Statement &)> &take)
    {
        SQLite::Statement row(*database, sql);
        while (row.executeStep()) {
            if (isIntact(row))
                take(row);
            else
                ++damagedNames;
        }
    }
    void readNames();
    void eachBlock(SeriesId series, std::int64_t begin, std::int64_t end, std::size_t &damaged,
                   const std::function<bool(SQLite::Statement &block)> &take);
    bool unpack(SQLite::Statement &block);
    void addBlocks(SeriesId series, std::int64_t begin, std::int64_t end, SeriesSamples &samples);
    void addTails(SeriesId series, std::int64_t begin, std::int64_t end, SeriesSamples &samples);

    const std::filesystem::path path;
    const std::unique_ptr<SQLite::Database> database;
    SQLite::Statement points{*database, "SELECT id, entity, first, last, begin, \"end\", count, ordered, "
                                        "first_block, blocks, times, crc FROM points WHERE id = ?"};
    std::map<NodeId, NodeDefinition> nodes;
    std::map<EntityId, EntityDefinition> entities;
    std::map<SeriesId, SeriesDefinition> series;
    std::size_t damagedNames = 0;
    BlockCodec codec;
    BlockCodec::Times times; // reused
    BlockCodec::Samples unpacked;
};

void SessionReader::Impl::readNames()
{
    eachIntact("SELECT id, name, type, crc FROM node", [this](SQLite::Statement &row) {
        const auto id = idOf<NodeId>(row.getColumn(0));
        const auto type = nodeTypeFromWord(bytesOf(row.getColumn(2)));
        nodes[id] = {id, std::string(bytesOf(row.getColumn(1))), type.value_or(NodeType::device)};
    });
    eachIntact("SELECT id, node, dst, crc FROM entity", [this](SQLite::Statement &row) {
        const auto id = idOf<EntityId>(row.getColumn(0));
        entities[id] = {id, idOf<NodeId>(row.getColumn(1)), idOf<NodeId>(row.getColumn(2))};
    });
    eachIntact("SELECT id, entity, metric, labels, kind, unit, crc FROM series",
               [this](SQLite::Statement &row) {
                   const auto id = idOf<SeriesId>(row.getColumn(0));
                   series[id] = {id, idOf<EntityId>(row.getColumn(1)), std::string(bytesOf(row.getColumn(2))),
                                 std::string(bytesOf(row.getColumn(3))),
                                 static_cast<ValueKind>(row.getColumn(4).getInt64())};
               });
}

// No block spans more than PointBlock::maxSpan, so none that begins earlier than that can reach into the
// range.
void SessionReader::Impl::eachBlock(SeriesId wanted, std::int64_t begin, std::int64_t end,
                                    std::size_t &damaged,
                                    const std::function<bool(SQLite::Statement &block)> &take)
{
    constexpr std::int64_t span = PointBlock::maxSpan.count();
    SQLite::Statement block(*database,
                            "SELECT id, points, series, begin, \"end\", summary, data, crc FROM block "
                            "WHERE series = ? AND begin >= ? AND begin < ? AND \"end\" >= ?");
    block.bind(1, static_cast<std::int64_t>(index(wanted)));
    block.bind(2, begin < std::numeric_limits<std::int64_t>::min() + span ? begin : begin - span);
    block.bind(3, end);
    block.bind(4, begin);
    while (block.executeStep()) {
        if (!isIntact(block) || !take(block))
            ++damaged;
    }
}

// Fills times and unpacked; false when they cannot be read.
bool SessionReader::Impl::unpack(SQLite::Statement &block)
{
    points.reset();
    points.bind(1, block.getColumn(1).getInt64());
    if (!points.executeStep() || !isIntact(points))
        return false;
    const std::int64_t count = points.getColumn(6).getInt64();
    return count >= 0 &&
           codec.unpackTimes(bytesOf(points.getColumn(10)), static_cast<std::size_t>(count), times) &&
           codec.unpackSeries(bytesOf(block.getColumn(6)), static_cast<std::size_t>(count), unpacked);
}

void SessionReader::Impl::addBlocks(SeriesId wanted, std::int64_t begin, std::int64_t end,
                                    SeriesSamples &samples)
{
    eachBlock(wanted, begin, end, samples.damagedBlocks, [&](SQLite::Statement &block) {
        if (!unpack(block))
            return false;
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
        return true;
    });
}

// What is not in blocks yet.
void SessionReader::Impl::addTails(SeriesId wanted, std::int64_t begin, std::int64_t end,
                                   SeriesSamples &samples)
{
    SQLite::Statement tail(*database, "SELECT first, last, data, crc FROM tail ORDER BY first");
    SampleBatch batch;
    while (tail.executeStep()) {
        if (!isIntact(tail)) {
            ++samples.damagedBlocks;
            continue;
        }
        ByteReader in(bytesOf(tail.getColumn(2)));
        while (!in.atEnd()) {
            const std::string_view payload = in.bytes(in.fixed<std::uint32_t>());
            if (!in.isGood() || !readColumns(std::as_bytes(std::span(payload)), batch)) {
                ++samples.damagedBlocks;
                break;
            }
            for (std::size_t p = 0; p < batch.points(); ++p) {
                if (batch.generation[p] < begin || batch.generation[p] >= end)
                    continue;
                for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
                    if (batch.series[i] != wanted)
                        continue;
                    for (const SampleBatch::WideInteger &wide : batch.wide) {
                        if (wide.sample == i)
                            samples.wide.push_back({static_cast<std::uint32_t>(samples.size()), wide.value});
                    }
                    samples.sequence.push_back(batch.firstSequence + p);
                    samples.generation.push_back(batch.generation[p]);
                    samples.value.push_back(batch.value[i]);
                    samples.quality.push_back(batch.quality[i]);
                }
            }
        }
    }
}

namespace {

// By generation time, then number. A sample that stands in a block and in a tail is one; of several with the
// same time all but the last are superseded.
SeriesSamples inOrder(const SeriesSamples &all)
{
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto before = [&all](std::uint32_t a, std::uint32_t b) {
        return std::pair(all.generation[a], all.sequence[a]) < std::pair(all.generation[b], all.sequence[b]);
    };
    if (!std::is_sorted(order.begin(), order.end(), before))
        std::sort(order.begin(), order.end(), before);
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
        impl->readNames();
        return Reader(new SessionReader(std::move(impl)));
    });
}

const std::map<NodeId, NodeDefinition> &SessionReader::nodes() const
{
    return m_impl->nodes;
}

const std::map<EntityId, EntityDefinition> &SessionReader::entities() const
{
    return m_impl->entities;
}

const std::map<SeriesId, SeriesDefinition> &SessionReader::series() const
{
    return m_impl->series;
}

std::size_t SessionReader::damagedNames() const
{
    return m_impl->damagedNames;
}

Result<SeriesSamples> SessionReader::samples(SeriesId series, std::int64_t begin, std::int64_t end)
{
    return guarded<SeriesSamples>(m_impl->path, [&]() -> Result<SeriesSamples> {
        SQLite::Transaction snapshot(*m_impl->database); // blocks and tails of one state
        SeriesSamples all;
        m_impl->addBlocks(series, begin, end, all);
        m_impl->addTails(series, begin, end, all);
        return inOrder(all);
    });
}

Result<Envelope> SessionReader::envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                         std::size_t columns)
{
    if (columns == 0 || end <= begin)
        return failure(ErrorCode::invalidArgument, "an envelope needs a range and at least one column");
    return guarded<Envelope>(m_impl->path, [&]() -> Result<Envelope> {
        SQLite::Transaction snapshot(*m_impl->database);
        EnvelopeColumns filled(begin, end, columns);
        Envelope envelope;
        SeriesSamples tail;
        m_impl->addTails(series, begin, end, tail);
        std::vector<std::uint64_t> known; // numbers of the tail's that are in blocks too
        m_impl->eachBlock(series, begin, end, envelope.damagedBlocks, [&](SQLite::Statement &block) {
            if (tail.size() == 0) {
                const auto summary = BlockCodec::unpackSummary(bytesOf(block.getColumn(5)));
                if (!summary)
                    return false;
                if (filled.add(*summary, block.getColumn(4).getInt64()))
                    return true;
            }
            if (!m_impl->unpack(block))
                return false;
            for (std::size_t i = 0; i < m_impl->unpacked.value.size(); ++i) {
                const std::int64_t time = m_impl->times.generation[i];
                const double value = m_impl->unpacked.value[i];
                if (filled.holds(time))
                    filled.add(time, value);
                if (tail.size() > 0)
                    known.push_back(static_cast<std::uint64_t>(m_impl->times.sequence[i]));
            }
            return true;
        });
        std::sort(known.begin(), known.end());
        for (std::size_t i = 0; i < tail.size(); ++i) {
            if (!std::binary_search(known.begin(), known.end(), tail.sequence[i]))
                filled.add(tail.generation[i], tail.value[i]);
        }
        envelope.damagedBlocks += tail.damagedBlocks;
        envelope.columns = filled.take();
        return envelope;
    });
}

Result<std::uint64_t> SessionReader::recorded()
{
    return guarded<std::uint64_t>(m_impl->path, [&]() -> Result<std::uint64_t> {
        SQLite::Statement query(*m_impl->database, "SELECT id, recorded, crc FROM progress WHERE id = 1");
        if (!query.executeStep())
            return 0;
        if (!isIntact(query))
            return failure(ErrorCode::parseError,
                           m_impl->path.string() + ": the row of its progress is damaged");
        return static_cast<std::uint64_t>(query.getColumn(1).getInt64());
    });
}

} // namespace desk
