// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdefinition.h"

#include "models/links/settingsfields_p.h"
#include "models/links/settingsjson_p.h"
#include "models/telemetry/jsondocument.h"

#include <charconv>
#include <set>

namespace desk {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t mostLinks = 256;
constexpr std::size_t deepestLinks = 32; // of brackets

template <std::size_t I = 0>
Result<TransportSettings> readTransport(const std::string &word, SettingsReader &reader)
{
    if constexpr (I == std::variant_size_v<TransportSettings>) {
        reader.wrong("type",
                     "must be serial, tcp, tcp-server, udp, websocket, sse, mqtt, tail, stdin, csv-folder "
                     "or http-poll");
        return tl::unexpected(reader.finish().error());
    } else {
        std::variant_alternative_t<I, TransportSettings> settings;
        if (word != transportWord(settings))
            return readTransport<I + 1>(word, reader);
        tellFields(reader, settings);
        if (auto finished = reader.finish(); !finished)
            return tl::unexpected(finished.error());
        return TransportSettings(std::move(settings));
    }
}

Error within(Error error, const std::string &path)
{
    error.message = path + error.message;
    error.field = path + error.field;
    return error;
}

Result<LinkDefinition> readLink(const json &object, const std::string &path)
{
    LinkDefinition definition;
    SettingsReader reader(object, path);
    reader.text("id", definition.id);
    reader.text("name", definition.name);
    reader.flag("enabled", definition.enabled);
    reader.text("node", definition.node);
    const json *transport = reader.find("transport");
    const json *decoder = reader.find("decoder");
    if (!transport)
        reader.wrong("transport", "is missing: {\"type\": \"serial\", …}");
    if (auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());

    SettingsReader settings(*transport, path + "/transport");
    std::string word;
    settings.text("type", word);
    auto read = readTransport(word, settings);
    if (!read)
        return tl::unexpected(read.error());
    definition.transport = *std::move(read);
    if (decoder) {
        auto decoding = parseDecoderDefinition(decoder->dump());
        if (!decoding)
            return tl::unexpected(within(decoding.error(), path + "/decoder"));
        definition.decoder = *std::move(decoding);
    }
    if (definition.name.empty())
        definition.name = definition.id;
    if (auto checked = checkLink(definition); !checked)
        return tl::unexpected(within(checked.error(), path));
    return definition;
}

ordered_json toJson(const LinkDefinition &definition)
{
    ordered_json object{{"id", definition.id}, {"name", definition.name}, {"enabled", definition.enabled}};
    if (!definition.node.empty())
        object["node"] = definition.node;
    ordered_json transport{{"type", transportWord(definition.transport)}};
    SettingsWriter writer(transport);
    std::visit([&writer](auto settings) { tellFields(writer, settings); }, definition.transport);
    object["transport"] = std::move(transport);
    object["decoder"] = ordered_json::parse(decoderDefinitionJson(definition.decoder));
    return object;
}

} // namespace

Result<LinkDefinition> parseLink(std::string_view text)
{
    const auto object = parseJson(text, deepestLinks);
    return object ? readLink(*object, {}) : tl::unexpected(object.error());
}

std::string linkJson(const LinkDefinition &definition)
{
    return toJson(definition).dump(2);
}

Result<std::vector<LinkDefinition>> parseLinks(std::string_view text)
{
    const auto document = parseJson(text, deepestLinks);
    if (!document)
        return tl::unexpected(document.error());
    SettingsReader reader(*document, {});
    const json *list = reader.find("links");
    if (!list || !list->is_array() || list->size() > mostLinks)
        reader.wrong("links", "must be a list of at most " + std::to_string(mostLinks) + " links");
    if (auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());
    std::vector<LinkDefinition> links;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string path = "/links/" + std::to_string(i);
        auto link = readLink((*list)[i], path);
        if (!link)
            return tl::unexpected(link.error());
        if (!ids.insert(link->id).second)
            return failure(ErrorCode::invalidArgument, path + "/id: another link has this id", path + "/id");
        links.push_back(*std::move(link));
    }
    return links;
}

std::string linksJson(const std::vector<LinkDefinition> &links)
{
    ordered_json list = ordered_json::array();
    for (const LinkDefinition &link : links)
        list.push_back(toJson(link));
    return ordered_json{{"links", std::move(list)}}.dump(2) + "\n";
}

} // namespace desk
