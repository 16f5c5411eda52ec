// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/lastpoints_p.h"

#include <future>

namespace desk {

using session::bounded;
using session::bytesOf;

void LastPoints::readKeyFrame(SQLite::Database &database, BlockCodec &codec)
{
    const auto columns = [this](ShapeId id) {
        const auto of = m_shapes.find(id);
        return of == m_shapes.end() ? std::nullopt : std::optional(of->second.series.size());
    };
    SQLite::Statement frame(database, "SELECT id, sequence, reception, data, crc FROM keyframe WHERE "
                                      "sequence <= ? ORDER BY id DESC LIMIT 1");
    frame.bind(1, bounded(m_before));
    if (!frame.executeStep() || !session::isIntact(frame, 4, 1))
        return;
    auto decoded = decodeKeyFrame(bytesOf(frame.getColumn(3)), columns, codec);
    if (!decoded)
        return;
    m_from = static_cast<std::uint64_t>(frame.getColumn(1).getInt64());
    for (KeyFrame::Point &point : decoded->points)
        m_newest[point.shape] = std::move(point);
}

template <class Number>
std::optional<std::size_t> LastPoints::newestOf(std::span<const Number> sequence,
                                                std::span<const std::int64_t> generation) const
{
    std::optional<std::size_t> best;
    for (std::size_t p = 0; p < sequence.size(); ++p) {
        const auto number = static_cast<std::uint64_t>(sequence[p]);
        if (number >= m_from && number < m_before && (!best || generation[p] >= generation[*best]))
            best = p;
    }
    return best;
}

void LastPoints::offer(KeyFrame::Point &&point)
{
    KeyFrame::Point &known = m_newest[point.shape];
    if (known.values.empty() || point.generation >= known.generation)
        known = std::move(point);
}

void LastPoints::unpack(StoredRow &row, BlockCodec &codec) const
{
    thread_local BlockCodec::Times times;
    thread_local BlockCodec::Samples samples;
    const auto part = partOf(row.directory, row.data, 0);
    if (!part || !unpackTimes(*part, row.count, codec, times))
        return;
    const auto p = newestOf<std::int64_t>(times.sequence, times.generation);
    if (!p)
        return;
    KeyFrame::Point point{
        row.shape->id, static_cast<std::uint64_t>(times.sequence[*p]), times.generation[*p], {}, {}};
    for (std::size_t s = 0; s < row.shape->series.size(); ++s) {
        const auto column = partOf(row.directory, row.data, 1 + s);
        if (!column || !unpackSeries(*column, row.count, codec, samples))
            return;
        point.values.push_back(samples.value[*p]);
        point.qualities.push_back(samples.quality[*p]);
    }
    row.newest = std::move(point);
}

void LastPoints::readRows(SQLite::Database &database, std::uint64_t latest)
{
    std::vector<StoredRow> stored;
    SQLite::Statement query(database, std::string("SELECT ") + session::pointsColumns +
                                          " FROM points INDEXED BY points_last WHERE wide = ? AND last >= ? "
                                          "AND last <= ? AND first < ? ORDER BY last");
    for (const int wide : {0, 1}) {
        query.bind(1, wide);
        query.bind(2, bounded(m_from));
        query.bind(3, wide == 1 ? INT64_MAX : bounded(latest));
        query.bind(4, bounded(m_before));
        while (query.executeStep()) {
            const auto row = session::pointsRow(query);
            const auto of = row ? m_shapes.find(row->shape) : m_shapes.end();
            if (of != m_shapes.end())
                stored.push_back(
                    {&of->second, row->count, std::string(row->directory), std::string(row->data), {}});
        }
        query.reset();
    }
    const auto unpackFrom = [this, &stored](std::size_t first) {
        BlockCodec codec;
        for (std::size_t i = first; i < stored.size(); i += 2)
            unpack(stored[i], codec);
    };
    constexpr std::size_t fewRows = 64; // not worth a thread
    if (stored.size() < fewRows) {
        unpackFrom(1);
        unpackFrom(0);
    } else {
        const auto other = std::async(std::launch::async, unpackFrom, std::size_t{1});
        unpackFrom(0);
    }
    for (StoredRow &row : stored) {
        if (!row.newest.values.empty())
            offer(std::move(row.newest));
    }
}

void LastPoints::add(const UnpackedRow &row)
{
    const auto p = newestOf(row.sequence(), row.generation());
    if (!p)
        return;
    offer({row.shape().id,
           row.sequence()[*p],
           row.generation()[*p],
           {row.values(*p).begin(), row.values(*p).end()},
           {row.qualities(*p).begin(), row.qualities(*p).end()}});
}

std::vector<SampleBatchPtr> LastPoints::take(ArrivalIndex &arrivals) const
{
    std::vector<SampleBatchPtr> batches;
    for (const auto &[id, point] : m_newest) {
        const auto of = m_shapes.find(id);
        if (of == m_shapes.end() || point.values.size() != of->second.series.size())
            continue;
        auto batch = std::make_shared<SampleBatch>();
        batch->series = of->second.series;
        batch->value = point.values;
        batch->quality = point.qualities;
        batch->endPoint(of->second.entity, point.generation);
        batch->firstSequence = point.sequence;
        batch->reception = fromNanoseconds(arrivals.receptionOf(point.sequence).value_or(point.generation));
        batches.push_back(std::move(batch));
    }
    return batches;
}

} // namespace desk
