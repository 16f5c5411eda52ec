// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/namedpoint.h"

#include <span>

namespace desk {

// What rows of both of our CSVs have in common. Inside models/exchange only.

// The cells of a record; errors without a line.
Result<std::vector<std::string>> csvCells(std::string_view record);
// The seven cells that a row begins with.
Result<NamedPoint> pointOfCsvHead(std::span<const std::string> cells);
// A value of this kind.
Result<ExchangeValue> valueOfCsvCell(const std::string &cell, ValueKind kind);
Result<Quality> qualityOfCsvCell(const std::string &cell);

} // namespace desk
