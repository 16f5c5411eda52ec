// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointline.h"

#include "models/datalink/numbertext_p.h"
#include "models/decoding/linesyntax.h"

namespace desk {
namespace {

void appendText(std::string &out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

void appendLineValue(std::string &out, const FileValue &value)
{
    if (const auto *number = std::get_if<double>(&value.value)) {
        appendNumber(out, *number);
    } else if (const auto *integer = std::get_if<std::int64_t>(&value.value)) {
        appendNumber(out, *integer);
        out += 'i';
    } else if (const auto *on = std::get_if<bool>(&value.value)) {
        out += *on ? "true" : "false";
    } else {
        appendText(out, std::get<std::string>(value.value));
    }
}

} // namespace

void appendPointLine(std::string &out, const FilePoint &point, Timestamp time)
{
    out += "telemetry";
    appendLineTag(out, "node_id", point.node);
    appendLineTag(out, "node_type", point.nodeType);
    appendLineTag(out, "dst", point.dst);
    for (const auto &[key, value] : point.labels)
        appendLineTag(out, key, value);
    char before = ' ';
    for (const FileValue &value : point.values) {
        out += before;
        appendLineWord(out, value.metric);
        out += '=';
        appendLineValue(out, value);
        before = ',';
    }
    out += ' ';
    appendNumber(out, nanoseconds(time));
    out += '\n';
}

} // namespace desk
