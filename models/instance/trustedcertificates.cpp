// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/trustedcertificates.h"

#include <cstdlib>
#include <filesystem>

namespace desk {

Result<std::string> trustedCertificates(const std::string &named, const std::filesystem::path &own)
{
    const char *variable = std::getenv("CONSTELLATION_CA");
    const std::string given = named.empty() && variable ? variable : named;
    std::error_code error;
    if (given.empty())
        return std::filesystem::exists(own, error) ? own.string() : std::string();
    if (!std::filesystem::is_regular_file(given, error))
        return failure(ErrorCode::invalidArgument,
                       given + " is no file; " + (named.empty() ? "CONSTELLATION_CA" : "--ca") +
                           " names a PEM file with certificates",
                       "ca");
    return given;
}

std::filesystem::path certificateOf(const Configuration &configuration, const std::filesystem::path &data)
{
    return configuration.tlsCertificate.empty() ? data / "tls-certificate.pem"
                                                : std::filesystem::path(configuration.tlsCertificate);
}

} // namespace desk
