// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/pointjson.h"

#include "models/datalink/pointtime.h"
#include "models/exchange/pointmeta_p.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

using Element = simdjson::dom::element;
using Type = simdjson::dom::element_type;

constexpr unsigned maxDepth = 8;
constexpr std::array<std::string_view, 14> reserved{
    "timestamp", "node_id", "node_type", "link",    "dst_type", "seq",    "received_at",
    "labels",    "kinds",   "units",     "quality", "values",   "source", "atmospheric_state"};

bool isReserved(std::string_view metric)
{
    return std::find(reserved.begin(), reserved.end(), metric) != reserved.end();
}

void appendMember(std::string &out, const NamedValue &value)
{
    appendQuoted(out, value.metric);
    out += ':';
    if (const auto *number = std::get_if<double>(&value.value))
        appendExact(out, *number);
    else if (const auto *integer = std::get_if<std::int64_t>(&value.value))
        appendExact(out, *integer);
    else if (const auto *on = std::get_if<bool>(&value.value))
        out += *on ? "true" : "false";
    else
        appendQuoted(out, std::get<std::string>(value.value));
}

Result<std::string> textOf(std::string_view name, Element value)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return failure(ErrorCode::invalidArgument, std::string(name) + ": must be a string",
                       std::string(name));
    return std::string(text);
}

// Adds the value, or those of an object, under this name.
void addValue(NamedPoint &point, std::string name, Element value, unsigned depth)
{
    NamedValue added;
    switch (value.type()) {
    case Type::INT64:
        added.value = exactNumber(value.get_int64().value_unsafe());
        break;
    case Type::UINT64:
        added.value = static_cast<double>(value.get_uint64().value_unsafe());
        break;
    case Type::DOUBLE:
        added.value = value.get_double().value_unsafe();
        break;
    case Type::BOOL:
        added.value = value.get_bool().value_unsafe();
        break;
    case Type::STRING:
        added.value = std::string(value.get_string().value_unsafe());
        break;
    case Type::OBJECT: {
        const simdjson::dom::object members = value.get_object().value_unsafe();
        for (const auto &[member, inner] : members) {
            if (depth < maxDepth)
                addValue(point, name + "." + std::string(member), inner, depth + 1);
        }
        return;
    }
    case Type::ARRAY:
    case Type::NULL_VALUE:
        return;
    }
    added.metric = std::move(name);
    added.kind = evidentKind(added.value);
    point.values.push_back(std::move(added));
}

} // namespace

void appendPointObject(std::string &out, const NamedPoint &point, std::span<const NamedValue> run)
{
    out += '{';
    appendMetaHead(out, point);
    out += "\"timestamp\":\"";
    appendTime(out, point.generation);
    out += "\",\"node_id\":";
    appendQuoted(out, point.node);
    if (point.type)
        out.append(",\"node_type\":\"").append(nodeTypeWord(*point.type)) += '"';
    if (!point.dst.empty()) {
        out += ",\"link\":{\"dst\":";
        appendQuoted(out, point.dst);
        out += '}';
    }
    // Metrics with a name of ours go into an object of their own; so do those behind them: read again, they
    // are in this order.
    const auto first =
        std::ranges::find_if(run, [](const NamedValue &value) { return isReserved(value.metric); });
    for (auto value = run.begin(); value != run.end(); ++value) {
        out += value == first ? ",\"values\":{" : ",";
        appendMember(out, *value);
    }
    out += first != run.end() ? "}" : "";
    appendMetaTail(out, point, run);
    out += '}';
}

struct PointJsonReader::Impl
{
    simdjson::dom::parser parser;
    Read result;
    PointMeta meta;
    bool simulated = false;

    Result<simdjson::dom::object> parse(std::string_view json);
    Result<void> member(std::string_view name, Element value, std::chrono::minutes zone);
    Result<void> time(Element value, std::chrono::minutes zone);
};

