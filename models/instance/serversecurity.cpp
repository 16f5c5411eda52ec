// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/serversecurity.h"

namespace desk {

void applySecurity(const Configuration &configuration, IngestServer::Options &options)
{
    const auto milliseconds = [](std::chrono::nanoseconds time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time);
    };
    HttpServer::Options &http = options.http;
    http.maxBody = configuration.maxBody;
    http.maxHeader = configuration.maxHeader;
    http.maxUrl = configuration.maxUrl;
    http.maxConnections = configuration.maxConnections;
    http.maxPerAddress = configuration.maxConnectionsPerAddress;
    http.reservedConnections = configuration.reservedConnections;
    http.headerDeadline = milliseconds(configuration.headerDeadline);
    http.writeDeadline = milliseconds(configuration.writeDeadline);
    http.idleDeadline = milliseconds(configuration.idleDeadline);
    options.hosts = configuration.hosts;
    options.origins = configuration.origins;
    options.auditFile = configuration.dataFolder / "audit.log";
}

Result<std::optional<ServerCertificate>> certificateFor(const Configuration &configuration,
                                                        const std::filesystem::path &folder, Timestamp now)
{
    if (!configuration.tls)
        return std::optional<ServerCertificate>{};
    auto certificate =
        configuration.tlsCertificate.empty()
            ? ServerCertificate::selfMade(folder, IngestServer::namesFor(configuration.listenAddress), now)
            : ServerCertificate::load(configuration.tlsCertificate, configuration.tlsKey, now);
    if (!certificate)
        return tl::unexpected(certificate.error());
    return std::optional(*std::move(certificate));
}

std::unique_ptr<KeySetSource> followIssuer(const Configuration &configuration, IngestServer &server,
                                           EventLog &events, const TimeService &time)
{
    if (configuration.jwtIssuer.empty())
        return nullptr;
    JwtVerifier &verifier = server.authenticator().jwt();
    verifier.trust({configuration.jwtIssuer, configuration.jwtAudiences, configuration.jwtScopePrefix});
    KeySetSource::Options options;
    options.place = configuration.jwtKeys.empty() ? configuration.jwtIssuer + "/.well-known/jwks.json"
                                                  : configuration.jwtKeys;
    auto source = std::make_unique<KeySetSource>(
        options, [&verifier, &server, &events, &time, place = options.place](Result<JsonWebKeys> keys) {
            if (!keys)
                return events.report(time.now(), Severity::caution, EventCode::refused, place,
                                     keys.error().message);
            server.post([&verifier, keys = *std::move(keys)] { verifier.setKeys(keys); });
        });
    verifier.onUnknownKey = [asked = source.get()] { asked->ask(); };
    return source;
}

} // namespace desk
