// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/httpmessage.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// plusIsSpace: as in a query.
std::string percentDecoded(std::string_view text, bool plusIsSpace = true)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 &&
            hexDigit(text[i + 2]) >= 0) {
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' && plusIsSpace ? ' ' : text[i];
        }
    }
    return out;
}

} // namespace

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view httpMethodWord(HttpMethod method)
{
    static constexpr std::string_view words[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other"};
    return words[static_cast<std::size_t>(method)];
}

std::string_view HttpRequest::header(std::string_view name) const
{
    const auto it = std::find_if(headers.begin(), headers.end(), [&](const HeaderField &field) {
        return equalIgnoringCase(field.name, name);
    });
    return it == headers.end() ? std::string_view{} : it->value;
}

std::string HttpRequest::parameter(std::string_view name) const
{
    std::string_view rest = query;
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        const auto equals = pair.find('=');
        if (percentDecoded(pair.substr(0, equals)) == name)
            return equals == std::string_view::npos ? std::string{} : percentDecoded(pair.substr(equals + 1));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return {};
}

std::string HttpRequest::pathBehind(std::string_view begin) const
{
    return percentDecoded(path.substr(std::min(begin.size(), path.size())), false);
}

ServerResponse errorResponse(int status, std::string_view code, const Error &error)
{
    nlohmann::ordered_json details{{"code", code}, {"message", error.message}};
    if (!error.field.empty())
        details["field"] = error.field;
    if (error.index >= 0)
        details["index"] = error.index;
    if (error.offset >= 0)
        details["offset"] = error.offset;
    ServerResponse response;
    response.status = status;
    // Text of a client's body may be part of a message: whatever is not UTF-8 is replaced.
    response.body = nlohmann::ordered_json{{"success", false}, {"error", details}}.dump(
        -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return response;
}

ServerResponse errorResponse(int status, std::string_view code, std::string_view message)
{
    Error error;
    error.message = message;
    return errorResponse(status, code, error);
}

ServerResponse textResponse(int status, std::string text)
{
    ServerResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

ServerResponse errorResponse(const Error &error)
{
    const auto withIndex = [&error] {
        Error worded = error;
        if (error.index >= 0)
            worded.message = "element " + std::to_string(error.index) + ": " + error.message;
        return worded;
    };
    switch (error.code) {
    case ErrorCode::invalidArgument:
    case ErrorCode::parseError:
    case ErrorCode::outOfRange:
    case ErrorCode::missingField:
        return errorResponse(422, "VALIDATION_ERROR", withIndex());
    case ErrorCode::cardinalityLimit:
        return errorResponse(422, "CARDINALITY_LIMIT", withIndex());
    case ErrorCode::notFound:
        return errorResponse(404, "NOT_FOUND", error);
    case ErrorCode::tooLarge:
        return errorResponse(413, "PAYLOAD_TOO_LARGE", error);
    case ErrorCode::unauthenticated:
        return errorResponse(401, "AUTHENTICATION_ERROR", error);
    case ErrorCode::forbidden:
        return errorResponse(403, "AUTHORIZATION_ERROR", error);
    case ErrorCode::overloaded:
    case ErrorCode::storageUnavailable: {
        ServerResponse response = errorResponse(
            503, error.code == ErrorCode::overloaded ? "OVERLOADED" : "STORAGE_UNAVAILABLE", error);
        response.headers.emplace_back("Retry-After", "5");
        return response;
    }
    default:
        return errorResponse(500, "INTERNAL_ERROR", error);
    }
}

} // namespace desk
