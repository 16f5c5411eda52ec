// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httprefusal_p.h"

#include <charconv>
#include <curl/curl.h>

namespace desk {
namespace {

std::string seconds(std::chrono::milliseconds time)
{
    return std::to_string((time.count() + 999) / 1000) + " s";
}

// A code point of \uXXXX as UTF-8; surrogates become a question mark.
void appendCodePoint(std::string &out, unsigned code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code >= 0xD800 && code < 0xE000) {
        out += '?';
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// The text of the first "key":"…" of an answer; the error envelope holds each key once.
std::string textOf(std::string_view json, std::string_view key)
{
    constexpr std::size_t longest = 500;
    const std::string quoted = '"' + std::string(key) + '"';
    std::size_t at = json.find(quoted);
    if (at == std::string_view::npos)
        return {};
    at = json.find_first_not_of(" \t\r\n", at + quoted.size());
    if (at == std::string_view::npos || json[at] != ':')
        return {};
    at = json.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string_view::npos || json[at] != '"')
        return {};
    std::string text;
    for (++at; at < json.size() && json[at] != '"' && text.size() < longest; ++at) {
        if (json[at] != '\\') {
            text += json[at];
            continue;
        }
        if (++at >= json.size())
            break;
        unsigned code = 0;
        if (json[at] == 'u' && at + 4 < json.size() &&
            std::from_chars(json.data() + at + 1, json.data() + at + 5, code, 16).ec == std::errc{}) {
            appendCodePoint(text, code);
            at += 4;
        } else {
            text += json[at] == 'n' || json[at] == 't' || json[at] == 'r' ? ' ' : json[at];
        }
    }
    return text;
}

} // namespace

Error transportError(int code, const HttpClientOptions &options, std::string_view detail)
{
    const std::string &url = options.baseUrl;
    const std::string more = detail.empty() ? std::string() : " (" + std::string(detail) + ")";
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        return {ErrorCode::network,
                url + ": connection refused or no route; is the server running at this address?" + more,
                "url"};
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorCode::network, url + ": no such host; check the address" + more, "url"};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorCode::network,
                url + ": the proxy of the environment (http_proxy) cannot be found" + more, "url"};
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorCode::timeout,
                url + ": no answer within " + seconds(options.timeout) +
                    " (connecting: " + seconds(options.connectTimeout) +
                    "); the server or the way to it is overloaded or filtered" + more,
                "url"};
    case CURLE_PEER_FAILED_VERIFICATION:
        return {
            ErrorCode::network,
            url +
                ": the server's TLS certificate is not trusted, is not for this name, or is not valid now; "
                "give the certificate that signed it, or the server's own, with --ca, and check the clock" +
                more,
            "url"};
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorCode::invalidArgument,
                options.caFile + ": not a readable PEM file with certificates; --ca needs one" + more, "ca"};
    case CURLE_SSL_CONNECT_ERROR:
        return {ErrorCode::network,
                url + ": no TLS connection; does the server speak https there, or http?" + more, "url"};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        if (detail.find("HTTP/0.9") != std::string_view::npos) // what libcurl takes any other protocol for
            return transportError(CURLE_WEIRD_SERVER_REPLY, options, detail);
        return {ErrorCode::invalidArgument,
                url + ": not an http or https address, such as http://127.0.0.1:8000", "url"};
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return {ErrorCode::network, url + ": the connection broke; the server may have stopped" + more,
                "url"};
    case CURLE_WRITE_ERROR:
        return {ErrorCode::tooLarge, url + ": the answer is larger than this program takes", "url"};
    case CURLE_WEIRD_SERVER_REPLY:
        return {ErrorCode::network, url + ": what answers there does not speak HTTP" + more, "url"};
    default:
        return {ErrorCode::network,
                url + ": " +
                    (detail.empty() ? curl_easy_strerror(static_cast<CURLcode>(code)) : std::string(detail)),
                "url"};
    }
}

std::optional<Error> refusal(const HttpResponse &response)
{
    if (response.isSuccess())
        return std::nullopt;
    const std::string said = textOf(response.body, "message");
    const std::string server = said.empty() ? std::string() : ": " + said;
    const std::string status = std::to_string(response.status);
    const auto error = [](ErrorCode code, std::string text) {
        return Error{.code = code, .message = std::move(text), .field = {}};
    };
    switch (response.status) {
    case 401:
        return error(ErrorCode::unauthenticated,
                     "the server knows no such token (401)" + server + "; give a valid one");
    case 403:
        return error(ErrorCode::forbidden, "the token does not allow this (403)" + server +
                                               "; make one with the scope that is missing");
    case 404:
        return error(ErrorCode::notFound,
                     "the server has no such path (404)" + server + "; is it a Constellation server?");
    case 413:
        return error(ErrorCode::tooLarge,
                     "the server takes no body of that size (413)" + server + "; send smaller batches");
    case 400:
    case 422:
        return error(ErrorCode::invalidArgument, "the server refuses the content (" + status + ")" + server);
    case 429:
    case 503:
        return error(ErrorCode::overloaded,
                     "the server cannot take more now (" + status + ")" + server + "; it is tried again");
    default:
        return error(response.status >= 500 ? ErrorCode::overloaded : ErrorCode::invalidArgument,
                     "the server answered " + status + server);
    }
}

} // namespace desk
