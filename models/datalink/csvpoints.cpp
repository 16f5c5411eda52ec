// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/csvcolumns.h"
#include "models/datalink/pointparser_p.h"

#include "models/datalink/pointtime.h"

#include <charconv>
#include <cmath>

namespace desk {
namespace {

std::string quoted(std::string_view cell)
{
    return "'" + std::string(cell.substr(0, 40)) + "'";
}

class CsvPoints final : public PointParser
{
public:
    CsvPoints(CsvColumns columns, std::chrono::minutes zone)
        : m_columns(std::move(columns))
        , m_zone(zone)
        , m_headRows(int(m_columns.hasHeader) + int(m_columns.hasUnits))
    {
    }

    [[nodiscard]] bool countsElapsed() const override
    {
        return m_columns.timeKind == CsvColumns::Time::elapsed;
    }

    [[nodiscard]] std::size_t recordLength(std::string_view text, bool last) const override
    {
        return csvRecordLength(text, last);
    }

    Result<std::optional<FilePoint>> parse(std::string_view record) override
    {
        auto read = CsvReader(record).next();
        if (!read) // "line 1: what", but the line is the caller's to know
            return failure(ErrorCode::parseError,
                           read.error().message.substr(read.error().message.find(": ") + 2));
        if (!*read)
            return std::nullopt;
        if (m_headRows > 0) {
            --m_headRows;
            return std::nullopt;
        }
        std::vector<std::string> &cells = (**read).fields;
        while (cells.size() > m_columns.count && cells.back().empty())
            cells.pop_back();
        if (cells.size() != m_columns.count)
            return failure(ErrorCode::parseError, std::to_string(cells.size()) + " columns instead of " +
                                                      std::to_string(m_columns.count));
        FilePoint point;
        if (const auto timed = readTime(point, cells); !timed)
            return tl::unexpected(timed.error());
        readNames(point, cells);
        const auto valued =
            m_columns.metric == CsvColumns::none ? readColumns(point, cells) : readOne(point, cells);
        if (!valued)
            return tl::unexpected(valued.error());
        if (point.values.empty())
            return failure(ErrorCode::missingField, "no value in it");
        return point;
    }

private:
    Result<void> readTime(FilePoint &point, const std::vector<std::string> &cells) const
    {
        if (m_columns.timeKind == CsvColumns::Time::none)
            return {};
        const std::string &cell = cells[m_columns.time];
        if (m_columns.timeKind == CsvColumns::Time::ofDay) {
            const auto time = parsePointTime(cell, m_zone);
            if (!time)
                return tl::unexpected(time.error());
            point.time = *time;
            return {};
        }
        const auto number = parseNumber(cell);
        constexpr double century = 36525 * 86400e9;
        const auto *integer = number ? std::get_if<std::int64_t>(&*number) : nullptr;
        const double count = integer  ? static_cast<double>(*integer)
                             : number ? std::get<double>(*number)
                                      : INFINITY;
        const double ns = count * static_cast<double>(m_columns.elapsedUnit.count());
        if (!(ns > -century && ns < century))
            return failure(ErrorCode::parseError, quoted(cell) + " is not a time since the beginning");
        point.elapsed = std::chrono::nanoseconds{std::llround(ns)};
        return {};
    }

    void readNames(FilePoint &point, std::vector<std::string> &cells) const
    {
        const auto take = [&](std::size_t column) {
            return column == CsvColumns::none ? std::string() : std::move(cells[column]);
        };
        point.node = take(m_columns.node);
        point.nodeType = take(m_columns.nodeType);
        if (point.nodeType.empty())
            point.nodeType = m_columns.defaultType;
        point.dst = take(m_columns.dst);
        for (const auto &[column, name] :
             {std::pair{m_columns.health, "health"}, std::pair{m_columns.source, "source"}}) {
            std::string text = take(column);
            if (!text.empty())
                point.values.push_back({name, std::move(text)});
        }
    }

    static Result<void> addNumber(FilePoint &point, const std::string &metric, std::string_view cell)
    {
        auto value = parseNumber(cell);
        if (!value)
            return failure(ErrorCode::parseError, metric + ": " + quoted(cell) + " is not a number", metric);
        point.values.push_back({metric, *std::move(value)});
        return {};
    }

    Result<void> readOne(FilePoint &point, const std::vector<std::string> &cells) const
    {
        const std::string &metric = cells[m_columns.metric];
        const std::string &cell = cells[m_columns.value];
        if (metric.empty())
            return failure(ErrorCode::missingField, "no metric in it");
        return isMissing(cell) ? Result<void>{} : addNumber(point, metric, cell);
    }

    Result<void> readColumns(FilePoint &point, const std::vector<std::string> &cells) const
    {
        for (const auto &[column, metric, kind] : m_columns.values) {
            const std::string &cell = cells[column];
            if (isMissing(cell))
                continue;
            const bool on = cell.front() == 't' || cell.front() == 'T';
            if (kind == CsvColumns::Kind::boolean && (on || cell.front() == 'f' || cell.front() == 'F'))
                point.values.push_back({metric, on});
            else if (const auto added = addNumber(point, metric, cell);
                     !added && kind != CsvColumns::Kind::maybeNumber)
                return added;
        }
        return {};
    }

    CsvColumns m_columns;
    std::chrono::minutes m_zone;
    int m_headRows; // still to come
};

} // namespace

// Line ends inside of quotes belong to the record. A quote that is never closed ends with its line, so that
// one bad row does not swallow the rest.
std::size_t csvRecordLength(std::string_view text, bool last)
{
    bool inside = false;
    bool fieldStart = true;
    for (std::size_t i = 0; i < text.size() && i <= PointParser::longestRecord; ++i) {
        const char c = text[i];
        if (inside) {
            inside = c != '"'; // of a doubled one the second opens again
            fieldStart = true;
        } else if (c == '\n') {
            return i + 1;
        } else {
            inside = c == '"' && fieldStart;
            fieldStart = c == ',';
        }
    }
    if (text.size() > PointParser::longestRecord || (inside && last))
        return lineLength(text, true);
    return last ? text.size() : 0;
}

std::size_t lineLength(std::string_view text, bool last)
{
    const std::size_t end = text.find('\n');
    if (end != std::string_view::npos)
        return end + 1;
    return last || text.size() > PointParser::longestRecord ? text.size() : 0;
}

std::optional<std::variant<double, std::int64_t, bool, std::string>> parseNumber(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    const char *const end = text.data() + text.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(text.data(), end, integer);
        read.ec == std::errc{} && read.ptr == end)
        return integer;
    double number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::unique_ptr<PointParser> makeCsvPoints(CsvColumns columns, std::chrono::minutes zone)
{
    return std::make_unique<CsvPoints>(std::move(columns), zone);
}

} // namespace desk
