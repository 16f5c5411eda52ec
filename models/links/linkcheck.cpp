// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/jsonpath.h"
#include "models/links/linkdefinition.h"
#include "models/links/tcpservertransport.h"

#include "models/telemetry/names.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

tl::unexpected<Error> wrongMember(const std::string &path, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, path + ": " + what, path);
}

Result<void> checkUrl(const std::string &url, const char *plain, const char *safe)
{
    const bool begins =
        url.rfind(std::string(plain) + "://", 0) == 0 || url.rfind(std::string(safe) + "://", 0) == 0;
    if (!begins || url.find_first_of(" \t\r\n") != std::string::npos ||
        url.size() <= std::string(safe).size() + 3)
        return wrongMember("/transport/url",
                           "must begin with " + std::string(plain) + ":// or " + safe + "://");
    const auto host = url.substr(url.find("://") + 3);
    if (host.substr(0, host.find_first_of("/?#")).find('@') != std::string::npos)
        return wrongMember("/transport/url",
                           "must hold no user and no password, which everybody would see in "
                           "lists and recordings; use a secret");
    return {};
}

bool isTopicFilter(const std::string &topic)
{
    if (topic.empty() || topic.size() > 65'535)
        return false;
    for (std::size_t i = 0; i < topic.size(); ++i) {
        const bool levelBegins = i == 0 || topic[i - 1] == '/';
        const bool levelEnds = i + 1 == topic.size() || topic[i + 1] == '/';
        if (topic[i] == '+' && !(levelBegins && levelEnds))
            return false;
        if (topic[i] == '#' && !(levelBegins && i + 1 == topic.size()))
            return false;
    }
    return true;
}

struct TransportCheck
{
    Result<void> operator()(const SerialSettings &s) const
    {
        if (s.port.empty() && !s.vendor && !s.product && s.serial.empty())
            return wrongMember("/transport/port",
                               "give the port, or vendor, product or serial number of the device");
        return {};
    }
    Result<void> operator()(const TcpClientSettings &s) const
    {
        if (s.host.empty())
            return wrongMember("/transport/host", "is missing");
        return s.port == 0 ? Result<void>(wrongMember("/transport/port", "is missing")) : Result<void>();
    }
    Result<void> operator()(const TcpServerSettings &s) const
    {
        if (listenAddress(s.address).isNull())
            return wrongMember("/transport/address", "must be localhost or an address of this machine in "
                                                     "numbers; 0.0.0.0 stands for all of them");
        return {};
    }
    Result<void> operator()(const UdpSettings &s) const
    {
        if (s.group.empty() && s.address.empty())
            return wrongMember("/transport/address", "is missing");
        if (!s.group.empty() && s.port == 0)
            return wrongMember("/transport/port", "a group needs its port");
        return {};
    }
    Result<void> operator()(const WebSocketSettings &s) const { return checkUrl(s.url, "ws", "wss"); }
    Result<void> operator()(const SseSettings &s) const { return checkUrl(s.url, "http", "https"); }
    Result<void> operator()(const MqttSettings &s) const
    {
        if (s.host.empty())
            return wrongMember("/transport/host", "is missing");
        if (s.topics.empty())
            return wrongMember("/transport/topics", "name at least one topic; # stands for all");
        for (std::size_t i = 0; i < s.topics.size(); ++i) {
            if (!isTopicFilter(s.topics[i]))
                return wrongMember("/transport/topics/" + std::to_string(i),
                                   "+ stands for one whole level, # for all levels at the end");
        }
        if (s.cert.empty() != s.key.empty())
            return wrongMember("/transport/key",
                               "a client certificate needs its key, and a key its certificate");
        return {};
    }
    Result<void> operator()(const FileTailSettings &s) const
    {
        return s.path.empty() ? Result<void>(wrongMember("/transport/path", "is missing")) : Result<void>();
    }
    Result<void> operator()(const StandardInputSettings &) const { return {}; }
    Result<void> operator()(const CsvFolderSettings &s) const
    {
        if (s.path.empty())
            return wrongMember("/transport/path", "is missing");
        if (s.moveTo.find("..") != std::string::npos || s.moveTo.rfind('/', 0) == 0)
            return wrongMember("/transport/move_to", "must be the name of a folder in the folder");
        return {};
    }
    Result<void> operator()(const HttpPollSettings &s) const
    {
        if (const auto path = JsonPath::parse(s.path); !path)
            return wrongMember("/transport/path", path.error().message);
        return checkUrl(s.url, "http", "https");
    }
};

// Placeholders only as they are known, and a name once they are filled.
Result<void> checkNode(const LinkDefinition &definition)
{
    const std::string &node = definition.node;
    for (auto at = node.find('{'); at != std::string::npos; at = node.find('{', at + 1)) {
        const auto end = node.find('}', at);
        const std::string inside =
            end == std::string::npos ? std::string() : node.substr(at + 1, end - at - 1);
        const bool part = inside.rfind("origin.", 0) == 0 && inside.size() > 7 && inside.size() < 10 &&
                          inside.find_first_not_of("0123456789", 7) == std::string::npos;
        if (inside != "origin" && !part)
            return wrongMember("/node", "only {origin} and {origin.1}, {origin.2} … are known");
    }
    const std::string example = linkNode(definition, "a/b/c");
    if (!example.empty() && !isNodeName(example))
        return wrongMember("/node", "must be 1 to 128 characters of A-Z a-z 0-9 _ . : -");
    return {};
}

} // namespace

