// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/lastvaluecache.h"
#include "models/processing/seriescatalogue.h"
#include "models/timeseries/gaprecord.h"

namespace desk {

// How alive a figure is, as an operator must see it at a glance. Greater = less lively, but for paused.
enum class ValueLook : std::uint8_t {
    fresh,
    late,      // older than 1.5 cadences
    paused,    // the replay stands: its age does not count
    stale,     // older than 3
    invalid,   // the source says that it is none
    noContact, // stale, and expected: out of sight
    linkDown,  // stale, and why
    never,
};
inline constexpr std::size_t valueLooks = 8;

// Why nothing comes of a node or link, by the gaps that are open now. Looks at the record only when it
// changed. GUI thread.
class SilenceCauses
{
public:
    SilenceCauses() = default;
    ~SilenceCauses();
    SilenceCauses(const SilenceCauses &) = delete;
    SilenceCauses &operator=(const SilenceCauses &) = delete;

    // null = nobody knows why. Outlives this.
    void setGaps(const GapRecord *gaps);
    // Once in a while, before at(). True when an answer may have changed.
    bool update(const SeriesCatalogue &catalogue);
    // fresh = none is known; else noContact or linkDown.
    [[nodiscard]] ValueLook at(EntityId entity) const
    {
        return index(entity) < m_byEntity.size() && m_byEntity[index(entity)] != ValueLook::fresh
                   ? m_byEntity[index(entity)]
                   : m_whole;
    }

private:
    const GapRecord *m_gaps = nullptr;
    QMetaObject::Connection m_connection;
    bool m_changed = false;
    std::size_t m_entities = 0;
    ValueLook m_whole = ValueLook::fresh;
    std::vector<ValueLook> m_byEntity;
};

// last may be null.
[[nodiscard]] ValueLook valueLook(const LastValue *last, Freshness freshness, ValueLook silence, bool paused);

} // namespace desk
