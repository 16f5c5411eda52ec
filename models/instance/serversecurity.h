// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/ingest/keysetsource.h"
#include "models/settings/configuration.h"

namespace desk {

// From what an administrator set to what the server takes. Before the ingest thread starts.

// Limits, deadlines, names, origins and the audit log.
void applySecurity(const Configuration &configuration, IngestServer::Options &options);
// The given certificate, else one of the data folder; nothing where TLS is off.
Result<std::optional<ServerCertificate>> certificateFor(const Configuration &configuration,
                                                        const std::filesystem::path &folder, Timestamp now);
// Trusts the configured issuer and keeps its keys fresh; null without one. Goes before the server does.
std::unique_ptr<KeySetSource> followIssuer(const Configuration &configuration, IngestServer &server,
                                           EventLog &events, const TimeService &time);

} // namespace desk
