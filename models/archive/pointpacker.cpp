// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pointpacker.h"

#include <limits>

namespace desk {

namespace {

// Points of a block that are worth a row of their own although it will be replaced; fewer go into the tail.
constexpr std::size_t worthRow = 64;
// Of a block that may grow on when it is old.
constexpr std::size_t mostGrowing = PointBlock::maxPoints / 2;
// Fewer are in a tail when the file is closed, unless there are many such blocks: readers hold tails in
// memory.
constexpr std::size_t worthLastRow = 16;
constexpr std::size_t mostInLastTail = 8192;
// Plain bytes of one entry of a tail: a damaged one takes no more with it.
constexpr std::size_t tailEntry = 16384;

} // namespace

PointPacker::PointPacker(SessionWriter &file, std::vector<Shape> shapes, std::int64_t nextRow)
    : m_file(file)
    , m_shapesWritten(shapes.size())
    , m_nextRow(nextRow)
    , m_duplicates(file, m_open, m_pending.points)
    , m_open({}, m_shapes,
             {[this](PointBlock &block) { end(block); },
              [this](ShapeId shape) { return levelsOf(shape).state.newest; },
              [this](ShapeId shape, std::int64_t generation, std::span<const double> values,
                     std::span<const Quality> qualities) {
                  return m_duplicates.finds(shape, generation, values, qualities);
              }})
{
    for (Shape &shape : shapes)
        m_shapes.restore(std::move(shape));
}

// What the file says of a shape is read when its first point comes. Nothing read: the file was damaged there,
// and the shape goes on as a new one.
PointPacker::ShapeLevels &PointPacker::levelsOf(ShapeId shape)
{
    if (index(shape) >= m_levels.size())
        m_levels.resize(index(shape) + 1);
    auto &levels = m_levels[index(shape)];
    if (!levels) {
        const Shape &definition = m_shapes.definition(shape);
        levels.emplace(ShapeLevels{LevelBuilder(shape, definition.series.size()), {}});
        if (index(shape) < m_shapesWritten) {
            if (const auto state = m_file.restore(definition, levels->levels, m_pending.levels))
                levels->state = *state;
        }
    }
    return *levels;
}

void PointPacker::append(const SampleBatch &batch)
{
    m_totals.duplicates += m_open.append(batch);
}

void PointPacker::addArrival(const SampleBatch &batch)
{
    m_arrivals.push_back({batch.firstSequence, batch.points(), nanoseconds(batch.reception), batch.source});
}

void PointPacker::addKeyFrame(std::uint64_t sequence, std::int64_t reception, std::uint64_t topologyVersion)
{
    SessionCommit::KeyFrame &frame = m_pending.keyFrames.emplace_back();
    frame.sequence = sequence;
    frame.reception = reception;
    encodeKeyFrame({topologyVersion, m_open.newestPoints()}, m_codec, frame.data);
}

void PointPacker::restoreEntry(const TailEntry &entry, const Known &known)
{
    std::vector<double> values(entry.series.size());
    std::vector<Quality> qualities(entry.series.size());
    std::vector<SampleBatch::WideInteger> wide;
    for (std::size_t p = 0; p < entry.times.sequence.size(); ++p) {
        const auto sequence = static_cast<std::uint64_t>(entry.times.sequence[p]);
        if (known.contains({entry.shape, sequence}))
            continue;
        wide.clear();
        for (std::size_t s = 0; s < entry.series.size(); ++s) {
            values[s] = entry.series[s].value[p];
            qualities[s] = entry.series[s].quality[p];
            for (const SampleBatch::WideInteger &one : entry.series[s].wide) {
                if (one.sample == p)
                    wide.push_back({static_cast<std::uint32_t>(s), one.value});
            }
        }
        m_open.restore(entry.shape, sequence, entry.times.generation[p], values.data(), qualities.data(),
                       wide);
    }
}

Result<void> PointPacker::eachEntry(const SessionWriter::Tail &tail,
                                    const std::function<void(const TailEntry &)> &take) const
{
    ByteReader in(tail.data);
    TailEntry entry;
    while (!in.atEnd()) {
        const bool taken = takeTailEntry(in, entry) && index(entry.shape) < m_shapes.size() &&
                           m_shapes.definition(entry.shape).series.size() == entry.series.size();
        if (!taken)
            return failure(ErrorCode::parseError, "a tail of the session file cannot be read; "
                                                  "constellation verify --repair-to makes a file of "
                                                  "what can");
        take(entry);
    }
    return {};
}

// Points of the tails that are in rows too.
Result<PointPacker::Known> PointPacker::recordedOfTails()
{
    std::map<ShapeId, std::uint64_t> from;
    auto done = m_file.readTails([&](const SessionWriter::Tail &tail) -> Result<void> {
        return eachEntry(tail, [&](const TailEntry &entry) {
            const auto least = static_cast<std::uint64_t>(std::ranges::min(entry.times.sequence));
            const auto [at, isNew] = from.try_emplace(entry.shape, least);
            at->second = std::min(at->second, least);
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    Known known;
    for (const auto &[shape, least] : from) {
        auto read = m_file.readRecorded(
            shape, least, [&known](ShapeId id, std::uint64_t sequence) { known.emplace(id, sequence); });
        if (!read)
            return tl::unexpected(read.error());
    }
    return known;
}

Result<void> PointPacker::restoreTails()
{
    const auto known = recordedOfTails();
    if (!known)
        return tl::unexpected(known.error());
    return m_file.readTails([&](const SessionWriter::Tail &tail) -> Result<void> {
        auto done = eachEntry(tail, [&](const TailEntry &entry) { restoreEntry(entry, *known); });
        if (!done)
            return done;
        m_tails.push_back({tail.last, tail.bytes});
        m_tailBytes += tail.bytes;
        m_open.each([](PointBlock &block) { block.tailed = block.points(); });
        return {};
    });
}

void PointPacker::add(PackedPoints &&packed, std::size_t series)
{
    const std::size_t bytes = packed.parts.data.size() + packed.parts.directory.size();
    m_pendingBytes += bytes;
    m_totals.packedBytes += bytes;
    m_totals.blocks += series;
    m_pending.points.push_back(std::move(packed));
}

std::vector<std::pair<Shape, KeyFrame::Point>> PointPacker::newestPoints() const
{
    std::vector<std::pair<Shape, KeyFrame::Point>> newest;
    for (KeyFrame::Point &point : m_open.newestPoints())
        newest.emplace_back(m_shapes.definition(point.shape), std::move(point));
    return newest;
}

void PointPacker::carry(std::vector<std::pair<Shape, KeyFrame::Point>> newest)
{
    std::vector<KeyFrame::Point> points;
    for (auto &[shape, point] : newest) {
        if (const auto id = m_shapes.shape(shape.entity, shape.series)) {
            point.shape = *id;
            points.push_back(std::move(point));
        }
    }
    m_open.restoreNewest(std::move(points));
}

// Its row is final. Levels take it when it continues the shape's rows in time and in number.
void PointPacker::end(PointBlock &block)
{
    PackedPoints packed = packPoints(block, m_codec);
    packed.id = block.row != 0 ? block.row : m_nextRow++;
    if (block.row != 0)
        m_duplicates.forget(block.row);
    ShapeLevels &shape = levelsOf(block.shape());
    packed.loose =
        !packed.ordered || packed.begin <= shape.state.newestClean || packed.id < shape.state.lastClean;
    if (!packed.loose) {
        shape.state.newestClean = packed.end;
        shape.state.lastClean = packed.id;
        shape.levels.append(block, packed.id, m_codec, m_pending.levels);
    }
    add(std::move(packed), block.series());
}

void PointPacker::writeGrowing(PointBlock &block)
{
    PackedPoints packed = packPoints(block, m_codec);
    if (block.row == 0)
        block.row = m_nextRow++;
    packed.id = block.row;
    packed.loose = true;
    block.written = block.tailed = block.points();
    add(std::move(packed), block.series());
}

void PointPacker::age(std::uint64_t sequence)
{
    const auto mayGrow = [](const PointBlock &block) { return block.points() <= mostGrowing; };
    m_open.endBefore(sequence, mayGrow);
    writeBefore(sequence);
}

void PointPacker::writeBefore(std::uint64_t sequence)
{
    m_open.each([&](PointBlock &block) {
        if (block.written < block.points() &&
            static_cast<std::uint64_t>(block.sequence()[block.written]) < sequence)
            writeGrowing(block);
    });
}

void PointPacker::close()
{
    const auto isSmall = [](const PointBlock &block) {
        return block.row == 0 && block.points() < worthLastRow;
    };
    std::size_t small = 0;
    m_open.each([&](const PointBlock &block) { small += isSmall(block); });
    if (small > mostInLastTail)
        m_open.endAll();
    else
        m_open.endBefore(std::numeric_limits<std::uint64_t>::max(), isSmall);
    m_open.each([](PointBlock &block) { block.tailed = 0; });
    m_pending.replaceTails = true;
}

void PointPacker::addTail(std::uint64_t first, std::uint64_t last, std::string &plain)
{
    if (plain.empty())
        return;
    SessionCommit::Rows &rows = m_pending.tails.emplace_back();
    rows.first = first;
    rows.last = last;
    m_codec.pack(plain, rows.data);
    plain.clear();
}

void PointPacker::prepare(std::size_t mostTailBytes)
{
    const bool isLast = m_pending.replaceTails;
    const bool tailsGo = m_tailBytes > mostTailBytes && !isLast;
    std::string tail;
    std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t last = 0;
    std::uint64_t needed = std::numeric_limits<std::uint64_t>::max();
    m_open.each([&](PointBlock &block) {
        const std::size_t fresh = block.points() - block.written;
        if (fresh > 0 && !isLast && (tailsGo || (fresh >= worthRow && fresh * 2 >= block.written)))
            writeGrowing(block);
        if (block.points() > block.tailed) {
            first = std::min(first, static_cast<std::uint64_t>(block.sequence()[block.tailed]));
            last = std::max(last, static_cast<std::uint64_t>(block.sequence().back()));
            putTailEntry(block, block.tailed, m_codec, tail);
            block.tailed = block.points();
            if (isLast && tail.size() >= tailEntry) {
                addTail(first, last, tail);
                first = std::numeric_limits<std::uint64_t>::max();
                last = 0;
            }
        }
        if (block.points() > block.written)
            needed = std::min(needed, static_cast<std::uint64_t>(
                                          std::ranges::min(block.sequence().subspan(block.written))));
    });
    addTail(first, last, tail);
    m_pending.tailNeededFrom = needed;
    prepareArrivals();
    m_pending.shapes.clear();
    for (std::size_t i = m_shapesWritten; i < m_shapes.size(); ++i)
        m_pending.shapes.push_back(m_shapes.definition(static_cast<ShapeId>(i)));
}

void PointPacker::prepareArrivals()
{
    for (std::size_t at = 0; at < m_arrivals.size(); at += mostArrivals) {
        const auto some = std::span(m_arrivals).subspan(at, std::min(mostArrivals, m_arrivals.size() - at));
        SessionCommit::Rows &rows = m_pending.arrivals.emplace_back();
        rows.first = some.front().first;
        rows.last = some.back().first + some.back().points - 1;
        rows.batches = some.size();
        packArrivals(some, m_codec, rows.data);
    }
    m_arrivals.clear();
}

void PointPacker::taken()
{
    if (m_pending.replaceTails) {
        m_tails.clear();
        m_tailBytes = 0;
    }
    for (const SessionCommit::Rows &tail : m_pending.tails) {
        m_tails.push_back({tail.last, tail.data.size()});
        m_tailBytes += tail.data.size();
    }
    for (; !m_tails.empty() && m_tails.front().last < m_pending.tailNeededFrom; m_tails.pop_front())
        m_tailBytes -= m_tails.front().bytes;
    m_shapesWritten += m_pending.shapes.size();
    m_pending = {};
    m_pendingBytes = 0;
}

} // namespace desk
