// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/definitionrecord.h"

#include <array>
#include <cstring>

namespace desk {
namespace {

enum class Tag : std::uint8_t { node = 1, entity, series, text };

template <class T>
void put(std::string &out, T value)
{
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(T));
    out.append(bytes.data(), bytes.size());
}

void putText(std::string &out, std::string_view text)
{
    put(out, static_cast<std::uint32_t>(text.size()));
    out.append(text);
}

struct Reader
{
    std::span<const std::byte> rest;
    bool intact = true;

    template <class T>
    T take()
    {
        T value{};
        if (rest.size() < sizeof(T)) {
            intact = false;
            rest = {};
            return value;
        }
        std::memcpy(&value, rest.data(), sizeof(T));
        rest = rest.subspan(sizeof(T));
        return value;
    }

    std::string_view takeText()
    {
        const auto size = take<std::uint32_t>();
        if (size > rest.size()) {
            intact = false;
            rest = {};
            return {};
        }
        const std::string_view text(reinterpret_cast<const char *>(rest.data()), size);
        rest = rest.subspan(size);
        return text;
    }
};

tl::unexpected<Error> damaged(const char *what)
{
    return failure(ErrorCode::parseError, std::string("journal definition: ") + what);
}

Result<void> readNode(Reader &in, SeriesDictionary &dictionary)
{
    const auto id = in.take<std::uint32_t>();
    const auto type = in.take<std::uint8_t>();
    const std::string_view name = in.takeText();
    if (!in.intact || type > static_cast<std::uint8_t>(NodeType::gpu))
        return damaged("node");
    const auto made = dictionary.node(name, static_cast<NodeType>(type));
    if (!made)
        return tl::unexpected(made.error());
    return index(*made) == id ? Result<void>{} : damaged("node id out of order");
}

Result<void> readEntity(Reader &in, SeriesDictionary &dictionary)
{
    const auto id = in.take<std::uint32_t>();
    const NodeId node{in.take<std::uint32_t>()};
    const NodeId dst{in.take<std::uint32_t>()};
    if (!in.intact || index(node) >= dictionary.nodeCount() ||
        (dst != noNode && index(dst) >= dictionary.nodeCount()))
        return damaged("entity");
    const auto made = dictionary.entity(node, dst);
    return made && index(*made) == id ? Result<void>{} : damaged("entity id out of order");
}

Result<void> readSeries(Reader &in, SeriesDictionary &dictionary)
{
    const auto id = in.take<std::uint32_t>();
    const EntityId entity{in.take<std::uint32_t>()};
    const auto kind = in.take<std::uint8_t>();
    const std::string_view metric = in.takeText();
    const std::string_view labels = in.takeText();
    if (!in.intact || index(entity) >= dictionary.entityCount() ||
        kind > static_cast<std::uint8_t>(ValueKind::text))
        return damaged("series");
    const auto made = dictionary.seriesByName(entity, metric, static_cast<ValueKind>(kind), labels);
    if (!made)
        return tl::unexpected(made.error());
    return index(*made) == id ? Result<void>{} : damaged("series id out of order");
}

Result<void> readTextDefinition(Reader &in, SeriesDictionary &dictionary)
{
    const SeriesId series{in.take<std::uint32_t>()};
    const auto code = in.take<std::uint32_t>();
    const std::string_view text = in.takeText();
    if (!in.intact || index(series) >= dictionary.seriesCount())
        return damaged("text");
    const auto made = dictionary.textCode(series, text);
    return made && *made == code ? Result<void>{} : damaged("text code out of order");
}

} // namespace

void encodeDefinitions(const SeriesDictionary &dictionary, const DictionaryCursor &from, std::string &out)
{
    for (std::size_t i = from.nodes; i < dictionary.nodeCount(); ++i) {
        const NodeDefinition &node = dictionary.definition(NodeId{static_cast<std::uint32_t>(i)});
        put(out, Tag::node);
        put(out, index(node.id));
        put(out, static_cast<std::uint8_t>(node.type));
        putText(out, node.name);
    }
    for (std::size_t i = from.entities; i < dictionary.entityCount(); ++i) {
        const EntityDefinition &entity = dictionary.definition(EntityId{static_cast<std::uint32_t>(i)});
        put(out, Tag::entity);
        put(out, index(entity.id));
        put(out, index(entity.node));
        put(out, index(entity.dst));
    }
    for (std::size_t i = from.series; i < dictionary.seriesCount(); ++i) {
        const SeriesDefinition &series = dictionary.definition(SeriesId{static_cast<std::uint32_t>(i)});
        put(out, Tag::series);
        put(out, index(series.id));
        put(out, index(series.entity));
        put(out, static_cast<std::uint8_t>(series.kind));
        putText(out, series.metric);
        putText(out, series.labels);
    }
    for (std::size_t i = from.texts; i < dictionary.textCount(); ++i) {
        const TextDefinition &text = dictionary.textDefinition(i);
        put(out, Tag::text);
        put(out, index(text.series));
        put(out, text.code);
        putText(out, text.text);
    }
}

Result<void> decodeDefinitions(std::span<const std::byte> bytes, SeriesDictionary &dictionary)
{
    Reader in{bytes};
    while (!in.rest.empty()) {
        Result<void> read = damaged("unknown kind");
        switch (in.take<Tag>()) {
        case Tag::node:
            read = readNode(in, dictionary);
            break;
        case Tag::entity:
            read = readEntity(in, dictionary);
            break;
        case Tag::series:
            read = readSeries(in, dictionary);
            break;
        case Tag::text:
            read = readTextDefinition(in, dictionary);
            break;
        }
        if (!read)
            return read;
    }
    return {};
}

} // namespace desk
