// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/tagset.h"

#include "models/ingest/pointrules.h"

#include <algorithm>

namespace desk {

void TagSet::clear()
{
    m_tags.clear();
    m_node.clear();
    m_dst.clear();
    m_type.reset();
    m_labels.clear();
}

void TagSet::add(std::string_view key, std::string_view value, bool optional)
{
    const auto known =
        std::find_if(m_tags.begin(), m_tags.end(), [&](const Tag &tag) { return tag.key == key; });
    if (known == m_tags.end())
        m_tags.push_back({std::string(key), std::string(value), optional});
    else if (!optional || known->optional)
        *known = {std::string(key), std::string(value), optional};
}

std::optional<std::string> TagSet::take(std::string_view key)
{
    const auto it = std::find_if(m_tags.begin(), m_tags.end(),
                                 [&](const Tag &tag) { return tag.key == key && !tag.value.empty(); });
    if (it == m_tags.end())
        return std::nullopt;
    std::string value = std::move(it->value);
    m_tags.erase(it);
    return value;
}

Result<void> TagSet::resolve(std::string_view sender)
{
    std::optional<std::string> node = take("node_id");
    if (!node && !m_mapping)
        return failure(ErrorCode::missingField, "the tag node_id is missing", "node_id");
    if (m_mapping) {
        for (auto tag = m_mapping->tags.begin(); !node && tag != m_mapping->tags.end(); ++tag)
            node = take(*tag);
    }
    const std::optional<std::string> dst = take("dst");
    if (m_mapping) {
        if (auto kept = keepForeignName("node_id", node ? *node : sender, m_node); !kept)
            return kept;
        if (dst) {
            if (auto kept = keepForeignName("dst", *dst, m_dst); !kept)
                return kept;
        }
    } else {
        m_node = *node;
        m_dst = dst.value_or("");
        if (auto checked = checkNodeName("node_id", m_node); !checked)
            return checked;
        if (auto checked = checkNodeName("dst", dst ? m_dst : m_node); !checked)
            return checked;
    }
    if (m_dst == m_node)
        return refusedField("dst", "must be another node than node_id");
    if (const auto word = take("node_type")) {
        m_type = nodeTypeFromWord(*word);
        if (!m_type)
            return refusedField("node_type", "unknown type; allowed: " + std::string(nodeTypeWords()));
    }
    std::sort(m_tags.begin(), m_tags.end());
    auto labels = canonical(m_tags);
    if (!labels)
        return tl::unexpected(labels.error());
    m_labels = *std::move(labels);
    return {};
}

Result<std::string> TagSet::canonical(const std::vector<Tag> &tags)
{
    // What must be there first takes its share of the limits, the optional ones what is left.
    std::vector<std::pair<const Tag *, std::string>> written;
    std::size_t bytes = 0;
    for (const bool optional : {false, true}) {
        for (const Tag &tag : tags) {
            if (tag.optional != optional || tag.value.empty())
                continue;
            std::string text;
            if (tag.key.size() + tag.value.size() <= maxLabelBytes) {
                auto kept = keepForeignName("label " + tag.key.substr(0, 60), tag.key, text);
                text += "=\"";
                if (kept)
                    kept = keepForeignText("label " + tag.key.substr(0, 60), tag.value, text);
                text += '"';
                if (!kept && optional)
                    continue;
                if (!kept)
                    return tl::unexpected(kept.error());
            }
            const bool fits =
                !text.empty() && written.size() < maxLabels && bytes + text.size() + 1 <= maxLabelBytes;
            if (!fits && optional)
                continue;
            if (!fits)
                return refusedField("label " + tag.key.substr(0, 60),
                                    "would be more than 16 labels or 1 KiB of labels; send fewer tags");
            bytes += text.size() + 1;
            written.emplace_back(&tag, std::move(text));
        }
    }
    std::sort(written.begin(), written.end(),
              [](const auto &a, const auto &b) { return a.first->key < b.first->key; });
    std::string labels;
    for (const auto &[tag, text] : written)
        labels.append(labels.empty() ? "" : ",").append(text);
    return labels;
}

Result<std::string> TagSet::labelsWith(std::string_view key, std::string_view value) const
{
    std::vector<Tag> tags = m_tags;
    std::erase_if(tags, [&](const Tag &tag) { return tag.key == key; });
    tags.push_back({std::string(key), std::string(value), false});
    std::sort(tags.begin(), tags.end());
    return canonical(tags);
}

} // namespace desk
