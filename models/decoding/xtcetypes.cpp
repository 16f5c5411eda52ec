// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/textvalue.h"
#include "models/decoding/xtcereader_p.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace desk {
namespace {

constexpr std::int64_t mostBitsOfText = 65'536 * 8;
using Coding = XtceParameter::Coding;

const XmlElement *findEncoding(const XmlElement &type)
{
    for (const char *const name :
         {"IntegerDataEncoding", "FloatDataEncoding", "StringDataEncoding", "BinaryDataEncoding"}) {
        if (const XmlElement *found = type.child(name))
            return found;
        if (const XmlElement *around = type.child("Encoding")) { // of times
            if (const XmlElement *found = around->child(name))
                return found;
        }
    }
    return nullptr;
}

Result<void> readPolynomial(const XmlElement &calibrator, Calibration &calibration)
{
    for (const XmlElement &term : calibrator.children) {
        if (term.name != "Term")
            continue;
        const auto exponent = xmlInteger(term, term.attributeOr("exponent", ""), 0, 15);
        if (!exponent)
            return tl::unexpected(exponent.error());
        const auto coefficient = xmlNumber(term, term.attributeOr("coefficient", ""));
        if (!coefficient)
            return tl::unexpected(coefficient.error());
        const auto at = static_cast<std::size_t>(*exponent);
        calibration.polynomial.resize(std::max(calibration.polynomial.size(), at + 1));
        calibration.polynomial[at] += *coefficient;
    }
    return {};
}

Result<void> readSpline(const XmlElement &calibrator, Calibration &calibration)
{
    const auto order = xmlInteger(calibrator, calibrator.attributeOr("order", "1"), 0, 1);
    if (!order)
        return wrongXml(calibrator,
                        "splines of order 0 (steps) and 1 (straight lines) are read; use one of them",
                        ErrorCode::unsupported);
    calibration.splineOrder = static_cast<unsigned>(*order);
    calibration.extrapolate = calibrator.attributeOr("extrapolate", "false") == "true";
    for (const XmlElement &point : calibrator.children) {
        if (point.name != "SplinePoint")
            continue;
        const auto raw = xmlNumber(point, point.attributeOr("raw", ""));
        if (!raw)
            return tl::unexpected(raw.error());
        const auto value = xmlNumber(point, point.attributeOr("calibrated", ""));
        if (!value)
            return tl::unexpected(value.error());
        calibration.points.push_back({*raw, *value});
    }
    std::stable_sort(calibration.points.begin(), calibration.points.end(),
                     [](const auto &a, const auto &b) { return a.raw < b.raw; });
    return {};
}

Result<void> readCalibrator(const XmlElement &encoding, Calibration &calibration)
{
    const XmlElement *const calibrator = encoding.child("DefaultCalibrator");
    if (!calibrator)
        return {};
    Result<void> read;
    if (const XmlElement *polynomial = calibrator->child("PolynomialCalibrator"))
        read = readPolynomial(*polynomial, calibration);
    else if (const XmlElement *spline = calibrator->child("SplineCalibrator"))
        read = readSpline(*spline, calibration);
    else
        return wrongXml(*calibrator,
                        "a PolynomialCalibrator or SplineCalibrator is expected; others are not read",
                        ErrorCode::unsupported);
    if (!read)
        return read;
    if (auto checked = calibration.check(); !checked)
        return wrongXml(*calibrator, checked.error().field + ": " + checked.error().message);
    return {};
}

Result<std::uint32_t> fixedSize(const XmlElement &encoding)
{
    const XmlElement *size = encoding.child("SizeInBits");
    const XmlElement *value = size ? size->child("Fixed") : nullptr;
    value = value ? value->child("FixedValue") : size ? size->child("FixedValue") : nullptr;
    if (!value)
        return wrongXml(
            encoding,
            "a size in SizeInBits/Fixed/FixedValue (or a TerminationChar) is expected; sizes that other "
            "values tell are not read",
            ErrorCode::unsupported);
    const auto bits = xmlInteger(*value, value->text, 8, mostBitsOfText);
    if (!bits)
        return tl::unexpected(bits.error());
    if (*bits % 8 != 0)
        return wrongXml(*value, "whole bytes are expected");
    return static_cast<std::uint32_t>(*bits);
}

Result<void> readTextEncoding(const XmlElement &encoding, XtceParameter &made)
{
    made.coding = encoding.name == "StringDataEncoding" ? Coding::text : Coding::binary;
    made.field.type = FieldType::text;
    const XmlElement *const size = encoding.child("SizeInBits");
    const XmlElement *end = encoding.child("TerminationChar");
    if (!end && size)
        end = size->child("TerminationChar");
    if (end && !(size && size->child("Fixed"))) {
        const auto byte = [&]() -> Result<std::int64_t> {
            int value = 0;
            const auto read =
                std::from_chars(end->text.data(), end->text.data() + end->text.size(), value, 16);
            if (read.ec != std::errc{} || read.ptr != end->text.data() + end->text.size() || value < 0 ||
                value > 255)
                return wrongXml(*end, "one byte in hexadecimal is expected, such as 00");
            return value;
        }();
        if (!byte)
            return tl::unexpected(byte.error());
        made.terminator = std::string(1, static_cast<char>(*byte));
        return {};
    }
    const auto bits = fixedSize(encoding);
    if (!bits)
        return tl::unexpected(bits.error());
    made.field.bits = *bits;
    return {};
}

Result<void> readNumberEncoding(const XmlElement &encoding, XtceParameter &made)
{
    const bool isFloat = encoding.name == "FloatDataEncoding";
    const auto bits = xmlInteger(encoding, encoding.attributeOr("sizeInBits", isFloat ? "32" : "8"), 1, 64);
    if (!bits)
        return tl::unexpected(bits.error());
    made.field.bits = static_cast<std::uint32_t>(*bits);
    const std::string coding = encoding.attributeOr("encoding", isFloat ? "IEEE754_1985" : "unsigned");
    if (isFloat && (*bits == 32 || *bits == 64) && coding.starts_with("IEEE754"))
        made.coding = Coding::ieee;
    else if (isFloat)
        return wrongXml(encoding, "a float of 32 or 64 bits by IEEE 754 is expected; others are not read",
                        ErrorCode::unsupported);
    else if (coding == "unsigned")
        made.coding = Coding::natural;
    else if (coding == "twosComplement" || coding == "twosCompliment")
        made.coding = Coding::twosComplement;
    else if (coding == "signMagnitude")
        made.coding = Coding::signMagnitude;
    else if (coding == "onesComplement" || coding == "onesCompliment")
        made.coding = Coding::onesComplement;
    else
        return wrongXml(encoding,
                        "the encoding " + quotedText(coding) +
                            " is not read; unsigned, twosComplement, "
                            "signMagnitude and onesComplement are",
                        ErrorCode::unsupported);
    const std::string order = encoding.attributeOr("byteOrder", "mostSignificantByteFirst");
    if (order == "leastSignificantByteFirst" && *bits % 8 == 0)
        made.field.order = ByteOrder::little;
    else if (order != "mostSignificantByteFirst")
        return wrongXml(encoding,
                        "mostSignificantByteFirst, or leastSignificantByteFirst of whole bytes, is expected",
                        ErrorCode::unsupported);
    if (encoding.attributeOr("bitOrder", "mostSignificantBitFirst") != "mostSignificantBitFirst")
        return wrongXml(encoding, "bits with the least significant first are not read",
                        ErrorCode::unsupported);
    return readCalibrator(encoding, made.field.calibration);
}

Result<void> readEnumeration(const XmlElement &type, XtceParameter &made)
{
    const XmlElement *const list = type.child("EnumerationList");
    if (!list)
        return wrongXml(type, "an EnumerationList is expected");
    for (const XmlElement &one : list->children) {
        if (one.name != "Enumeration")
            continue;
        const auto first = xmlInteger(one, one.attributeOr("value", ""), INT64_MIN, INT64_MAX);
        if (!first)
            return tl::unexpected(first.error());
        const auto last =
            xmlInteger(one, one.attributeOr("maxValue", std::to_string(*first)), *first, INT64_MAX);
        if (!last)
            return tl::unexpected(last.error());
        made.field.calibration.words.push_back({*first, *last, one.attributeOr("label", "")});
    }
    if (auto checked = made.field.calibration.check(); !checked)
        return wrongXml(*list, checked.error().message);
    return {};
}

// Watch, warning, distress, critical, severe outwards; ours are four.
Result<void> readAlarm(const XmlElement &alarm, DeclaredLimits &limits, std::vector<std::string> &notes)
{
    const XmlElement *const ranges = alarm.child("StaticAlarmRanges");
    if (!ranges)
        return {};
    constexpr std::pair<std::string_view, int> grades[] = {{"WatchRange", 0},
                                                           {"WarningRange", 1},
                                                           {"DistressRange", 2},
                                                           {"SevereRange", 3},
                                                           {"CriticalRange", 3}};
    for (const auto &[name, grade] : grades) {
        const XmlElement *const range = ranges->child(name);
        if (!range)
            continue;
        if (ranges->attributeOr("rangeForm", "outside") != "outside") {
            notes.push_back("line " + std::to_string(range->line) +
                            ": an alarm inside of a range is left out");
            continue;
        }
        for (const auto &[attribute, side] :
             {std::pair{"minInclusive", limits.low}, std::pair{"minExclusive", limits.low},
              std::pair{"maxInclusive", limits.high}, std::pair{"maxExclusive", limits.high}}) {
            const std::string *const text = range->attribute(attribute);
            if (!text)
                continue;
            const auto number = xmlNumber(*range, *text);
            if (!number)
                return tl::unexpected(number.error());
            side[grade] = *number;
        }
    }
    return {};
}

} // namespace

