// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation bench ingest: how many points a second the server takes. constellation bench store: what
// recording and reading a session costs. exitCode is what main returns when the command ran.
void addBenchCommand(CLI::App &app, int &exitCode);

} // namespace desk
