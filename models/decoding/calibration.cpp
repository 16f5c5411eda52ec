// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/calibration.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

double alongPoints(const Calibration &calibration, double raw)
{
    const auto &points = calibration.points;
    const auto right = std::upper_bound(points.begin(), points.end(), raw,
                                        [](double value, const auto &point) { return value < point.raw; });
    if (calibration.splineOrder == 0)
        return right == points.begin() ? points.front().value : (right - 1)->value;
    if (!calibration.extrapolate && right == points.begin())
        return points.front().value;
    if (!calibration.extrapolate && right == points.end())
        return points.back().value;
    const auto b = std::clamp(right, points.begin() + 1, points.end() - 1);
    const auto a = b - 1;
    return a->value + (raw - a->raw) * (b->value - a->value) / (b->raw - a->raw);
}

bool isFinite(double number)
{
    return std::isfinite(number);
}

tl::unexpected<Error> wrongCalibration(std::string_view member, std::string what)
{
    return failure(ErrorCode::invalidArgument, std::move(what), std::string(member));
}

} // namespace

DecodedValue Calibration::apply(const DecodedValue &raw, std::string &text) const
{
    if (isEmpty() || raw.kind == DecodedValue::Kind::text || raw.kind == DecodedValue::Kind::none)
        return raw;
    if (!words.empty()) {
        const std::int64_t number =
            raw.kind == DecodedValue::Kind::boolean ? std::int64_t{raw.boolean} : raw.integer;
        const bool isInteger =
            raw.kind == DecodedValue::Kind::integer || raw.kind == DecodedValue::Kind::boolean;
        const auto word = std::find_if(words.begin(), words.end(), [number, isInteger](const Word &one) {
            return isInteger && one.first <= number && number <= one.last;
        });
        if (word == words.end())
            text = raw.toText();
        return DecodedValue::ofText(word == words.end() ? std::string_view(text) : word->text);
    }
    const double number = raw.toNumber().value_or(NAN);
    if (std::isnan(number))
        return raw;
    if (!points.empty())
        return DecodedValue::ofNumber(alongPoints(*this, number));
    double sum = 0;
    for (auto c = polynomial.rbegin(); c != polynomial.rend(); ++c)
        sum = sum * number + *c;
    return DecodedValue::ofNumber(sum);
}

Result<void> Calibration::check() const
{
    constexpr std::size_t mostTerms = 16;
    constexpr std::size_t mostPoints = 4096;
    if (int{!polynomial.empty()} + int{!points.empty()} + int{!words.empty()} > 1)
        return wrongCalibration("calibration",
                                "use one of polynomial (or scale and offset), points and words");
    if (polynomial.size() > mostTerms)
        return wrongCalibration("polynomial", "has more than 16 terms");
    if (!std::all_of(polynomial.begin(), polynomial.end(), isFinite))
        return wrongCalibration("polynomial", "has a term that is no finite number");
    if (points.size() > mostPoints)
        return wrongCalibration("points", "are more than 4096");
    if (!points.empty() && splineOrder > 1)
        return wrongCalibration("points", "are joined by steps or straight lines only (order 0 or 1)");
    if (points.size() == 1 && splineOrder == 1)
        return wrongCalibration("points", "must be two at least");
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!isFinite(points[i].raw) || !isFinite(points[i].value))
            return wrongCalibration("points", "hold something that is no finite number");
        if (i > 0 && !(points[i - 1].raw < points[i].raw))
            return wrongCalibration("points", "must have rising raw values");
    }
    if (words.size() > mostPoints)
        return wrongCalibration("words", "are more than 4096");
    if (std::any_of(words.begin(), words.end(), [](const Word &word) { return word.first > word.last; }))
        return wrongCalibration("words", "have a range that ends before it begins");
    return {};
}

} // namespace desk
