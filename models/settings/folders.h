// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace desk {

// Where things are kept, after the XDG base directory rules and our own variables. Pure but for the
// environment.

// CONSTELLATION_DATA, else $XDG_DATA_HOME/constellation, else ~/.local/share/constellation.
std::filesystem::path defaultDataFolder();
// CONSTELLATION_CONFIG_DIR, else $XDG_CONFIG_HOME/constellation, else ~/.config/constellation.
std::filesystem::path configFolder();
// $HOME, else the current folder.
std::filesystem::path homeFolder();

} // namespace desk
