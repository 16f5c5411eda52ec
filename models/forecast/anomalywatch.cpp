// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/anomalywatch.h"

#include "models/forecast/dynamicthreshold.h"

#include <algorithm>
#include <cmath>

namespace desk {

void AnomalyWatch::learn(const ForecastJudge::Verdict &verdict)
{
    const std::size_t place = index(verdict.issued.series);
    const double said = verdict.issued.shownAt(horizon).median;
    if (verdict.horizon != horizon || !std::isfinite(verdict.actual) || !std::isfinite(said))
        return;
    if (place >= m_series.size())
        m_series.resize(place + 1);
    if (!m_series[place])
        m_series[place] = std::make_unique<Kept>();
    Kept &kept = *m_series[place];
    const Entry entry{verdict.issued.end + forecastHorizons[horizon], verdict.issued.current,
                      static_cast<float>(said - verdict.issued.current),
                      static_cast<float>(verdict.actual - verdict.issued.current)};
    if (kept.ring.size() < errorsKept) {
        kept.ring.push_back(entry);
    } else {
        kept.ring[kept.oldest] = entry;
        kept.oldest = (kept.oldest + 1) % errorsKept;
    }
    if (++kept.unseen < lookEvery || kept.ring.size() < fewestErrors)
        return;
    kept.unseen = 0;
    look(verdict.issued.series, kept);
}

double AnomalyWatch::skill(SeriesId series) const
{
    if (index(series) >= m_series.size() || !m_series[index(series)])
        return 0;
    double own = 0;
    double still = 0;
    for (const Entry &entry : m_series[index(series)]->ring) {
        own += std::abs(static_cast<double>(entry.came) - static_cast<double>(entry.said));
        still += std::abs(static_cast<double>(entry.came));
    }
    return still > 0 ? 1 - own / still : 0;
}

void AnomalyWatch::look(SeriesId series, Kept &kept)
{
    if (skill(series) <= 0)
        return;
    std::vector<Entry> entries(kept.ring.begin() + static_cast<std::ptrdiff_t>(kept.oldest), kept.ring.end());
    entries.insert(entries.end(), kept.ring.begin(),
                   kept.ring.begin() + static_cast<std::ptrdiff_t>(kept.oldest));
    std::vector<double> errors;
    errors.reserve(entries.size());
    for (const Entry &entry : entries)
        errors.push_back(std::abs(static_cast<double>(entry.came) - static_cast<double>(entry.said)));
    std::vector<double> sorted = errors;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());

    // What was found before and has left the window, or is about to, stays found as it was.
    std::vector<Anomaly> found = kept.found;
    std::erase_if(found, [&](const Anomaly &one) { return one.begin > entries.front().at; });
    const Timestamp foundUntil = found.empty() ? Timestamp::min() : found.back().end;
    const auto smooth = dynamicthreshold::smoothed(errors, smoothingSpan);
    for (const UnusualStretch &stretch : dynamicthreshold::unusual(smooth)) {
        const auto worst = std::max_element(errors.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                                            errors.begin() + static_cast<std::ptrdiff_t>(stretch.end));
        if (*worst < leastFactor * *middle || entries[stretch.begin].at <= foundUntil)
            continue;
        const Entry &peak = entries[static_cast<std::size_t>(worst - errors.begin())];
        found.push_back({series, entries[stretch.begin].at, entries[stretch.end - 1].at, stretch.score,
                         peak.current + static_cast<double>(peak.said),
                         peak.current + static_cast<double>(peak.came), *middle});
    }
    if (found == kept.found)
        return;
    m_found += found.size();
    m_found -= kept.found.size();
    kept.found = std::move(found);
    ++m_changes;
    limit();
}

// The oldest go first.
void AnomalyWatch::limit()
{
    while (m_found > mostAnomalies) {
        Kept *oldest = nullptr;
        for (const auto &kept : m_series) {
            if (kept && !kept->found.empty() &&
                (!oldest || kept->found.front().end < oldest->found.front().end))
                oldest = kept.get();
        }
        oldest->found.erase(oldest->found.begin());
        --m_found;
    }
}

void AnomalyWatch::forget(SeriesId series)
{
    if (index(series) >= m_series.size() || !m_series[index(series)])
        return;
    m_found -= m_series[index(series)]->found.size();
    m_changes += m_series[index(series)]->found.empty() ? 0 : 1;
    m_series[index(series)].reset();
}

AnomaliesPtr AnomalyWatch::record() const
{
    auto all = std::make_shared<std::vector<Anomaly>>();
    all->reserve(m_found);
    for (const auto &kept : m_series) {
        if (kept)
            all->insert(all->end(), kept->found.begin(), kept->found.end());
    }
    return all;
}

} // namespace desk
