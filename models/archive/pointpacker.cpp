// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pointpacker.h"

#include <limits>

namespace desk {

namespace {

// Points of a block that are worth a row of their own although it will be replaced; fewer go into the tail.
constexpr std::size_t worthRow = 64;

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

Result<void> PointPacker::restoreTails()
{
    std::optional<Known> known; // points of the tails that are in rows too
    return m_file.readTails([&](const SessionWriter::Tail &tail) -> Result<void> {
        if (!known) {
            known.emplace();
            auto read = m_file.readRecorded(
                tail.first, [&](ShapeId shape, std::uint64_t sequence) { known->emplace(shape, sequence); });
            if (!read)
                return read;
        }
        ByteReader in(tail.data);
        TailEntry entry;
        while (!in.atEnd()) {
            const bool taken = takeTailEntry(
                in,
                [this](ShapeId shape) {
                    return index(shape) < m_shapes.size()
                               ? std::optional(m_shapes.definition(shape).series.size())
                               : std::nullopt;
                },
                entry);
            if (!taken)
                return failure(ErrorCode::parseError, "a tail of the session file cannot be read; "
                                                      "constellation verify --repair-to makes a file of "
                                                      "what can");
            restoreEntry(entry, *known);
        }
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

void PointPacker::prepare(std::size_t mostTailBytes)
{
    const bool tailsGo = m_tailBytes > mostTailBytes;
    std::string tail;
    std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t last = 0;
    std::uint64_t needed = std::numeric_limits<std::uint64_t>::max();
    m_open.each([&](PointBlock &block) {
        const std::size_t fresh = block.points() - block.written;
        if (fresh > 0 && (tailsGo || (fresh >= worthRow && fresh * 2 >= block.written)))
            writeGrowing(block);
        if (block.points() > block.tailed) {
            first = std::min(first, static_cast<std::uint64_t>(block.sequence()[block.tailed]));
            last = std::max(last, static_cast<std::uint64_t>(block.sequence().back()));
            putTailEntry(block, block.tailed, m_codec, tail);
            block.tailed = block.points();
        }
        if (block.points() > block.written)
            needed = std::min(needed, static_cast<std::uint64_t>(
                                          std::ranges::min(block.sequence().subspan(block.written))));
    });
    if (!tail.empty()) {
        SessionCommit::Rows &rows = m_pending.tails.emplace_back();
        rows.first = first;
        rows.last = last;
        m_codec.pack(tail, rows.data);
    }
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
