// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation verify: is a session file or a data folder whole, what is lost, and a new file of the rest.
// exitCode is what main returns when the command ran.
void addVerifyCommand(CLI::App &app, int &exitCode);

} // namespace desk
