// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/lastvaluecache.h"

#include <algorithm>

namespace desk {

void LastValueCache::update(const SampleBatch &batch, std::pair<std::size_t, std::size_t> points,
                            SteadyTime now)
{
    const std::int64_t reception = nanoseconds(batch.reception);
    const bool checked = !batch.monitoring.empty();
    for (std::size_t p = points.first; p < points.second; ++p) {
        const std::int64_t generation = batch.generation[p];
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const std::uint32_t id = index(batch.series[i]);
            if (id >= m_values.size())
                m_values.resize(id + 1);
            LastValue &last = m_values[id];
            const bool known = last.reception != 0;
            // What a clock that was ahead gave is not the newest for ever.
            const bool corrected = known && has(last.quality, Quality::clockAhead) &&
                                   !has(batch.quality[i], Quality::clockAhead);
            // A source that sends its past is alive, but its value here is as old as it was.
            const bool replaces = !known || corrected || generation >= last.generation;
            if (!replaces)
                continue;
            if (now >= last.seen) { // a replay gives the past of its charts after its last values
                last.reception = reception;
                last.seen = now;
            }
            if (known && !corrected && generation > last.generation) {
                const auto interval = float(double(generation - last.generation) * 1e-9);
                // The first interval counts whole; a pause of a source must not teach a slow cadence.
                if (last.cadence == 0)
                    last.cadence = interval;
                else if (interval < 8 * last.cadence)
                    last.cadence += 0.1F * (interval - last.cadence);
            }
            last.generation = generation;
            last.value = batch.value[i];
            last.quality = batch.quality[i];
            last.monitoring = checked ? batch.monitoring[i] : MonitoringResult{};
        }
    }
}

std::size_t LastValueCache::violations() const
{
    return static_cast<std::size_t>(
        std::count_if(m_values.begin(), m_values.end(),
                      [](const LastValue &value) { return value.monitoring.severity > Severity::nominal; }));
}

Freshness LastValueCache::freshness(const LastValue *value, SteadyTime now)
{
    if (!value)
        return Freshness::neverReceived;
    const double age = std::chrono::duration<double>(now - value->seen).count();
    const double cadence = value->cadence > 0 ? double(value->cadence) : 10.0;
    if (age > std::max(3.0, 3.0 * cadence))
        return Freshness::stale;
    return age > std::max(1.5, 1.5 * cadence) ? Freshness::late : Freshness::fresh;
}

} // namespace desk
