// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryQuery that reads the question.
#include "models/ingest/historyquery.h"

#include <charconv>

namespace desk {
namespace {

template <class Number>
bool readWhole(std::string_view text, Number &number)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

Result<void> readTime(const HttpRequest &request, const char *name, std::int64_t &ns)
{
    const std::string text = request.parameter(name);
    if (text.empty() || readWhole(text, ns))
        return {};
    const auto time = parseTimestamp(text);
    if (!time)
        return failure(ErrorCode::invalidArgument,
                       std::string(name) +
                           " must be an RFC 3339 time with a zone or ns since 1970: " + time.error().message,
                       name);
    ns = nanoseconds(*time);
    return {};
}

std::vector<std::string> patternList(const std::string &text)
{
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
}

} // namespace

Result<HistoryQuery::Request> HistoryQuery::parse(const HttpRequest &request)
{
    Request wanted;
    wanted.patterns = {patternList(request.parameter("node_id")), patternList(request.parameter("dst")),
                       patternList(request.parameter("metric"))};
    if (auto read = readTime(request, "start", wanted.start); !read)
        return tl::unexpected(read.error());
    if (auto read = readTime(request, "end", wanted.end); !read)
        return tl::unexpected(read.error());
    if (const std::string most = request.parameter("max_points");
        !most.empty() &&
        (!readWhole(most, wanted.maxPoints) || wanted.maxPoints < 2 || wanted.maxPoints > Limits{}.answer))
        return failure(ErrorCode::invalidArgument, "max_points must be an integer from 2 to 100000",
                       "max_points");
    if (const std::string format = request.parameter("format"); !format.empty() && format != "json") {
        if (format != "csv")
            return failure(ErrorCode::invalidArgument, "format must be json or csv", "format");
        wanted.csv = true;
    }
    if (const std::string times = request.parameter("times"); !times.empty()) {
        if (times != "both")
            return failure(ErrorCode::invalidArgument, "times must be both, or left out", "times");
        wanted.bothTimes = true;
    }
    if (const std::string before = request.parameter("before_seq");
        !before.empty() && (!readWhole(before, wanted.before) || wanted.before == 0))
        return failure(ErrorCode::invalidArgument, "before_seq must be an integer from 1 on", "before_seq");
    if (const std::string cursor = request.parameter("cursor"); !cursor.empty()) {
        const auto a = cursor.find('.');
        const auto b = a == std::string::npos ? a : cursor.find('.', a + 1);
        const std::string_view text = cursor;
        if (b == std::string::npos || !readWhole(text.substr(0, a), wanted.afterTime) ||
            !readWhole(text.substr(a + 1, b - a - 1), wanted.afterSequence) ||
            !readWhole(text.substr(b + 1), wanted.afterSeries))
            return failure(ErrorCode::invalidArgument, "cursor must be the next of the last answer",
                           "cursor");
    }
    return wanted;
}

} // namespace desk
