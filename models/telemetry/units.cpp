// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/units.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

namespace desk {
namespace {

struct Unit
{
    std::string_view name;
    std::string_view unit;
    int decimals;
};

constexpr std::array exact{
    Unit{"utilization", "", 4},
    Unit{"confidence", "", 2},
    Unit{"reliability", "", 4},
    Unit{"packet_loss_rate", "", 4},
    Unit{"points_per_second", "points/s", 0},
    Unit{"samples_per_second", "samples/s", 0},
    Unit{"lat", "°", 3},
    Unit{"lon", "°", 3},
    Unit{"DCGM_FI_DEV_GPU_UTIL", "%", 0},
    Unit{"DCGM_FI_DEV_MEM_COPY_UTIL", "%", 0},
    Unit{"DCGM_FI_DEV_POWER_USAGE", "W", 1},
    Unit{"DCGM_FI_DEV_GPU_TEMP", "°C", 0},
    Unit{"DCGM_FI_DEV_FB_USED", "MiB", 0},
    Unit{"DCGM_FI_DEV_FB_FREE", "MiB", 0},
    Unit{"DCGM_FI_DEV_SM_CLOCK", "MHz", 0},
    Unit{"DCGM_FI_DEV_MEM_CLOCK", "MHz", 0},
    Unit{"DCGM_FI_DEV_ENC_UTIL", "%", 0},
    Unit{"DCGM_FI_DEV_DEC_UTIL", "%", 0},
};

constexpr std::array suffixes{
    Unit{"_db", "dB", 2},
    Unit{"_dbm", "dBm", 2},
    Unit{"_ms", "ms", 2},
    Unit{"_us", "µs", 1},
    Unit{"_gbps", "Gbit/s", 3},
    Unit{"_mbps", "Mbit/s", 3},
    Unit{"_gb", "GB", 3},
    Unit{"_mb", "MB", 1},
    Unit{"_km", "km", 1},
    Unit{"_deg", "°", 2},
    Unit{"_c", "°C", 1},
    Unit{"_w", "W", 2},
    Unit{"_v", "V", 3},
    Unit{"_a", "A", 3},
    Unit{"_hz", "Hz", 1},
    Unit{"_percent", "%", 1},
    Unit{"_per_second", "1/s", 1},
    Unit{"_mm_h", "mm/h", 1},
    Unit{"_bytes", "B", 0},
    Unit{"_s", "s", 3},
};

using Declared = std::map<std::string, std::string, std::less<>>;
std::atomic<const Declared *> declared{nullptr};

const Unit *find(std::string_view metric)
{
    metric = metric.substr(0, metric.find_first_of("{#"));
    for (const Unit &unit : exact) {
        if (unit.name == metric)
            return &unit;
    }
    for (const Unit &unit : suffixes) {
        if (metric.ends_with(unit.name))
            return &unit;
    }
    return nullptr;
}

} // namespace

std::string_view unitOf(std::string_view metric)
{
    if (const Declared *own = declared.load(std::memory_order_acquire)) {
        if (const auto it = own->find(metric.substr(0, metric.find_first_of("{#"))); it != own->end())
            return it->second;
    }
    const Unit *unit = find(metric);
    return unit ? unit->unit : std::string_view{};
}

void declareUnits(std::vector<std::pair<std::string, std::string>> units)
{
    static std::mutex mutex;
    static std::deque<Declared> kept;
    const std::lock_guard lock(mutex);
    Declared fresh;
    for (auto &[metric, unit] : units)
        fresh.emplace(std::move(metric), std::move(unit));
    const auto same = std::find(kept.begin(), kept.end(), fresh);
    declared.store(same != kept.end() ? &*same : &kept.emplace_back(std::move(fresh)),
                   std::memory_order_release);
}

int decimalsOf(std::string_view metric)
{
    const Unit *unit = find(metric);
    return unit ? unit->decimals : -1;
}

} // namespace desk
