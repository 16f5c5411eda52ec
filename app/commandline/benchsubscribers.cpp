// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchsubscribers.h"

#include "models/telemetry/timeservice.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr std::size_t headBytes = 512; // of a message: numbers and the first point
constexpr std::uint8_t opText = 1;
constexpr std::uint8_t opPing = 9;
constexpr std::uint8_t opPong = 10;
constexpr int answerMilliseconds = 10'000;

// A client masks what it sends (RFC 6455); a mask of zeros is one.
std::string frame(std::uint8_t op, std::string_view payload)
{
    std::string bytes{static_cast<char>(0x80 | op)};
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(payload.size() >> 8U);
        bytes += static_cast<char>(payload.size() & 0xffU);
    }
    return bytes.append(4, '\0').append(payload);
}

// Length of the header of the frame and of its payload; nothing while bytes are missing.
std::optional<std::pair<std::size_t, std::uint64_t>> frameSize(std::string_view bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto octet = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
    const unsigned size = octet(1) & 0x7fU;
    const std::size_t more = size == 127 ? 8 : size == 126 ? 2 : 0;
    if (bytes.size() < 2 + more)
        return std::nullopt;
    std::uint64_t length = more == 0 ? size : 0;
    for (std::size_t i = 0; i < more; ++i)
        length = length << 8U | octet(2 + i);
    return std::pair{2 + more, length};
}

std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view name)
{
    const std::size_t at = text.find(name);
    std::uint64_t value = 0;
    if (at == std::string_view::npos ||
        std::from_chars(text.data() + at + name.size(), text.data() + text.size(), value).ec != std::errc{})
        return std::nullopt;
    return value;
}

// "points":[[seq,"node",dst,"metric","t_ns",…: the first text of 19 digits.
std::optional<std::int64_t> generationIn(std::string_view start)
{
    const std::size_t points = start.find("\"points\":[[");
    constexpr std::size_t digits = 19;
    for (std::size_t at = start.find('"', points + 10);
         points != std::string_view::npos && at + digits + 1 < start.size(); at = start.find('"', at + 1)) {
        std::int64_t value = 0;
        const auto read = std::from_chars(start.data() + at + 1, start.data() + at + 1 + digits, value);
        if (read.ec == std::errc{} && read.ptr == start.data() + at + 1 + digits && *read.ptr == '"')
            return value;
    }
    return std::nullopt;
}

} // namespace

BenchSubscribers::~BenchSubscribers()
{
    for (const auto *all : {&m_clients, &m_slow}) {
        for (const Client &client : *all)
            ::close(client.socket);
    }
}

Result<void> BenchSubscribers::open(std::size_t count, const ServerAddress &address, const std::string &host,
                                    const std::string &token)
{
    for (std::size_t i = 0; i < count; ++i) {
        auto client = connect(address, host, token);
        if (!client)
            return tl::unexpected(client.error());
        m_clients.push_back(*std::move(client));
    }
    return {};
}

