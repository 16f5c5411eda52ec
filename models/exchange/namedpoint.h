// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/quality.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/time.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace desk {

// double for numbers; std::int64_t only beyond 2^53, where a double is not exact; bool for the 0 and 1 of
// booleans; std::string for states and texts.
using ExchangeValue = std::variant<double, std::int64_t, bool, std::string>;

// One sample with its names instead of ids. Plain value.
struct NamedValue
{
    std::string metric;
    std::string labels; // canonical: k="v",…
    std::string unit;   // of export; files that are read may say none
    ValueKind kind = ValueKind::number;
    ExchangeValue value = 0.0;
    Quality quality = Quality::good;

    bool operator==(const NamedValue &) const = default;
};

// One point of a recording as files hold it: with names, both times, number and qualities. Plain value.
struct NamedPoint
{
    std::uint64_t sequence = 0;        // 0 = the file gives none
    std::optional<Timestamp> received; // nothing: the file does not say
    Timestamp generation{};
    std::string node;
    std::optional<NodeType> type;
    std::string dst; // of a link; empty = the node itself
    std::optional<NodeType> dstType;
    std::vector<NamedValue> values;

    // Same entity, same times, same number: two parts of one point.
    [[nodiscard]] bool isSamePoint(const NamedPoint &other) const;
    bool operator==(const NamedPoint &) const = default;
};

// The kind that a value of its own shows.
ValueKind evidentKind(const ExchangeValue &value);
// number, integer, boolean, state, text; and back.
std::string_view kindWord(ValueKind kind);
std::optional<ValueKind> kindFromWord(std::string_view word);
bool isTextKind(ValueKind kind);

// An integer as a double where that is exact.
ExchangeValue exactNumber(std::int64_t value);
// The shortest text that reads back as the same double, and as no integer where a double is not exact.
void appendExact(std::string &out, double value);
void appendExact(std::string &out, std::int64_t value);
// The way back, any decimal number; nothing for what is none or not finite.
std::optional<ExchangeValue> numberFromText(std::string_view text);
// RFC 3339 in UTC with as many digits as there are.
void appendTime(std::string &out, Timestamp time);

} // namespace desk
