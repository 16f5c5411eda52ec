// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation export and import: recordings to and from other formats. exitCode is what main returns when
// one of them ran.
void addExportCommand(CLI::App &app, int &exitCode);
void addImportCommand(CLI::App &app, int &exitCode);

} // namespace desk
