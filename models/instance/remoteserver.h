// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/configuration.h"

namespace desk {

// Which other instance or platform a window looks at, and with which token. Plain value.
struct RemoteServer
{
    std::string url; // http://127.0.0.1:8000
    std::string token;
    std::string tokenFrom; // for words; empty = there is none
    std::string caFile;    // PEM: certificates trusted besides the system's; empty = only those

    // text: a profile of the contract (production, staging, development, local) or an address, with or
    // without http://. The token is CONSTELLATION_API_TOKEN, else that of the data folder when its instance
    // is the one meant, else of the credentials files. ca: a file with certificates to trust, empty = see
    // trustedcertificates.h.
    static Result<RemoteServer> choose(const std::string &text, const Configuration &configuration,
                                       const std::string &ca = {});
    // The running instance that owns the data folder; notFound when nobody does.
    static Result<RemoteServer> ownerOf(const Configuration &configuration);
};

} // namespace desk
