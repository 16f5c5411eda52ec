// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/httpclient.h"
#include "models/instance/datafolder.h"
#include "models/settings/configuration.h"

namespace CLI {
class App;
}

namespace desk {

// What the command line says of the server to talk to. Empty = not said.
struct ConnectionOptions
{
    std::string url;
    std::string token;
    std::string data;
    std::string ca; // PEM file
};

// --url, --token, --ca and --data.
void addConnectionOptions(CLI::App &command, ConnectionOptions &options);

// The server that a command talks to. Plain value.
struct ServerChoice
{
    std::string url;
    std::string token;                    // may be empty
    std::string urlFrom;                  // "--url", "CONSTELLATION_URL", "the instance of …", "default"
    std::string tokenFrom;                // "--token", …; "nowhere"
    std::optional<InstanceInfo> instance; // of the data folder, when it is that server
    std::string ca;                       // PEM file to trust besides the system's; may be empty
    bool isDefault = false;               // nothing says where it is

    [[nodiscard]] HttpClientOptions client() const;
};

// The data folder of a command: --data, else the configuration's. Errors are of the configuration.
Result<std::filesystem::path> chooseDataFolder(const ConnectionOptions &options);

// --url, else CONSTELLATION_URL, else the instance that owns the data folder, else http://127.0.0.1:8000.
// Its token: --token, else CONSTELLATION_API_TOKEN, else DATA/credentials where it is the data folder's own
// instance, else `credentials` beside config.toml, else ~/.constellation/credentials. A data folder's own
// token goes to no other server. Its certificate: --ca, else CONSTELLATION_CA, else, where it is the data
// folder's own instance, the one that this shows. Errors are of the configuration; notFound: --data names a
// folder that no server owns.
Result<ServerChoice> chooseServer(const ConnectionOptions &options);

// What a refused or failed request means, for the terminal: the error of the transport or of the answer, and
// for a missing or wrong token where it was looked for.
std::optional<Error> requestFailure(const Result<HttpResponse> &response, const ServerChoice &server);

} // namespace desk
