// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/gpucsvwriter.h"

#include "models/exchange/csvtext.h"
#include "models/exchange/longcsvwriter.h"

namespace desk {
namespace {

void appendLabel(std::string &out, std::string_view text)
{
    if (!text.empty())
        appendCsvText(out, text);
    out += ',';
}

} // namespace

void GpuCsvWriter::begin(std::string &out)
{
    out.append(GpuLabelTexts::header) += '\n';
}

void GpuCsvWriter::writeRow(const NamedPoint &point, const NamedValue &value, const GpuLabelTexts &labels,
                            std::string &out)
{
    appendTime(out, point.generation);
    out += ',';
    appendLabel(out, value.metric);
    appendLabel(out, labels.labels[0]);
    appendLabel(out, labels.labels[1]);
    appendLabel(out, point.node);
    for (std::size_t i = 2; i < GpuLabelTexts::labelCount; ++i)
        appendLabel(out, labels.labels[i]);
    if (const auto *on = std::get_if<bool>(&value.value))
        out += *on ? '1' : '0';
    else
        appendCsvValue(out, value.value);
    out += ',';
    if (const auto raw = labels.raw.find(value.metric); raw != labels.raw.end() && !raw->second.empty())
        appendCsvText(out, raw->second);
    out += '\n';
}

Result<void> GpuCsvWriter::write(const NamedPoint &point, std::string &out)
{
    if (point.type != NodeType::gpu || !point.dst.empty()) {
        m_leftOut += point.values.size();
        return {};
    }
    GpuLabelTexts &labels = m_labels[point.node];
    std::optional<std::string> raw;
    for (const NamedValue &value : point.values) {
        const auto *text = std::get_if<std::string>(&value.value);
        if (!text)
            continue;
        if (const std::size_t label = gpuLabelIndex(value.metric); label < GpuLabelTexts::labelCount)
            labels.labels[label] = *text;
        else if (isGpuLabelPart(value.metric))
            raw = raw.value_or(std::string()) + *text; // its parts stand in their order
        else
            ++m_leftOut;
    }
    for (const NamedValue &value : point.values) {
        if (std::holds_alternative<std::string>(value.value))
            continue;
        if (raw)
            labels.raw[value.metric] = *raw;
        writeRow(point, value, labels, out);
    }
    return {};
}

} // namespace desk
