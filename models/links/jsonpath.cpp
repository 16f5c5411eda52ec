// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/jsonpath.h"

#include "models/telemetry/jsondocument.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace desk {
namespace {

constexpr std::size_t deepestAnswer = 64;

tl::unexpected<Error> wrongPath(std::string_view text, std::size_t at, const std::string &why)
{
    return failure(ErrorCode::parseError,
                   "\"" + std::string(text) + "\": " + why + " at character " + std::to_string(at + 1), {},
                   static_cast<std::int64_t>(at));
}

} // namespace

Result<JsonPath> JsonPath::parse(std::string_view text)
{
    JsonPath path;
    std::size_t at = !text.empty() && text.front() == '$' ? 1 : 0;
    while (at < text.size()) {
        if (path.m_steps.size() >= longest)
            return wrongPath(text, at, "a path has at most 32 steps; it goes on");
        if (text[at] == '[') {
            const auto end = text.find(']', at);
            if (end == std::string_view::npos)
                return wrongPath(text, at, "the bracket is not closed");
            const std::string_view inside = text.substr(at + 1, end - at - 1);
            std::size_t number = 0;
            const auto read = std::from_chars(inside.data(), inside.data() + inside.size(), number);
            if (inside == "*")
                path.m_steps.emplace_back(EachElement{});
            else if (!inside.empty() && read.ptr == inside.data() + inside.size())
                path.m_steps.emplace_back(number);
            else
                return wrongPath(text, at + 1, "a number or * is expected");
            at = end + 1;
            continue;
        }
        if (text[at] == '.')
            ++at;
        const auto end = std::min(text.find_first_of(".[", at), text.size());
        if (end == at)
            return wrongPath(text, at, "a name is expected");
        path.m_steps.emplace_back(std::string(text.substr(at, end - at)));
        at = end;
    }
    return path;
}

Result<std::vector<std::string>> JsonPath::extract(std::string_view json) const
{
    const auto document = parseJson(json, deepestAnswer);
    if (!document)
        return failure(ErrorCode::parseError, "the answer is " + document.error().message, {},
                       document.error().offset);
    std::vector<const nlohmann::json *> found{&*document};
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        std::vector<const nlohmann::json *> next;
        for (const nlohmann::json *value : found) {
            if (const auto *name = std::get_if<std::string>(&m_steps[i])) {
                if (const auto member = value->is_object() ? value->find(*name) : value->end();
                    value->is_object() && member != value->end())
                    next.push_back(&*member);
            } else if (const auto *number = std::get_if<std::size_t>(&m_steps[i])) {
                if (value->is_array() && *number < value->size())
                    next.push_back(&(*value)[*number]);
            } else if (value->is_array()) {
                for (const auto &element : *value)
                    next.push_back(&element);
            }
        }
        if (next.empty())
            return failure(ErrorCode::notFound,
                           "the answer has nothing at step " + std::to_string(i + 1) + " of the path");
        found = std::move(next);
    }
    std::vector<std::string> texts;
    for (const nlohmann::json *value : found) {
        const bool plain = !value->is_structured();
        texts.push_back(plain ? "{\"value\":" + value->dump() + "}" : value->dump());
    }
    return texts;
}

} // namespace desk
