// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace desk {

// constellation doctor: what stands in the way on this machine, and what to do about it. exitCode is what
// main returns when the command ran.
void addDoctorCommand(CLI::App &app, int &exitCode);

} // namespace desk
