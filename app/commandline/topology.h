// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation topology pull|push: the fleet graph. exitCode is what main returns when the command ran.
void addTopologyCommand(CLI::App &app, int &exitCode);

} // namespace desk
