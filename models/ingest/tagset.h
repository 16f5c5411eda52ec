// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/nodetype.h"
#include "models/telemetry/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Where a compatibility route finds the node of a point. Plain value.
struct NodeMapping
{
    // After node_id, in this order; the first that is there names the node and is no label then.
    std::vector<std::string> tags{"host", "instance", "host.name", "service.instance.id", "service.name"};
};

// Tags, labels or attributes of one foreign point sorted into who it is about and the labels of its series
// (k="v",… sorted by key; at most 16 and 1 KiB; \ " and line feeds escaped). Reused from point to point; no
// thread of its own.
class TagSet
{
public:
    static constexpr std::size_t maxLabels = 16;
    static constexpr std::size_t maxLabelBytes = 1024;

    // Without a mapping: node_id is required and the API's rules for names hold.
    explicit TagSet(std::optional<NodeMapping> mapping)
        : m_mapping(std::move(mapping))
    {
    }

    void clear();
    // Both are copied. A key that comes again replaces the value. optional: left out when it would pass the
    // limits, where others refuse the point.
    void add(std::string_view key, std::string_view value, bool optional = false);
    // sender: names the node where no tag does.
    Result<void> resolve(std::string_view sender);

    [[nodiscard]] const std::string &node() const { return m_node; }
    [[nodiscard]] const std::string &dst() const { return m_dst; } // empty = the node itself
    [[nodiscard]] std::optional<NodeType> type() const { return m_type; }
    [[nodiscard]] const std::string &labels() const { return m_labels; }
    // Of all tags but node, type and dst, with one more; for metrics that are several series.
    Result<std::string> labelsWith(std::string_view key, std::string_view value) const;

private:
    struct Tag
    {
        std::string key;
        std::string value;
        bool optional = false;
        bool operator<(const Tag &other) const { return key < other.key; }
    };
    [[nodiscard]] std::optional<std::string> take(std::string_view key);
    static Result<std::string> canonical(const std::vector<Tag> &tags);

    const std::optional<NodeMapping> m_mapping;
    std::vector<Tag> m_tags;
    std::string m_node;
    std::string m_dst;
    std::optional<NodeType> m_type;
    std::string m_labels;
};

} // namespace desk
