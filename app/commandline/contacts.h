// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation contacts: when satellites pass over a station. exitCode is what main returns when the command
// ran.
void addContactsCommand(CLI::App &app, int &exitCode);

} // namespace desk
