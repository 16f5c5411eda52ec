// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/remoteserver.h"

#include "models/instance/datafolder.h"
#include "models/instance/trustedcertificates.h"
#include "models/settings/folders.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace desk {
namespace {

// The API hosts of the environments.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> profiles{{
    {"production", "https://api.constellation-io.com"},
    {"staging", "https://api-staging.constellation-io.com"},
    {"development", "https://api-dev.constellation-io.com"},
    {"local", "http://127.0.0.1:8000"},
}};

Result<std::string> urlOf(std::string text)
{
    for (const auto &[name, url] : profiles) {
        if (text == name)
            return std::string(url);
    }
    if (text.find("://") == std::string::npos)
        text.insert(0, "http://");
    while (text.ends_with('/'))
        text.pop_back();
    const bool known = text.starts_with("http://") || text.starts_with("https://");
    const std::size_t host = text.find("://") + 3;
    const bool looksLikeHost =
        text.find_first_of(":.[", host) != std::string::npos || text.substr(host) == "localhost";
    if (!known || host >= text.size() || !looksLikeHost ||
        text.find_first_of("/ \"@?#", host) != std::string::npos)
        return failure(ErrorCode::invalidArgument,
                       "\"" + text +
                           "\" is neither a profile (production, staging, development, local) nor an "
                           "address such as http://127.0.0.1:8000",
                       "connect");
    return text;
}

std::string comparable(std::string url)
{
    static constexpr std::string_view localhost = "://localhost";
    if (const auto at = url.find(localhost); at != std::string::npos)
        url.replace(at, localhost.size(), "://127.0.0.1");
    return url;
}

void take(RemoteServer &server, const std::optional<std::string> &token, const std::string &from)
{
    if (!server.token.empty() || !token || token->empty())
        return;
    server.token = *token;
    server.tokenFrom = from;
}

void chooseToken(RemoteServer &server, const std::filesystem::path &data, bool isOwner)
{
    if (const char *token = std::getenv("CONSTELLATION_API_TOKEN"))
        take(server, token, "CONSTELLATION_API_TOKEN");
    if (isOwner)
        take(server, DataFolder::storedToken(data), (data / "credentials").string());
    for (const auto &folder : {configFolder(), homeFolder() / ".constellation"})
        take(server, DataFolder::storedToken(folder), (folder / "credentials").string());
}

Result<RemoteServer> withCertificates(RemoteServer server, const std::string &ca,
                                      const std::filesystem::path &own)
{
    auto file = trustedCertificates(ca, own);
    if (!file)
        return tl::unexpected(file.error());
    server.caFile = *std::move(file);
    return server;
}

} // namespace

Result<RemoteServer> RemoteServer::choose(const std::string &text, const Configuration &configuration,
                                          const std::string &ca)
{
    auto url = urlOf(text);
    if (!url)
        return tl::unexpected(url.error());
    RemoteServer server;
    std::filesystem::path own;
    server.url = *std::move(url);
    // A demo keeps its own folder below the real one.
    for (const auto &folder : {configuration.dataFolder, configuration.dataFolder / "demo"}) {
        const auto owner = DataFolder::owner(folder);
        if (owner && comparable(owner->http) == comparable(server.url)) {
            chooseToken(server, folder, true);
            own = certificateOf(configuration, folder);
        }
    }
    chooseToken(server, configuration.dataFolder, false);
    return withCertificates(std::move(server), ca, own);
}

Result<RemoteServer> RemoteServer::ownerOf(const Configuration &configuration)
{
    const auto owner = DataFolder::owner(configuration.dataFolder);
    if (!owner || owner->http.empty())
        return failure(ErrorCode::notFound, "no running instance owns " + configuration.dataFolder.string());
    RemoteServer server;
    server.url = owner->http;
    chooseToken(server, configuration.dataFolder, true);
    return withCertificates(std::move(server), {}, certificateOf(configuration, configuration.dataFolder));
}

} // namespace desk
