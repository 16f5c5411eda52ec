// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/pointmeta_p.h"

#include "models/datalink/pointfilereader.h"
#include "models/datalink/telemetryjson.h"
#include "models/telemetry/units.h"

#include <algorithm>

namespace desk {
namespace {

using Element = simdjson::dom::element;

Result<bool> wrong(std::string_view name, const char *what)
{
    return failure(ErrorCode::invalidArgument, std::string(name) + ": " + what, std::string(name));
}

Result<Quality> qualityOf(Element value)
{
    std::string_view words;
    if (value.get(words) == simdjson::SUCCESS) {
        if (const auto quality = qualityFromWords(words))
            return *quality;
    }
    return failure(ErrorCode::invalidArgument,
                   "quality: must be words such as good, uncertain, invalid, back_filled, joined by |",
                   "quality");
}

} // namespace

Result<bool> PointMeta::read(std::string_view name, Element value)
{
    std::string_view text;
    const bool isText = value.get(text) == simdjson::SUCCESS;
    simdjson::dom::object members;
    const bool isObject = value.get(members) == simdjson::SUCCESS;
    if (name == "seq") {
        if (value.get(sequence) != simdjson::SUCCESS || sequence > INT64_MAX)
            return wrong(name, "must be a whole number from 1 on");
        return true;
    }
    if (name == "received_at") {
        const auto time = parseTimestamp(isText ? text : std::string_view());
        if (!time)
            return wrong(name, "must be a time in RFC 3339");
        received = *time;
        return true;
    }
    if (name == "dst_type") {
        dstType = nodeTypeFromWord(text);
        return true;
    }
    if (name == "labels" && isText) {
        labels = text;
        return true;
    }
    if (name == "kinds" && isObject) {
        for (const auto &[metric, word] : members) {
            std::string_view kind;
            if (word.get(kind) == simdjson::SUCCESS && kindFromWord(kind))
                kinds.emplace(metric, *kindFromWord(kind));
        }
        return true;
    }
    if (name == "units" && isObject) {
        for (const auto &[metric, word] : members) {
            std::string_view unit;
            if (word.get(unit) == simdjson::SUCCESS)
                units.emplace(metric, unit);
        }
        return true;
    }
    if (name != "quality")
        return false;
    saysQuality = true;
    if (!isObject) {
        const auto all = qualityOf(value);
        if (!all)
            return tl::unexpected(all.error());
        quality = *all;
        return true;
    }
    for (const auto &[metric, words] : members) {
        const auto one = qualityOf(words);
        if (!one)
            return tl::unexpected(one.error());
        qualities.emplace(metric, *one);
    }
    return true;
}

void PointMeta::applyTo(NamedPoint &point) const
{
    point.sequence = sequence;
    point.received = received;
    point.dstType = dstType;
    for (NamedValue &value : point.values) {
        if (!labels.empty())
            value.labels = labels;
        if (const auto one = qualities.find(value.metric); one != qualities.end())
            value.quality = one->second;
        else if (saysQuality)
            value.quality = quality;
        if (const auto unit = units.find(value.metric); unit != units.end())
            value.unit = unit->second;
        const auto kind = kinds.find(value.metric);
        if (kind == kinds.end())
            continue;
        // A kind that the value cannot be of stays the value's own.
        if (isTextKind(kind->second) == std::holds_alternative<std::string>(value.value))
            value.kind = kind->second;
    }
}

std::size_t endOfRun(std::span<const NamedValue> values, std::size_t begin)
{
    std::size_t end = begin + 1;
    for (; end < values.size() && end - begin < PointFileReader::mostValues; ++end) {
        const NamedValue &next = values[end];
        if (next.labels != values[begin].labels)
            break;
        const auto run = values.subspan(begin, end - begin);
        if (std::any_of(run.begin(), run.end(),
                        [&](const NamedValue &value) { return value.metric == next.metric; }))
            break;
    }
    return end;
}

void appendQuoted(std::string &out, std::string_view text)
{
    out += '"';
    appendJsonText(out, text);
    out += '"';
}

void appendMetaHead(std::string &out, const NamedPoint &point)
{
    if (point.sequence != 0)
        out.append("\"seq\":").append(std::to_string(point.sequence)) += ',';
    if (point.received) {
        out += "\"received_at\":\"";
        appendTime(out, *point.received);
        out += "\",";
    }
}

void appendMetaTail(std::string &out, const NamedPoint &point, std::span<const NamedValue> run)
{
    if (point.dstType)
        out.append(",\"dst_type\":\"").append(nodeTypeWord(*point.dstType)) += '"';
    if (!run.front().labels.empty()) {
        out += ",\"labels\":";
        appendQuoted(out, run.front().labels);
    }
    bool any = false;
    for (const NamedValue &value : run) {
        if (value.kind == evidentKind(value.value))
            continue;
        out += any ? "," : ",\"kinds\":{";
        appendQuoted(out, value.metric);
        out.append(":\"").append(kindWord(value.kind)) += '"';
        any = true;
    }
    out += any ? "}" : "";
    any = false;
    for (const NamedValue &value : run) {
        if (value.unit.empty() || value.unit == unitOf(value.metric))
            continue;
        out += any ? "," : ",\"units\":{";
        appendQuoted(out, value.metric);
        out += ':';
        appendQuoted(out, value.unit);
        any = true;
    }
    out += any ? "}" : "";
    const Quality first = run.front().quality;
    if (std::all_of(run.begin(), run.end(),
                    [&](const NamedValue &value) { return value.quality == first; })) {
        out.append(",\"quality\":\"").append(qualityWords(first)) += '"';
        return;
    }
    any = false;
    for (const NamedValue &value : run) {
        if (value.quality == Quality::good)
            continue;
        out += any ? "," : ",\"quality\":{";
        appendQuoted(out, value.metric);
        out.append(":\"").append(qualityWords(value.quality)) += '"';
        any = true;
    }
    out += '}';
}

} // namespace desk
