// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One word of an expression. begin and end are bytes of its text.
struct ExpressionToken
{
    enum class Kind { number, parameter, function, duration, operation, open, close, comma };
    Kind kind{};
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;             // of a parameter or function, or the operation
    std::int64_t nanoseconds = 0; // of a duration
};

// Takes an expression apart and refuses, with the byte (Error::offset), whatever is not in the grammar below
// or beyond the bounds, so that the library behind it only ever sees plain arithmetic: no strings, no
// assignment, no endless nesting. Pure, any thread.
//
//   expression  = operand { ( + - * / ^ < <= > >= == != && || ? : ) operand }
//   operand     = [ - ] ( number | parameter | "pi" | function "(" expression { "," argument } ")"
//                       | "(" expression ")" )
//   argument    = expression | duration             a duration: 10 s, 500 ms, 5 min, 1 h, 1 d
//   parameter   = a letter or _ and letters, digits and _; any other name in brackets: [cpu.load]
struct ExpressionScanner
{
    static constexpr std::size_t maxLength = 1000; // bytes
    static constexpr std::size_t maxTokens = 300;
    static constexpr std::size_t maxDepth = 32; // of parentheses
    static constexpr std::int64_t longestWindow = 86'400'000'000'000;

    static Result<std::vector<ExpressionToken>> scan(std::string_view text);
};

} // namespace desk
