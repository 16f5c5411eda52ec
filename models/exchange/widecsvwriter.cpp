// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/widecsvwriter.h"

#include "models/exchange/csvtext.h"
#include "models/exchange/longcsvwriter.h"

#include <algorithm>

namespace desk {

std::string unitCell(std::string_view unit, ValueKind kind)
{
    std::string cell(unit);
    // A unit that looks like such a word itself is told from it by one more.
    if (kind != ValueKind::number || readUnitCell(cell).second != ValueKind::number)
        cell.append("{").append(kindWord(kind)).append("}");
    return cell;
}

std::pair<std::string, ValueKind> readUnitCell(std::string cell)
{
    const std::size_t open = cell.rfind('{');
    if (!cell.ends_with('}') || open == std::string::npos)
        return {std::move(cell), ValueKind::number};
    const auto kind = kindFromWord(std::string_view(cell).substr(open + 1, cell.size() - open - 2));
    if (!kind)
        return {std::move(cell), ValueKind::number};
    cell.resize(open);
    return {std::move(cell), *kind};
}

WideCsvWriter::WideCsvWriter(std::span<const ExchangeSeries> series)
{
    for (const ExchangeSeries &one : series) {
        Key key{one.metric, one.labels, one.kind, one.unit};
        if (m_columns.try_emplace(key, m_order.size()).second)
            m_order.push_back(std::move(key));
    }
    m_row.assign(m_order.size(), nullptr);
}

void WideCsvWriter::begin(std::string &out)
{
    out += head;
    for (const auto &[metric, labels, kind, unit] : m_order) {
        const std::string title = labels.empty() ? metric : metric + "{" + labels + "}";
        out += ',';
        appendCsvText(out, title);
        out += ',';
        appendCsvText(out, title + std::string(qualityEnding));
    }
    out.append("\n").append(unitMark).append(headCells - 1, ',');
    for (const auto &[metric, labels, kind, unit] : m_order) {
        out += ',';
        if (const std::string cell = unitCell(unit, kind); !cell.empty())
            appendCsvText(out, cell);
        out += ',';
    }
    out += '\n';
}

void WideCsvWriter::writeRow(const NamedPoint &point, std::string &out)
{
    appendCsvHead(out, point);
    for (const NamedValue *&value : m_row) {
        if (value) {
            appendCsvValue(out, value->value);
            out.append(",").append(qualityWords(value->quality)) += ',';
            value = nullptr;
        } else {
            out += ",,";
        }
    }
    out.back() = '\n';
}

Result<void> WideCsvWriter::write(const NamedPoint &point, std::string &out)
{
    bool any = false;
    for (const NamedValue &value : point.values) {
        m_key = {value.metric, value.labels, value.kind, value.unit};
        const auto column = m_columns.find(m_key);
        if (column == m_columns.end()) {
            ++m_leftOut;
            continue;
        }
        if (m_row[column->second]) // twice in one point: another row with the same number
            writeRow(point, out);
        m_row[column->second] = &value;
        any = true;
    }
    if (any)
        writeRow(point, out);
    return {};
}

} // namespace desk
