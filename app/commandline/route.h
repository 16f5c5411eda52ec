// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation route: the best route between two nodes. exitCode is what main returns when the command ran.
void addRouteCommand(CLI::App &app, int &exitCode);

} // namespace desk
