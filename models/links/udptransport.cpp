// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/udptransport.h"

#include <QHostAddress>

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace desk {
namespace {

constexpr std::size_t udpBatch = 256;         // datagrams a call
constexpr std::size_t udpLongest = 64 * 1024; // of IP
constexpr int udpCallsATurn = 16;             // before the event loop has its turn
constexpr std::size_t udpDropsAt = 8;         // SK_MEMINFO_DROPS

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

SocketAddress socketAddress(const QHostAddress &address, std::uint16_t port)
{
    SocketAddress made;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto *six = reinterpret_cast<sockaddr_in6 *>(&made.storage);
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&six->sin6_addr, &bytes, sizeof bytes);
        made.length = sizeof(sockaddr_in6);
    } else {
        auto *four = reinterpret_cast<sockaddr_in *>(&made.storage);
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        four->sin_addr.s_addr = htonl(address.toIPv4Address());
        made.length = sizeof(sockaddr_in);
    }
    return made;
}

std::string addressText(const sockaddr_storage &storage)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (storage.ss_family == AF_INET6) {
        const auto *six = reinterpret_cast<const sockaddr_in6 *>(&storage);
        inet_ntop(AF_INET6, &six->sin6_addr, text.data(), text.size());
        return "[" + std::string(text.data()) + "]:" + std::to_string(ntohs(six->sin6_port));
    }
    const auto *four = reinterpret_cast<const sockaddr_in *>(&storage);
    inet_ntop(AF_INET, &four->sin_addr, text.data(), text.size());
    return std::string(text.data()) + ":" + std::to_string(ntohs(four->sin_port));
}

} // namespace

struct UdpTransport::Batch
{
    std::vector<char> bytes = std::vector<char>(udpBatch * udpLongest);
    std::array<mmsghdr, udpBatch> messages{};
    std::array<iovec, udpBatch> pieces{};
    std::array<sockaddr_storage, udpBatch> senders{};
    sockaddr_storage lastSender{};
    std::string lastOrigin;

    Batch()
    {
        for (std::size_t i = 0; i < udpBatch; ++i) {
            pieces[i] = {bytes.data() + i * udpLongest, udpLongest};
            messages[i].msg_hdr.msg_iov = &pieces[i];
            messages[i].msg_hdr.msg_iovlen = 1;
            messages[i].msg_hdr.msg_name = &senders[i];
        }
    }

    // The kernel shortens them to what it wrote.
    void prepare()
    {
        for (mmsghdr &message : messages)
            message.msg_hdr.msg_namelen = sizeof(sockaddr_storage);
    }

    const std::string &origin(std::size_t i)
    {
        const auto length = messages[i].msg_hdr.msg_namelen;
        if (lastOrigin.empty() || std::memcmp(&lastSender, &senders[i], length) != 0) {
            lastSender = senders[i];
            lastOrigin = addressText(senders[i]);
        }
        return lastOrigin;
    }
};

UdpTransport::UdpTransport(TransportParts parts, UdpSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_batch(std::make_unique<Batch>())
{
}

UdpTransport::~UdpTransport()
{
    close();
}

void UdpTransport::open()
{
    if (std::string wrong = bindSocket(); !wrong.empty())
        return failed(std::move(wrong));
    m_dropped = 0;
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { readOn(); });
    opened(boundAddress());
    setBuffer();
}

void UdpTransport::close()
{
    countDropped();
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater();
    }
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

