// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/transport.h"

#include <charconv>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto complaintStands = 10s;

} // namespace

Transport::Transport(TransportParts parts)
    : m_parts(std::move(parts))
    , m_delay(m_parts.delay, std::hash<std::string>{}(m_parts.linkId))
{
    m_retry.setSingleShot(true);
    m_room.setSingleShot(true);
    m_steady.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (m_running)
            open();
    });
    connect(&m_room, &QTimer::timeout, this, [this] { readOn(); });
    connect(&m_steady, &QTimer::timeout, this, [this] { m_delay.reset(); });
}

void Transport::start()
{
    m_running = true;
    m_parts.state.setState(DataLinkState::connecting);
    open();
}

void Transport::stop()
{
    m_running = false;
    m_retry.stop();
    m_room.stop();
    m_steady.stop();
    m_open = false;
    close();
    m_parts.state.setClients(0);
    m_parts.state.setState(DataLinkState::disabled);
}

void Transport::opened(const std::string &address)
{
    m_open = true;
    m_heard = false;
    m_complaintUntil.reset();
    LinkCounters::add(m_parts.counters.connects, 1);
    if (m_parts.onAddress)
        m_parts.onAddress(address);
    m_parts.state.setState(DataLinkState::idle);
    m_steady.start(5s);
}

void Transport::failed(std::string reason)
{
    m_open = false;
    m_room.stop();
    m_steady.stop();
    close();
    m_parts.state.setClients(0);
    if (!m_running)
        return;
    m_parts.state.setState(DataLinkState::down, std::move(reason));
    m_retry.start(m_delay.next());
}

void Transport::finished(std::string reason)
{
    m_running = false;
    m_retry.stop();
    failed({});
    m_parts.state.setState(DataLinkState::down, std::move(reason));
}

void Transport::complain(std::string reason)
{
    m_complaintUntil = m_parts.time.steadyNow() + complaintStands;
    m_parts.state.setState(m_heard ? DataLinkState::up : DataLinkState::idle, std::move(reason));
}

void Transport::arrived(std::span<const char> bytes, std::string_view origin, bool whole)
{
    LinkCounters::add(m_parts.counters.bytes, bytes.size());
    LinkCounters::add(m_parts.counters.arrivals, 1);
    const SteadyTime now = m_parts.time.steadyNow();
    m_parts.counters.lastArrival.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    if (!m_heard || (m_complaintUntil && now > *m_complaintUntil)) {
        m_heard = true;
        m_complaintUntil.reset();
        m_delay.reset();
        m_parts.state.setState(DataLinkState::up);
    }
    m_parts.sink.take({bytes, m_parts.time.now(), origin, whole});
}

bool Transport::mustWait()
{
    if (m_parts.sink.hasRoom())
        return false;
    if (!m_room.isActive())
        m_room.start(10ms);
    return true;
}

std::string unescaped(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const std::string_view plain = "rnt0\\";
        const auto known = next == '\0' ? std::string_view::npos : plain.find(next);
        if (known != std::string_view::npos) {
            bytes += std::string_view("\r\n\t\0\\", 5)[known];
            ++i;
            continue;
        }
        unsigned value = 0;
        if (next == 'x' && i + 3 < text.size() &&
            std::from_chars(&text[i + 2], &text[i + 2] + 2, value, 16).ptr == &text[i + 2] + 2) {
            bytes += static_cast<char>(value);
            i += 3;
            continue;
        }
        bytes += text[i];
    }
    return bytes;
}

} // namespace desk
