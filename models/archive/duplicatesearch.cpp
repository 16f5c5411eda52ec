// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/duplicatesearch.h"

#include "models/archive/openblocks.h"

#include <bit>

namespace desk {

namespace {

constexpr std::size_t mostRows = 64;

bool same(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// That a sample came late says nothing about what it is.
bool same(Quality a, Quality b)
{
    return (a | Quality::backFilled) == (b | Quality::backFilled);
}

} // namespace

bool DuplicateSearch::holds(const Row &row, std::int64_t generation, std::span<const double> values,
                            std::span<const Quality> qualities)
{
    for (std::size_t p = 0; p < row.times.generation.size(); ++p) {
        if (row.times.generation[p] != generation)
            continue;
        bool all = true;
        for (std::size_t s = 0; s < values.size() && all; ++s)
            all = same(row.samples[s].value[p], values[s]) && same(row.samples[s].quality[p], qualities[s]);
        if (all)
            return true;
    }
    return false;
}

const DuplicateSearch::Row *DuplicateSearch::row(std::int64_t id, std::size_t series)
{
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        if (it->id != id)
            continue;
        m_rows.splice(m_rows.begin(), m_rows, it);
        return &m_rows.front();
    }
    Row read;
    read.id = id;
    const auto found = m_file.readRow(id, series, read.times, read.samples);
    if (!found || !*found)
        return nullptr;
    m_rows.push_front(std::move(read));
    if (m_rows.size() > mostRows)
        m_rows.pop_back();
    return &m_rows.front();
}

const DuplicateSearch::Row *DuplicateSearch::unpacked(const PackedPoints &points, std::size_t series)
{
    Row read;
    read.id = -points.id; // it is not in the file yet, and may differ from what is there under this id
    const auto times = partOf(points.parts.directory, points.parts.data, 0);
    if (!times || !unpackTimes(*times, points.count, m_codec, read.times))
        return nullptr;
    read.samples.resize(series);
    for (std::size_t s = 0; s < series; ++s) {
        const auto column = partOf(points.parts.directory, points.parts.data, 1 + s);
        if (!column || !unpackSeries(*column, points.count, m_codec, read.samples[s]))
            return nullptr;
    }
    m_rows.push_front(std::move(read));
    if (m_rows.size() > mostRows)
        m_rows.pop_back();
    return &m_rows.front();
}

bool DuplicateSearch::finds(ShapeId shape, std::int64_t generation, std::span<const double> values,
                            std::span<const Quality> qualities)
{
    bool found = false;
    m_open.eachOf(shape, [&](const PointBlock &block) {
        const auto times = block.generation();
        if (found || generation < block.generationMin() || generation > block.generationMax())
            return;
        auto at = block.isOrdered() ? std::ranges::lower_bound(times, generation)
                                    : std::ranges::find(times, generation);
        for (; !found && at != times.end(); at = std::find(at + 1, times.end(), generation)) {
            const auto p = static_cast<std::size_t>(at - times.begin());
            found = *at == generation && std::ranges::equal(block.values(p), values, [](double a, double b) {
                return same(a, b);
            }) && std::ranges::equal(block.qualities(p), qualities, [](Quality a, Quality b) {
                return same(a, b);
            });
        }
    });
    for (auto it = m_pending.begin(); it != m_pending.end() && !found; ++it) {
        if (it->shape != shape || it->loose || generation < it->begin || generation > it->end)
            continue;
        const auto kept = std::ranges::find(m_rows, -it->id, &Row::id);
        const Row *const unpackedRow = kept != m_rows.end() ? &*kept : unpacked(*it, values.size());
        found = unpackedRow && holds(*unpackedRow, generation, values, qualities);
    }
    if (found)
        return true;
    std::vector<std::int64_t> ids;
    if (!m_file.readRows(shape, generation, generation, [&](std::int64_t id) { ids.push_back(id); }))
        return false;
    return std::ranges::any_of(ids, [&](std::int64_t id) {
        const Row *const read = row(id, values.size());
        return read && holds(*read, generation, values, qualities);
    });
}

} // namespace desk
