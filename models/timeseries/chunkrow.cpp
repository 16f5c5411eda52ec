// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/chunkrow.h"

#include <cmath>

namespace desk {
namespace {

// NaN where the sample is no value that counts: invalid ones may hold any number.
double numberOf(const SampleChunk &chunk, std::uint32_t i)
{
    return has(chunk.quality[i], Quality::invalid) ? std::numeric_limits<double>::quiet_NaN()
                                                   : chunk.value[i];
}

} // namespace

// The columns of an envelope being made, in ascending order. Column c has the times from
// start + ceil(c * span / columns) on.
class ChunkRow::Columns
{
public:
    Columns(std::int64_t start, std::int64_t end, int columns, std::vector<EnvelopeColumn> &out)
        : m_start(start)
        , m_end(end)
        , m_columns(columns)
        , m_whole((end - start) / columns)
        , m_rest((end - start) % columns)
        , m_out(out)
        , m_base(out.size())
    {
        m_nextColumn = beginOf(1);
    }

    [[nodiscard]] std::int64_t start() const { return m_start; }
    [[nodiscard]] std::int64_t end() const { return m_end; }
    // Goes to the column of a time in [start, end) and returns where it ends.
    std::int64_t enter(std::int64_t time)
    {
        if (time < m_nextColumn && time >= m_thisColumn)
            return m_nextColumn;
        if (time >= m_nextColumn && time < m_nextColumn + m_whole) { // the one behind it, mostly
            m_thisColumn = m_nextColumn;
            m_nextColumn = beginOf(++m_column + 1);
            return m_nextColumn;
        }
        const double share = double(time - m_start) / double(m_end - m_start);
        auto column =
            std::clamp(static_cast<std::int64_t>(share * double(m_columns)), std::int64_t{0}, m_columns - 1);
        while (time < beginOf(column)) // doubles are not that exact
            --column;
        while (time >= beginOf(column + 1))
            ++column;
        m_column = static_cast<std::int32_t>(column);
        m_thisColumn = beginOf(column);
        m_nextColumn = beginOf(column + 1);
        return m_nextColumn;
    }
    // To the column that was entered.
    void add(EnvelopeColumn part)
    {
        part.column = m_column;
        if (m_out.size() == m_base || m_out.back().column != m_column)
            m_out.push_back(part);
        else
            m_out.back().unite(part);
    }

private:
    [[nodiscard]] std::int64_t beginOf(std::int64_t column) const
    {
        const std::int64_t begin = m_start + column * m_whole;
        return m_rest == 0 ? begin : begin + (column * m_rest + m_columns - 1) / m_columns;
    }

    const std::int64_t m_start;
    const std::int64_t m_end;
    const std::int64_t m_columns;
    const std::int64_t m_whole; // span = columns * whole + rest
    const std::int64_t m_rest;
    std::vector<EnvelopeColumn> &m_out;
    const std::size_t m_base;
    std::int32_t m_column = 0;
    std::int64_t m_thisColumn = m_start;
    std::int64_t m_nextColumn = 0;
};

std::size_t ChunkRow::chunkFor(std::int64_t time) const
{
    const auto begin = m_chunks.begin() + static_cast<std::ptrdiff_t>(m_dropped);
    const auto it = std::upper_bound(begin, m_chunks.end(), time,
                                     [](std::int64_t t, const Entry &entry) { return t < entry.firstTime; });
    return it == begin ? 0 : static_cast<std::size_t>(it - begin) - 1;
}

void ChunkRow::summarize(Entry &entry)
{
    const SampleChunk &chunk = *entry.chunk;
    entry = {entry.chunk, chunk.time[0]};
    for (std::uint32_t i = 0; i < chunk.count; ++i) {
        const double value = numberOf(chunk, i);
        entry.min = std::min(entry.min, value); // what is no number passes by
        entry.max = std::max(entry.max, value);
        entry.numbers += std::isnan(value) ? 0 : 1;
    }
}

// By less than vectors do: of many series each has such a row.
template <class T>
void ChunkRow::growBySteps(std::vector<T> &row)
{
    if (row.size() == row.capacity())
        row.reserve(row.size() + row.size() / 8 + 2);
}

void ChunkRow::append(SampleChunk *chunk)
{
    growBySteps(m_chunks);
    m_chunks.push_back({chunk});
}

void ChunkRow::insertAfter(std::size_t before, SampleChunk *chunk)
{
    const std::size_t at = m_dropped + before;
    growBySteps(m_chunks);
    m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(at) + 1, {chunk});
    summarize(m_chunks[at]);
    summarize(m_chunks[at + 1]);
    forgetNodes(at);
}

