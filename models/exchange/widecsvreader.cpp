// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/widecsvreader.h"

#include "models/exchange/csvrows_p.h"
#include "models/exchange/csvtext.h"
#include "models/exchange/widecsvwriter.h"

namespace desk {
namespace {

constexpr std::size_t headCells = WideCsvWriter::headCells;
constexpr std::size_t mostCells = 200'000; // each takes memory before a row was read

// "metric" or "metric{labels}".
NamedValue columnOf(std::string title)
{
    NamedValue column;
    if (const std::size_t open = title.find('{'); title.ends_with("\"}") && open != std::string::npos) {
        column.labels = title.substr(open + 1, title.size() - open - 2);
        title.resize(open);
    }
    column.metric = std::move(title);
    return column;
}

} // namespace

Result<void> WideCsvReader::readHeader(std::string_view record)
{
    const auto cells = csvCells(record);
    if (!cells)
        return tl::unexpected(cells.error());
    m_cells = cells->size();
    if (m_cells < headCells || (m_cells - headCells) % 2 != 0)
        return failure(ErrorCode::parseError,
                       "the header must have a quality column behind each value column");
    if (m_cells > mostCells)
        return failure(ErrorCode::tooLarge,
                       std::to_string(m_cells) + " columns; " + std::to_string(mostCells) + " are the most");
    for (std::size_t i = headCells; i < m_cells; i += 2)
        m_columns.push_back(columnOf(unguardedCsvText((*cells)[i])));
    return {};
}

Result<void> WideCsvReader::readUnits(std::string_view record)
{
    const auto cells = csvCells(record);
    if (!cells)
        return tl::unexpected(cells.error());
    if (cells->size() != m_cells || cells->front() != WideCsvWriter::unitMark)
        return failure(ErrorCode::parseError,
                       "the row of units, which begins with unit, is missing after the header");
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        auto [unit, kind] = readUnitCell(unguardedCsvText((*cells)[headCells + 2 * i]));
        m_columns[i].unit = std::move(unit);
        m_columns[i].kind = kind;
    }
    return {};
}

Result<NamedPoint> WideCsvReader::readRow(std::string_view record) const
{
    const auto cells = csvCells(record);
    if (!cells)
        return tl::unexpected(cells.error());
    if (cells->size() != m_cells)
        return failure(ErrorCode::parseError,
                       std::to_string(cells->size()) + " columns instead of " + std::to_string(m_cells));
    auto point = pointOfCsvHead(*cells);
    if (!point)
        return point;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const std::string &cell = (*cells)[headCells + 2 * i];
        if (cell.empty())
            continue;
        auto value = valueOfCsvCell(cell, m_columns[i].kind);
        if (!value)
            return failure(ErrorCode::parseError, m_columns[i].metric + ": " + value.error().message,
                           m_columns[i].metric);
        const auto quality = qualityOfCsvCell((*cells)[headCells + 2 * i + 1]);
        if (!quality)
            return tl::unexpected(quality.error());
        NamedValue &added = point->values.emplace_back(m_columns[i]);
        added.value = *std::move(value);
        added.quality = *quality;
    }
    return point;
}

Result<std::optional<NamedPoint>> WideCsvReader::next()
{
    while (!m_broken) {
        const auto record = m_buffer.csvRecord();
        if (!record)
            break;
        if (record->empty())
            continue;
        if (m_rows < 2) {
            const auto read = m_rows++ == 0 ? readHeader(*record) : readUnits(*record);
            if (!read) {
                m_broken = true;
                return tl::unexpected(read.error());
            }
            continue;
        }
        auto point = readRow(*record);
        if (!point) {
            point.error().index = m_buffer.lineNumber();
            return tl::unexpected(point.error());
        }
        if (!point->values.empty())
            return std::move(*point);
    }
    return std::nullopt;
}

} // namespace desk
