// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/expressionfunctions_p.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

double sign(double x)
{
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}

// Half away from zero, as people do it.
double roundHalf(double x)
{
    return std::round(x);
}

// As the mathematicians' modulo: the sign is that of b. Nothing by zero: fmod raises the invalid flag.
double modulo(double a, double b)
{
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

double clampTo(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

double smallest(const double *values, int count)
{
    return *std::min_element(values, values + count);
}

double largest(const double *values, int count)
{
    return *std::max_element(values, values + count);
}

constexpr ExpressionFunction unary(std::string_view name, std::string_view form, double (*call)(double))
{
    return {name, form, 1, call, nullptr, nullptr, nullptr};
}

constexpr ExpressionFunction binary(std::string_view name, std::string_view form,
                                    double (*call)(double, double))
{
    return {name, form, 2, nullptr, call, nullptr, nullptr};
}

const std::array functions{
    unary("abs", "abs(x)", [](double x) { return std::fabs(x); }),
    unary("acos", "acos(x)", [](double x) { return std::acos(x); }),
    unary("asin", "asin(x)", [](double x) { return std::asin(x); }),
    unary("atan", "atan(x)", [](double x) { return std::atan(x); }),
    binary("atan2", "atan2(y, x)", [](double y, double x) { return std::atan2(y, x); }),
    unary("cbrt", "cbrt(x)", [](double x) { return std::cbrt(x); }),
    unary("ceil", "ceil(x)", [](double x) { return std::ceil(x); }),
    ExpressionFunction{"clamp", "clamp(x, low, high)", 3, nullptr, nullptr, clampTo, nullptr},
    unary("cos", "cos(x)", [](double x) { return std::cos(x); }),
    unary("cosh", "cosh(x)", [](double x) { return std::cosh(x); }),
    unary("exp", "exp(x)", [](double x) { return std::exp(x); }),
    unary("floor", "floor(x)", [](double x) { return std::floor(x); }),
    binary("hypot", "hypot(x, y)", [](double x, double y) { return std::hypot(x, y); }),
    unary("ln", "ln(x)", [](double x) { return std::log(x); }),
    unary("log10", "log10(x)", [](double x) { return std::log10(x); }),
    unary("log2", "log2(x)", [](double x) { return std::log2(x); }),
    ExpressionFunction{"max", "max(a, b, …)", -1, nullptr, nullptr, nullptr, largest},
    ExpressionFunction{"min", "min(a, b, …)", -1, nullptr, nullptr, nullptr, smallest},
    binary("mod", "mod(a, b)", modulo),
    unary("round", "round(x)", roundHalf),
    unary("sign", "sign(x)", sign),
    unary("sin", "sin(x)", [](double x) { return std::sin(x); }),
    unary("sinh", "sinh(x)", [](double x) { return std::sinh(x); }),
    unary("sqrt", "sqrt(x)", [](double x) { return std::sqrt(x); }),
    unary("tan", "tan(x)", [](double x) { return std::tan(x); }),
    unary("tanh", "tanh(x)", [](double x) { return std::tanh(x); }),
};

} // namespace

// Not folded while compiling: what has no value must be noticed each time it is evaluated.
void ExpressionFunction::define(mu::Parser &parser) const
{
    const std::string word(name);
    if (one)
        parser.DefineFun(word, one, false);
    else if (two)
        parser.DefineFun(word, two, false);
    else if (three)
        parser.DefineFun(word, three, false);
    else
        parser.DefineFun(word, many, false);
}

std::span<const ExpressionFunction> expressionFunctions()
{
    return functions;
}

} // namespace desk
