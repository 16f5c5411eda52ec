// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/filepoint.h"

#include "models/datalink/numbertext_p.h"
#include "models/datalink/telemetryjson.h"

namespace desk {
namespace {

void appendMember(std::string &out, std::string_view name, std::string_view text)
{
    out.append(",\"").append(name).append("\":\"");
    appendJsonText(out, text);
    out += '"';
}

void appendValue(std::string &out, const FileValue &value)
{
    out += ",\"";
    appendJsonText(out, value.metric);
    out += "\":";
    if (const auto *number = std::get_if<double>(&value.value)) {
        appendNumber(out, *number);
    } else if (const auto *integer = std::get_if<std::int64_t>(&value.value)) {
        appendNumber(out, *integer);
    } else if (const auto *on = std::get_if<bool>(&value.value)) {
        out += *on ? "true" : "false";
    } else {
        out += '"';
        appendJsonText(out, std::get<std::string>(value.value));
        out += '"';
    }
}

// As short as it is exact.
Fraction fractionOf(Timestamp time)
{
    const auto ns = nanoseconds(time);
    return ns % 1'000'000'000 == 0 ? Fraction::none : ns % 1'000'000 == 0 ? Fraction::milli : Fraction::nano;
}

} // namespace

void appendPointJson(std::string &out, const FilePoint &point, Timestamp time)
{
    out.append("{\"timestamp\":\"").append(formatTimestamp(time, fractionOf(time))) += '"';
    appendMember(out, "node_id", point.node);
    if (!point.nodeType.empty())
        appendMember(out, "node_type", point.nodeType);
    if (!point.dst.empty()) {
        out += ",\"link\":{\"dst\":\"";
        appendJsonText(out, point.dst);
        out += "\"}";
    }
    for (const FileValue &value : point.values)
        appendValue(out, value);
    if (!point.more.empty())
        out.append(",").append(point.more);
    out += '}';
}

} // namespace desk
