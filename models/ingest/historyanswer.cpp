// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryQuery that writes the answer.
#include "models/ingest/historyquery.h"

#include "models/telemetry/units.h"

#include <algorithm>

namespace desk {
namespace {

// A cell that a spreadsheet would take for a formula is made text; quotes as in RFC 4180.
void appendCell(std::string &out, std::string_view text)
{
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
    if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += formula ? "\"'" : "\"";
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

} // namespace

// The times between which something is missing, ns since 1970 as texts, as far as this answer reaches.
std::string HistoryQuery::gapsText() const
{
    const std::int64_t from = std::max(m_request.start, m_request.afterTime);
    const std::int64_t until = m_more ? m_samples.back().generation : m_request.end;
    std::string out;
    for (const HistoryGap &gap : m_scan->gaps()) {
        // Told once: by the answer in which it begins, or the first one.
        const bool first = m_request.afterTime == std::numeric_limits<std::int64_t>::min();
        if (nanoseconds(gap.from) >= until || nanoseconds(gap.to) < from ||
            (!first && nanoseconds(gap.from) < from))
            continue;
        out += out.empty() ? "[\"" : ",[\"";
        out +=
            std::to_string(nanoseconds(gap.from)) + "\",\"" + std::to_string(nanoseconds(gap.to)) + "\",\"";
        out += gap.cause;
        out += "\"]";
    }
    return out;
}

void HistoryQuery::writeSample(const Sample &sample, std::string_view names, FrameEncoder &encoder,
                               std::string &out) const
{
    std::string value;
    encoder.appendValue(value, sample.series, sample.value, sample.isWide ? &sample.wide : nullptr);
    if (!m_request.csv) {
        out += "[\"" + std::to_string(sample.generation) + "\"," + value + ',';
        out += encoder.qualityText(sample.quality);
        out += m_request.bothTimes ? ",\"" + std::to_string(sample.reception) + "\"]," : "],";
        return;
    }
    out += names;
    out += formatTimestamp(fromNanoseconds(sample.generation), Fraction::nano) + ',' +
           std::to_string(sample.generation) + ',';
    // A text's cell is the text, not its JSON; numbers are guarded by nothing.
    const ValueKind kind = m_dictionary.definition(sample.series).kind;
    if (kind == ValueKind::state || kind == ValueKind::text)
        appendCell(out, m_dictionary.text(sample.series, static_cast<std::uint32_t>(sample.value)));
    else
        out += value;
    out += ',' + qualityWords(sample.quality);
    out += m_request.bothTimes ? ',' + std::to_string(sample.reception) + "\r\n" : "\r\n";
}

void HistoryQuery::writeSeries(SeriesId id, std::vector<Sample> all, FrameEncoder &encoder,
                               std::string &out) const
{
    const std::size_t before = all.size();
    const std::vector<Sample> samples = reduced(std::move(all));
    const SeriesDefinition &series = m_dictionary.definition(id);
    const EntityDefinition &entity = m_dictionary.definition(series.entity);
    const std::string &node = m_dictionary.definition(entity.node).name;
    const std::string dst = entity.dst == noNode ? std::string() : m_dictionary.definition(entity.dst).name;
    const std::string metric =
        series.labels.empty() ? series.metric : series.metric + "{" + series.labels + "}";
    std::string names;
    if (m_request.csv) {
        for (const std::string *name : {&node, &dst, &metric}) {
            appendCell(names, *name);
            names += ',';
        }
    } else {
        out += "{\"node_id\":";
        appendJsonString(out, node);
        out += ",\"dst\":";
        if (entity.dst == noNode)
            out += "null";
        else
            appendJsonString(out, dst);
        out += ",\"metric\":";
        appendJsonString(out, metric);
        out += ",\"unit\":";
        appendJsonString(out, unitOf(series.metric));
        out += samples.size() < before ? ",\"encoding\":\"minmax\"" : ",\"encoding\":\"raw\"";
        out += ",\"points\":[";
    }
    for (const Sample &sample : samples)
        writeSample(sample, names, encoder, out);
    if (!m_request.csv && out.back() == ',')
        out.pop_back();
}

ServerResponse HistoryQuery::answer(FrameEncoder &encoder)
{
    if (m_error)
        return errorResponse(*m_error);
    if (m_request.newest > 0)
        keepNewest();
    else if (m_request.maxPoints == 0)
        keepSmallest();
    std::sort(m_samples.begin(), m_samples.end());
    if (m_request.write)
        return m_request.write(m_samples, m_dictionary);
    std::string next;
    if (m_more) {
        const Sample &last = m_samples.back();
        next = std::to_string(last.generation) + "." + std::to_string(last.sequence) + "." +
               std::to_string(index(last.series));
    }
    const std::string gaps = gapsText();
    // Series by series, each in the order of time.
    std::stable_sort(m_samples.begin(), m_samples.end(),
                     [](const Sample &a, const Sample &b) { return a.series < b.series; });
    ServerResponse response;
    std::string &out = response.body;
    constexpr std::size_t sampleText = 64;
    out.reserve((m_request.maxPoints > 0 ? std::size_t{0} : m_samples.size()) * sampleText + 4096);
    out = m_request.csv ? "node_id,dst,metric,time,t_ns,value,quality" : "{\"series\":[";
    if (m_request.csv)
        out += m_request.bothTimes ? ",received_ns\r\n" : "\r\n";
    for (auto at = m_samples.begin(); at != m_samples.end();) {
        const auto end = std::find_if(at, m_samples.end(),
                                      [at](const Sample &sample) { return sample.series != at->series; });
        if (!m_request.csv && at != m_samples.begin())
            out += ',';
        writeSeries(at->series, {at, end}, encoder, out);
        if (!m_request.csv)
            out += "],\"gaps\":[" + gaps + "]}";
        at = end;
    }
    if (!m_request.csv)
        out += next.empty() ? "]}" : "],\"next\":\"" + next + "\"}";
    else
        response.contentType = "text/csv; charset=utf-8";
    if (!next.empty())
        response.headers.emplace_back("X-Next-Cursor", next);
    return response;
}

} // namespace desk
