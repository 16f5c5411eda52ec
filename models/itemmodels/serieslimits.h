// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"
#include "models/processing/seriescatalogue.h"

#include <memory>
#include <vector>

namespace desk {

// The limits of each series, looked up once. The catalogue must outlive it. GUI thread.
class SeriesLimits
{
public:
    explicit SeriesLimits(const SeriesCatalogue &catalogue)
        : m_catalogue(catalogue)
    {
    }

    // Null = none are known.
    void set(std::shared_ptr<const LimitSet> limits);
    [[nodiscard]] bool isKnown() const { return m_limits != nullptr; }
    // Null = the series has none. Valid until set().
    [[nodiscard]] const Limits *of(SeriesId series) const;

private:
    const SeriesCatalogue &m_catalogue;
    std::shared_ptr<const LimitSet> m_limits;
    mutable std::vector<const Limits *> m_found; // by series
    mutable std::vector<bool> m_looked;          // by series
};

} // namespace desk
