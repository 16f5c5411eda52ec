// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace desk {

// Where passwords and tokens of links are kept: the key ring in the window, the environment in a server
// without one. Never in the file of the links. Any thread.
class LinkSecrets
{
public:
    LinkSecrets() = default;
    virtual ~LinkSecrets() = default;
    LinkSecrets(const LinkSecrets &) = delete;
    LinkSecrets &operator=(const LinkSecrets &) = delete;

    [[nodiscard]] virtual std::optional<std::string> secret(const std::string &name) const = 0;
};

// The environment variable CONSTELLATION_LINK_NAME: the name in capitals, what is no letter or digit as _.
class EnvironmentLinkSecrets final : public LinkSecrets
{
public:
    [[nodiscard]] std::optional<std::string> secret(const std::string &name) const override;
    [[nodiscard]] static std::string variable(const std::string &name);
};

// Why a link cannot begin without it, with the remedy.
[[nodiscard]] std::string secretMissing(const std::string &name);

// Those of a first keeper, then what was handed over since the start by whoever asked a key ring or an
// operator, then those of a last one. The keepers outlive it.
class HeldLinkSecrets final : public LinkSecrets
{
public:
    explicit HeldLinkSecrets(const LinkSecrets &first, const LinkSecrets *last = nullptr)
        : m_first(first)
        , m_last(last)
    {
    }
    [[nodiscard]] std::optional<std::string> secret(const std::string &name) const override;
    void hold(const std::string &name, std::string secret);

private:
    const LinkSecrets &m_first;
    const LinkSecrets *const m_last;
    mutable std::mutex m_mutex; // guards m_held
    std::map<std::string, std::string> m_held;
};

} // namespace desk
