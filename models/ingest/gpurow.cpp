// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpurow.h"

#include "models/topology/csvreader.h"

#include <charconv>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::size_t columns = 12;
constexpr std::string_view columnNames =
    "timestamp,metric_name,gpu_id,device,uuid,modelName,Hostname,container,pod,namespace,value,labels_raw";

Result<double> numberOf(std::string_view text)
{
    double value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value))
        return failure(ErrorCode::invalidArgument,
                       "value: \"" + std::string(text.substr(0, 40)) + "\" is not a finite number", "value");
    return value;
}

Result<GpuRow> complete(GpuRow row, std::string_view value)
{
    const auto time = parseTimestamp(row.timeText);
    if (!time)
        return failure(time.error().code, "timestamp: " + time.error().message, "timestamp");
    row.time = *time;
    if (row.metric.empty())
        return failure(ErrorCode::missingField, "metric_name: is required", "metric_name");
    if (row.uuid.empty())
        return failure(ErrorCode::missingField, "uuid: is required", "uuid");
    const auto number = numberOf(value);
    if (!number)
        return tl::unexpected(number.error());
    row.value = *number;
    return row;
}

Result<GpuRow> rowOfCells(std::vector<std::string> cells)
{
    if (cells.size() != columns)
        return failure(ErrorCode::invalidArgument,
                       "a row has " + std::to_string(cells.size()) +
                           " columns; 12 are expected: " + std::string(columnNames));
    GpuRow row;
    row.timeText = std::move(cells[0]);
    row.metric = std::move(cells[1]);
    row.uuid = std::move(cells[4]);
    row.labels = {std::move(cells[2]), std::move(cells[3]), std::move(cells[5]), std::move(cells[6]),
                  std::move(cells[7]), std::move(cells[8]), std::move(cells[9]), std::move(cells[11])};
    return complete(std::move(row), cells[10]);
}

// A text as it is, a number as it was written; empty for anything else.
std::string wordOf(const nlohmann::json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number() ? value.dump() : std::string();
}

std::string member(const nlohmann::json &record, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const auto at = record.find(name); at != record.end())
            return wordOf(*at);
    }
    return {};
}

Result<GpuRow> rowOfRecord(const nlohmann::json &record)
{
    GpuRow row;
    row.timeText = member(record, {"time", "timestamp"});
    row.metric = member(record, {"metric", "metric_name"});
    row.uuid = member(record, {"uuid"});
    row.labels = {member(record, {"gpu_id"}),
                  member(record, {"device_id", "device"}),
                  member(record, {"modelName", "model_name"}),
                  member(record, {"Hostname", "hostname"}),
                  member(record, {"container"}),
                  member(record, {"pod"}),
                  member(record, {"namespace"}),
                  member(record, {"labels_raw"})};
    return complete(std::move(row), member(record, {"value"}));
}

Result<GpuRow> rowOfJson(std::string_view payload)
{
    const nlohmann::json json = nlohmann::json::parse(payload.begin(), payload.end(), nullptr, false);
    if (json.is_object())
        return rowOfRecord(json);
    if (!json.is_array())
        return failure(ErrorCode::parseError, "not JSON: neither a record nor a row of 12 columns");
    std::vector<std::string> cells;
    for (const nlohmann::json &cell : json)
        cells.push_back(wordOf(cell));
    return rowOfCells(std::move(cells));
}

} // namespace

Result<GpuRow> readGpuRow(std::string_view payload)
{
    const auto first = payload.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (payload[first] == '{' || payload[first] == '['))
        return rowOfJson(payload);
    CsvReader reader(payload);
    auto record = reader.next();
    if (!record)
        return tl::unexpected(record.error());
    if (!*record)
        return failure(ErrorCode::missingField, "an empty row");
    if (const auto more = reader.next(); !more || *more)
        return failure(ErrorCode::invalidArgument, "more than one row in a message");
    return rowOfCells(std::move((*record)->fields));
}

} // namespace desk
