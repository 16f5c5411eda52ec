// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation simulate: a constellation as a client of a server. exitCode is what main returns when the
// command ran.
void addSimulateCommand(CLI::App &app, int &exitCode);

} // namespace desk
