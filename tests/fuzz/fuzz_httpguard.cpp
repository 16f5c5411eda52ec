// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/requestguard.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdlib>

using namespace desk;
namespace http = boost::beast::http;

// The header's way through the server: parsed, then judged. Whatever is let through must be framed in one
// way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const RequestGuard guard({{"localhost"}, 8000, {"https://console.example"}});
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto end = text.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    const std::string_view header = text.substr(0, end + 4);
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(header.size()) + 1);
    parser.body_limit(boost::none);
    boost::beast::error_code error;
    parser.put(boost::asio::buffer(header.data(), header.size()), error);
    if ((error && error != http::error::need_more) || !parser.is_header_done())
        return 0;
    HttpRequest request;
    request.method = parser.get().method() == http::verb::post ? HttpMethod::post : HttpMethod::get;
    const auto view = [](boost::beast::string_view part) {
        return std::string_view(part.data(), part.size());
    };
    request.target = view(parser.get().target());
    for (const auto &field : parser.get())
        request.headers.push_back({view(field.name_string()), view(field.value())});
    if (guard.check(request, header))
        return 0;
    const bool framedTwice = parser.chunked() && !request.header("content-length").empty();
    if (framedTwice || header.find('\0') != std::string_view::npos || !request.target.starts_with('/') ||
        !equalIgnoringCase(request.header("host"), "localhost:8000"))
        std::abort();
    return 0;
}
