// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation replay: a recording as a live stream. exitCode is what main returns when the command ran.
void addReplayCommand(CLI::App &app, int &exitCode);

} // namespace desk
