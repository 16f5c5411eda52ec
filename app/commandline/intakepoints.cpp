// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/intakepoints.h"

#include "models/datalink/pointfilereader.h"
#include "models/ingest/gpurow.h"

namespace desk {
namespace {

tl::unexpected<Error> noJson()
{
    return failure(ErrorCode::parseError, "Invalid JSON");
}

bool beginsWith(std::string_view body, std::string_view any)
{
    const auto begin = body.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && any.find(body[begin]) != std::string_view::npos;
}

} // namespace

Result<IntakePoints> readIntakePoints(std::string_view body, Timestamp received)
{
    if (!beginsWith(body, "{["))
        return noJson();
    IntakePoints read{};
    PointFileReader reader{PointFileOptions{}};
    reader.append(body);
    reader.finish();
    while (true) {
        auto point = reader.next();
        const std::int64_t element = reader.records(); // from 1; parts of a wide point have the same
        if (!point && point.error().index < 0)
            return tl::unexpected(point.error());
        if (!point) {
            point.error().index = -1;
            if (point.error().code == ErrorCode::missingField) // without the remedy for files
                point.error().message = point.error().field + ": is required";
            read.refused.emplace_back(static_cast<std::size_t>(element - 1), std::move(point.error()));
            continue;
        }
        if (!*point)
            break;
        (*point)->line = element;
        // A microsecond apart: two values of one series need two times.
        (*point)->time = (*point)->time.value_or(received + std::chrono::microseconds(element - 1));
        read.points.push_back(std::move(**point));
    }
    if (read.points.empty() && !read.refused.empty())
        return tl::unexpected(read.refused.front().second);
    if (read.points.empty())
        return failure(ErrorCode::invalidArgument, "there is no point in the body");
    return read;
}

Result<IntakePoints> readIntakeRecord(std::string_view body)
{
    if (!beginsWith(body, "{"))
        return noJson();
    auto row = readGpuRow(body);
    if (!row)
        return tl::unexpected(row.error());
    IntakePoints read{};
    FilePoint &point = read.points.emplace_back();
    point.line = 1;
    point.time = row->time;
    point.node = std::move(row->uuid);
    point.nodeType = "gpu";
    point.values.push_back({std::move(row->metric), row->value});
    return read;
}

} // namespace desk