bool isHeldByOne(const TransportSettings &settings)
{
    return std::holds_alternative<SerialSettings>(settings) ||
           std::holds_alternative<TcpClientSettings>(settings) ||
           std::holds_alternative<TcpServerSettings>(settings) ||
           std::holds_alternative<UdpSettings>(settings);
}

std::string secretNameOf(const TransportSettings &settings)
{
    return std::visit(
        [](const auto &of) -> std::string {
            if constexpr (requires { of.passwordSecret; })
                return of.passwordSecret;
            else if constexpr (requires { of.tokenSecret; })
                return of.tokenSecret;
            else
                return {};
        },
        settings);
}

const char *transportWord(const TransportSettings &settings)
{
    static constexpr std::array words{"serial", "tcp",  "tcp-server", "udp",        "websocket", "sse",
                                      "mqtt",   "tail", "stdin",      "csv-folder", "http-poll"};
    static_assert(words.size() == std::variant_size_v<TransportSettings>);
    return words[settings.index()];
}

std::string transportAddress(const TransportSettings &settings)
{
    struct Words
    {
        std::string operator()(const SerialSettings &s) const
        {
            return s.port.empty() ? "serial device " + s.serial : s.port;
        }
        std::string operator()(const TcpClientSettings &s) const
        {
            return s.host + ":" + std::to_string(s.port);
        }
        std::string operator()(const TcpServerSettings &s) const
        {
            return "TCP server " + s.address + ":" + std::to_string(s.port);
        }
        std::string operator()(const UdpSettings &s) const
        {
            return "UDP " + (s.group.empty() ? s.address : s.group) + ":" + std::to_string(s.port);
        }
        std::string operator()(const WebSocketSettings &s) const { return s.url; }
        std::string operator()(const SseSettings &s) const { return s.url; }
        std::string operator()(const MqttSettings &s) const
        {
            return "MQTT " + s.host + ":" + std::to_string(s.port);
        }
        std::string operator()(const FileTailSettings &s) const { return s.path; }
        std::string operator()(const StandardInputSettings &) const { return "standard input"; }
        std::string operator()(const CsvFolderSettings &s) const { return s.path; }
        std::string operator()(const HttpPollSettings &s) const { return s.url; }
    };
    return std::visit(Words{}, settings);
}

Result<void> checkLink(const LinkDefinition &definition)
{
    const std::string &id = definition.id;
    const bool named = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
    if (!named)
        return wrongMember("/id", "must be 1 to 64 characters of a-z 0-9 _ - .");
    if (definition.name.size() > 200)
        return wrongMember("/name", "must have at most 200 characters");
    if (auto checked = std::visit(TransportCheck{}, definition.transport); !checked)
        return checked;
    if (auto checked = checkNode(definition); !checked)
        return checked;
    // The chain's own node is ours where the link names one.
    DecoderDefinition decoder = definition.decoder;
    if (const std::string node = linkNode(definition, "a/b/c"); !node.empty())
        decoder.node = node;
    if (auto checked = checkDefinition(decoder); !checked) {
        Error error = checked.error();
        error.field = "/decoder" + error.field;
        error.message = "/decoder" + error.message;
        return tl::unexpected(std::move(error));
    }
    return {};
}

std::string linkNode(const LinkDefinition &definition, std::string_view origin)
{
    std::string node;
    const std::string &pattern = definition.node;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto end = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            node += pattern[i];
            continue;
        }
        std::string_view part = origin;
        if (std::size_t number = 0; end - i > 8) { // {origin.N}
            std::from_chars(&pattern[i + 8], &pattern[end], number);
            for (; number > 1 && !part.empty(); --number)
                part.remove_prefix(std::min(part.find('/'), part.size() - 1) + 1);
            part = part.substr(0, part.find('/'));
        }
        for (const char c : part)
            node += isNodeName(std::string_view(&c, 1)) ? c : '_';
        i = end;
    }
    return pattern.empty() ? definition.decoder.node : node;
}

} // namespace desk
