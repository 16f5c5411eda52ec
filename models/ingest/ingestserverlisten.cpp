// SPDX-License-Identifier: GPL-3.0-or-later
// The part of IngestServer that takes addresses.
#include "models/ingest/ingestserver.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <unistd.h>

namespace desk {
namespace {

std::string lowered(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

bool isAny(const std::string &address)
{
    return address == "0.0.0.0" || address == "::";
}

// Every address of this machine, as a Host header writes it.
void addAddresses(std::vector<std::string> &names)
{
    ifaddrs *all = nullptr;
    if (::getifaddrs(&all) != 0)
        return;
    for (const ifaddrs *one = all; one; one = one->ifa_next) {
        char text[INET6_ADDRSTRLEN] = {};
        if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET &&
            ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in *>(one->ifa_addr)->sin_addr, text,
                        sizeof text))
            names.emplace_back(text);
        else if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET6 &&
                 ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6 *>(one->ifa_addr)->sin6_addr,
                             text, sizeof text))
            names.push_back('[' + std::string(text) + ']');
    }
    ::freeifaddrs(all);
}

constexpr std::uint16_t portsTried = 100;

} // namespace

bool IngestServer::isLoopback(const std::string &address)
{
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

Result<void> IngestServer::checkOpenness(const std::string &address) const
{
    if (isLoopback(address) || (m_authenticator.isRequired() && m_options.certificate))
        return {};
    return failure(ErrorCode::unsupported,
                   "listening on " + address +
                       " would open the server to other machines, which needs tokens (leave out --no-auth "
                       "and server.no_auth) and TLS (set tls.enabled = true in config.toml, with "
                       "tls.certificate and tls.key or a certificate made here); or listen on 127.0.0.1 "
                       "and forward the port, for example by ssh");
}

Result<std::uint16_t> IngestServer::bind(std::uint16_t wanted, bool given,
                                         const std::function<Result<std::uint16_t>(std::uint16_t)> &listenAt)
{
    const std::uint16_t first = wanted;
    auto port = listenAt(wanted);
    while (!port && port.error().code == ErrorCode::addressInUse && !given && wanted != 0) {
        wanted = wanted + 1 < first + portsTried ? static_cast<std::uint16_t>(wanted + 1) : 0;
        port = listenAt(wanted);
    }
    return port;
}

Result<std::uint16_t> IngestServer::listenAlso(const std::string &address, std::uint16_t port, bool portGiven,
                                               HttpServer::Options options, HttpServer::Handlers handlers)
{
    if (auto allowed = checkOpenness(address); !allowed)
        return tl::unexpected(allowed.error());
    return bind(port, portGiven, [&](std::uint16_t wanted) {
        return m_http.listen(address, wanted, options, handlers, !isLoopback(address));
    });
}

RequestGuard IngestServer::guardFor(const std::string &address, std::uint16_t port) const
{
    std::vector<std::string> hosts = namesFor(address);
    hosts.insert(hosts.end(), m_options.hosts.begin(), m_options.hosts.end());
    return RequestGuard(
        {std::move(hosts), port, m_options.origins, m_options.certificate ? "https" : "http"});
}

Result<void> IngestServer::listen()
{
    if (auto allowed = checkOpenness(m_options.address); !allowed)
        return allowed;
    if (m_options.certificate) {
        if (auto secured = m_http.secure(m_options.certificate->certificates, m_options.certificate->key);
            !secured)
            return secured;
    }
    const auto port = bind(m_options.port, m_options.portGiven,
                           [this](std::uint16_t wanted) { return m_http.listen(m_options.address, wanted); });
    if (!port)
        return tl::unexpected(port.error());
    m_port = *port;
    m_guard = guardFor(m_options.address, m_port);
    m_http.every(std::chrono::seconds(10), [this] { m_audit.flush(m_time.now()); });
    const Timestamp now = m_time.now();
    if (m_options.port != 0 && m_port != m_options.port)
        m_events.report(now, Severity::caution, EventCode::serverPortTaken, url(),
                        std::to_string(m_options.port));
    m_events.report(now, Severity::nominal, EventCode::serverListening, url());
    return {};
}

std::vector<std::string> IngestServer::namesFor(const std::string &address)
{
    std::vector<std::string> names{"localhost", "127.0.0.1", "[::1]"};
    if (isAny(address))
        addAddresses(names);
    else
        names.push_back(address.find(':') == std::string::npos ? address : '[' + address + ']');
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0')
        names.push_back(lowered(host));
    return names;
}

std::string IngestServer::url() const
{
    std::string host = m_options.address == "localhost" ? "127.0.0.1" : m_options.address;
    if (isAny(host)) // where our own programs reach it
        host = host == "::" ? "::1" : "127.0.0.1";
    const bool v6 = host.find(':') != std::string::npos;
    return (m_options.certificate ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
           std::to_string(m_port);
}

} // namespace desk
