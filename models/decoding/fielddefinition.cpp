// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fielddefinition.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

bool isSameLimit(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

bool DeclaredLimits::isEmpty() const
{
    const auto isUnset = [](double one) { return std::isnan(one); };
    return std::all_of(std::begin(low), std::end(low), isUnset) &&
           std::all_of(std::begin(high), std::end(high), isUnset);
}

bool DeclaredLimits::operator==(const DeclaredLimits &other) const
{
    return std::equal(std::begin(low), std::end(low), std::begin(other.low), isSameLimit) &&
           std::equal(std::begin(high), std::end(high), std::begin(other.high), isSameLimit);
}

} // namespace desk
