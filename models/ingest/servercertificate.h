// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <filesystem>
#include <string>
#include <vector>

namespace desk {

// What the server shows of itself within TLS. Plain value; any thread.
struct ServerCertificate
{
    std::string certificates; // PEM, its own first
    std::string key;          // PEM
    std::string fingerprint;  // SHA-256 of its own, "AB:CD:…"
    Timestamp expires{};
    std::vector<std::string> names; // host names and addresses it is for, as in a URL without brackets

    // Given files. Refuses a pair that does not belong together, and an expired certificate.
    static Result<ServerCertificate> load(const std::filesystem::path &certificates,
                                          const std::filesystem::path &key, Timestamp now);
    // Is it for this host of a URL (brackets around IPv6 allowed, wildcards honoured)?
    [[nodiscard]] bool isFor(std::string host) const;
    // DATA/tls-certificate.pem and tls-key.pem (0600): ECDSA P-256 for these names, made anew when missing or
    // within 30 days of its end (after 397 days).
    static Result<ServerCertificate> selfMade(const std::filesystem::path &folder,
                                              const std::vector<std::string> &names, Timestamp now);
};

} // namespace desk
