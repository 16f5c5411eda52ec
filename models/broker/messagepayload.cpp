// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/messagepayload.h"

#include <simdjson.h>

namespace desk {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t maxDepth = 64;
constexpr std::size_t csvColumns = 12;
constexpr std::size_t uuidColumn = 4; // from 0

// JSON begins with one of these, so that text is not parsed in vain.
bool mayBeJson(std::string_view text, char opening)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == opening;
}

simdjson::simdjson_result<dom::element> parse(dom::parser &parser, std::string_view text)
{
    if (const auto failed = parser.allocate(text.size(), maxDepth))
        return failed;
    return parser.parse(text.data(), text.size()); // copies: what stands behind a text is not ours
}

} // namespace

Result<std::string> payloadOfBody(std::string_view body)
{
    if (!simdjson::validate_utf8(body.data(), body.size()))
        return failure(ErrorCode::invalidArgument, "the payload is not UTF-8 text");
    std::string payload(body);
    if (mayBeJson(body, '{')) {
        dom::parser parser;
        dom::element inner;
        if (parse(parser, body)["payload"].get(inner) == simdjson::SUCCESS) {
            std::string_view text;
            payload = inner.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(inner);
        }
    }
    if (payload.empty())
        return failure(ErrorCode::invalidArgument, "the payload is empty");
    return payload;
}

std::string partitionKey(std::string_view payload)
{
    dom::parser parser;
    std::string_view key;
    if (mayBeJson(payload, '{')) {
        dom::object object;
        if (parse(parser, payload).get(object) == simdjson::SUCCESS) {
            for (const char *name : {"uuid", "node_id"}) {
                if (object[name].get(key) == simdjson::SUCCESS && !key.empty())
                    return std::string(key);
            }
        }
    } else if (mayBeJson(payload, '[')) {
        dom::array columns;
        if (parse(parser, payload).get(columns) == simdjson::SUCCESS && columns.size() == csvColumns &&
            columns.at(uuidColumn).get(key) == simdjson::SUCCESS && !key.empty())
            return std::string(key);
    }
    return std::string(payload);
}

} // namespace desk
