// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation predict NODE: a server's forecasts of a node's links. exitCode is what main returns when the
// command ran.
void addPredictCommand(CLI::App &app, int &exitCode);

} // namespace desk
