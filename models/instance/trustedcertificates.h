// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/configuration.h"

namespace desk {

// Which certificates a client of a server trusts besides the system's: a PEM file that the user named (--ca),
// else that of CONSTELLATION_CA, else `own`, the one that the data folder's instance shows, where that is who
// is meant (else empty). Nothing else vouches for a self-made certificate. Empty = only the system's. A named
// file that is none is an error of the field ca. Any thread.
Result<std::string> trustedCertificates(const std::string &named, const std::filesystem::path &own);

// The certificate that an instance on a data folder shows: the configured one, else that of the folder.
std::filesystem::path certificateOf(const Configuration &configuration, const std::filesystem::path &data);

} // namespace desk
