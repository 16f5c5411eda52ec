// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fieldtable.h"

#include "models/telemetry/names.h"

#include <algorithm>

namespace desk {
namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == ':' || c == '/';
}

// What the device calls it, as a metric's name.
std::string metricNameOf(std::string_view text)
{
    constexpr std::size_t longest = 120;
    std::string name(text.substr(0, longest));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !isNameCharacter(c); }, '_');
    if (!isMetricName(name))
        name.insert(0, "_");
    return name;
}

} // namespace

FieldTable::FieldTable(const DecoderDefinition &definition)
    : m_nodeField(definition.nodeField)
    , m_destinationField(definition.destinationField)
    , m_timeField(definition.clock.source == ClockDefinition::Source::arrival ? std::string()
                                                                              : definition.clock.field)
    , m_onlyListed(definition.onlyListedFields)
{
    const DecoderKind kind = definition.decoder;
    if (kind == DecoderKind::fixedLayout || kind == DecoderKind::ccsds || kind == DecoderKind::xtce)
        return; // their layouts enter the fields
    for (const FieldDefinition &field : definition.fields)
        enter(field, true);
    for (const std::string &source : {m_nodeField, m_destinationField, m_timeField}) {
        const bool isName = std::any_of(m_entries.begin(), m_entries.end(),
                                        [&](const Entry &one) { return one.definition.name == source; });
        if (!source.empty() && !isName && findKnown(source) == none) {
            FieldDefinition field;
            field.source = source;
            enter(std::move(field), false);
        }
    }
}

std::uint32_t FieldTable::find(std::string_view source, std::uint32_t hint)
{
    if (hint < m_entries.size() && m_entries[hint].definition.source == source)
        return hint;
    if (const auto known = m_bySource.find(source); known != m_bySource.end())
        return known->second;
    if (m_onlyListed)
        return none;
    m_full = m_entries.size() >= most;
    if (m_full)
        return none;
    FieldDefinition field;
    field.source = source;
    return enter(std::move(field), false);
}

std::uint32_t FieldTable::findKnown(std::string_view source) const
{
    const auto known = m_bySource.find(source);
    return known == m_bySource.end() ? none : known->second;
}

std::uint32_t FieldTable::enter(FieldDefinition field, bool listed, std::string labels)
{
    const auto key = static_cast<std::uint32_t>(m_entries.size());
    field.name = ownName(field.name.empty() ? field.source : field.name, labels);
    m_names.insert(field.name + '{' + labels);
    Entry &made = m_entries.emplace_back(Entry{std::move(field), std::move(labels), Role::value, listed, 0});
    const FieldDefinition &kept = made.definition;
    const auto is = [&kept](const std::string &wanted) {
        return !wanted.empty() && (kept.source == wanted || kept.name == wanted);
    };
    if (is(m_nodeField))
        made.role = Role::node;
    else if (is(m_destinationField))
        made.role = Role::destination;
    else if (is(m_timeField))
        made.role = Role::time;
    m_bySource.emplace(kept.source.empty() ? kept.name : kept.source, key);
    return key;
}

FieldDescription FieldTable::describe(std::uint32_t key) const
{
    const Entry &one = m_entries[key];
    const FieldDefinition &field = one.definition;
    const bool ignored = field.ignored || (one.role != Role::value && !one.listed);
    return {field.source,      field.name,         one.labels,    field.unit,
            field.description, &field.calibration, &field.limits, ignored};
}

std::string FieldTable::ownName(std::string_view wanted, const std::string &labels) const
{
    const std::string name = metricNameOf(wanted);
    std::string own = name;
    for (unsigned n = 2; m_names.contains(own + '{' + labels); ++n)
        own = name + '_' + std::to_string(n);
    return own;
}

} // namespace desk
