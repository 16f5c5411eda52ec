// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/connection.h"

#include "app/commandline/optionwords.h"

#include "models/instance/trustedcertificates.h"
#include "models/settings/folders.h"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace desk {
namespace {

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

// 127.0.0.1:8000 and http://127.0.0.1:8000/ as http://127.0.0.1:8000.
std::string asUrl(std::string text)
{
    if (text.find("://") == std::string::npos)
        text.insert(0, "http://");
    while (text.ends_with('/'))
        text.pop_back();
    return text;
}

std::string withoutNames(std::string url)
{
    static constexpr std::string_view localhost = "://localhost";
    const auto at = url.find(localhost);
    if (at != std::string::npos)
        url.replace(at, localhost.size(), "://127.0.0.1");
    return url;
}

void chooseToken(ServerChoice &choice, const ConnectionOptions &options, const std::filesystem::path &data)
{
    const auto take = [&](std::optional<std::string> token, const std::string &from) {
        if (!choice.token.empty() || !token || token->empty())
            return;
        choice.token = *std::move(token);
        choice.tokenFrom = from;
    };
    choice.tokenFrom = "nowhere";
    take(options.token, "--token");
    take(variable("CONSTELLATION_API_TOKEN"), "CONSTELLATION_API_TOKEN");
    if (choice.instance)
        take(DataFolder::storedToken(data), (data / "credentials").string());
    for (const auto &folder : {configFolder(), homeFolder() / ".constellation"})
        take(DataFolder::storedToken(folder), (folder / "credentials").string());
}

// A user of this machine knows the certificate of a data folder.
Result<std::string> chooseCertificate(const ServerChoice &choice, const ConnectionOptions &options,
                                      const std::filesystem::path &data)
{
    std::filesystem::path own;
    if (choice.instance) {
        if (const auto configuration = Configuration::load())
            own = certificateOf(*configuration, data);
    }
    return trustedCertificates(options.ca, own);
}

} // namespace

HttpClientOptions ServerChoice::client() const
{
    HttpClientOptions options;
    options.baseUrl = url;
    options.token = token;
    options.caFile = ca;
    return options;
}

void addConnectionOptions(CLI::App &command, ConnectionOptions &options)
{
    addOption(command, "--url", "URL", options.url,
              "The server (default: the running instance of the data folder, else http://127.0.0.1:8000)");
    addOption(command, "--token", "TOKEN", options.token,
              "Its token (default: CONSTELLATION_API_TOKEN, then credentials files)");
    addOption(command, "--ca", "FILE", options.ca,
              "PEM certificates to trust besides the system's (default: CONSTELLATION_CA, then the\n"
              "certificate of the data folder for its own instance)");
    addOption(command, "--data", "DIR", options.data, "Data folder whose running instance is meant");
}

Result<std::filesystem::path> chooseDataFolder(const ConnectionOptions &options)
{
    if (!options.data.empty())
        return std::filesystem::path(options.data);
    const auto configuration = Configuration::load();
    if (!configuration)
        return tl::unexpected(configuration.error());
    return configuration->dataFolder;
}

Result<ServerChoice> chooseServer(const ConnectionOptions &options)
{
    auto data = chooseDataFolder(options);
    if (!data)
        return tl::unexpected(data.error());
    ServerChoice choice;
    auto owner = DataFolder::owner(*data);
    // A demo keeps its own folder below the real one, so that simulated points are never among real ones.
    if (const auto demo = *data / "demo"; !owner && options.data.empty() && DataFolder::owner(demo)) {
        owner = DataFolder::owner(demo);
        *data = demo;
    }
    const std::string environment = variable("CONSTELLATION_URL");
    if (!options.url.empty()) {
        choice.url = asUrl(options.url);
        choice.urlFrom = "--url";
    } else if (options.data.empty() && !environment.empty()) {
        choice.url = asUrl(environment);
        choice.urlFrom = "CONSTELLATION_URL";
    } else if (owner && !owner->http.empty()) {
        choice.url = owner->http;
        choice.urlFrom = "the instance of " + data->string();
    } else if (!options.data.empty()) {
        return failure(ErrorCode::notFound, "no server owns the data folder " + data->string() +
                                                "; start `constellation serve` on it, or give --url");
    } else {
        choice.url = "http://127.0.0.1:8000";
        choice.urlFrom = "default";
        choice.isDefault = true;
    }
    if (owner && !owner->http.empty() && withoutNames(owner->http) == withoutNames(choice.url))
        choice.instance = owner;
    chooseToken(choice, options, *data);
    auto certificate = chooseCertificate(choice, options, *data);
    if (!certificate)
        return tl::unexpected(certificate.error());
    choice.ca = *std::move(certificate);
    return choice;
}

std::optional<Error> requestFailure(const Result<HttpResponse> &response, const ServerChoice &server)
{
    std::optional<Error> error;
    if (!response) {
        error = response.error();
        if (server.isDefault && error->code == ErrorCode::network)
            error->message += "; `constellation serve` starts one";
        return error;
    }
    error = refusal(*response);
    if (error && error->code == ErrorCode::unauthenticated)
        error->message += server.token.empty()
                              ? "; none was found: give --token or set CONSTELLATION_API_TOKEN"
                              : "; this one is from " + server.tokenFrom;
    return error;
}

} // namespace desk
