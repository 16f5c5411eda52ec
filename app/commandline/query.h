// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation query NODE[->DST] METRIC: history of a server. exitCode is what main returns when the command
// ran.
void addQueryCommand(CLI::App &app, int &exitCode);

} // namespace desk
