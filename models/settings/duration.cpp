// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/duration.h"

#include <array>
#include <charconv>
#include <utility>

namespace desk {

Result<std::chrono::nanoseconds> parseDuration(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 12> units{{{"", 1},
                                                                                {"s", 1},
                                                                                {"sec", 1},
                                                                                {"ms", 1e-3},
                                                                                {"us", 1e-6},
                                                                                {"ns", 1e-9},
                                                                                {"m", 60},
                                                                                {"min", 60},
                                                                                {"h", 3600},
                                                                                {"d", 86400},
                                                                                {"day", 86400},
                                                                                {"days", 86400}}};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (unit.starts_with(' '))
        unit.remove_prefix(1);
    for (const auto &[word, seconds] : units) {
        if (error == std::errc{} && unit == word && number >= 0 && number * seconds < 100 * 366 * 86400.0)
            return std::chrono::nanoseconds{static_cast<std::int64_t>(number * seconds * 1e9)};
    }
    return failure(ErrorCode::invalidArgument,
                   std::string(text) + " is not a duration; write for example 90 s, 2 min, 250 ms, 1 h");
}

} // namespace desk
