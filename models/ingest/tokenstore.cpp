// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/tokenstore.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 9> scopeWords{"read",
                                                     "write",
                                                     "admin",
                                                     "telemetry:read",
                                                     "telemetry:write",
                                                     "topology:read",
                                                     "topology:write",
                                                     "predictions:read",
                                                     "predictions:run"};

std::string sha256Hex(std::string_view text)
{
    std::array<unsigned char, 32> hash{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), hash.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (const unsigned char byte : hash) {
        static constexpr char digits[] = "0123456789abcdef";
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

Result<std::string> randomToken()
{
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return failure(ErrorCode::internal, "the system gives no random numbers");
    std::string token = "cos_dev_";
    for (const unsigned char byte : bytes)
        token += alphabet[byte & 63U];
    return token;
}

Json toJson(const TokenStore::Entry &entry)
{
    Json json{{"id", entry.id},
              {"name", entry.name},
              {"scopes", entry.scopes},
              {"created", formatTimestamp(entry.created)}};
    if (entry.expires)
        json["expires"] = formatTimestamp(*entry.expires);
    return json;
}

} // namespace

std::span<const std::string_view> TokenStore::knownScopes()
{
    return scopeWords;
}

Result<TokenStore> TokenStore::open(std::filesystem::path file)
{
    TokenStore store;
    store.m_file = std::move(file);
    std::ifstream in(store.m_file);
    if (!in)
        return store;
    try {
        for (const Json &json : Json::parse(in)) {
            Entry entry{json.at("id"), json.at("name"), json.at("hash"), json.at("scopes"), std::nullopt, {}};
            entry.created = parseTimestamp(json.at("created").get<std::string>()).value_or(Timestamp{});
            if (json.contains("expires"))
                entry.expires = parseTimestamp(json.at("expires").get<std::string>()).value_or(Timestamp{});
            store.m_entries.push_back(std::move(entry));
        }
    } catch (const Json::exception &error) {
        return failure(ErrorCode::parseError, store.m_file.string() + " is damaged: " + error.what() +
                                                  "; move it away to start with a new token");
    }
    return store;
}

Result<void> TokenStore::save() const
{
    Json list = Json::array();
    for (const Entry &entry : m_entries) {
        Json json = toJson(entry);
        json["hash"] = entry.hash;
        list.push_back(std::move(json));
    }
    const std::string text = list.dump(2) + "\n";
    const std::filesystem::path fresh = m_file.string() + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written = file >= 0 &&
                         ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fdatasync(file) == 0;
    if (file >= 0)
        ::close(file);
    std::error_code error;
    if (written)
        std::filesystem::rename(fresh, m_file, error);
    if (!written || error)
        return failure(ErrorCode::storageUnavailable, "cannot write " + m_file.string());
    return {};
}

Result<TokenStore::Created> TokenStore::create(std::string name, std::vector<std::string> wanted,
                                               std::optional<Timestamp> expires, Timestamp now)
{
    if (wanted.empty())
        return failure(ErrorCode::invalidArgument, "at least one scope is needed", "scopes");
    for (const std::string &scope : wanted) {
        if (std::find(scopeWords.begin(), scopeWords.end(), scope) == scopeWords.end()) {
            std::string known;
            for (const std::string_view word : scopeWords)
                known.append(known.empty() ? "" : ", ").append(word);
            return failure(ErrorCode::invalidArgument,
                           std::string("unknown scope ").append(scope).append("; known: ").append(known),
                           "scopes");
        }
    }
    if (expires && *expires <= now)
        return failure(ErrorCode::invalidArgument, "expires must lie in the future", "expires");
    auto token = randomToken();
    if (!token)
        return tl::unexpected(token.error());
    const std::string hash = sha256Hex(*token);
    Entry entry{hash.substr(0, 12), std::move(name), hash, std::move(wanted), expires, now};
    m_entries.push_back(entry);
    if (auto saved = save(); !saved) {
        m_entries.pop_back();
        return tl::unexpected(saved.error());
    }
    return Created{std::move(entry), *std::move(token)};
}

Result<TokenStore::Entry> TokenStore::revoke(std::string_view id)
{
    const auto matches = [&](const Entry &entry) { return !id.empty() && entry.id.starts_with(id); };
    const auto count = std::count_if(m_entries.begin(), m_entries.end(), matches);
    if (count != 1)
        return failure(ErrorCode::notFound, count == 0 ? "no token with id " + std::string(id)
                                                       : "several tokens begin with " + std::string(id));
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), matches);
    Entry gone = *it;
    m_entries.erase(it);
    if (auto saved = save(); !saved) {
        m_entries.push_back(gone);
        return tl::unexpected(saved.error());
    }
    return gone;
}

void TokenStore::addVolatile(std::string name, std::string_view token, std::vector<std::string> granted)
{
    const std::string hash = sha256Hex(token);
    m_volatile.push_back({hash.substr(0, 12), std::move(name), hash, std::move(granted), std::nullopt, {}});
}

std::optional<Identity> TokenStore::find(std::string_view token, Timestamp now) const
{
    const std::string hash = sha256Hex(token);
    const Entry *found = nullptr;
    for (const auto *list : {&m_entries, &m_volatile}) {
        for (const Entry &entry : *list) {
            if (entry.hash.size() == hash.size() &&
                CRYPTO_memcmp(entry.hash.data(), hash.data(), hash.size()) == 0)
                found = &entry;
        }
    }
    if (!found || (found->expires && *found->expires <= now))
        return std::nullopt;
    return Identity{found->id, found->name, found->scopes};
}

std::string tokensToJson(std::span<const TokenStore::Entry> entries)
{
    Json list = Json::array();
    for (const TokenStore::Entry &entry : entries)
        list.push_back(toJson(entry));
    return list.dump();
}

} // namespace desk
