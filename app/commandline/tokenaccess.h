// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"

#include "models/ingest/tokenstore.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace desk {

// The local tokens, wherever they can be reached: at the server that was named or that owns the data folder,
// else in the data folder itself, which is then ours while this lives. One thread.
class TokenAccess
{
public:
    using Json = nlohmann::ordered_json;

    static Result<TokenAccess> open(const ConnectionOptions &options);
    TokenAccess(TokenAccess &&) noexcept;
    ~TokenAccess();

    // A server's address or a folder.
    [[nodiscard]] const std::string &place() const { return m_place; }

    // {"id","name","scopes","created","expires"?,"token"}
    Result<Json> create(const std::string &name, const std::vector<std::string> &scopes,
                        std::optional<Timestamp> expires);
    // An array of the same without "token".
    Result<Json> list();
    // By id or the beginning of one; gives the whole id.
    Result<std::string> revoke(const std::string &id);

private:
    TokenAccess();
    Result<Json> ask(std::string_view method, const std::string &path, const std::string &body = {});

    std::string m_place;
    std::unique_ptr<ServerChoice> m_server; // one of the two
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<DataFolder> m_folder;
    std::unique_ptr<TokenStore> m_store;
};

} // namespace desk