Result<simdjson::dom::object> PointJsonReader::Impl::parse(std::string_view json)
{
    Element root;
    if (const auto parsed = parser.parse(json.data(), json.size(), true).get(root); parsed)
        return failure(ErrorCode::parseError,
                       std::string("malformed JSON: ") + simdjson::error_message(parsed));
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return failure(ErrorCode::parseError, "a point must be a JSON object");
    return object;
}

Result<void> PointJsonReader::Impl::time(Element value, std::chrono::minutes zone)
{
    std::string_view text;
    std::string number;
    if (value.get(text) != simdjson::SUCCESS) {
        std::int64_t whole = 0;
        double seconds = 0;
        if (value.get(whole) == simdjson::SUCCESS)
            appendExact(number, whole);
        else if (value.get(seconds) == simdjson::SUCCESS)
            appendExact(number, seconds);
        else
            return failure(ErrorCode::invalidArgument, "timestamp: must be a string in ISO 8601",
                           "timestamp");
        text = number;
    }
    const auto read = parsePointTime(text, zone);
    if (!read)
        return failure(ErrorCode::invalidArgument, "timestamp: " + read.error().message, "timestamp");
    result.point.generation = *read;
    result.hasTime = true;
    return {};
}

Result<void> PointJsonReader::Impl::member(std::string_view name, Element value, std::chrono::minutes zone)
{
    NamedPoint &point = result.point;
    if (name == "timestamp")
        return time(value, zone);
    if (name == "node_id" || name == "node_type") {
        auto text = textOf(name, value);
        if (!text)
            return tl::unexpected(text.error());
        if (name == "node_id")
            point.node = *std::move(text);
        else
            point.type = nodeTypeFromWord(*text);
        return {};
    }
    if (name == "link") {
        simdjson::dom::element dst;
        if (value.at_key("dst").get(dst) != simdjson::SUCCESS)
            return failure(ErrorCode::invalidArgument, "link: must be an object with dst", "link");
        auto text = textOf("link.dst", dst);
        if (!text)
            return tl::unexpected(text.error());
        point.dst = *std::move(text);
        return {};
    }
    simdjson::dom::object members;
    if (name == "values" && value.get(members) == simdjson::SUCCESS) {
        for (const auto &[metric, inner] : members)
            addValue(point, std::string(metric), inner, 0);
        return {};
    }
    std::string_view text;
    if (name == "source" && value.get(text) == simdjson::SUCCESS) {
        simulated = text.starts_with("simulat");
        return {};
    }
    const auto known = meta.read(name, value);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known && !name.empty())
        addValue(point, std::string(name), value, 0);
    return {};
}

PointJsonReader::PointJsonReader()
    : m_impl(std::make_unique<Impl>())
{
}
PointJsonReader::~PointJsonReader() = default;

Result<PointJsonReader::Read> PointJsonReader::read(std::string_view json, std::chrono::minutes zone)
{
    m_impl->result = {};
    m_impl->meta = {};
    m_impl->simulated = false;
    const auto object = m_impl->parse(json);
    if (!object)
        return tl::unexpected(object.error());
    for (const auto &[name, value] : *object) {
        if (auto taken = m_impl->member(name, value, zone); !taken)
            return tl::unexpected(taken.error());
    }
    if (!m_impl->meta.saysQuality && m_impl->simulated)
        for (NamedValue &value : m_impl->result.point.values)
            value.quality = Quality::simulated;
    m_impl->meta.applyTo(m_impl->result.point);
    return std::move(m_impl->result);
}

Result<std::vector<NamedValue>> PointJsonReader::readValues(std::string_view json)
{
    const auto object = m_impl->parse(json);
    if (!object)
        return tl::unexpected(object.error());
    NamedPoint point;
    for (const auto &[name, value] : *object)
        addValue(point, std::string(name), value, 0);
    return std::move(point.values);
}

} // namespace desk
