// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/pastcolumns.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr std::int64_t recorderDelay = 5'000'000'000; // ns

bool isInvalid(const Sample &sample)
{
    return !std::isfinite(sample.value) || has(sample.quality, Quality::invalid);
}

// Of the valid samples. What recordings sum up has invalid ones in it, too.
std::vector<EnvelopeColumn> columnsOf(const SeriesHistory::Answer &answer)
{
    std::vector<EnvelopeColumn> out;
    for (const Sample &sample : answer.samples) {
        if (isInvalid(sample))
            continue;
        const std::int64_t time = nanoseconds(sample.generation);
        const auto column = static_cast<std::int32_t>((time - answer.span.begin) / answer.span.perColumn);
        const EnvelopeColumn one{column,       1,    sample.value, sample.value, sample.value,
                                 sample.value, time, time};
        if (out.empty() || out.back().column != column)
            out.push_back(one);
        else
            out.back().unite(one);
    }
    return out;
}
} // namespace

std::optional<HistorySpan> PastColumns::question(const PlotGrid &grid, std::int64_t from, std::int64_t to,
                                                 std::int64_t memoryFrom)
{
    to = std::min(to, memoryFrom);
    if (to <= from)
        return std::nullopt;
    // What memory has let go since is asked for again; and everything once more after a while: a recorder
    // that was behind has it by then.
    const bool suits = m_asked && m_asked->perColumn == grid.perColumn && m_asked->covers(from, to) &&
                       memoryFrom <= m_askedFor;
    if (suits && !(m_asksAgain && grid.now - m_askedAt > recorderDelay))
        return std::nullopt;
    const int margin = grid.columns / 2; // so that panning finds something
    const auto before = std::max(margin, static_cast<int>((grid.start - from) / grid.perColumn));
    m_asked =
        HistorySpan{grid.start - before * grid.perColumn, grid.perColumn, before + grid.columns + margin};
    m_askedFor = memoryFrom;
    m_askedAt = suits ? m_askedAt : grid.now;
    m_asksAgain = !suits;
    return m_asked;
}

void PastColumns::take(const SeriesHistory::Answer &answer)
{
    m_held = answer.span;
    m_columns = answer.columns;
    m_samples = answer.samples;
    m_isExact = answer.isExact;
    m_invalid.clear();
    for (const Sample &sample : m_samples) {
        if (isInvalid(sample))
            m_invalid.push_back(nanoseconds(sample.generation));
    }
    if (m_isExact && !m_invalid.empty())
        m_columns = columnsOf(answer);
}

void PastColumns::invalidTimes(std::int64_t from, std::int64_t to, std::vector<std::int64_t> &out) const
{
    const auto begin = std::ranges::lower_bound(m_invalid, from);
    out.insert(out.end(), begin, std::lower_bound(begin, m_invalid.end(), to));
}

void PastColumns::addTo(std::vector<EnvelopeColumn> &columns, const PlotGrid &grid, std::int64_t from,
                        std::int64_t to)
{
    if (m_columns.empty())
        return;
    std::vector<EnvelopeColumn> &all = m_joined;
    all.clear();
    const auto add = [&all](const EnvelopeColumn &column) {
        if (!all.empty() && all.back().column == column.column)
            all.back().unite(column);
        else
            all.push_back(column);
    };
    auto memory = columns.begin();
    for (EnvelopeColumn past : m_columns) {
        if (past.lastTime < from || past.firstTime >= to)
            continue;
        const double at = std::floor(grid.column(past.firstTime));
        past.column = static_cast<std::int32_t>(at);
        while (memory != columns.end() && memory->column <= past.column)
            add(*memory++);
        add(past);
    }
    std::for_each(memory, columns.end(), add);
    columns.swap(all);
}

bool PastColumns::samples(std::int64_t from, std::int64_t to, std::vector<Sample> &out) const
{
    const auto begin = std::ranges::lower_bound(m_samples, fromNanoseconds(from), {}, &Sample::generation);
    const auto end = std::ranges::lower_bound(m_samples, fromNanoseconds(to), {}, &Sample::generation);
    if (begin < end)
        out.insert(out.end(), begin, end);
    return m_isExact && m_held && m_held->covers(from, to);
}

std::optional<Sample> PastColumns::nearest(std::int64_t time) const
{
    const Timestamp t = fromNanoseconds(time);
    const auto after = std::ranges::lower_bound(m_samples, t, {}, &Sample::generation);
    if (after == m_samples.end())
        return m_samples.empty() ? std::nullopt : std::optional(m_samples.back());
    if (after == m_samples.begin())
        return *after;
    const auto before = std::prev(after);
    return t - before->generation < after->generation - t ? *before : *after;
}

std::optional<std::pair<std::int64_t, std::int64_t>> PastColumns::extent() const
{
    if (m_columns.empty())
        return std::nullopt;
    return std::pair(m_columns.front().firstTime, m_columns.back().lastTime);
}

} // namespace desk
