// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/tokenaccess.h"

#include "models/telemetry/timeservice.h"

#include <nlohmann/json.hpp>

namespace desk {

using Json = TokenAccess::Json;

namespace {

constexpr const char *tokenPath = "/api/v1/tokens";

Timestamp now()
{
    return SystemTimeService().now();
}

Json entryJson(const TokenStore::Entry &entry)
{
    return Json::parse(tokensToJson(std::span(&entry, 1)))[0];
}

} // namespace

TokenAccess::TokenAccess() = default;
TokenAccess::TokenAccess(TokenAccess &&) noexcept = default;
TokenAccess::~TokenAccess() = default;

Result<TokenAccess> TokenAccess::open(const ConnectionOptions &options)
{
    TokenAccess access;
    const auto server = chooseServer(options);
    if (!server && server.error().code != ErrorCode::notFound)
        return tl::unexpected(server.error());
    if (server && !server->isDefault) {
        access.m_place = server->url;
        access.m_server = std::make_unique<ServerChoice>(*server);
        access.m_client = std::make_unique<HttpClient>(server->client());
        return access;
    }
    // No server is named, and none owns the data folder.
    const auto data = chooseDataFolder(options);
    if (!data)
        return tl::unexpected(data.error());
    auto folder = DataFolder::take(*data, "constellation token", now());
    if (!folder)
        return tl::unexpected(folder.error());
    auto store = TokenStore::open(*data / "tokens.json");
    if (!store)
        return tl::unexpected(store.error());
    access.m_place = data->string();
    access.m_folder = std::make_unique<DataFolder>(*std::move(folder));
    access.m_store = std::make_unique<TokenStore>(*std::move(store));
    return access;
}

Result<Json> TokenAccess::ask(std::string_view method, const std::string &target, const std::string &body)
{
    const auto response = m_client->send(method, target, body);
    if (const auto failed = requestFailure(response, *m_server))
        return tl::unexpected(*failed);
    Json answer = Json::parse(response->body, nullptr, false);
    if (!answer.is_object())
        return failure(ErrorCode::network,
                       m_server->url + ": the answer is not what a Constellation server sends");
    return answer;
}

Result<Json> TokenAccess::create(const std::string &name, const std::vector<std::string> &scopes,
                                 std::optional<Timestamp> expires)
{
    if (m_store) {
        const auto made = m_store->create(name, scopes, expires, now());
        if (!made)
            return tl::unexpected(made.error());
        Json json = entryJson(made->entry);
        json["token"] = made->token;
        return json;
    }
    Json body{{"name", name}, {"scopes", scopes}};
    if (expires)
        body["expires"] = formatTimestamp(*expires);
    return ask("POST", tokenPath, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<Json> TokenAccess::list()
{
    if (m_store)
        return Json::parse(tokensToJson(m_store->entries()));
    auto answer = ask("GET", tokenPath);
    if (!answer)
        return answer;
    return answer->value("tokens", Json::array());
}

Result<std::string> TokenAccess::revoke(const std::string &id)
{
    if (m_store) {
        const auto gone = m_store->revoke(id);
        return gone ? Result<std::string>(gone->id) : tl::unexpected(gone.error());
    }
    // The id becomes part of a path.
    const bool plain = !id.empty() && id.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (!plain)
        return failure(ErrorCode::notFound, "no token with id " + id);
    const auto answer = ask("DELETE", tokenPath + ("/" + id));
    return answer ? Result<std::string>(answer->value("revoked", id)) : tl::unexpected(answer.error());
}

} // namespace desk
