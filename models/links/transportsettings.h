// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace desk {

enum class SerialParity : std::uint8_t { none, even, odd, mark, space };
enum class SerialFlow : std::uint8_t { none, hardware, software };

// How bytes come in, one struct a transport. Plain values; texts that are secret are only named here (see
// LinkSecrets).

// Bound to the device, not to the name that the system gave its port: with a vendor, product or serial number
// that device is looked for wherever it is plugged in. The port is opened where none of them is given, and
// decides between several devices that fit.
struct SerialSettings
{
    std::string port; // "/dev/ttyUSB0", "ttyUSB0", the path of a pseudo-terminal
    std::optional<std::uint16_t> vendor;
    std::optional<std::uint16_t> product;
    std::string serial;
    std::int32_t baud = 115'200;
    int dataBits = 8;
    int stopBits = 1;
    SerialParity parity = SerialParity::none;
    SerialFlow flow = SerialFlow::none;
    std::string send; // once when it is open; escapes \r \n \t \\ \xHH
    bool operator==(const SerialSettings &) const = default;
};

struct TcpClientSettings
{
    std::string host;
    std::uint16_t port = 0;
    std::string send;                    // once when it is connected
    std::chrono::milliseconds silence{}; // connected anew after so long without a byte; 0 = never
    bool operator==(const TcpClientSettings &) const = default;
};

struct TcpServerSettings
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0 = any free one, said in the status
    int clients = 64;       // at most
    bool operator==(const TcpServerSettings &) const = default;
};

struct UdpSettings
{
    std::string address = "127.0.0.1"; // bound to; of a group: any of its family where left empty
    std::uint16_t port = 0;
    std::string group;                   // multicast; empty = unicast
    std::string networkInterface;        // "eth0" for the group; empty = the system's choice
    int receiveBuffer = 8 * 1024 * 1024; // bytes asked of the system
    bool operator==(const UdpSettings &) const = default;
};

struct WebSocketSettings
{
    std::string url;         // ws:// or wss://
    std::string send;        // once when it is open: a subscription
    std::string ca;          // PEM file trusted besides the system's
    std::string tokenSecret; // name of the secret sent as "Authorization: Bearer …"
    bool operator==(const WebSocketSettings &) const = default;
};

struct SseSettings
{
    std::string url; // http:// or https://
    std::string ca;
    std::string tokenSecret;
    bool operator==(const SseSettings &) const = default;
};

struct MqttSettings
{
    std::string host;
    std::uint16_t port = 1883;
    int version = 5;                 // 4 = MQTT 3.1.1
    std::vector<std::string> topics; // filters, with + and #
    int qos = 1;                     // 0 or 1. 1: acknowledged when the journal has the message
    bool session = true;  // the broker keeps messages of QoS 1 while we are away; needs a client id
    std::string clientId; // empty: of the link's id
    std::string user;
    std::string passwordSecret; // name of the secret
    bool tls = false;
    std::string ca;   // PEM file; empty = the system's
    std::string cert; // PEM files of a client certificate
    std::string key;
    std::chrono::seconds keepAlive{30};
    bool operator==(const MqttSettings &) const = default;
};

struct FileTailSettings
{
    std::string path;
    bool fromStart = false; // else only what is added
    bool operator==(const FileTailSettings &) const = default;
};

struct StandardInputSettings
{
    bool operator==(const StandardInputSettings &) const = default;
};

// Each file is read once to its end, where it stays once more after each start, in the order of their names;
// what is added to one later is read too.
struct CsvFolderSettings
{
    std::string path;
    std::string pattern = "*.csv";
    std::string moveTo; // folder in it that files go to once they are read and 2 s old; empty = they stay
    bool operator==(const CsvFolderSettings &) const = default;
};

struct HttpPollSettings
{
    std::string url;
    std::string path; // of the part that is taken: "data.readings[0]", "[*]" each element; empty = all
    std::chrono::milliseconds every{1'000};
    std::string ca;
    std::string tokenSecret;
    bool operator==(const HttpPollSettings &) const = default;
};

using TransportSettings = std::variant<SerialSettings, TcpClientSettings, TcpServerSettings, UdpSettings,
                                       WebSocketSettings, SseSettings, MqttSettings, FileTailSettings,
                                       StandardInputSettings, CsvFolderSettings, HttpPollSettings>;

// "serial", "tcp", "tcp-server", "udp", "websocket", "sse", "mqtt", "tail", "stdin", "csv-folder",
// "http-poll".
[[nodiscard]] const char *transportWord(const TransportSettings &settings);
// Only one program at a time can have what is at the other end, or the port it sends to.
[[nodiscard]] bool isHeldByOne(const TransportSettings &settings);
// The name of the secret that it needs; empty = none.
[[nodiscard]] std::string secretNameOf(const TransportSettings &settings);
// For words: "serial /dev/ttyUSB0", "UDP 239.1.1.1:5000".
[[nodiscard]] std::string transportAddress(const TransportSettings &settings);

} // namespace desk