std::string UdpTransport::bindSocket()
{
    const std::string meant = transportAddress(m_settings);
    const bool multicast = !m_settings.group.empty();
    const QHostAddress group(QString::fromStdString(m_settings.group));
    // Bound to the group itself, so that nothing else on this port comes in.
    const QHostAddress address = multicast ? group : QHostAddress(QString::fromStdString(m_settings.address));
    if (address.isNull() || (multicast && !group.isMulticast()))
        return meant + " is no address; give its number, for a group one of 224.0.0.0/4 or ff00::/8";
    const SocketAddress bound = socketAddress(address, m_settings.port);
    m_socket = ::socket(bound.storage.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0)
        return meant + ": " + std::strerror(errno);
    const int yes = 1;
    if (multicast) // other programs may listen to the group too
        ::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&bound.storage), bound.length) != 0) {
        const int error = errno;
        if (error == EADDRINUSE)
            return meant + " is taken by another program; end it, or choose another port";
        if (error == EADDRNOTAVAIL)
            return meant + " is no address of this machine; choose one of its own";
        if (error == EACCES)
            return meant + ": permission denied; choose a port above 1023";
        return meant + ": " + std::strerror(error);
    }
    return multicast ? joinGroup() : std::string();
}

std::string UdpTransport::joinGroup()
{
    const unsigned index =
        m_settings.networkInterface.empty() ? 0 : ::if_nametoindex(m_settings.networkInterface.c_str());
    if (!m_settings.networkInterface.empty() && index == 0)
        return "there is no network interface " + m_settings.networkInterface +
               "; choose one that `ip link` lists";
    group_req request{};
    request.gr_interface = index;
    const SocketAddress group = socketAddress(QHostAddress(QString::fromStdString(m_settings.group)), 0);
    std::memcpy(&request.gr_group, &group.storage, sizeof group.storage);
    const int level = group.storage.ss_family == AF_INET6 ? int{IPPROTO_IPV6} : int{IPPROTO_IP};
    if (::setsockopt(m_socket, level, MCAST_JOIN_GROUP, &request, sizeof request) != 0)
        return "cannot join " + m_settings.group + ": " + std::strerror(errno) +
               "; name the network interface that leads to it";
    return {};
}

std::string UdpTransport::boundAddress() const
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&storage), &length);
    return "UDP " + addressText(storage);
}

// Beyond the system's limit only for those who administrate it; else what the limit allows, and said.
void UdpTransport::setBuffer()
{
    const int wanted = m_settings.receiveBuffer;
    if (::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof wanted) != 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof wanted);
    int got = 0;
    socklen_t length = sizeof got;
    ::getsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &got, &length);
    if (got / 2 < wanted) // it doubles what was asked
        complain("the system gives a receive buffer of " + std::to_string(got / 2048) + " KiB instead of " +
                 std::to_string(wanted / 1024) +
                 "; datagrams may be lost in bursts. Allow more: sysctl net.core.rmem_max=" +
                 std::to_string(wanted));
}

void UdpTransport::readOn()
{
    for (int call = 0; call < udpCallsATurn && m_socket >= 0; ++call) {
        if (receive() < static_cast<int>(udpBatch))
            break;
    }
    countDropped();
}

void UdpTransport::countDropped()
{
    std::array<std::uint32_t, 16> memory{};
    socklen_t length = sizeof memory;
    if (m_socket < 0 || ::getsockopt(m_socket, SOL_SOCKET, SO_MEMINFO, memory.data(), &length) != 0 ||
        length <= udpDropsAt * sizeof(std::uint32_t) || memory[udpDropsAt] == m_dropped)
        return;
    LinkCounters::add(parts().counters.lostArrivals, memory[udpDropsAt] - m_dropped);
    m_dropped = memory[udpDropsAt];
    complain("the system threw datagrams away because its buffer was full; make it larger "
             "(sysctl net.core.rmem_max), or send less");
}

int UdpTransport::receive()
{
    m_batch->prepare();
    const int got = ::recvmmsg(m_socket, m_batch->messages.data(), udpBatch, MSG_DONTWAIT, nullptr);
    if (got <= 0) {
        // ICMP errors of what somebody sent from this port come as errors of a read; they end nothing.
        if (got < 0 && errno == EBADF)
            failed("the socket was closed; it is opened again");
        return 0;
    }
    const auto count = static_cast<std::size_t>(got);
    for (std::size_t i = 0; i < count; ++i)
        arrived({m_batch->bytes.data() + i * udpLongest, m_batch->messages[i].msg_len}, m_batch->origin(i),
                true);
    parts().sink.handOver();
    return got;
}

} // namespace desk
