// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "app/commandline/finding.h"

namespace desk {

// What a server here needs: configuration, data folder and disk, credentials, the running instance, its port.
// Changes nothing but binds sockets for a moment.
Findings checkInstance(const ConnectionOptions &options);

} // namespace desk
