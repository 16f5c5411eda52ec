// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/lastpoints_p.h"

#include <future>

namespace desk {

namespace {
constexpr std::size_t mostStored = 2048; // rows in memory at once
}

using session::bounded;
using session::bytesOf;

void LastPoints::readKeyFrame(SQLite::Database &database, BlockCodec &codec)
{
    const auto columns = [this](ShapeId id) {
        const auto of = m_shapes.find(id);
        return of == m_shapes.end() ? std::nullopt : std::optional(of->second.series.size());
    };
    // One that is damaged leaves the one before it.
    SQLite::Statement frame(database, "SELECT id, sequence, reception, data, crc FROM keyframe WHERE "
                                      "sequence <= ? ORDER BY id DESC");
    frame.bind(1, bounded(m_before));
    while (frame.executeStep()) {
        auto decoded = session::isIntact(frame, 4, 1)
                           ? decodeKeyFrame(bytesOf(frame.getColumn(3)), columns, codec)
                           : std::nullopt;
        if (!decoded)
            continue;
        m_from = static_cast<std::uint64_t>(frame.getColumn(1).getInt64());
        for (KeyFrame::Point &point : decoded->points)
            m_newest[point.shape] = std::move(point);
        return;
    }
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
        if (!column || !unpackSample(*column, row.count, *p, codec, point.values.emplace_back(),
                                     point.qualities.emplace_back()))
            return;
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
            if (of == m_shapes.end())
                continue;
            stored.push_back(
                {&of->second, row->count, std::string(row->directory), std::string(row->data), {}});
            if (stored.size() == mostStored)
                unpack(stored);
        }
        query.reset();
    }
    unpack(stored);
}

void LastPoints::unpack(std::vector<StoredRow> &stored)
{
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
    stored.clear();
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
    struct Placed
    {
        std::int64_t reception;
        const Shape *shape;
        const KeyFrame::Point *point;
    };
    std::vector<const KeyFrame::Point *> bySequence;
    for (const auto &[id, point] : m_newest)
        bySequence.push_back(&point);
    std::ranges::sort(bySequence, {}, &KeyFrame::Point::sequence); // the index likes it
    std::vector<Placed> placed;
    for (const KeyFrame::Point *point : bySequence) {
        const auto of = m_shapes.find(point->shape);
        if (of != m_shapes.end() && point->values.size() == of->second.series.size())
            placed.push_back(
                {arrivals.receptionOf(point->sequence).value_or(point->generation), &of->second, point});
    }
    std::ranges::stable_sort(placed, {}, &Placed::reception);
    std::vector<SampleBatchPtr> batches;
    std::shared_ptr<SampleBatch> batch;
    for (const Placed &one : placed) {
        if (!batch || batch->reception != fromNanoseconds(one.reception)) {
            batch = std::make_shared<SampleBatch>();
            batch->reception = fromNanoseconds(one.reception);
            batch->firstSequence = one.point->sequence;
            batches.push_back(batch);
        }
        batch->series.insert(batch->series.end(), one.shape->series.begin(), one.shape->series.end());
        batch->value.insert(batch->value.end(), one.point->values.begin(), one.point->values.end());
        batch->quality.insert(batch->quality.end(), one.point->qualities.begin(), one.point->qualities.end());
        batch->endPoint(one.shape->entity, one.point->generation);
    }
    return batches;
}

} // namespace desk
