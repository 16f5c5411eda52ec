// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/csvcolumns.h"

#include <initializer_list>

namespace desk {

// In any case.
bool isOneOf(std::string_view cell, std::initializer_list<std::string_view> words);

// What the first cells of one column say of it. The records must outlive it. Inside models/datalink only.
class ColumnCells
{
public:
    ColumnCells(std::span<const CsvRecord> rows, std::size_t column, std::chrono::minutes zone);

    [[nodiscard]] bool isNumeric() const; // the first one is
    // Numbers, each above the one before; even: by steps that are the same but for rounding.
    [[nodiscard]] bool rises(bool even) const;
    [[nodiscard]] bool areTimesOfDay() const; // most of them
    [[nodiscard]] bool lackZone() const;
    // What kind of values they are, if they are values at all.
    [[nodiscard]] std::optional<CsvColumns::Kind> kind() const;

private:
    std::vector<std::string_view> m_cells; // that hold something
    std::chrono::minutes m_zone;
};

} // namespace desk