SampleChunk *ChunkRow::takeFront()
{
    SampleChunk *chunk = m_chunks[m_dropped].chunk;
    m_chunks[m_dropped] = {};
    ++m_dropped;
    compact();
    return chunk;
}

// So rarely that it costs nothing, so often that what is left behind stays below an eighth.
void ChunkRow::compact()
{
    if (m_dropped <= size() / 8 && !empty())
        return;
    // By whole nodes, where there are many: those of the lowest level then stay.
    const std::size_t gone = size() > fan * fan ? m_dropped / fan * fan : m_dropped;
    if (gone == 0)
        return;
    m_chunks.erase(m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(gone));
    m_dropped -= gone;
    auto &lowest = m_levels[0];
    if (gone % fan == 0)
        lowest.erase(lowest.begin(),
                     lowest.begin() + static_cast<std::ptrdiff_t>(std::min(gone / fan, lowest.size())));
    else
        lowest.clear();
    for (std::size_t level = 1; level < levelCount; ++level)
        m_levels[level].clear();
}

void ChunkRow::added(std::size_t i, double value, Quality quality)
{
    if (has(quality, Quality::invalid))
        value = std::numeric_limits<double>::quiet_NaN();
    const std::size_t at = m_dropped + i;
    Entry &entry = m_chunks[at];
    entry.firstTime = entry.chunk->time[0];
    entry.min = std::min(entry.min, value);
    entry.max = std::max(entry.max, value);
    entry.numbers += std::isnan(value) ? 0 : 1;
    if (at + 1 < m_chunks.size())
        refreshNodes(at);
}

void ChunkRow::changed(std::size_t i)
{
    summarize(m_chunks[m_dropped + i]);
    refreshNodes(m_dropped + i);
}

EnvelopeColumn ChunkRow::summary(std::size_t from, std::size_t to) const
{
    EnvelopeColumn out;
    while (from < to && m_chunks[from].numbers == 0)
        ++from;
    while (from < to && m_chunks[to - 1].numbers == 0)
        --to;
    if (from == to)
        return out;
    out.min = m_chunks[from].min;
    out.max = m_chunks[from].max;
    for (std::size_t i = from; i < to; ++i) {
        const Entry &entry = m_chunks[i];
        out.count += entry.numbers;
        out.min = std::min(out.min, entry.min);
        out.max = std::max(out.max, entry.max);
    }
    const SampleChunk &front = *m_chunks[from].chunk;
    const SampleChunk &back = *m_chunks[to - 1].chunk;
    std::uint32_t first = 0;
    while (std::isnan(numberOf(front, first)))
        ++first;
    std::uint32_t last = back.count - 1;
    while (std::isnan(numberOf(back, last)))
        --last;
    out.first = front.value[first];
    out.firstTime = front.time[first];
    out.last = back.value[last];
    out.lastTime = back.time[last];
    return out;
}

EnvelopeColumn ChunkRow::node(std::size_t level, std::size_t i) const
{
    if (level == 0)
        return summary(i * fan, (i + 1) * fan);
    EnvelopeColumn out;
    for (std::size_t part = i * fan; part < (i + 1) * fan; ++part) {
        const EnvelopeColumn &lower = m_levels[level - 1][part];
        if (lower.count == 0)
            continue;
        if (out.count == 0)
            out = lower;
        else
            out.unite(lower);
    }
    return out;
}

