// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TransportForm that makes settings of what is filled in.
#include "widgets/connect/transportform.h"

#include <QComboBox>

#include <algorithm>
#include <limits>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// "lab.example:8080" of "https://lab.example:8080/stream".
std::string authorityOf(const std::string &url)
{
    const std::string scheme = "://";
    const std::size_t at = url.find(scheme);
    const std::size_t begin = at == std::string::npos ? 0 : at + scheme.size();
    const std::string authority = url.substr(begin, url.find_first_of("/?#", begin) - begin);
    return authority.substr(authority.find_last_of('@') + 1); // npos + 1: all of it
}

std::string accountOf(const MqttSettings &mqtt)
{
    return (mqtt.user.empty() ? std::string() : mqtt.user + "@") + mqtt.host + ":" +
           std::to_string(mqtt.port);
}

} // namespace

std::string TransportForm::text(const char *name) const
{
    return field(QLatin1String(name)).toStdString();
}

// What is no number is one that no setting takes.
template <class Number>
Number TransportForm::number(const char *name) const
{
    bool isNumber = false;
    const qlonglong value = field(QLatin1String(name)).toLongLong(&isNumber);
    const bool fits = isNumber && value >= qlonglong(std::numeric_limits<Number>::min()) &&
                      value <= qlonglong(std::numeric_limits<Number>::max());
    return fits ? static_cast<Number>(value) : Number{};
}

template <class Settings>
Settings TransportForm::before() const
{
    const auto *settings = m_before ? std::get_if<Settings>(&*m_before) : nullptr;
    return settings ? *settings : Settings();
}

TransportSettings TransportForm::serialSettings() const
{
    auto serial = before<SerialSettings>();
    const int row = m_port ? m_port->findText(m_port->currentText()) : -1;
    if (row >= 0 && row < int(m_ports.size())) {
        const SerialPortFound &port = m_ports[std::size_t(row)];
        serial.port = port.path;
        serial.vendor = port.vendor;
        serial.product = port.product;
        serial.serial = port.serial;
    } else if (text("port") != serial.port) { // another one: bound to its path
        serial.port = text("port");
        serial.vendor.reset();
        serial.product.reset();
        serial.serial.clear();
    }
    serial.baud = number<std::int32_t>("baud");
    serial.dataBits = number<int>("data_bits");
    serial.stopBits = number<int>("stop_bits");
    const QStringList parities{u"none"_s, u"even"_s, u"odd"_s, u"mark"_s, u"space"_s};
    serial.parity = static_cast<SerialParity>(std::max<qsizetype>(0, parities.indexOf(field(u"parity"_s))));
    const QStringList flows{u"none"_s, u"hardware"_s, u"software"_s};
    serial.flow = static_cast<SerialFlow>(std::max<qsizetype>(0, flows.indexOf(field(u"flow"_s))));
    serial.send = text("send");
    return serial;
}

TransportSettings TransportForm::mqttSettings() const
{
    auto mqtt = before<MqttSettings>();
    mqtt.topics.clear();
    mqtt.host = text("host");
    mqtt.port = number<std::uint16_t>("port");
    const QStringList topics = field(u"topics"_s).split(u',', Qt::SkipEmptyParts);
    std::transform(topics.begin(), topics.end(), std::back_inserter(mqtt.topics),
                   [](const QString &topic) { return topic.trimmed().toStdString(); });
    mqtt.qos = number<int>("qos");
    mqtt.user = text("user");
    mqtt.passwordSecret = secretName("password_secret", accountOf(mqtt), accountOf(before<MqttSettings>()));
    mqtt.tls = field(u"tls"_s) == u"true"_s;
    return mqtt;
}

TransportSettings TransportForm::written() const
{
    switch (kind()) {
    case Kind::serial:
        return serialSettings();
    case Kind::tcp: {
        auto tcp = before<TcpClientSettings>();
        tcp.host = text("host");
        tcp.port = number<std::uint16_t>("port");
        tcp.send = text("send");
        return tcp;
    }
    case Kind::tcpServer: {
        auto server = before<TcpServerSettings>();
        server.address = text("address");
        server.port = number<std::uint16_t>("port");
        return server;
    }
    case Kind::udp: {
        auto udp = before<UdpSettings>();
        udp.address = text("address");
        udp.port = number<std::uint16_t>("port");
        udp.group = text("group");
        return udp;
    }
    case Kind::mqtt:
        return mqttSettings();
    case Kind::webSocket: {
        auto socket = before<WebSocketSettings>();
        socket.url = text("url");
        socket.send = text("send");
        socket.tokenSecret =
            secretName("token_secret", authorityOf(socket.url), authorityOf(before<WebSocketSettings>().url));
        return socket;
    }
    case Kind::events: {
        auto events = before<SseSettings>();
        events.url = text("url");
        events.tokenSecret =
            secretName("token_secret", authorityOf(events.url), authorityOf(before<SseSettings>().url));
        return events;
    }
    case Kind::poll: {
        auto poll = before<HttpPollSettings>();
        poll.url = text("url");
        poll.tokenSecret =
            secretName("token_secret", authorityOf(poll.url), authorityOf(before<HttpPollSettings>().url));
        poll.path = text("path");
        poll.every = std::chrono::milliseconds(number<int>("every_ms"));
        return poll;
    }
    case Kind::tail: {
        auto tail = before<FileTailSettings>();
        tail.path = text("path");
        tail.fromStart = field(u"from_start"_s) == u"true"_s;
        return tail;
    }
    case Kind::csvFolder: {
        auto folder = before<CsvFolderSettings>();
        folder.path = text("path");
        folder.pattern = text("pattern");
        return folder;
    }
    case Kind::demo:
        break;
    }
    return SerialSettings{};
}

Result<TransportSettings> TransportForm::settings() const
{
    LinkDefinition definition;
    definition.id = "trial";
    definition.name = "trial";
    definition.node = definition.decoder.node = "trial";
    definition.transport = written();
    // As it would be read back: numbers out of range are refused there.
    auto read = parseLink(linkJson(definition));
    if (!read)
        return tl::unexpected(read.error());
    return read->transport;
}

} // namespace desk
