// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/gpucsvreader.h"

#include "models/datalink/pointtime.h"
#include "models/exchange/csvrows_p.h"
#include "models/exchange/csvtext.h"

#include <utility>

namespace desk {
namespace {

constexpr std::size_t columns = 12;
constexpr std::size_t timeColumn = 0;
constexpr std::size_t metricColumn = 1;
constexpr std::size_t uuidColumn = 4;
constexpr std::size_t valueColumn = 10;
constexpr std::size_t rawColumn = 11;

void addText(NamedPoint &point, std::string_view metric, std::string_view text)
{
    NamedValue &value = point.values.emplace_back();
    value.metric = metric;
    value.kind = ValueKind::text;
    value.value = std::string(text);
}

} // namespace

void GpuCsvReader::addLabels(NamedPoint &point, const std::vector<std::string> &cells)
{
    if (m_labels.size() >= mostGpus && !m_labels.contains(point.node))
        m_labels.clear();
    GpuLabelTexts &known = m_labels[point.node];
    for (std::size_t i = 0; i < GpuLabelTexts::labelCount; ++i) {
        const std::string &text = cells[GpuLabelTexts::columns[i]];
        if (std::exchange(known.labels[i], text) != text)
            addText(point, GpuLabelTexts::names[i], text);
    }
    constexpr std::size_t mostMetrics = 1000;
    if (known.raw.size() >= mostMetrics)
        known.raw.clear();
    std::string_view raw = cells[rawColumn];
    if (std::exchange(known.raw[cells[metricColumn]], raw) == raw)
        return;
    if (raw.size() > GpuLabelTexts::partBytes * GpuLabelTexts::parts.size())
        return; // longer ones are not kept
    for (const std::string_view name : GpuLabelTexts::parts) {
        const std::string_view part = frontOfUtf8(raw, GpuLabelTexts::partBytes);
        addText(point, name, part);
        raw.remove_prefix(part.size());
        if (raw.empty())
            break;
    }
}

Result<NamedPoint> GpuCsvReader::read(std::string_view record)
{
    auto cells = csvCells(record);
    if (!cells)
        return tl::unexpected(cells.error());
    if (cells->size() != columns)
        return failure(ErrorCode::parseError, std::to_string(cells->size()) + " columns instead of 12");
    for (const std::size_t column : {metricColumn, uuidColumn, rawColumn})
        (*cells)[column] = unguardedCsvText(std::move((*cells)[column]));
    for (const std::size_t column : GpuLabelTexts::columns)
        (*cells)[column] = unguardedCsvText(std::move((*cells)[column]));
    NamedPoint point;
    const auto time = parsePointTime((*cells)[timeColumn], m_options.file.zone);
    if (!time)
        return failure(ErrorCode::parseError, "timestamp: " + time.error().message, "timestamp");
    point.generation = *time;
    point.node = (*cells)[uuidColumn];
    point.type = NodeType::gpu;
    const std::string &metric = (*cells)[metricColumn];
    if (point.node.empty() || metric.empty())
        return failure(ErrorCode::missingField,
                       point.node.empty() ? "uuid is missing" : "metric_name is missing");
    auto value = valueOfCsvCell((*cells)[valueColumn], ValueKind::number);
    if (!value)
        return tl::unexpected(value.error());
    addLabels(point, *cells);
    NamedValue &number = point.values.emplace_back();
    number.metric = metric;
    number.value = *std::move(value);
    number.kind = evidentKind(number.value);
    return point;
}

Result<std::optional<NamedPoint>> GpuCsvReader::next()
{
    while (const auto record = m_buffer.csvRecord()) {
        if (std::exchange(m_header, false) || record->empty())
            continue;
        auto point = read(*record);
        if (!point) {
            point.error().index = m_buffer.lineNumber();
            return tl::unexpected(point.error());
        }
        const PointFileOptions &file = m_options.file;
        if ((file.node.empty() || file.node == point->node) &&
            (file.metric.empty() || file.metric == point->values.back().metric))
            return std::move(*point);
    }
    return std::nullopt;
}

} // namespace desk
