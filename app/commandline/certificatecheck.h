// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/finding.h"

#include "models/settings/configuration.h"
#include "models/telemetry/time.h"

namespace desk {

// What `constellation doctor` says of the certificate that the server of a data folder shows: pair and PEM,
// end of validity, host names, who can read the key. Nothing where TLS is off. Main thread.
void checkCertificate(Findings &findings, const Configuration &configuration,
                      const std::filesystem::path &data, Timestamp now);

} // namespace desk
