// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The parts of one line of InfluxDB's line protocol, unescaped: measurement,tag=value field=value,... time.
// https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/
struct LineSyntax
{
    struct Pair
    {
        std::string key;
        std::string value;
        bool quoted = false;    // a text
        std::size_t at = 0;     // byte of the line at which the value begins, its quote included
        std::size_t length = 0; // bytes that the value takes there
    };
    std::string measurement;
    std::vector<Pair> tags;
    std::vector<Pair> fields;
    std::string time; // empty = not given

    // Errors name what is missing and the character. Pure.
    static Result<LineSyntax> parse(std::string_view line);
    // The same into what is there, whose strings serve again. After a failure the content means nothing.
    Result<void> read(std::string_view line);
};

// For writing: a measurement's, tag's or field's name, or a tag's value. The format has no way to write line
// ends in them; they become blanks.
void appendLineWord(std::string &out, std::string_view word);
// ",key=value"; nothing when the value is empty, which the format does not allow.
void appendLineTag(std::string &out, std::string_view key, std::string_view value);

// Has it the three parts' shape: a word, a blank, a key=value.
bool looksLikeLineProtocol(std::string_view line);

} // namespace desk
