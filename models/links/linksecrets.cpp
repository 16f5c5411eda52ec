// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linksecrets.h"

#include <cctype>
#include <cstdlib>

namespace desk {

std::string EnvironmentLinkSecrets::variable(const std::string &name)
{
    std::string variable = "CONSTELLATION_LINK_";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        variable += std::isalnum(byte) != 0 ? static_cast<char>(std::toupper(byte)) : '_';
    }
    return variable;
}

std::optional<std::string> EnvironmentLinkSecrets::secret(const std::string &name) const
{
    const char *value = std::getenv(variable(name).c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string secretMissing(const std::string &name)
{
    return "the secret " + name +
           " is not known here; edit the link and enter it, or set the environment variable " +
           EnvironmentLinkSecrets::variable(name) + " before the program is started";
}

std::optional<std::string> HeldLinkSecrets::secret(const std::string &name) const
{
    if (auto first = m_first.secret(name))
        return first;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto held = m_held.find(name); held != m_held.end())
            return held->second;
    }
    return m_last ? m_last->secret(name) : std::nullopt;
}

void HeldLinkSecrets::hold(const std::string &name, std::string secret)
{
    const std::lock_guard lock(m_mutex);
    m_held.insert_or_assign(name, std::move(secret));
}

} // namespace desk
