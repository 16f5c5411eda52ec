// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/namedpoint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace desk {
namespace {

constexpr std::int64_t exactLimit = std::int64_t{1} << 53;

constexpr std::array<std::pair<ValueKind, std::string_view>, 5> kinds{{{ValueKind::number, "number"},
                                                                       {ValueKind::integer, "integer"},
                                                                       {ValueKind::boolean, "boolean"},
                                                                       {ValueKind::state, "state"},
                                                                       {ValueKind::text, "text"}}};

} // namespace

bool NamedPoint::isSamePoint(const NamedPoint &other) const
{
    return sequence == other.sequence && generation == other.generation && received == other.received &&
           node == other.node && dst == other.dst;
}

ValueKind evidentKind(const ExchangeValue &value)
{
    constexpr std::array<ValueKind, 4> byType{ValueKind::number, ValueKind::integer, ValueKind::boolean,
                                              ValueKind::text};
    return byType[value.index()];
}

std::string_view kindWord(ValueKind kind)
{
    return std::find_if(kinds.begin(), kinds.end(), [&](const auto &known) { return known.first == kind; })
        ->second;
}

std::optional<ValueKind> kindFromWord(std::string_view word)
{
    const auto *const found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto &known) { return known.second == word; });
    return found == kinds.end() ? std::nullopt : std::optional(found->first);
}

bool isTextKind(ValueKind kind)
{
    return kind == ValueKind::state || kind == ValueKind::text;
}

ExchangeValue exactNumber(std::int64_t value)
{
    if (value > exactLimit || value < -exactLimit)
        return value;
    return static_cast<double>(value);
}

void appendExact(std::string &out, double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    const std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
    out += written;
    // A reader that takes it for an integer must not see more digits than there are, nor lose the sign of -0.
    const bool doubtful =
        std::abs(value) > static_cast<double>(exactLimit) || (value == 0 && std::signbit(value));
    if (doubtful && written.find_first_of(".en") == std::string_view::npos)
        out += ".0";
}

void appendExact(std::string &out, std::int64_t value)
{
    std::array<char, 24> text{};
    out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
}

std::optional<ExchangeValue> numberFromText(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const char *const end = text.data() + text.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(text.data(), end, integer);
        read.ec == std::errc{} && read.ptr == end)
        return text == "-0" ? ExchangeValue(-0.0) : exactNumber(integer);
    double number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

void appendTime(std::string &out, Timestamp time)
{
    const auto ns = nanoseconds(time);
    out += formatTimestamp(time, ns % 1'000'000'000 == 0 ? Fraction::none
                                 : ns % 1'000'000 == 0   ? Fraction::milli
                                                         : Fraction::nano);
}

} // namespace desk
