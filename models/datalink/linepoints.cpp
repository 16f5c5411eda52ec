// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointparser_p.h"
#include "models/decoding/linesyntax.h"

#include "models/datalink/pointtime.h"

#include <charconv>

namespace desk {
namespace {

// One field: 1.5, 3i, 3u, t, true, "text".
std::optional<std::variant<double, std::int64_t, bool, std::string>> valueOf(const LineSyntax::Pair &field)
{
    std::string_view text = field.value;
    if (field.quoted)
        return std::string(text);
    if (text == "t" || text == "T" || text == "true" || text == "True" || text == "TRUE")
        return true;
    if (text == "f" || text == "F" || text == "false" || text == "False" || text == "FALSE")
        return false;
    if (text.size() > 1 && (text.back() == 'i' || text.back() == 'u'))
        text.remove_suffix(1);
    return parseNumber(text);
}

Result<Timestamp> timeOf(const std::string &text)
{
    // Nanoseconds by definition; files in coarser units are told by the size of the number.
    if (const auto counted = timeOfNumber(text))
        return *counted;
    std::int64_t ns = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), ns);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || ns < 0)
        return failure(ErrorCode::parseError, "'" + text.substr(0, 40) + "' is not a time in ns since 1970",
                       "timestamp");
    return fromNanoseconds(ns);
}

class LinePoints final : public PointParser
{
public:
    [[nodiscard]] std::size_t recordLength(std::string_view text, bool last) const override
    {
        return lineLength(text, last);
    }

    Result<std::optional<FilePoint>> parse(std::string_view record) override
    {
        while (!record.empty() && (record.back() == '\n' || record.back() == '\r' || record.back() == ' '))
            record.remove_suffix(1);
        while (!record.empty() && record.front() == ' ')
            record.remove_prefix(1);
        if (record.empty() || record.front() == '#')
            return std::nullopt;
        const auto line = LineSyntax::parse(record);
        if (!line)
            return tl::unexpected(line.error());
        FilePoint point;
        for (const LineSyntax::Pair &tag : line->tags) {
            if (tag.key == "node_id")
                point.node = tag.value;
            else if (tag.key == "node_type")
                point.nodeType = tag.value;
            else if (tag.key == "dst")
                point.dst = tag.value;
        }
        if (point.node.empty())
            return failure(ErrorCode::missingField, "the tag node_id is missing", "node_id");
        if (point.nodeType.empty())
            point.nodeType = "host";
        if (!line->time.empty()) {
            const auto time = timeOf(line->time);
            if (!time)
                return tl::unexpected(time.error());
            point.time = *time;
        }
        for (const LineSyntax::Pair &field : line->fields) {
            auto value = valueOf(field);
            if (!value)
                return failure(ErrorCode::parseError,
                               "field " + field.key + ": '" + field.value.substr(0, 40) + "' is not a number",
                               field.key);
            const bool text = std::holds_alternative<std::string>(*value);
            if (!text || field.key == "health" || field.key == "source") // other texts are no telemetry
                point.values.push_back({field.key, *std::move(value)});
        }
        return point;
    }
};

} // namespace

std::unique_ptr<PointParser> makeLinePoints()
{
    return std::make_unique<LinePoints>();
}

} // namespace desk
