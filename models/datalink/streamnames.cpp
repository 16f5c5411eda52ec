// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/streamnames_p.h"

#include <simdjson.h>

namespace desk {
namespace {

// What a raw JSON string says; nothing when it is none. Names come here once each.
std::optional<std::string> unquoted(std::string_view raw)
{
    if (raw.size() < 2 || raw.front() != '"' || raw.back() != '"')
        return std::nullopt;
    simdjson::dom::parser parser;
    simdjson::padded_string text("[" + std::string(raw) + "]");
    simdjson::dom::array array;
    std::string_view content;
    if (parser.parse(text).get_array().get(array) || array.size() != 1 ||
        array.at(0).get_string().get(content))
        return std::nullopt;
    return std::string(content);
}

constexpr std::size_t longestName = 4096;

bool isName(const std::optional<std::string> &name)
{
    return name && !name->empty() && name->size() <= longestName;
}

} // namespace

void StreamNames::key(std::string_view a, std::string_view b)
{
    m_key.assign(a);
    m_key.push_back('\n'); // in no raw JSON string
    m_key.append(b);
}

Result<EntityId> StreamNames::entity(std::string_view node, std::string_view dst)
{
    if (m_last != noEntity && m_lastKey.size() == node.size() + dst.size() + 1 &&
        m_lastKey.starts_with(node) && m_lastKey.ends_with(dst))
        return m_last;
    key(node, dst);
    if (const auto it = m_entities.find(std::string_view(m_key)); it != m_entities.end()) {
        m_last = it->second;
        m_lastKey = m_key;
        return m_last;
    }
    return newEntity(node, dst);
}

Result<EntityId> StreamNames::newEntity(std::string_view node, std::string_view dst)
{
    const auto name = unquoted(node);
    if (!isName(name))
        return failure(ErrorCode::invalidArgument, "node must be a string of 1 to 4,096 bytes");
    const bool isLink = dst != "null";
    const auto target = isLink ? unquoted(dst) : std::string("-");
    if (!isName(target))
        return failure(ErrorCode::invalidArgument, "dst must be null or a string of 1 to 4,096 bytes");
    const auto id = m_dictionary.node(*name, std::nullopt); // types come with the topology
    if (!id)
        return tl::unexpected(id.error());
    static_cast<void>(m_dictionary.entity(*id));
    EntityId about = *m_dictionary.findEntity(*id);
    if (isLink) {
        const auto other = m_dictionary.node(*target, std::nullopt);
        if (!other)
            return tl::unexpected(other.error());
        static_cast<void>(m_dictionary.entity(*other));
        about = *m_dictionary.entity(*id, *other);
    }
    m_entities.emplace(m_key, about);
    m_last = about;
    m_lastKey = m_key;
    return about;
}

Result<SeriesId> StreamNames::series(EntityId entity, std::string_view metric, std::uint32_t &position,
                                     ValueKind kind)
{
    if (index(entity) >= m_order.size())
        m_order.resize(index(entity) + 1);
    auto &order = m_order[index(entity)];
    const std::uint32_t at = position++;
    if (at < order.size() && order[at].raw == metric)
        return order[at].id;
    const std::uint32_t number = index(entity);
    key(metric, std::string_view(reinterpret_cast<const char *>(&number), sizeof number));
    SeriesId id = noSeries;
    if (const auto it = m_series.find(std::string_view(m_key)); it != m_series.end()) {
        id = it->second;
    } else {
        const auto made = newSeries(entity, metric, kind);
        if (!made)
            return made;
        id = *made;
        m_series.emplace(m_key, id);
    }
    constexpr std::uint32_t longestOrder = 1024;
    if (at < longestOrder) {
        if (at >= order.size())
            order.resize(at + 1);
        order[at] = {std::string(metric), id};
    }
    return id;
}

Result<SeriesId> StreamNames::newSeries(EntityId entity, std::string_view metric, ValueKind kind)
{
    const auto full = unquoted(metric);
    if (!isName(full))
        return failure(ErrorCode::invalidArgument, "metric must be a string of 1 to 4,096 bytes");
    std::string_view name = *full;
    std::string_view labels;
    if (const auto open = name.find('{'); open != std::string_view::npos && open > 0 && name.back() == '}') {
        labels = name.substr(open + 1, name.size() - open - 2);
        name = name.substr(0, open);
    }
    return m_dictionary.seriesByName(entity, name, kind, labels);
}

Error StreamNames::kindChanged(SeriesId id) const
{
    const SeriesDefinition &series = m_dictionary.definition(id);
    return {ErrorCode::invalidArgument,
            m_dictionary.entityName(series.entity) + " " + series.metric +
                (series.kind == ValueKind::text ? " was a text before" : " was a number before"),
            series.metric, -1, -1};
}

Result<std::uint32_t> StreamNames::textCode(SeriesId id, std::string_view text)
{
    return m_dictionary.textCode(id, text);
}

void StreamNames::rollback()
{
    m_dictionary.rollback();
    const std::size_t entities = m_dictionary.entityCount();
    const std::size_t series = m_dictionary.seriesCount();
    boost::unordered::erase_if(m_entities,
                               [&](const auto &known) { return index(known.second) >= entities; });
    boost::unordered::erase_if(m_series, [&](const auto &known) { return index(known.second) >= series; });
    m_order.clear();
    m_last = noEntity;
}

} // namespace desk
