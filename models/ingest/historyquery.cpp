// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/historyquery.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr std::size_t slice = 4U << 20U;
}

HistoryQuery::HistoryQuery(Request request, const SeriesDictionary &dictionary, HistorySource &source,
                           Limits limits)
    : m_request(std::move(request))
    , m_limits(limits)
    , m_dictionary(dictionary)
    , m_filter(m_request.patterns)
    , m_latest(std::numeric_limits<std::int64_t>::max())
{
    m_filter.extend(dictionary);
    HistorySource::Range range;
    range.start = std::max(m_request.start, m_request.afterTime);
    range.end = m_request.end;
    range.before = m_request.before;
    range.maxPoints = m_request.maxPoints;
    range.receptions = m_request.bothTimes;
    for (std::size_t i = 0; i < dictionary.seriesCount(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        if (m_filter.wants(id))
            range.series.push_back(id);
    }
    m_scan = source.scan(range);
}

bool HistoryQuery::step()
{
    std::size_t left = slice;
    while (left > 0) {
        auto next = m_scan->next(left);
        if (!next) {
            m_error = next.error();
            return true;
        }
        if (next->exhausted)
            return true;
        if (!next->batch && !next->samples)
            return false;
        if (next->batch)
            take(*next->batch);
        else
            take(*next->samples);
        if (m_request.maxPoints > 0 && m_samples.size() > m_limits.reduced) {
            m_error =
                Error{ErrorCode::invalidArgument,
                      "more than " + std::to_string(m_limits.reduced) +
                          " points would have to be reduced; ask for less between start and end, or for "
                          "fewer nodes and metrics",
                      "max_points"};
            return true;
        }
        const std::size_t size = next->batch ? next->batch->samples() * 13 + next->batch->points() * 16
                                             : next->samples->sequence.size() * 29;
        left -= std::min(left, size + 64);
    }
    return false;
}

void HistoryQuery::take(const SampleBatch &batch)
{
    const std::int64_t reception = nanoseconds(batch.reception);
    const std::tuple after(m_request.afterTime, m_request.afterSequence, SeriesId{m_request.afterSeries});
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::int64_t time = batch.generation[p];
        const std::uint64_t sequence = batch.firstSequence + p;
        if (time < m_request.start || time >= m_request.end || time < m_request.afterTime ||
            time > m_latest || sequence >= m_request.before)
            continue;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            if (!m_filter.wants(batch.series[i]) || std::tuple(time, sequence, batch.series[i]) <= after)
                continue;
            Sample sample{time, sequence, batch.series[i], batch.quality[i], batch.value[i], reception,
                          0,    false};
            const auto wide = std::lower_bound(
                batch.wide.begin(), batch.wide.end(), i,
                [](const SampleBatch::WideInteger &w, std::uint32_t at) { return w.sample < at; });
            if (wide != batch.wide.end() && wide->sample == i) {
                sample.wide = wide->value;
                sample.isWide = true;
            }
            m_samples.push_back(sample);
        }
    }
    keepWanted();
}

void HistoryQuery::take(const HistorySamples &samples)
{
    const std::tuple after(m_request.afterTime, m_request.afterSequence, SeriesId{m_request.afterSeries});
    auto wide = samples.wide.begin();
    for (std::size_t i = 0; i < samples.sequence.size(); ++i) {
        const bool isWide = wide != samples.wide.end() && wide->sample == i;
        const std::int64_t wideValue = isWide ? (wide++)->value : 0;
        const std::int64_t time = samples.generation[i];
        if (time < m_request.start || time >= m_request.end || time > m_latest ||
            samples.sequence[i] >= m_request.before ||
            std::tuple(time, samples.sequence[i], samples.series) <= after)
            continue;
        m_samples.push_back({time, samples.sequence[i], samples.series, samples.quality[i], samples.value[i],
                             samples.reception.empty() ? 0 : samples.reception[i], wideValue, isWide});
    }
    keepWanted();
}

// From time to time, so that memory stays bounded.
void HistoryQuery::keepWanted()
{
    if (m_request.newest > 0 && m_samples.size() > 4 * m_request.newest)
        keepNewest();
    else if (m_request.newest == 0 && m_request.maxPoints == 0 && m_samples.size() > 4 * m_limits.answer)
        keepSmallest();
}

void HistoryQuery::keepNewest()
{
    if (m_samples.size() <= m_request.newest)
        return;
    const auto first = m_samples.end() - static_cast<std::ptrdiff_t>(m_request.newest);
    std::nth_element(m_samples.begin(), first, m_samples.end());
    m_samples.erase(m_samples.begin(), first);
}

void HistoryQuery::keepSmallest()
{
    const std::size_t most = m_limits.answer;
    if (m_samples.size() <= most)
        return;
    const auto last = m_samples.begin() + static_cast<std::ptrdiff_t>(most) - 1;
    std::nth_element(m_samples.begin(), last, m_samples.end());
    m_latest = last->generation;
    m_samples.resize(most, m_samples.front());
    m_scan->endAt(m_latest);
    m_more = true;
}

// The lowest and the highest sample of each of max_points / 2 equal parts of the time: samples that were, in
// their order.
std::vector<HistoryQuery::Sample> HistoryQuery::reduced(std::vector<Sample> samples) const
{
    if (m_request.maxPoints == 0 || samples.size() <= m_request.maxPoints)
        return samples;
    const std::size_t parts = m_request.maxPoints / 2;
    const double first = double(samples.front().generation);
    const double span = std::max(double(samples.back().generation) - first, 1.0);
    std::vector<Sample> kept;
    for (std::size_t at = 0; at < samples.size();) {
        const auto partOf = [&](const Sample &sample) {
            const double part = (double(sample.generation) - first) / span * double(parts);
            return std::min(static_cast<std::size_t>(part), parts - 1);
        };
        std::size_t end = at;
        std::size_t low = at;
        std::size_t high = at;
        for (; end < samples.size() && partOf(samples[end]) == partOf(samples[at]); ++end) {
            low = samples[end].value < samples[low].value || std::isnan(samples[low].value) ? end : low;
            high = samples[end].value > samples[high].value || std::isnan(samples[high].value) ? end : high;
        }
        kept.push_back(samples[std::min(low, high)]);
        if (low != high)
            kept.push_back(samples[std::max(low, high)]);
        at = end;
    }
    return kept;
}

} // namespace desk
