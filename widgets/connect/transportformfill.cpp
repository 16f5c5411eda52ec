// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TransportForm that shows settings there are.
#include "widgets/connect/transportform.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

template <class... Cases>
struct CasesOf : Cases...
{
    using Cases::operator()...;
};
template <class... Cases>
CasesOf(Cases...) -> CasesOf<Cases...>;

using Kind = TransportForm::Kind;
using Filled = std::vector<std::pair<const char *, std::string>>;

std::string flagText(bool flag)
{
    return flag ? "true" : "false";
}

std::string topicsText(const std::vector<std::string> &topics)
{
    std::string text;
    for (const std::string &topic : topics)
        text += (text.empty() ? "" : ", ") + topic;
    return text;
}

std::optional<Kind> kindOf(const TransportSettings &settings)
{
    return std::visit(CasesOf{[](const SerialSettings &) { return std::optional(Kind::serial); },
                              [](const TcpClientSettings &) { return std::optional(Kind::tcp); },
                              [](const TcpServerSettings &) { return std::optional(Kind::tcpServer); },
                              [](const UdpSettings &) { return std::optional(Kind::udp); },
                              [](const MqttSettings &) { return std::optional(Kind::mqtt); },
                              [](const WebSocketSettings &) { return std::optional(Kind::webSocket); },
                              [](const SseSettings &) { return std::optional(Kind::events); },
                              [](const HttpPollSettings &) { return std::optional(Kind::poll); },
                              [](const FileTailSettings &) { return std::optional(Kind::tail); },
                              [](const CsvFolderSettings &) { return std::optional(Kind::csvFolder); },
                              [](const StandardInputSettings &) { return std::optional<Kind>(); }},
                      settings);
}

Filled serialValues(const SerialSettings &serial)
{
    static constexpr const char *parities[] = {"none", "even", "odd", "mark", "space"};
    static constexpr const char *flows[] = {"none", "hardware", "software"};
    return {{"baud", std::to_string(serial.baud)},          {"data_bits", std::to_string(serial.dataBits)},
            {"stop_bits", std::to_string(serial.stopBits)}, {"parity", parities[std::size_t(serial.parity)]},
            {"flow", flows[std::size_t(serial.flow)]},      {"send", serial.send}};
}

Filled valuesOf(const TransportSettings &settings)
{
    const auto port = [](std::uint16_t number) { return std::to_string(number); };
    return std::visit(
        CasesOf{[](const SerialSettings &serial) { return serialValues(serial); },
                [&](const TcpClientSettings &tcp) {
                    return Filled{{"host", tcp.host}, {"port", port(tcp.port)}, {"send", tcp.send}};
                },
                [&](const TcpServerSettings &server) {
                    return Filled{{"address", server.address}, {"port", port(server.port)}};
                },
                [&](const UdpSettings &udp) {
                    return Filled{{"address", udp.address}, {"port", port(udp.port)}, {"group", udp.group}};
                },
                [&](const MqttSettings &mqtt) {
                    return Filled{{"host", mqtt.host},
                                  {"port", port(mqtt.port)},
                                  {"topics", topicsText(mqtt.topics)},
                                  {"qos", std::to_string(mqtt.qos)},
                                  {"user", mqtt.user},
                                  {"password_secret", mqtt.passwordSecret},
                                  {"tls", flagText(mqtt.tls)}};
                },
                [](const WebSocketSettings &socket) {
                    return Filled{
                        {"url", socket.url}, {"send", socket.send}, {"token_secret", socket.tokenSecret}};
                },
                [](const SseSettings &events) {
                    return Filled{{"url", events.url}, {"token_secret", events.tokenSecret}};
                },
                [](const HttpPollSettings &poll) {
                    return Filled{{"url", poll.url},
                                  {"path", poll.path},
                                  {"every_ms", std::to_string(poll.every.count())},
                                  {"token_secret", poll.tokenSecret}};
                },
                [](const FileTailSettings &tail) {
                    return Filled{{"path", tail.path}, {"from_start", flagText(tail.fromStart)}};
                },
                [](const CsvFolderSettings &folder) {
                    return Filled{{"path", folder.path}, {"pattern", folder.pattern}};
                },
                [](const StandardInputSettings &) { return Filled(); }},
        settings);
}

} // namespace

bool TransportForm::setSettings(const TransportSettings &settings)
{
    const auto kind = kindOf(settings);
    if (!kind)
        return false;
    choose(*kind);
    m_before = settings;
    for (const auto &[name, value] : valuesOf(settings))
        setField(QLatin1String(name), QString::fromStdString(value));
    if (const auto *serial = std::get_if<SerialSettings>(&settings))
        setField(u"port"_s, portTextOf(*serial));
    return true;
}

} // namespace desk
