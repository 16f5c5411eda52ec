// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/configuration.h"

#include <optional>

namespace desk {

// Which other instance or platform a window looks at, and with which token. Plain value.
struct RemoteServer
{
    std::string url; // http://127.0.0.1:8000
    std::string token;
    std::string tokenFrom; // for words; empty = there is none

    // text: a profile of the contract (production, staging, development, local) or an address, with or
    // without http://. The token is CONSTELLATION_API_TOKEN, else that of the data folder when its instance
    // is the one meant, else of the credentials files.
    static Result<RemoteServer> choose(const std::string &text, const Configuration &configuration);
    // The running instance that owns the data folder; nothing when nobody does.
    static std::optional<RemoteServer> ownerOf(const Configuration &configuration);
};

} // namespace desk
