// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/identity.h"
#include "models/telemetry/time.h"

#include <filesystem>
#include <optional>
#include <span>

namespace desk {

// Opaque tokens (cos_dev_…) of one data folder, kept as SHA-256 in tokens.json (0600). One owner at a time:
// the server's ingest thread, or a command while no server owns the folder.
class TokenStore
{
public:
    struct Entry
    {
        std::string id; // first characters of the hash
        std::string name;
        std::string hash; // hex SHA-256 of the token
        std::vector<std::string> scopes;
        std::optional<Timestamp> expires;
        Timestamp created{};
    };
    struct Created
    {
        Entry entry;
        std::string token; // shown once
    };

    static Result<TokenStore> open(std::filesystem::path file);

    // Scopes must be ones the API knows.
    Result<Created> create(std::string name, std::vector<std::string> scopes,
                           std::optional<Timestamp> expires, Timestamp now);
    // By id, or by a prefix of it that is unique.
    Result<Entry> revoke(std::string_view id);
    // A token from the environment: valid for this run, not kept.
    void addVolatile(std::string name, std::string_view token, std::vector<std::string> scopes);

    [[nodiscard]] std::span<const Entry> entries() const { return m_entries; }
    // Compares in constant time with every entry.
    [[nodiscard]] std::optional<Identity> find(std::string_view token, Timestamp now) const;

    static std::span<const std::string_view> knownScopes();

private:
    Result<void> save() const;

    std::filesystem::path m_file;
    std::vector<Entry> m_entries;
    std::vector<Entry> m_volatile;
};

// {"id","name","scopes":[…],"created","expires"?} of each token, as the API and the command line print it.
std::string tokensToJson(std::span<const TokenStore::Entry> entries);

} // namespace desk
