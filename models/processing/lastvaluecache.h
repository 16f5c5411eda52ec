// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"

#include <optional>
#include <utility>
#include <vector>

namespace desk {

// What an operator must be able to tell at a glance: is this number alive?
enum class Freshness : std::uint8_t { neverReceived, fresh, late, stale };

// The newest sample of a series and how often it comes.
struct LastValue
{
    std::int64_t generation = 0; // ns since 1970
    std::int64_t reception = 0;  // ns since 1970; 0 = never received
    SteadyTime seen{};           // reception on the steady clock, for ages
    double value = 0;
    float cadence = 0; // seconds between samples, smoothed; 0 = not known yet
    Quality quality = Quality::good;
    MonitoringResult monitoring;
};

// Newest value of every series. A late sample (older generation time) does not replace a newer one, nor does
// it make that one fresh: the number on screen is as old as it is. Only what a clock that was ahead gave is
// replaced by any sample of a right one. GUI thread.
class LastValueCache
{
public:
    void update(const SampleBatch &batch, SteadyTime now) { update(batch, {0, batch.points()}, now); }
    // Points [first, second) of it.
    void update(const SampleBatch &batch, std::pair<std::size_t, std::size_t> points, SteadyTime now);
    void clear() { m_values.clear(); }
    // Of a series that has a value.
    void setMonitoring(SeriesId id, MonitoringResult result) { m_values[index(id)].monitoring = result; }

    [[nodiscard]] const LastValue *find(SeriesId id) const
    {
        return index(id) < m_values.size() && m_values[index(id)].reception != 0 ? &m_values[index(id)]
                                                                                 : nullptr;
    }
    // Series whose newest value is outside its limits.
    [[nodiscard]] std::size_t violations() const;
    // Freshness uses reception time: late = older than 1.5 cadences, stale = 3 (at least 3 s).
    [[nodiscard]] static Freshness freshness(const LastValue *value, SteadyTime now);

private:
    std::vector<LastValue> m_values; // by SeriesId
};

} // namespace desk