tl::unexpected<Error> wrongXml(const XmlElement &at, const std::string &what, ErrorCode code)
{
    const std::string *const name = at.attribute("name");
    return failure(code,
                   "line " + std::to_string(at.line) + ", " + printableText(at.name) +
                       (name ? ' ' + quotedText(*name) : std::string()) + ": " + what,
                   printableText(at.name), at.offset, at.line);
}

Result<std::int64_t> xmlInteger(const XmlElement &at, std::string_view text, std::int64_t least,
                                std::int64_t most)
{
    const DecodedValue value = valueOfText(text);
    if (value.kind == DecodedValue::Kind::integer && value.integer >= least && value.integer <= most)
        return value.integer;
    return wrongXml(at, "an integer from " + std::to_string(least) + " to " + std::to_string(most) +
                            " is expected, found " + quotedText(text));
}

Result<double> xmlNumber(const XmlElement &at, std::string_view text)
{
    const DecodedValue value = valueOfText(text);
    if (!value.isNumeric())
        return wrongXml(at, "a number is expected, found " + quotedText(text));
    return value.toNumber().value_or(0);
}

bool isXtceType(std::string_view name)
{
    constexpr std::string_view known[] = {"IntegerParameterType",      "FloatParameterType",
                                          "EnumeratedParameterType",   "BooleanParameterType",
                                          "StringParameterType",       "BinaryParameterType",
                                          "AbsoluteTimeParameterType", "RelativeTimeParameterType"};
    return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

Result<XtceParameter> readXtceType(const XmlElement &type, std::vector<std::string> &notes)
{
    XtceParameter made;
    const XmlElement *const encoding = findEncoding(type);
    if (!encoding)
        return wrongXml(type, "an encoding is expected (IntegerDataEncoding and the like)",
                        ErrorCode::missingField);
    const bool isText = encoding->name == "StringDataEncoding" || encoding->name == "BinaryDataEncoding";
    if (auto read = isText ? readTextEncoding(*encoding, made) : readNumberEncoding(*encoding, made); !read)
        return tl::unexpected(read.error());
    if (encoding->child("ContextCalibratorList"))
        notes.push_back("line " + std::to_string(encoding->line) + ": context calibrators are left out");
    made.field.description = type.attributeOr("shortDescription", "").substr(0, 1024);
    if (const XmlElement *units = type.child("UnitSet")) {
        if (const XmlElement *unit = units->child("Unit"))
            made.field.unit = unit->text.substr(0, 32);
    }
    Calibration &calibration = made.field.calibration;
    if (type.name == "EnumeratedParameterType") {
        calibration = {};
        if (auto read = readEnumeration(type, made); !read)
            return tl::unexpected(read.error());
    } else if (type.name == "BooleanParameterType") {
        calibration = {};
        made.field.type = FieldType::boolean;
        if (type.attribute("oneStringValue") || type.attribute("zeroStringValue"))
            calibration.words = {{0, 0, type.attributeOr("zeroStringValue", "False")},
                                 {1, 1, type.attributeOr("oneStringValue", "True")}};
    } else if (const XmlElement *times = type.child("Encoding"); times && !isText) {
        const auto scale = xmlNumber(*times, times->attributeOr("scale", "1"));
        const auto offset = xmlNumber(*times, times->attributeOr("offset", "0"));
        if (!scale || !offset)
            return tl::unexpected(scale ? offset.error() : scale.error());
        if (calibration.isEmpty() && (*scale != 1 || *offset != 0))
            calibration.polynomial = {*offset, *scale};
        if (made.field.unit.empty())
            made.field.unit = times->attributeOr("units", "seconds") == "seconds" ? "s" : "";
    }
    if (const XmlElement *alarm = type.child("DefaultAlarm")) {
        if (auto read = readAlarm(*alarm, made.field.limits, notes); !read)
            return tl::unexpected(read.error());
    }
    return made;
}

} // namespace desk
