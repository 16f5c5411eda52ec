// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/csvcells_p.h"

#include "models/datalink/pointparser_p.h"
#include "models/datalink/pointtime.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

std::optional<double> numberOf(std::string_view cell)
{
    const auto value = parseNumber(cell);
    if (!value)
        return std::nullopt;
    const auto *integer = std::get_if<std::int64_t>(&*value);
    return integer ? static_cast<double>(*integer) : std::get<double>(*value);
}

bool isSame(char a, char b)
{
    return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b);
}

} // namespace

bool isOneOf(std::string_view cell, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [cell](std::string_view word) {
        return std::equal(cell.begin(), cell.end(), word.begin(), word.end(), isSame);
    });
}

bool isMissing(std::string_view cell)
{
    return cell.empty() ||
           isOneOf(cell, {"nan", "null", "na", "n/a", "none", "-", "inf", "-inf", "+inf", "infinity"});
}

ColumnCells::ColumnCells(std::span<const CsvRecord> rows, std::size_t column, std::chrono::minutes zone)
    : m_zone(zone)
{
    for (const CsvRecord &row : rows) {
        if (column < row.fields.size() && !isMissing(row.fields[column]))
            m_cells.emplace_back(row.fields[column]);
    }
}

bool ColumnCells::isNumeric() const
{
    return !m_cells.empty() && numberOf(m_cells.front());
}

bool ColumnCells::rises(bool even) const
{
    constexpr double rounding = 0.01;
    std::optional<double> last;
    std::optional<double> step;
    for (const std::string_view cell : m_cells) {
        const auto number = numberOf(cell);
        if (!number || (last && !(*number > *last)))
            return false;
        if (even && step && std::abs((*number - *last) - *step) > rounding * *step)
            return false;
        if (last && !step)
            step = *number - *last;
        last = number;
    }
    return last.has_value();
}

bool ColumnCells::areTimesOfDay() const
{
    const auto good = std::count_if(m_cells.begin(), m_cells.end(), [this](std::string_view cell) {
        return parsePointTime(cell, m_zone).has_value();
    });
    return 2 * static_cast<std::size_t>(good) > m_cells.size();
}

bool ColumnCells::lackZone() const
{
    return !m_cells.empty() && !timeOfNumber(m_cells.front()) && !parseTimestamp(m_cells.front());
}

std::optional<CsvColumns::Kind> ColumnCells::kind() const
{
    if (m_cells.empty())
        return CsvColumns::Kind::maybeNumber;
    std::size_t numbers = 0;
    std::size_t booleans = 0;
    for (const std::string_view cell : m_cells) {
        numbers += parseNumber(cell) ? 1U : 0U;
        booleans += isOneOf(cell, {"true", "false"}) ? 1U : 0U;
    }
    if (booleans == m_cells.size())
        return CsvColumns::Kind::boolean;
    // A few bad cells are bad rows, not a column of texts.
    return 5 * numbers >= 4 * m_cells.size() ? std::optional(CsvColumns::Kind::number) : std::nullopt;
}

} // namespace desk
