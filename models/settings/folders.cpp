// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/folders.h"

#include <cstdlib>

namespace desk {
namespace {

std::filesystem::path variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? std::filesystem::path(value) : std::filesystem::path();
}

std::filesystem::path xdgFolder(const char *own, const char *xdg, const char *fallback)
{
    if (const auto path = variable(own); !path.empty())
        return path;
    if (const auto path = variable(xdg); path.is_absolute()) // relative ones are to be ignored
        return path / "constellation";
    return homeFolder() / fallback / "constellation";
}

} // namespace

std::filesystem::path homeFolder()
{
    const auto home = variable("HOME");
    return home.empty() ? std::filesystem::path(".") : home;
}

std::filesystem::path defaultDataFolder()
{
    return xdgFolder("CONSTELLATION_DATA", "XDG_DATA_HOME", ".local/share");
}

std::filesystem::path configFolder()
{
    return xdgFolder("CONSTELLATION_CONFIG_DIR", "XDG_CONFIG_HOME", ".config");
}

} // namespace desk
