// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/namedpoint.h"

#include <map>
#include <simdjson.h>
#include <span>

namespace desk {

// What an export says of a point besides the API's own members: seq, received_at, dst_type, labels, kinds,
// units, quality. Stands in JSON lines, MCAP messages and the comments of line protocol. Inside
// models/exchange only.
struct PointMeta
{
    std::uint64_t sequence = 0;
    std::optional<Timestamp> received;
    std::optional<NodeType> dstType;
    std::string labels;                                    // of all values
    std::map<std::string, ValueKind, std::less<>> kinds;   // where the value does not show it
    std::map<std::string, std::string, std::less<>> units; // where they are not the metric's usual ones
    Quality quality = Quality::good;                       // of values that are not named in qualities
    std::map<std::string, Quality, std::less<>> qualities;
    bool saysQuality = false;

    // Takes a member that is one of these; false for any other.
    Result<bool> read(std::string_view name, simdjson::dom::element value);
    // Gives all of it to the point and its values.
    void applyTo(NamedPoint &point) const;
};

// Values [begin, end) that one line can hold: the same labels, no metric twice, at most as many as the API
// takes.
std::size_t endOfRun(std::span<const NamedValue> values, std::size_t begin);
// "seq":1,"received_at":"…", (with the comma) and, behind the other members, ,"dst_type":… to the quality.
void appendMetaHead(std::string &out, const NamedPoint &point);
void appendMetaTail(std::string &out, const NamedPoint &point, std::span<const NamedValue> run);
// "text", escaped.
void appendQuoted(std::string &out, std::string_view text);

} // namespace desk
