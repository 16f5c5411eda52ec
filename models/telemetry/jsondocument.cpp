// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/jsondocument.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

bool isTooDeep(std::string_view json, std::size_t deepest)
{
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest)
                return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

} // namespace

Result<nlohmann::json> parseJson(std::string_view text, std::size_t deepest)
{
    if (isTooDeep(text, deepest))
        return failure(ErrorCode::parseError, "not JSON as agreed: more than " + std::to_string(deepest) +
                                                  " brackets stand in one another");
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error &error) {
        const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
        return failure(ErrorCode::parseError, "not JSON at byte " + std::to_string(byte), {},
                       static_cast<std::int64_t>(byte));
    } catch (const nlohmann::json::exception &) { // has no position
        return failure(ErrorCode::parseError, "not JSON: a number is beyond the range of a double");
    }
}

} // namespace desk
