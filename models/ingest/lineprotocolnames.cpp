// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LineProtocolDecoder that gives bytes a meaning: once for each new beginning and field.
#include "models/ingest/lineprotocoldecoder.h"

#include <algorithm>

namespace desk {
namespace {

// Up to an unescaped end, unescaped; at ends up on it.
std::string nameUpTo(std::string_view text, std::size_t &at, std::string_view ends)
{
    std::string name;
    for (; at < text.size() && ends.find(text[at]) == std::string_view::npos; ++at) {
        if (text[at] == '\\' && at + 1 < text.size() &&
            std::string_view(",= \\").find(text[at + 1]) != std::string_view::npos)
            ++at;
        name += text[at];
    }
    return name;
}

} // namespace

// "measurement,tag=value,…": its node, type, dst and labels.
Result<void> LineProtocolDecoder::describe(Known &known, const Options &options)
{
    const std::string_view key = known.key;
    std::size_t at = 0;
    const auto wrongAt = [&](const std::string &message) {
        return failure(ErrorCode::parseError, message, {}, static_cast<std::int64_t>(m_lineStart + at));
    };
    const std::string measurement = nameUpTo(key, at, ",");
    if (measurement.empty())
        return wrongAt("a measurement is expected");
    m_tags.clear();
    while (at < key.size()) {
        ++at; // the comma
        const std::string name = nameUpTo(key, at, "=,");
        if (name.empty() || at >= key.size() || key[at] != '=')
            return wrongAt("a tag key=value is expected");
        const std::size_t begin = ++at;
        const std::string value = nameUpTo(key, at, ",=");
        if (value.empty() || (at < key.size() && key[at] == '=')) {
            at = value.empty() ? begin : at;
            return wrongAt(value.empty() ? "the tag " + name.substr(0, 60) + " has no value"
                                         : "an = inside a tag's value must be escaped");
        }
        m_tags.add(name, value);
    }
    if (auto resolved = m_tags.resolve(options.sender); !resolved)
        return resolved;
    if (m_isForeign && measurement != "telemetry") {
        if (auto kept = keepForeignName("measurement", measurement, known.prefix); !kept)
            return kept;
        known.prefix += '.';
    }
    known.type = m_tags.type();
    known.labels = m_tags.labels();
    const bool isNew = !m_dictionary.findNode(m_tags.node()).has_value();
    const auto node = m_dictionary.node(m_tags.node(), known.type ? known.type
                                                       : isNew    ? std::optional(NodeType::host)
                                                                  : std::nullopt);
    if (!node)
        return tl::unexpected(node.error());
    known.node = *node;
    if (m_tags.dst().empty()) {
        known.entity = *m_dictionary.entity(*node);
        return {};
    }
    const auto dst = m_dictionary.node(m_tags.dst(), std::nullopt);
    if (!dst)
        return tl::unexpected(dst.error());
    known.entity = *m_dictionary.entity(*node, *dst);
    // Both ends of a new link can be shown and selected, whether they ever send anything or not.
    static_cast<void>(m_dictionary.entity(*node));
    static_cast<void>(m_dictionary.entity(*dst));
    return {};
}

// Lines of one kind carry the same fields in the same order: the place says which, one comparison confirms.
Result<const LineProtocolDecoder::KnownField *>
LineProtocolDecoder::resolve(Known &known, std::size_t position, const Field &field)
{
    if (position < known.fields.size() && known.fields[position].key == field.key)
        return &known.fields[position];
    std::size_t at = 0;
    const std::string name = nameUpTo(field.key, at, {});
    std::string metric;
    if (m_isForeign) {
        if (auto kept = keepForeignName("field", known.prefix + name, metric); !kept)
            return tl::unexpected(kept.error());
    } else {
        if (auto checked = checkMetricName(name); !checked)
            return tl::unexpected(checked.error());
        metric = name;
    }
    const auto series = m_dictionary.seriesByName(known.entity, metric, field.kind, known.labels);
    if (!series)
        return tl::unexpected(series.error());
    if (index(*series) >= m_dictionary.published().series && !known.isFresh) {
        known.isFresh = true;
        m_fresh.push_back(known.key);
    }
    if (position >= known.fields.size())
        known.fields.resize(position + 1);
    KnownField &slot = known.fields[position];
    const std::size_t before = slot.key.size();
    slot = {std::string(field.key), *series, m_dictionary.definition(*series).kind == ValueKind::text,
            m_isForeign ? nullptr : valueRange(metric)};
    const std::size_t grown = sizeof(KnownField) + field.key.size() - std::min(before, field.key.size());
    known.bytes += grown;
    m_knownBytes += grown;
    return &slot;
}

} // namespace desk
