// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetorbit.h"

#include <nlohmann/json.hpp>

namespace desk {

Result<ElementSet> parseFleetOrbit(std::string_view json)
{
    const auto object = nlohmann::json::parse(json, nullptr, false);
    if (!object.is_object())
        return failure(ErrorCode::parseError, "the orbit is not a JSON object");
    std::string text(json);
    if (object.contains("line1") || object.contains("line2")) {
        text.clear();
        for (const char *line : {"line1", "line2"}) {
            const auto it = object.find(line);
            if (it == object.end() || !it->is_string())
                return failure(ErrorCode::missingField, std::string(line) + " is missing", line);
            text += it->get<std::string>() + "\n";
        }
    }
    const auto elements = parseElements(text);
    if (!elements)
        return tl::unexpected(elements.error());
    if (elements->size() != 1)
        return failure(ErrorCode::invalidArgument, "must be one element set");
    return elements->front();
}

} // namespace desk