Result<void> BenchSubscribers::openSlow(std::size_t count, const ServerAddress &address,
                                        const std::string &host, const std::string &token)
{
    for (std::size_t i = 0; i < count; ++i) {
        auto client = connect(address, host, token);
        if (!client)
            return tl::unexpected(client.error());
        const int little = 4096; // else the kernel reads megabytes on its own
        ::setsockopt(client->socket, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
        m_slow.push_back(*std::move(client));
    }
    return {};
}

Result<BenchSubscribers::Client> BenchSubscribers::connect(const ServerAddress &address,
                                                           const std::string &host, const std::string &token)
{
    const auto made = address.connect();
    if (!made)
        return tl::unexpected(made.error());
    Client client{*made, {}, 0, 0, 0};
    if (auto done = subscribe(client, address, host, token); !done) {
        ::close(client.socket);
        return tl::unexpected(done.error());
    }
    return client;
}

Result<void> BenchSubscribers::subscribe(Client &client, const ServerAddress &address,
                                         const std::string &host, const std::string &token)
{
    const std::string request = "GET /api/v1/stream HTTP/1.1\r\nHost: " + host +
                                "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: Y29uc3RlbGxhdGlvbi1iZQ==\r\n"
                                "Sec-WebSocket-Protocol: constellation.stream.v1\r\n"
                                "Authorization: Bearer " +
                                token + "\r\n\r\n";
    const std::string wish = frame(
        opText,
        R"({"op":"subscribe","id":1,"nodes":["*"],"dsts":["*"],"metrics":["*"],"since_seq":0,"mode":"all"})");
    const auto send = [&](std::string_view bytes) {
        return ::send(client.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(bytes.size());
    };
    if (!send(request))
        return tl::unexpected(address.broken("the upgrade could not be sent"));
    // Byte by byte up to the end of the header: what follows is frames already.
    std::string answer;
    while (!answer.ends_with("\r\n\r\n")) {
        pollfd ready{client.socket, POLLIN, 0};
        char byte = 0;
        if (::poll(&ready, 1, answerMilliseconds) <= 0 || ::recv(client.socket, &byte, 1, 0) != 1 ||
            answer.size() > 16'384)
            return tl::unexpected(address.broken("no answer to the upgrade"));
        answer += byte;
    }
    if (!answer.starts_with("HTTP/1.1 101"))
        return failure(ErrorCode::network, "the server offers no live stream at /api/v1/stream: " +
                                               answer.substr(0, answer.find('\r')));
    return send(wish) ? Result<void>{}
                      : Result<void>(tl::unexpected(address.broken("the subscription could not be sent")));
}

void BenchSubscribers::takeMessage(Client &client, std::string_view start)
{
    const auto to = numberAfter(start, "\"to_seq\":");
    const auto first = to ? numberAfter(start, "\"from_seq\":") : numberAfter(start, "\"first_seq\":");
    const auto last = to ? to : numberAfter(start, "\"last_seq\":");
    if (!first || !last || *last < *first)
        return; // subscribed, topology, alarm
    if (to)
        m_results.lost += *to - *first + 1;
    else
        client.points += *last - *first + 1;
    if (client.last > 0 && *first > client.last + 1)
        m_results.lost += *first - client.last - 1;
    client.last = std::max(client.last, *last);
    if (const auto generation = to ? std::nullopt : generationIn(start); generation) {
        static const SystemTimeService time;
        if (const Timestamp at{std::chrono::nanoseconds(*generation)}; at >= m_from)
            m_results.delivery.record(time.now() - at);
    }
}

// The frame at the head's begin, when enough of it is there.
bool BenchSubscribers::takeFrame(Client &client)
{
    const auto size = frameSize(client.head);
    if (!size)
        return false;
    const auto [header, length] = *size;
    const std::uint64_t wanted = std::min<std::uint64_t>(length, headBytes);
    if (client.head.size() < header + wanted)
        return false;
    const auto op = static_cast<std::uint8_t>(static_cast<std::uint8_t>(client.head[0]) & 0x0fU);
    if (op == opText) {
        ++m_results.messages;
        takeMessage(client, std::string_view(client.head).substr(header, wanted));
    } else if (op == opPing) {
        const std::string pong = frame(opPong, std::string_view(client.head).substr(header, wanted));
        ::send(client.socket, pong.data(), pong.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    const std::uint64_t have = std::min<std::uint64_t>(client.head.size(), header + length);
    client.head.erase(0, have);
    client.skip = header + length - have;
    return client.skip == 0;
}

Result<void> BenchSubscribers::read(Client &client)
{
    std::array<char, headBytes + 16> bytes{};
    for (;;) {
        // Truncating a TCP stream throws bytes away in the kernel.
        const bool skipping = client.skip > 0;
        const std::size_t room = skipping ? client.skip : bytes.size();
        const ssize_t got = ::recv(client.socket, skipping ? nullptr : bytes.data(), room,
                                   MSG_DONTWAIT | (skipping ? MSG_TRUNC : 0));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return {};
        if (got <= 0)
            return failure(ErrorCode::network, "the server ended a subscription");
        m_results.bytes += static_cast<std::uint64_t>(got);
        if (skipping) {
            client.skip -= static_cast<std::uint64_t>(got);
            continue;
        }
        client.head.append(bytes.data(), static_cast<std::size_t>(got));
        while (takeFrame(client)) {
        }
    }
}

void BenchSubscribers::measureReached()
{
    std::uint64_t lowest = m_clients.empty() ? 0 : m_clients.front().last;
    for (const Client &client : m_clients)
        lowest = std::min(lowest, client.last);
    m_reached.store(lowest, std::memory_order_relaxed);
}

// The server may end them in the meantime; that is its right.
void BenchSubscribers::readSlowly()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_slow.empty() || now - m_slowRead < std::chrono::seconds(1))
        return;
    m_slowRead = now;
    for (const Client &client : m_slow) {
        char byte = 0;
        if (::recv(client.socket, &byte, 1, MSG_DONTWAIT) == 1)
            ++m_results.slowBytes;
    }
}

Result<void> BenchSubscribers::run(Timestamp from, const std::atomic<bool> &stop)
{
    m_from = from;
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, m_clients[i].socket, &event);
    }
    Result<void> done;
    std::array<epoll_event, 64> events{};
    while (done && !stop.load(std::memory_order_relaxed)) {
        const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 20);
        for (int i = 0; i < ready && done; ++i)
            done = read(m_clients[events[static_cast<std::size_t>(i)].data.u64]);
        measureReached();
        readSlowly();
    }
    ::close(poll);
    m_results.received = m_clients.empty() ? 0 : m_clients.front().points;
    for (const Client &client : m_clients)
        m_results.received = std::min(m_results.received, client.points);
    return done;
}

} // namespace desk
