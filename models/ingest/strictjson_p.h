// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace desk {

// A JSON object without duplicate members at any level and at most 16 deep, or nothing. Two readers must not
// see different values in it. Private to the readers of tokens and keys.
inline std::optional<nlohmann::json> strictJsonObject(std::string_view text)
{
    using Json = nlohmann::json;
    constexpr int deepest = 16;
    std::vector<std::set<std::string>> seen;
    bool wrong = !text.starts_with('{'); // nor a byte order mark, which the parser would pass over
    const auto watch = [&](int depth, Json::parse_event_t event, Json &parsed) {
        if (event == Json::parse_event_t::object_start)
            seen.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            seen.pop_back();
        else if (event == Json::parse_event_t::key)
            wrong = !seen.back().insert(parsed.get<std::string>()).second || wrong;
        wrong = wrong || depth >= deepest;
        return !wrong;
    };
    Json json = Json::parse(text, watch, false);
    if (wrong || !json.is_object())
        return std::nullopt;
    return json;
}

// The text of a member, or an empty one
inline std::string memberText(const nlohmann::json &json, const char *name)
{
    const auto it = json.find(name);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

} // namespace desk
