// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/csvrows_p.h"

#include "models/exchange/csvtext.h"
#include "models/topology/csvreader.h"

#include <charconv>

namespace desk {
namespace {

std::string inQuotes(std::string_view cell)
{
    return "'" + std::string(cell.substr(0, 40)) + "'";
}

} // namespace

Result<std::vector<std::string>> csvCells(std::string_view record)
{
    auto read = CsvReader(record).next();
    if (!read) // "line 1: what", but the line is the caller's to know
        return failure(ErrorCode::parseError,
                       read.error().message.substr(read.error().message.find(": ") + 2));
    return *read ? std::move((*read)->fields) : std::vector<std::string>();
}

Result<NamedPoint> pointOfCsvHead(std::span<const std::string> cells)
{
    NamedPoint point;
    if (const std::string &cell = cells[0]; !cell.empty()) {
        const char *const end = cell.data() + cell.size();
        const auto read = std::from_chars(cell.data(), end, point.sequence);
        if (read.ec != std::errc{} || read.ptr != end || point.sequence > INT64_MAX)
            return failure(ErrorCode::parseError, "seq: " + inQuotes(cell) + " is not a whole number", "seq");
    }
    if (!cells[1].empty()) {
        const auto time = parseTimestamp(cells[1]);
        if (!time)
            return failure(ErrorCode::parseError, "received_at: " + time.error().message, "received_at");
        point.received = *time;
    }
    const auto time = parseTimestamp(cells[2]);
    if (!time)
        return failure(ErrorCode::parseError, "timestamp: " + time.error().message, "timestamp");
    point.generation = *time;
    point.node = unguardedCsvText(cells[3]);
    point.type = nodeTypeFromWord(cells[4]);
    point.dst = unguardedCsvText(cells[5]);
    point.dstType = nodeTypeFromWord(cells[6]);
    if (point.node.empty())
        return failure(ErrorCode::missingField, "node_id is missing", "node_id");
    return point;
}

Result<ExchangeValue> valueOfCsvCell(const std::string &cell, ValueKind kind)
{
    if (isTextKind(kind))
        return unguardedCsvText(cell);
    if (cell == "true" || cell == "false" || cell == "TRUE" ||
        cell == "FALSE") // the latter from spreadsheets
        return cell.front() == 't' || cell.front() == 'T';
    if (auto number = numberFromText(cell))
        return *std::move(number);
    return failure(ErrorCode::parseError, "value: " + inQuotes(cell) + " is not a number", "value");
}

Result<Quality> qualityOfCsvCell(const std::string &cell)
{
    const auto quality = qualityFromWords(cell.empty() ? "good" : cell);
    if (!quality)
        return failure(ErrorCode::parseError, "quality: " + inQuotes(cell) + " is none", "quality");
    return *quality;
}

} // namespace desk
