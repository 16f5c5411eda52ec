// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace desk {

// A place in a JSON document: names and numbers of elements, "data.readings[0].value"; "[*]" stands for each
// element, a leading "$." may be left out. Plain value, any thread.
class JsonPath
{
public:
    static constexpr std::size_t longest = 32; // steps

    // Errors name the character.
    static Result<JsonPath> parse(std::string_view text);

    // The JSON of what stands there, one text each; a number, text or boolean becomes {"value": …}. notFound
    // says at which step it ends; parseError at which byte.
    [[nodiscard]] Result<std::vector<std::string>> extract(std::string_view json) const;

private:
    struct EachElement
    {
    };
    using Step = std::variant<std::string, std::size_t, EachElement>;

    std::vector<Step> m_steps;
};

} // namespace desk
