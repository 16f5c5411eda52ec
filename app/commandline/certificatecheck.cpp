// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/certificatecheck.h"

#include "app/commandline/connection.h"

#include "models/ingest/ingestserver.h"
#include "models/ingest/servercertificate.h"
#include "models/instance/trustedcertificates.h"

#include <sys/stat.h>

namespace desk {
namespace {

using Level = Finding::Level;
using Path = std::filesystem::path;

constexpr const char *check = "certificate";
constexpr std::chrono::hours soon{30 * 24};

// Whoever has the key can pretend to be this server. Others: group and everybody.
void checkKey(Findings &findings, const Path &key)
{
    struct stat about
    {
    };
    constexpr mode_t others = 077;
    if (::stat(key.c_str(), &about) == 0 && (about.st_mode & others) != 0)
        findings.push_back({check, Level::warning, "its key " + key.string() + " can be read by others",
                            "chmod 600 '" + key.string() + "'; if others had access, make a new pair"});
}

void checkNames(Findings &findings, const ServerCertificate &certificate, const Configuration &configuration,
                const std::string &renew)
{
    std::string missing;
    std::vector<std::string> wanted = configuration.hosts;
    if (configuration.tlsCertificate.empty()) {
        const auto made = IngestServer::namesFor(configuration.listenAddress);
        wanted.insert(wanted.end(), made.begin(), made.end());
    }
    for (const std::string &name : wanted)
        missing += certificate.isFor(name) ? std::string() : (missing.empty() ? "" : ", ") + name;
    if (!missing.empty())
        findings.push_back({check, Level::warning,
                            "it is not for " + missing + ": clients that use these names refuse it", renew});
}

} // namespace

void checkCertificate(Findings &findings, const Configuration &configuration, const Path &data, Timestamp now)
{
    if (!configuration.tls)
        return;
    const bool own = configuration.tlsCertificate.empty();
    const Path file = certificateOf(configuration, data);
    const Path key = own ? data / "tls-key.pem" : Path(configuration.tlsKey);
    std::error_code error;
    if (own && !std::filesystem::exists(file, error)) {
        findings.push_back({check, Level::ok, file.string() + " will be made when the server starts"});
        return;
    }
    const std::string renew =
        own ? "remove " + file.string() + " and start the server again: it makes a new one"
            : "get a new certificate, and name it in tls.certificate and tls.key";
    checkKey(findings, key);
    const auto certificate = ServerCertificate::load(file, key, Timestamp::min()); // its end is judged below
    if (!certificate) {
        findings.push_back(
            {check, Level::failure, file.string() + ": " + certificate.error().message, renew});
        return;
    }
    checkNames(findings, *certificate, configuration, renew);
    const std::string end = formatTimestamp(certificate->expires, Fraction::none);
    if (certificate->expires <= now)
        findings.push_back({check, Level::failure, file.string() + " ended at " + end, renew});
    else if (certificate->expires <= now + soon)
        findings.push_back({check, Level::warning, file.string() + " ends at " + end,
                            own ? "start the server again: it makes a new one" : renew});
    else
        findings.push_back(
            {check, Level::ok, file.string() + " until " + end + ", SHA-256 " + certificate->fingerprint});
}

} // namespace desk
