// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decodedrecord.h"

#include <array>
#include <charconv>

namespace desk {
namespace {

template <class Number>
std::string shortest(Number value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

} // namespace

DecodedValue DecodedValue::ofNumber(double value)
{
    DecodedValue made;
    made.kind = Kind::number;
    made.number = value;
    return made;
}

DecodedValue DecodedValue::ofInteger(std::int64_t value)
{
    DecodedValue made;
    made.kind = Kind::integer;
    made.integer = value;
    return made;
}

DecodedValue DecodedValue::ofNatural(std::uint64_t value)
{
    if (value <= static_cast<std::uint64_t>(INT64_MAX))
        return ofInteger(static_cast<std::int64_t>(value));
    DecodedValue made;
    made.kind = Kind::natural;
    made.natural = value;
    return made;
}

DecodedValue DecodedValue::ofBoolean(bool value)
{
    DecodedValue made;
    made.kind = Kind::boolean;
    made.boolean = value;
    return made;
}

DecodedValue DecodedValue::ofText(std::string_view value)
{
    DecodedValue made;
    made.kind = Kind::text;
    made.text = value;
    return made;
}

std::optional<double> DecodedValue::toNumber() const
{
    switch (kind) {
    case Kind::number:
        return number;
    case Kind::integer:
        return static_cast<double>(integer);
    case Kind::natural:
        return static_cast<double>(natural);
    case Kind::boolean:
        return boolean ? 1.0 : 0.0;
    case Kind::none:
    case Kind::text:
        break;
    }
    return std::nullopt;
}

std::string DecodedValue::toText() const
{
    switch (kind) {
    case Kind::number:
        return shortest(number);
    case Kind::integer:
        return shortest(integer);
    case Kind::natural:
        return shortest(natural);
    case Kind::boolean:
        return boolean ? "true" : "false";
    case Kind::text:
        return std::string(text);
    case Kind::none:
        break;
    }
    return "—";
}

bool DecodedValue::operator==(const DecodedValue &other) const
{
    if (kind != other.kind)
        return false;
    switch (kind) {
    case Kind::number: // NaN is what NaN was
        return number == other.number || (number != number && other.number != other.number);
    case Kind::integer:
        return integer == other.integer;
    case Kind::natural:
        return natural == other.natural;
    case Kind::boolean:
        return boolean == other.boolean;
    case Kind::text:
        return text == other.text;
    case Kind::none:
        break;
    }
    return true;
}

BitRange BitRange::ofBytes(std::size_t firstByte, std::size_t bytes)
{
    return {static_cast<std::uint32_t>(firstByte * 8), static_cast<std::uint32_t>(bytes * 8)};
}

} // namespace desk
