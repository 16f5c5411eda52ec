// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/longcsvwriter.h"

#include "models/exchange/csvtext.h"

namespace desk {

void appendCsvHead(std::string &out, const NamedPoint &point)
{
    if (point.sequence != 0)
        out += std::to_string(point.sequence);
    out += ',';
    if (point.received)
        appendTime(out, *point.received);
    out += ',';
    appendTime(out, point.generation);
    out += ',';
    appendCsvText(out, point.node);
    out += ',';
    if (point.type)
        out += nodeTypeWord(*point.type);
    out += ',';
    if (!point.dst.empty())
        appendCsvText(out, point.dst);
    out += ',';
    if (point.dstType)
        out += nodeTypeWord(*point.dstType);
    out += ',';
}

void appendCsvValue(std::string &out, const ExchangeValue &value)
{
    if (const auto *number = std::get_if<double>(&value))
        appendExact(out, *number);
    else if (const auto *integer = std::get_if<std::int64_t>(&value))
        appendExact(out, *integer);
    else if (const auto *on = std::get_if<bool>(&value))
        out += *on ? "true" : "false";
    else
        appendCsvText(out, std::get<std::string>(value));
}

void LongCsvWriter::begin(std::string &out)
{
    out.append(header) += '\n';
}

Result<void> LongCsvWriter::write(const NamedPoint &point, std::string &out)
{
    m_head.clear();
    appendCsvHead(m_head, point);
    for (const NamedValue &value : point.values) {
        out += m_head;
        appendCsvText(out, value.metric);
        out += ',';
        if (!value.labels.empty())
            appendCsvText(out, value.labels);
        out.append(",").append(kindWord(value.kind)) += ',';
        appendCsvValue(out, value.value);
        out += ',';
        if (!value.unit.empty())
            appendCsvText(out, value.unit);
        out.append(",").append(qualityWords(value.quality)) += '\n';
    }
    return {};
}

} // namespace desk
