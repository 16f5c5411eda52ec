// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/finding.h"

namespace desk {

// What both programs need of the machine: clock, time zone, display, typefaces, open files, key ring.
Findings checkMachine();

} // namespace desk
