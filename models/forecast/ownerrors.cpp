// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/ownerrors.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace desk {
namespace {

double sortedQuantile(std::span<const double> sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace

void OwnErrors::add(std::size_t horizon, double error)
{
    Errors &errors = m_errors[horizon];
    if (std::isfinite(error) && errors.count < errors.of.size())
        errors.of[errors.count++] = error;
}

QuantileForecast::Horizon OwnErrors::around(double median, std::size_t horizon, const WindowSteps &steps)
{
    if (!std::isfinite(median))
        return {};
    std::size_t from = horizon;
    while (from > 0 && m_errors[from].count < fewest)
        --from;
    const std::span<double> errors = std::span(m_errors[from].of).first(m_errors[from].count);
    if (errors.empty())
        return {.median = median};
    std::ranges::sort(errors);
    const double stretch =
        std::sqrt(static_cast<double>(horizonSeconds(horizon)) / static_cast<double>(horizonSeconds(from)));
    return {.lower = median + std::min(stretch * sortedQuantile(errors, 0.05), -steps.leastHalfBand),
            .median = median,
            .upper = median + std::max(stretch * sortedQuantile(errors, 0.95), steps.leastHalfBand)};
}

} // namespace desk
