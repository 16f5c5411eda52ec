// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation worker: owns a serial line or a folder of SQLite files for a controller.
void addWorkerCommand(CLI::App &app, int &exitCode);

} // namespace desk
