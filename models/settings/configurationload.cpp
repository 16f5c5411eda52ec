// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Configuration that reads addresses, and where all settings come from.
#include "models/settings/configuration.h"

#include "models/settings/folders.h"

#include <charconv>
#include <fstream>
#include <sstream>

namespace desk {
namespace {

struct Endpoint
{
    std::string host; // empty = the usual one
    std::uint16_t port = 0;
};

Result<Endpoint> endpointOf(std::string_view text, const char *example, const char *field)
{
    const auto colon = text.rfind(':');
    const auto wrong = [&] {
        return failure(ErrorCode::invalidArgument,
                       std::string(text) + " is not an address and port; write for example " + example,
                       field);
    };
    if (colon == std::string_view::npos)
        return wrong();
    Endpoint endpoint{std::string(text.substr(0, colon)), 0};
    std::string &host = endpoint.host;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    unsigned port = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc{} || stop != end || port > 65535)
        return wrong();
    endpoint.port = static_cast<std::uint16_t>(port);
    return endpoint;
}

} // namespace

Result<void> Configuration::setListen(std::string_view text)
{
    auto endpoint = endpointOf(text, "127.0.0.1:8000", "listen");
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    if (!endpoint->host.empty())
        listenAddress = endpoint->host;
    listenPort = endpoint->port;
    listenGiven = true;
    return {};
}

Result<void> Configuration::setWorkers(std::string_view text)
{
    workers = text != "off";
    if (!workers)
        return {};
    auto endpoint = endpointOf(text, "127.0.0.1:8001, or off", "workers");
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    if (!endpoint->host.empty())
        workersAddress = endpoint->host;
    workersPort = endpoint->port;
    workersGiven = true;
    return {};
}

Result<Configuration> Configuration::load()
{
    Configuration configuration;
    const std::filesystem::path file = configFolder() / "config.toml";
    if (std::ifstream in(file, std::ios::binary); in) {
        std::stringstream text;
        text << in.rdbuf();
        if (auto applied = configuration.apply(text.str()); !applied) {
            applied.error().message = file.string() + ": " + applied.error().message;
            return tl::unexpected(applied.error());
        }
    }
    if (auto applied = configuration.applyEnvironment(); !applied)
        return tl::unexpected(applied.error());
    return configuration;
}

} // namespace desk
