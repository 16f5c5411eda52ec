// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/metricrange.h"

#include <algorithm>
#include <array>

namespace desk {

double MetricRange::within(double value) const
{
    return value < least ? least : value > greatest ? greatest : value;
}

MetricRange metricRange(std::string_view metric)
{
    constexpr std::array<std::string_view, 4> shares{"utilization", "packet_loss_rate", "reliability",
                                                     "confidence"};
    constexpr std::array<std::string_view, 4> amounts{"latency_ms", "throughput_gbps", "queue_depth_gb",
                                                      "capacity_gbps"};
    if (std::ranges::find(shares, metric) != shares.end())
        return {0, 1};
    if (std::ranges::find(amounts, metric) != amounts.end())
        return {.least = 0};
    if (metric.ends_with("_percent"))
        return {0, 100};
    return {};
}

} // namespace desk
