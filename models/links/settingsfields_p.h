// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transportsettings.h"

#include <array>
#include <utility>

namespace desk {

// The members of each transport's settings as JSON has them, told to a reader or writer: one list for both.

inline constexpr std::array parityWords{
    std::pair{SerialParity::none, "none"}, std::pair{SerialParity::even, "even"},
    std::pair{SerialParity::odd, "odd"}, std::pair{SerialParity::mark, "mark"},
    std::pair{SerialParity::space, "space"}};
inline constexpr std::array flowWords{std::pair{SerialFlow::none, "none"},
                                      std::pair{SerialFlow::hardware, "hardware"},
                                      std::pair{SerialFlow::software, "software"}};
inline constexpr std::array mqttVersionWords{std::pair{5, "5"}, std::pair{4, "3.1.1"}};

inline constexpr std::int64_t dayMs = 24 * 3600 * 1000;

template <class Fields>
void tellFields(Fields &fields, SerialSettings &s)
{
    fields.text("port", s.port);
    fields.hex("vendor", s.vendor);
    fields.hex("product", s.product);
    fields.text("serial", s.serial);
    fields.number("baud", s.baud, 50, 20'000'000);
    fields.number("data_bits", s.dataBits, 5, 8);
    fields.number("stop_bits", s.stopBits, 1, 2);
    fields.choice("parity", s.parity, parityWords);
    fields.choice("flow", s.flow, flowWords);
    fields.text("send", s.send);
}

template <class Fields>
void tellFields(Fields &fields, TcpClientSettings &s)
{
    fields.text("host", s.host);
    fields.number("port", s.port, 1, 65'535);
    fields.text("send", s.send);
    fields.milliseconds("silence_ms", s.silence, 0, dayMs);
}

template <class Fields>
void tellFields(Fields &fields, TcpServerSettings &s)
{
    fields.text("address", s.address);
    fields.number("port", s.port, 0, 65'535);
    fields.number("clients", s.clients, 1, 1000);
}

template <class Fields>
void tellFields(Fields &fields, UdpSettings &s)
{
    fields.text("address", s.address);
    fields.number("port", s.port, 0, 65'535);
    fields.text("group", s.group);
    fields.text("interface", s.networkInterface);
    fields.number("receive_buffer", s.receiveBuffer, 4096, 256 << 20);
}

template <class Fields>
void tellFields(Fields &fields, WebSocketSettings &s)
{
    fields.text("url", s.url);
    fields.text("send", s.send);
    fields.text("ca", s.ca);
    fields.text("token_secret", s.tokenSecret);
}

template <class Fields>
void tellFields(Fields &fields, SseSettings &s)
{
    fields.text("url", s.url);
    fields.text("ca", s.ca);
    fields.text("token_secret", s.tokenSecret);
}

template <class Fields>
void tellFields(Fields &fields, MqttSettings &s)
{
    fields.text("host", s.host);
    fields.number("port", s.port, 1, 65'535);
    fields.choice("version", s.version, mqttVersionWords);
    fields.texts("topics", s.topics);
    fields.number("qos", s.qos, 0, 1);
    fields.flag("session", s.session);
    fields.text("client_id", s.clientId);
    fields.text("user", s.user);
    fields.text("password_secret", s.passwordSecret);
    fields.flag("tls", s.tls);
    fields.text("ca", s.ca);
    fields.text("cert", s.cert);
    fields.text("key", s.key);
    fields.seconds("keep_alive_s", s.keepAlive, 5, 3600);
}

template <class Fields>
void tellFields(Fields &fields, FileTailSettings &s)
{
    fields.text("path", s.path);
    fields.flag("from_start", s.fromStart);
}

template <class Fields>
void tellFields(Fields &, StandardInputSettings &)
{
}

template <class Fields>
void tellFields(Fields &fields, CsvFolderSettings &s)
{
    fields.text("path", s.path);
    fields.text("pattern", s.pattern);
    fields.text("move_to", s.moveTo);
}

template <class Fields>
void tellFields(Fields &fields, HttpPollSettings &s)
{
    fields.text("url", s.url);
    fields.text("path", s.path);
    fields.milliseconds("every_ms", s.every, 50, dayMs);
    fields.text("ca", s.ca);
    fields.text("token_secret", s.tokenSecret);
}

} // namespace desk
