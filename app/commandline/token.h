// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation token create|list|revoke: local tokens. exitCode is what main returns when the command ran.
void addTokenCommand(CLI::App &app, int &exitCode);

} // namespace desk
