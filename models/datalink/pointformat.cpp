// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointformat.h"

#include "models/datalink/jsonscan_p.h"
#include "models/decoding/linesyntax.h"

namespace desk {
namespace {

using namespace std::string_view_literals;
constexpr std::string_view blanks = " \t\r\n";

tl::unexpected<Error> unreadable(const char *what)
{
    return failure(ErrorCode::unsupported, what);
}

} // namespace

std::string_view pointFormatWords(PointFormat format)
{
    switch (format) {
    case PointFormat::jsonLines:
        return "JSON lines";
    case PointFormat::jsonArray:
        return "a JSON array";
    case PointFormat::jsonObject:
        return "a JSON object";
    case PointFormat::gpuCsv:
        return "CSV of GPU metrics";
    case PointFormat::wideCsv:
        return "CSV with a column for each metric";
    case PointFormat::longCsv:
        return "CSV with a row for each value";
    case PointFormat::lineProtocol:
        return "line protocol";
    }
    return {};
}

Result<PointFormat> detectPointFormat(std::string_view start)
{
    if (start.starts_with("\x1F\x8B"sv) || start.starts_with("PK\x03\x04"sv) || start.starts_with("BZh"sv) ||
        start.starts_with("\xFD\x37zXZ"sv) || start.starts_with("\x28\xB5\x2F\xFD"sv))
        return unreadable("the file is compressed; unpack it first");
    if (start.starts_with("\xFF\xFE"sv) || start.starts_with("\xFE\xFF"sv))
        return unreadable("the file is UTF-16; convert it to UTF-8");
    if (start.find('\0') != std::string_view::npos)
        return unreadable("the file is not text; JSON, CSV or line protocol can be read");
    const std::size_t first = start.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return unreadable("there is nothing in it");
    const std::string_view text = start.substr(first);
    if (text.front() == '[')
        return PointFormat::jsonArray;
    if (text.front() == '{') {
        const std::size_t length = jsonValueLength(text);
        const bool more = length > 0 && text.find_first_not_of(blanks, length) != std::string_view::npos;
        const std::size_t line = text.find('\n');
        // An object that goes over several lines is no line of JSON lines; one that never ends may be.
        return (more && length <= line) ||
                       (length == 0 && line != std::string_view::npos && text[line - 1] == '}')
                   ? PointFormat::jsonLines
                   : PointFormat::jsonObject;
    }
    std::size_t from = 0;
    while (from < text.size() && text[from] == '#')
        from = std::min(text.find('\n', from), text.size() - 1) + 1;
    const std::string_view line = text.substr(from, text.find_first_of("\r\n", from) - from);
    if (looksLikeLineProtocol(line))
        return PointFormat::lineProtocol;
    return PointFormat::wideCsv;
}

} // namespace desk
