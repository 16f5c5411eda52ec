// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/elementset.h"

#include <cmath>
#include <numbers>

namespace desk {

namespace {

struct Range
{
    const char *field;
    double value;
    double least;
    double most;
};

} // namespace

Result<void> checkElements(const ElementSet &elements)
{
    // A last digit rounded up may give 360 degrees.
    constexpr double circle = 2 * std::numbers::pi * (1 + 1e-12);
    constexpr double anything = 1e6;
    const Range ranges[] = {
        {"inclination", elements.inclination, 0, std::numbers::pi * (1 + 1e-12)},
        {"right ascension", elements.rightAscension, 0, circle},
        {"argument of perigee", elements.argumentOfPerigee, 0, circle},
        {"mean anomaly", elements.meanAnomaly, 0, circle},
        {"mean motion derivative", elements.meanMotionDot, -anything, anything},
        {"mean motion second derivative", elements.meanMotionDoubleDot, -anything, anything},
        {"drag term", elements.bstar, -anything, anything},
    };
    for (const Range &range : ranges) {
        if (!(range.value >= range.least && range.value <= range.most))
            return failure(ErrorCode::outOfRange, std::string{range.field} + " is out of range", range.field);
    }
    if (!(elements.eccentricity >= 0 && elements.eccentricity < 1))
        return failure(ErrorCode::outOfRange, "eccentricity is not within 0 <= e < 1", "eccentricity");
    if (!(elements.meanMotion > 0 && std::isfinite(elements.meanMotion)))
        return failure(ErrorCode::outOfRange, "mean motion is not above zero", "mean motion");
    return {};
}

Result<std::vector<ElementSet>> parseElements(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool json = first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
    return json ? parseOmmJson(text) : parseTwoLine(text);
}

} // namespace desk
