// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/palettesources.h"

namespace desk {

class WindowSettings;

// The keys of the commands in the menus: those they come with, and those the operator chose instead. A
// command is known by its object name. GUI thread.
namespace shortcuts {

using Commands = std::vector<ActionSource::Command>;

// Gives the commands the keys that were chosen; what they came with is kept beside.
void apply(const Commands &commands, const WindowSettings &settings);
[[nodiscard]] QKeySequence standard(const QAction &action);
// Another command that has these keys already, or a chord that begins with them; null = none.
[[nodiscard]] const ActionSource::Command *conflict(const Commands &commands, const QAction &action,
                                                    const QKeySequence &keys);

} // namespace shortcuts

} // namespace desk
