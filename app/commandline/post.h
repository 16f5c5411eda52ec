// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation post: telemetry of files and pipes to a server. exitCode is what main returns when the
// command ran.
void addPostCommand(CLI::App &app, int &exitCode);

} // namespace desk
