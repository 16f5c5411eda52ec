// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/longcsvreader.h"

#include "models/exchange/csvrows_p.h"
#include "models/exchange/csvtext.h"

#include <utility>

namespace desk {

Result<NamedPoint> LongCsvReader::read(std::string_view record)
{
    auto cells = csvCells(record);
    if (!cells)
        return tl::unexpected(cells.error());
    constexpr std::size_t columns = 13;
    if (cells->size() != columns)
        return failure(ErrorCode::parseError, std::to_string(cells->size()) + " columns instead of 13");
    auto point = pointOfCsvHead(*cells);
    if (!point)
        return point;
    NamedValue value;
    value.metric = unguardedCsvText((*cells)[7]);
    value.labels = unguardedCsvText((*cells)[8]);
    value.unit = unguardedCsvText((*cells)[11]);
    const auto kind = kindFromWord((*cells)[9]);
    if (!kind)
        return failure(ErrorCode::parseError, "kind: must be number, integer, boolean, state or text",
                       "kind");
    if (value.metric.empty())
        return failure(ErrorCode::missingField, "metric is missing", "metric");
    value.kind = *kind;
    auto read = valueOfCsvCell((*cells)[10], *kind);
    if (!read)
        return tl::unexpected(read.error());
    value.value = *std::move(read);
    const auto quality = qualityOfCsvCell((*cells)[12]);
    if (!quality)
        return tl::unexpected(quality.error());
    value.quality = *quality;
    point->values.push_back(std::move(value));
    return point;
}

Result<std::optional<NamedPoint>> LongCsvReader::next()
{
    while (const auto record = m_buffer.csvRecord()) {
        if (std::exchange(m_header, false) || record->empty())
            continue;
        auto point = read(*record);
        if (!point) {
            point.error().index = m_buffer.lineNumber();
            return tl::unexpected(point.error());
        }
        return std::move(*point);
    }
    return std::nullopt;
}

} // namespace desk
