// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcsv.h"

#include "widgets/charts/chartcontent.h"

#include <QIODevice>
#include <QLocale>

namespace desk {
namespace {

constexpr std::size_t flushAt = 1 << 16;

// One field, quoted where it must be.
std::string field(std::string text)
{
    if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

std::string valueField(const ChartContent &content, const Trace &trace, double value)
{
    if (trace.description().kind == ValueKind::boolean)
        return value != 0 ? "true" : "false";
    if (trace.isStepped())
        return field(content.valueText(trace, value).toStdString());
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest).toStdString();
}

} // namespace

bool writeCsv(const ChartContent &content, QIODevice &out)
{
    const SeriesCatalogue &catalogue = content.feed().catalogue();
    std::string text = "generation_time,node,dst,metric,value,unit,quality\r\n";
    const auto flush = [&] {
        const bool all = out.write(text.data(), qint64(text.size())) == qint64(text.size());
        text.clear();
        return all;
    };
    std::vector<Sample> samples;
    for (const Trace &trace : content.traces()) {
        const TimeSeries *series = content.feed().store().series(trace.id());
        if (!series)
            continue;
        const EntityDefinition &entity = catalogue.entity(catalogue.series(trace.id()).entity);
        const std::string names =
            field(catalogue.node(entity.node).name) + ',' +
            (entity.dst == noNode ? std::string() : field(catalogue.node(entity.dst).name)) + ',' +
            field(trace.description().metric) + ',';
        const std::string unit =
            trace.isStepped() ? std::string() : field(trace.description().unit.toStdString());
        samples.clear();
        series->samples(content.grid().visible(), samples);
        for (const Sample &sample : samples) {
            text.append(formatTimestamp(sample.generation, Fraction::nano)).append(",").append(names);
            text.append(valueField(content, trace, sample.value)).append(",").append(unit).append(",");
            text.append(qualityWords(sample.quality)).append("\r\n");
            if (text.size() >= flushAt && !flush())
                return false;
        }
    }
    return flush();
}

} // namespace desk
