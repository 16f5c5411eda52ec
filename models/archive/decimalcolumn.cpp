// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/decimalcolumn.h"

#include <array>
#include <bit>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t exceptionsShare = 16;    // at most one value in so many beside the integers
constexpr double exactly = 9007199254740992.0; // 2^53
// A number with fewer digits than this that is off by no more than these steps was a decimal number once: by
// chance one in some hundred is.
constexpr double nearly = 1099511627776.0; // 2^40
constexpr std::int64_t mostSteps = 16;

constexpr std::array<double, DecimalColumn::maxExponent + 1> powers{
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

struct Decimal
{
    std::int64_t integer = 0;
    std::int64_t correction = 0;
};

std::int64_t stepsBetween(double from, double to)
{
    return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(to) - std::bit_cast<std::uint64_t>(from));
}

// Whether the value is an integer over this power of ten, and which. What is not finite is none.
bool asDecimal(double value, double power, Decimal &decimal)
{
    const double scaled = value * power;
    if (!(std::fabs(scaled) < exactly))
        return false;
    decimal.integer = std::llrint(scaled);
    decimal.correction = stepsBetween(double(decimal.integer) / power, value);
    return decimal.correction == 0 || (std::fabs(scaled) < nearly && decimal.correction <= mostSteps &&
                                       decimal.correction >= -mostSteps);
}

} // namespace

double DecimalColumn::power(unsigned exponent)
{
    return powers[exponent];
}

bool DecimalColumn::place(std::size_t at, double value)
{
    Decimal decimal;
    if (!asDecimal(value, powers[m_exponent], decimal))
        return false;
    m_integers[at] = decimal.integer;
    if (decimal.correction != 0 && !m_corrected) {
        m_corrected = true;
        m_corrections.assign(m_integers.size(), 0);
    }
    if (m_corrected)
        m_corrections[at] = decimal.correction;
    return true;
}

// More digits for those already there; false when one of them has no place for them.
bool DecimalColumn::widen(std::size_t count, unsigned exponent, std::span<const double> column)
{
    m_exponent = exponent;
    m_corrected = false;
    auto exception = m_exceptions.begin();
    for (std::size_t i = 0; i < count; ++i) {
        if (exception != m_exceptions.end() && exception->at == i)
            ++exception;
        else if (!place(i, column[i]))
            return false;
    }
    return true;
}

bool DecimalColumn::make(std::span<const double> column)
{
    const std::size_t allowed = column.size() / exceptionsShare;
    unsigned tooWide = maxExponent + 1; // a power that is known to leave no place for all
    m_exponent = 0;
    m_corrected = false;
    m_integers.resize(column.size());
    m_exceptions.clear();
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (place(i, column[i]))
            continue;
        Decimal decimal;
        unsigned own = m_exponent + 1;
        while (own < tooWide && !asDecimal(column[i], powers[own], decimal))
            ++own;
        const unsigned before = m_exponent;
        if (own < tooWide && widen(i, own, column) && place(i, column[i]))
            continue;
        if (m_exponent != before) {
            tooWide = own;
            if (!widen(i, before, column))
                return false;
        }
        m_exceptions.push_back({i, column[i]});
        if (m_exceptions.size() > allowed)
            return false;
        m_integers[i] = i > 0 ? m_integers[i - 1] : 0;
        if (m_corrected)
            m_corrections[i] = 0;
    }
    return true;
}

} // namespace desk
