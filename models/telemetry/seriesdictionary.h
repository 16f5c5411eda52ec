// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/nodetype.h"
#include "models/telemetry/result.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// How a series' doubles are to be read. States and texts are codes of the series' own text list.
enum class ValueKind : std::uint8_t { number, integer, boolean, state, text };

struct NodeDefinition
{
    NodeId id = noNode;
    std::string name;
    NodeType type = NodeType::device;
    bool operator==(const NodeDefinition &) const = default;
};

struct EntityDefinition
{
    EntityId id = noEntity;
    NodeId node = noNode;
    NodeId dst = noNode; // noNode = the node itself
    bool operator==(const EntityDefinition &) const = default;
};

struct SeriesDefinition
{
    SeriesId id = noSeries;
    EntityId entity = noEntity;
    std::string metric; // "raw" siblings end in #raw
    std::string labels; // canonical: k="v",… sorted; "" for none
    ValueKind kind = ValueKind::number;
    bool operator==(const SeriesDefinition &) const = default;
};

struct TextDefinition
{
    SeriesId series = noSeries;
    std::uint32_t code = 0;
    std::string text;
    bool operator==(const TextDefinition &) const = default;
};

// What a reader on another thread has not seen yet. Counters are positions in the append-only lists.
struct DictionaryCursor
{
    std::size_t nodes = 0;
    std::size_t entities = 0;
    std::size_t series = 0;
    std::size_t texts = 0;
    bool operator==(const DictionaryCursor &) const = default;
};

struct DictionaryChanges
{
    std::vector<NodeDefinition> nodes; // a node whose type changed comes again with the same id
    std::vector<EntityDefinition> entities;
    std::vector<SeriesDefinition> series;
    std::vector<TextDefinition> texts;
    DictionaryCursor cursor;

    [[nodiscard]] bool empty() const
    {
        return nodes.empty() && entities.empty() && series.empty() && texts.empty();
    }
};

// Names -> dense ids of one data folder. Owned and changed by the ingest thread only; other threads read
// published definitions through changesSince(). New names stand in the dictionary at once but can be rolled
// back until publish(): a refused batch leaves no trace.
class SeriesDictionary
{
public:
    struct Options
    {
        std::size_t maxSeries = 200'000;
        std::size_t maxNodes = 50'000;
        std::size_t maxTextsOfSeries = 1'000;
    };

    explicit SeriesDictionary(Options options);
    SeriesDictionary()
        : SeriesDictionary(Options{})
    {
    }

    // Ingest thread. Finds or adds. cardinalityLimit when one more would pass the limit.
    Result<NodeId> node(std::string_view name, std::optional<NodeType> type);
    Result<EntityId> entity(NodeId node, NodeId dst = noNode);
    // hint: position of the field in its point, advanced by the call. Points of one entity usually carry the
    // same fields in the same order, so the guess costs one comparison and no hash.
    Result<SeriesId> series(EntityId entity, std::string_view metric, std::uint32_t &hint,
                            ValueKind kind = ValueKind::number, std::string_view labels = {});
    // The guess for a whole point: its metrics in their order, none of them texts. False, and found
    // holds nothing of use, when the entity's last point was another.
    bool expectedSeries(EntityId entity, std::span<const MetricId> metrics, SeriesId *found) const;
    // Only of a metric that can no longer be rolled back.
    [[nodiscard]] std::optional<MetricId> publishedMetric(std::string_view name) const;
    // The same without a guess: for names that come once.
    Result<SeriesId> seriesByName(EntityId entity, std::string_view metric, ValueKind kind,
                                  std::string_view labels);
    // Code of a text in its series, adding it when new.
    Result<std::uint32_t> textCode(SeriesId series, std::string_view text);

    [[nodiscard]] std::optional<NodeId> findNode(std::string_view name) const;
    [[nodiscard]] std::optional<EntityId> findEntity(NodeId node, NodeId dst = noNode) const;
    [[nodiscard]] std::optional<SeriesId> findSeries(EntityId entity, std::string_view metric) const;
    [[nodiscard]] const NodeDefinition &definition(NodeId id) const { return m_nodes[index(id)]; }
    [[nodiscard]] const EntityDefinition &definition(EntityId id) const
    {
        return m_entities[index(id)].definition;
    }
    [[nodiscard]] const SeriesDefinition &definition(SeriesId id) const { return m_series[index(id)]; }
    [[nodiscard]] std::string_view text(SeriesId series, std::uint32_t code) const;
    // "node" or "node->dst".
    [[nodiscard]] std::string entityName(EntityId id) const;
    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }
    [[nodiscard]] std::size_t entityCount() const { return m_entities.size(); }
    [[nodiscard]] std::size_t seriesCount() const { return m_series.size(); }
    [[nodiscard]] std::size_t textCount() const { return m_texts.size(); }
    [[nodiscard]] const TextDefinition &textDefinition(std::size_t i) const { return m_texts[i]; }

    // Ingest thread. Everything added after the last publish() can be taken back.
    void rollback();
    // Makes additions visible to other threads; cheap when there are none. Returns whether there were any.
    bool publish();
    [[nodiscard]] const DictionaryCursor &published() const { return m_committed; }
    // Ingest thread. Nothing could be taken back.
    [[nodiscard]] bool isPublished() const { return end() == m_committed && m_typeChanges.empty(); }
    // Ingest thread. Behind everything, published or not.
    [[nodiscard]] DictionaryCursor end() const
    {
        return {m_nodes.size(), m_entities.size(), m_series.size(), m_texts.size()};
    }

    // Any thread.
    // At most so many series; texts of series come when there are no more.
    [[nodiscard]] DictionaryChanges
    changesSince(const DictionaryCursor &cursor,
                 std::size_t mostSeries = std::numeric_limits<std::size_t>::max()) const;

private:
    struct Field
    {
        MetricId metric{};
        SeriesId series = noSeries;
        bool text = false;
    };
    struct Entity
    {
        EntityDefinition definition;
        std::vector<Field> order; // fields in the order of the last point
    };
    struct StringHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class Value>
    using StringMap = boost::unordered_flat_map<std::string, Value, StringHash, std::equal_to<>>;

    MetricId metric(std::string_view fullName);
    Result<Field> find(EntityId entity, std::string_view metric, ValueKind kind, std::string_view labels);
    static std::uint64_t pair(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32U | b; }

    const Options m_options;
    std::deque<NodeDefinition> m_nodes;
    std::deque<Entity> m_entities;
    std::deque<SeriesDefinition> m_series;
    std::deque<TextDefinition> m_texts;
    std::deque<std::string> m_metrics; // "metric" or "metric{labels}"
    StringMap<NodeId> m_nodeByName;
    StringMap<MetricId> m_metricByName;
    boost::unordered_flat_map<std::uint64_t, EntityId> m_entityByNodes;
    boost::unordered_flat_map<std::uint64_t, SeriesId> m_seriesByMetric;
    boost::unordered_flat_map<std::uint32_t, std::vector<std::uint32_t>>
        m_textsOfSeries; // indexes into m_texts
    struct TypeChange
    {
        NodeId node;
        NodeType before;
    };
    std::vector<TypeChange> m_typeChanges; // not yet published
    DictionaryCursor m_committed;
    std::size_t m_committedMetrics = 0;

    mutable std::mutex m_mutex; // guards m_out
    struct
    {
        std::vector<NodeDefinition> nodes;
        std::vector<EntityDefinition> entities;
        std::vector<SeriesDefinition> series;
        std::vector<TextDefinition> texts;
    } m_out;
};

} // namespace desk
