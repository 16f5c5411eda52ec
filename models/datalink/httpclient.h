// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace desk {

struct HttpClientOptions
{
    std::string baseUrl; // http://127.0.0.1:8000, no path
    std::string token;   // sent as Bearer; empty = none
    std::chrono::milliseconds connectTimeout{3000};
    std::chrono::milliseconds timeout{15000}; // of a whole request
    std::size_t longestAnswer = 8U << 20;
    std::string caFile{}; // PEM: certificates trusted besides the system's; empty = only those
};

struct HttpHeader
{
    std::string_view name;
    std::string_view value;
};

struct HttpResponse
{
    int status = 0; // 100-599
    std::string body;
    std::optional<std::chrono::seconds> retryAfter;
    std::string nextCursor{}; // of X-Next-Cursor: where the next page begins

    bool isSuccess() const { return status >= 200 && status < 300; }
};

// A blocking HTTP client for one server, over libcurl: keeps its connection, follows no redirect (the token
// would go with it), and uses no proxy for this machine. Errors are only of the transport and name cause and
// remedy; an answer of any status is a response. One thread at a time.
class HttpClient
{
public:
    explicit HttpClient(HttpClientOptions options);
    ~HttpClient();
    HttpClient(HttpClient &&) noexcept;
    HttpClient &operator=(HttpClient &&) noexcept;

    // cancelled is asked every tenth of a second; once it says so the request fails with ErrorCode::network.
    // A body, even an empty one, is sent with POST and PUT only, as application/json.
    Result<HttpResponse> send(std::string_view method, std::string_view path, std::string_view body = {},
                              std::span<const HttpHeader> headers = {},
                              const std::function<bool()> &cancelled = {});

    const std::string &baseUrl() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

// What a refusal means, in words with the remedy and the server's own message: 401 unauthenticated, 403
// forbidden, 413 tooLarge, 422 invalidArgument, 429 and 503 overloaded, and so on. Nothing for a success.
std::optional<Error> refusal(const HttpResponse &response);

} // namespace desk
