// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <muParser.h>

#include <span>
#include <string_view>

namespace desk {

// A function of present values. arguments < 0: two or more.
struct ExpressionFunction
{
    std::string_view name;
    std::string_view form; // "atan2(y, x)"
    int arguments = 1;
    double (*one)(double) = nullptr;
    double (*two)(double, double) = nullptr;
    double (*three)(double, double, double) = nullptr;
    double (*many)(const double *, int) = nullptr;

    void define(mu::Parser &parser) const;
};

std::span<const ExpressionFunction> expressionFunctions();

} // namespace desk
