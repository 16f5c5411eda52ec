// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictionsource.h"

#include <algorithm>

namespace desk {

const Forecast *Predictions::find(SeriesId series) const
{
    const auto at = std::ranges::lower_bound(forecasts, series, {}, &Forecast::series);
    return at != forecasts.end() && at->series == series ? &*at : nullptr;
}

} // namespace desk
