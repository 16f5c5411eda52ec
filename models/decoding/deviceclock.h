// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderdefinition.h"

#include <array>
#include <optional>

namespace desk {

// How a device's clock stands to ours. Plain value.
struct ClockEstimate
{
    std::chrono::nanoseconds offset{};      // arrival - device time, at the newest record, shortest way
    double drift = 0;                       // seconds that offset grows in a second; NaN = not known yet
    std::chrono::nanoseconds uncertainty{}; // of offset: how far records near the estimate scatter
    std::size_t records = 0;                // that it rests on
    std::chrono::nanoseconds span{};        // over which they came

    bool operator==(const ClockEstimate &) const = default;
};

// Estimates offset and drift of a device's clock from pairs of device time and arrival. Transport only ever
// adds delay, so the estimate is a line along the lower envelope of arrival - device time: in each of 64
// slots of the window the record that was quickest, and the line through the lower convex hull of these that
// lies nearest to all of them (as in Moon, Skelly, Towsley: Estimation and removal of clock skew, INFOCOM
// 1999). A jump of the device's clock (more than a second off the estimate, either way, three times in a row)
// starts anew. One thread at a time.
class DeviceClock
{
public:
    explicit DeviceClock(std::chrono::nanoseconds window = std::chrono::minutes(10));

    void add(std::chrono::nanoseconds device, Timestamp arrival);
    // Nothing before the second record.
    [[nodiscard]] std::optional<ClockEstimate> estimate() const;
    // When it was by our clock; nothing while there is no estimate.
    [[nodiscard]] std::optional<Timestamp> toOurs(std::chrono::nanoseconds device) const;
    // How often the device's clock jumped.
    [[nodiscard]] std::uint64_t jumps() const { return m_jumps; }
    void reset();

private:
    struct Pair
    {
        std::int64_t device = 0;
        std::int64_t offset = 0; // arrival - device, ns
    };
    void fit();

    static constexpr std::size_t slotCount = 64;
    std::int64_t m_slotLength;
    std::array<Pair, slotCount> m_best{}; // a ring, oldest first from m_first
    std::size_t m_first = 0;
    std::size_t m_count = 0;
    std::int64_t m_slotStart = 0; // arrival at which the newest slot began
    std::int64_t m_newest = 0;    // device time of the newest record
    std::size_t m_records = 0;
    int m_strays = 0;
    std::uint64_t m_jumps = 0;
    double m_slope = 0;
    Pair m_anchor;        // the line goes through it
    double m_scatter = 0; // ns
    bool m_fitted = false;
};

// A device's count or text as time since its epoch, and that as UTC.
std::optional<std::chrono::nanoseconds> deviceTimeOf(const DecodedValue &value, const ClockDefinition &clock);
// Nothing of the epoch `start` and beyond the years 1678 to 2261.
std::optional<Timestamp> utcOfDeviceTime(std::chrono::nanoseconds device, const ClockDefinition &clock);

} // namespace desk
