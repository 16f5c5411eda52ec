// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation serve: the embedded server alone. exitCode is what main returns when the command ran.
void addServeCommand(CLI::App &app, int &exitCode);

} // namespace desk