void ChunkRow::refreshNodes(std::size_t at)
{
    for (std::size_t level = 0; level < levelCount; ++level) {
        at /= fan;
        if (at < m_levels[level].size())
            m_levels[level][at] = node(level, at);
    }
}

void ChunkRow::forgetNodes(std::size_t from)
{
    for (auto &level : m_levels) {
        from /= fan;
        if (level.size() > from)
            level.resize(from);
    }
}

// All that are whole: the last chunk still grows.
void ChunkRow::makeNodes() const
{
    std::size_t parts = m_chunks.size() - 1;
    for (std::size_t level = 0; level < levelCount; ++level) {
        const std::size_t whole = parts / fan;
        while (m_levels[level].size() < whole) {
            growBySteps(m_levels[level]);
            m_levels[level].push_back(node(level, m_levels[level].size()));
        }
        parts = whole;
    }
}

// Returns where to go on: behind the largest node that begins here and lies in one column, else here.
std::size_t ChunkRow::addNode(std::size_t at, Columns &columns) const
{
    for (std::size_t level = levelCount; level-- > 0;) {
        const std::size_t length = std::size_t{1} << (levelBits * (level + 1));
        if (at % length != 0 || at / length >= m_levels[level].size())
            continue;
        const EnvelopeColumn &node = m_levels[level][at / length];
        if (node.count == 0)
            return at + length;
        if (node.firstTime < columns.start() || node.lastTime >= columns.end() ||
            node.lastTime >= columns.enter(node.firstTime))
            continue;
        columns.add(node);
        return at + length;
    }
    return at;
}

// Chunks up to the next node, as many as lie in one column; else one by its samples.
std::size_t ChunkRow::addChunks(std::size_t at, Columns &columns) const
{
    if (m_chunks[at].numbers == 0)
        return at + 1;
    const std::int64_t firstTime = m_chunks[at].firstTime;
    if (firstTime >= columns.start()) {
        const std::int64_t until = std::min(columns.enter(firstTime), columns.end());
        const std::size_t last = std::min((at / fan + 1) * fan, m_chunks.size());
        std::size_t to = at;
        // A chunk ends before the next one begins; so most of them need not be touched.
        while (to < last &&
               (to + 1 < m_chunks.size() ? m_chunks[to + 1].firstTime <= until
                                         : m_chunks[to].chunk->time[m_chunks[to].chunk->count - 1] < until))
            ++to;
        if (to > at) {
            columns.add(summary(at, to));
            return to;
        }
    }
    addSamples(*m_chunks[at].chunk, columns);
    return at + 1;
}

void ChunkRow::addSamples(const SampleChunk &chunk, Columns &columns)
{
    const auto end = chunk.time.begin() + chunk.count;
    const auto from = std::lower_bound(chunk.time.begin(), end, columns.start());
    for (auto i = static_cast<std::size_t>(from - chunk.time.begin()); i < chunk.count;) {
        if (chunk.time[i] >= columns.end())
            return;
        const std::int64_t until = std::min(columns.enter(chunk.time[i]), columns.end());
        EnvelopeColumn part;
        for (; i < chunk.count && chunk.time[i] < until; ++i) {
            const double value = numberOf(chunk, static_cast<std::uint32_t>(i));
            if (std::isnan(value))
                continue;
            if (part.count++ == 0) {
                part.first = part.min = part.max = value;
                part.firstTime = chunk.time[i];
            }
            part.min = std::min(part.min, value);
            part.max = std::max(part.max, value);
            part.last = value;
            part.lastTime = chunk.time[i];
        }
        if (part.count > 0)
            columns.add(part);
    }
}

void ChunkRow::envelope(std::int64_t start, std::int64_t end, int columnCount,
                        std::vector<EnvelopeColumn> &out) const
{
    if (empty() || columnCount < 1 || end <= start)
        return;
    makeNodes();
    Columns columns(start, end, columnCount, out);
    for (std::size_t at = m_dropped + chunkFor(start);
         at < m_chunks.size() && m_chunks[at].firstTime < end;) {
        const std::size_t behind = addNode(at, columns);
        at = behind > at ? behind : addChunks(at, columns);
    }
}

} // namespace desk
