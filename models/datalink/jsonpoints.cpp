// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/jsonscan_p.h"
#include "models/datalink/pointparser_p.h"

#include "models/datalink/pointtime.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t deepestRecord =
    64; // as the API; writing what was read again takes stack for each level

tl::unexpected<Error> wrongField(const std::string &field, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, field + ": " + what, field);
}

Result<void> readText(std::string &target, const std::string &field, const Json &value)
{
    if (!value.is_string())
        return wrongField(field, "must be a string");
    target = value.get<std::string>();
    return {};
}

Result<void> readTime(FilePoint &point, const Json &value, std::chrono::minutes zone)
{
    if (!value.is_string() && !value.is_number())
        return wrongField("timestamp", "must be a string in ISO 8601");
    const auto time = parsePointTime(value.is_string() ? value.get<std::string>() : value.dump(), zone);
    if (!time)
        return wrongField("timestamp", time.error().message);
    point.time = *time;
    return {};
}

// The API's point, besides what `export` adds to it (number, reception, quality) and what stands beside a
// dead letter of `post`.
Result<void> readMember(FilePoint &point, const std::string &name, const Json &value,
                        std::chrono::minutes zone)
{
    if (name == "timestamp")
        return readTime(point, value, zone);
    if (name == "node_id")
        return readText(point.node, name, value);
    if (name == "node_type")
        return readText(point.nodeType, name, value);
    if (name == "link") {
        if (!value.is_object() || !value.contains("dst"))
            return wrongField(name, "must be an object with dst");
        return readText(point.dst, "link.dst", value["dst"]);
    }
    if (name == "seq" || name == "received_at" || name == "quality" || name == "labels" || name == "kinds" ||
        ((name == "units" || name == "dead_letter") && value.is_object()) || name == "dst_type" ||
        value.is_null())
        return {};
    if (value.is_boolean())
        point.values.push_back({name, value.get<bool>()});
    else if (value.is_number_float() ||
             (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX))
        point.values.push_back({name, value.get<double>()});
    else if (value.is_number_integer())
        point.values.push_back({name, value.get<std::int64_t>()});
    else
        point.more.append(point.more.empty() ? "" : ",")
            .append(Json(name).dump())
            .append(":")
            .append(value.dump());
    return {};
}

// Calls bracket(opens, at) for each bracket outside of strings until that says true; whether it did.
template <class Bracket>
bool walkBrackets(std::string_view text, Bracket bracket)
{
    bool string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (string) {
            i += c == '\\' ? 1 : 0;
            string = c != '"';
        } else if (c == '"') {
            string = true;
        } else if (const bool opens = c == '{' || c == '['; opens || c == '}' || c == ']') {
            if (bracket(opens, i))
                return true;
        }
    }
    return false;
}

class JsonPoints final : public PointParser
{
public:
    JsonPoints(bool lines, std::chrono::minutes zone)
        : m_lines(lines)
        , m_zone(zone)
    {
    }

    [[nodiscard]] std::size_t recordLength(std::string_view text, bool last) const override
    {
        if (m_lines)
            return lineLength(text, last);
        // What stands between the objects of an array is a record too, one without a point.
        const std::size_t begin = text.find_first_not_of(" \t\r\n,[]");
        if (begin != 0)
            return begin == std::string_view::npos ? text.size() : begin;
        if (text.front() == '{') {
            const std::size_t length = jsonValueLength(text);
            if (length > 0 || (!last && text.size() < longestRecord))
                return length;
        }
        return lineLength(text, last); // goes on after the next end of a line
    }

    Result<std::optional<FilePoint>> parse(std::string_view record) override
    {
        const std::size_t begin = record.find_first_not_of(" \t\r\n,[]");
        if (begin == std::string_view::npos)
            return std::nullopt;
        const std::size_t end = record.find_last_not_of(m_lines ? " \t\r\n," : " \t\r\n");
        record = record.substr(begin, end + 1 - begin);
        if (jsonIsDeeper(record, deepestRecord))
            return failure(ErrorCode::parseError,
                           "brackets in more than " + std::to_string(deepestRecord) + " others");
        FilePoint point;
        try {
            const Json json = Json::parse(record);
            if (!json.is_object())
                return failure(ErrorCode::parseError, "a point must be a JSON object");
            for (const auto &[name, value] : json.items()) {
                if (const auto read = readMember(point, name, value, m_zone); !read)
                    return tl::unexpected(read.error());
            }
        } catch (const Json::parse_error &error) {
            return failure(ErrorCode::parseError,
                           "malformed JSON at character " + std::to_string(error.byte) + " of the point", {},
                           static_cast<std::int64_t>(error.byte));
        } catch (const Json::exception &error) {
            return failure(ErrorCode::parseError, error.what());
        }
        return point;
    }

private:
    bool m_lines;
    std::chrono::minutes m_zone;
};

} // namespace

bool jsonIsDeeper(std::string_view text, std::size_t depth)
{
    std::size_t open = 0;
    return walkBrackets(text, [&](bool opens, std::size_t) {
        open = opens ? open + 1 : open - (open > 0 ? 1 : 0);
        return open > depth;
    });
}

std::size_t jsonValueLength(std::string_view text)
{
    std::size_t open = 0;
    std::size_t length = 0;
    walkBrackets(text, [&](bool opens, std::size_t at) {
        if (!opens && open <= 1) {
            length = open == 1 ? at + 1 : 0;
            return true;
        }
        open = opens ? open + 1 : open - 1;
        return false;
    });
    return length;
}

std::unique_ptr<PointParser> makeJsonPoints(bool lines, std::chrono::minutes zone)
{
    return std::make_unique<JsonPoints>(lines, zone);
}

} // namespace desk
