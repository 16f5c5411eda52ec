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

std::string numberText(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest).toStdString();
}

std::string valueField(const ChartContent &content, const Trace &trace, double value)
{
    if (trace.description().kind == ValueKind::boolean)
        return value != 0 ? "true" : "false";
    if (trace.isStepped())
        return field(content.valueText(trace, value).toStdString());
    return numberText(value);
}

std::string referenceField(const ChartContent &content, const ChartOverlay::Entry &entry,
                           const ComparedSample &sample)
{
    if (sample.integer && !entry.reference.isStepped())
        return std::to_string(*sample.integer);
    const QString foreign = content.overlay().foreignText(entry, sample.value);
    return foreign.isEmpty() ? valueField(content, entry.reference, sample.value)
                             : field(foreign.toStdString());
}

// Rows are made here and written in pieces.
class RowWriter
{
public:
    explicit RowWriter(QIODevice &out)
        : m_out(out)
    {
    }

    std::string text;

    bool endRow()
    {
        text += "\r\n";
        return text.size() < flushAt || flush();
    }
    bool flush()
    {
        const bool all = m_out.write(text.data(), qint64(text.size())) == qint64(text.size());
        text.clear();
        return all;
    }

private:
    QIODevice &m_out;
};

// What stands behind the quality of one of this recording's samples.
void addComparison(RowWriter &row, const ChartContent &content, const Trace &trace, const Sample &sample)
{
    row.text.append(",,").append(formatTimestamp(sample.generation, Fraction::nano)).append(",");
    const ChartOverlay::Entry *entry = content.overlay().find(trace.id());
    const auto point = content.overlay().at(trace.id(), sample);
    if (!entry || !point) {
        row.text += ',';
        return;
    }
    row.text.append(referenceField(content, *entry, {0, point->reference, std::nullopt})).append(",");
    if (trace.isStepped())
        row.text += point->difference == 0 ? "equal" : "different";
    else
        row.text += numberText(point->difference);
}

bool writeReference(RowWriter &row, const ChartContent &content, const TimeRange &range, const Trace &trace,
                    const std::string &names, const std::string &unit)
{
    const ChartOverlay &overlay = content.overlay();
    const ChartOverlay::Entry *entry = overlay.find(trace.id());
    if (!entry)
        return true;
    const std::string recording = field(overlay.comparison()->reference()->name().toStdString());
    for (const ComparedSample &sample : overlay.samples(*entry, range)) {
        row.text.append(formatTimestamp(fromNanoseconds(sample.time), Fraction::nano)).append(",");
        row.text.append(names).append(referenceField(content, *entry, sample)).append(",");
        row.text.append(unit).append(",,").append(recording).append(",");
        row.text.append(formatTimestamp(overlay.moved(sample.time), Fraction::nano)).append(",,");
        if (!row.endRow())
            return false;
    }
    return true;
}

} // namespace

struct ChartCsvWriter::Rows
{
    explicit Rows(QIODevice &out)
        : writer(out)
    {
    }
    RowWriter writer;
};

ChartCsvWriter::ChartCsvWriter(const ChartContent &content, const TimeRange &range, QIODevice &out)
    : m_content(content)
    , m_range(range)
    , m_rows(std::make_unique<Rows>(out))
    , m_isCompared(content.overlay().isActive())
{
}

ChartCsvWriter::~ChartCsvWriter() = default;

bool ChartCsvWriter::begin()
{
    std::string &text = m_rows->writer.text;
    text = "generation_time,node,dst,metric,value,unit,quality";
    if (m_isCompared)
        text += ",recording,aligned_time,reference_value,difference";
    return m_rows->writer.endRow();
}

std::string ChartCsvWriter::namesOf(const Trace &trace) const
{
    const SeriesCatalogue &catalogue = m_content.feed().catalogue();
    const EntityDefinition &entity = catalogue.entity(catalogue.series(trace.id()).entity);
    return field(catalogue.node(entity.node).name) + ',' +
           (entity.dst == noNode ? std::string() : field(catalogue.node(entity.dst).name)) + ',' +
           field(trace.description().metric) + ',';
}

bool ChartCsvWriter::add(const Trace &trace, std::span<const Sample> samples)
{
    RowWriter &row = m_rows->writer;
    const std::string names = namesOf(trace);
    const std::string unit =
        trace.isStepped() ? std::string() : field(trace.description().unit.toStdString());
    for (const Sample &sample : samples) {
        row.text.append(formatTimestamp(sample.generation, Fraction::nano)).append(",").append(names);
        row.text.append(valueField(m_content, trace, sample.value)).append(",").append(unit).append(",");
        row.text.append(qualityWords(sample.quality));
        if (m_isCompared)
            addComparison(row, m_content, trace, sample);
        if (!row.endRow())
            return false;
    }
    return true;
}

bool ChartCsvWriter::endSeries(const Trace &trace)
{
    const std::string unit =
        trace.isStepped() ? std::string() : field(trace.description().unit.toStdString());
    return !m_isCompared || !m_content.overlay().isActive() ||
           writeReference(m_rows->writer, m_content, m_range, trace, namesOf(trace), unit);
}

bool ChartCsvWriter::end()
{
    return m_rows->writer.flush();
}

} // namespace desk
