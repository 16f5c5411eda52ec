// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdictionary.h"

#include <boost/unordered/unordered_flat_map.hpp>

namespace desk {

// Raw JSON strings (with their quotes) of a stream -> ids, remembered by their bytes, so that a name is
// unescaped, checked and looked up once. Lives on the thread of the dictionary.
class StreamNames
{
public:
    explicit StreamNames(SeriesDictionary &dictionary)
        : m_dictionary(dictionary)
    {
    }

    // dst: a JSON string or null.
    Result<EntityId> entity(std::string_view node, std::string_view dst);
    // metric or metric{labels}; position: of the sample in its point, advanced by the call. Points of one
    // entity usually carry the same metrics in the same order.
    Result<SeriesId> series(EntityId entity, std::string_view metric, std::uint32_t &position,
                            ValueKind kind);
    [[nodiscard]] ValueKind kind(SeriesId id) const { return m_dictionary.definition(id).kind; }
    [[nodiscard]] Error kindChanged(SeriesId id) const;
    Result<std::uint32_t> textCode(SeriesId id, std::string_view text);

    // Takes back what the dictionary does not keep.
    void rollback();

private:
    struct Known
    {
        std::string raw;
        SeriesId id = noSeries;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class Value>
    using Map = boost::unordered_flat_map<std::string, Value, Hash, std::equal_to<>>;

    Result<EntityId> newEntity(std::string_view node, std::string_view dst);
    Result<SeriesId> newSeries(EntityId entity, std::string_view metric, ValueKind kind);
    void key(std::string_view a, std::string_view b);

    SeriesDictionary &m_dictionary;
    Map<EntityId> m_entities;                // raw node, raw dst
    Map<SeriesId> m_series;                  // raw metric, bytes of the entity's id
    std::vector<std::vector<Known>> m_order; // by entity: the metrics of its last point
    std::string m_key;                       // reused
    EntityId m_last = noEntity;              // of the entry before...
    std::string m_lastKey;                   // ...and its raw names
};

} // namespace desk
