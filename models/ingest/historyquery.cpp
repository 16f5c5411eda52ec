// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/historyquery.h"

#include "models/telemetry/units.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace desk {
namespace {

constexpr std::size_t slice = 4U << 20U;

template <class Number>
bool readWhole(std::string_view text, Number &number)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

Result<void> readTime(const HttpRequest &request, const char *name, std::int64_t &ns)
{
    const std::string text = request.parameter(name);
    if (text.empty() || readWhole(text, ns))
        return {};
    const auto time = parseTimestamp(text);
    if (!time)
        return failure(ErrorCode::invalidArgument,
                       std::string(name) +
                           " must be an RFC 3339 time with a zone or ns since 1970: " + time.error().message,
                       name);
    ns = nanoseconds(*time);
    return {};
}

std::vector<std::string> patternList(const std::string &text)
{
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
}

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

Result<HistoryQuery::Request> HistoryQuery::parse(const HttpRequest &request)
{
    Request wanted;
    wanted.patterns = {patternList(request.parameter("node_id")), patternList(request.parameter("dst")),
                       patternList(request.parameter("metric"))};
    if (auto read = readTime(request, "start", wanted.start); !read)
        return tl::unexpected(read.error());
    if (auto read = readTime(request, "end", wanted.end); !read)
        return tl::unexpected(read.error());
    if (const std::string most = request.parameter("max_points");
        !most.empty() &&
        (!readWhole(most, wanted.maxPoints) || wanted.maxPoints < 2 || wanted.maxPoints > maxAnswer))
        return failure(ErrorCode::invalidArgument, "max_points must be an integer from 2 to 100000",
                       "max_points");
    if (const std::string format = request.parameter("format"); !format.empty() && format != "json") {
        if (format != "csv")
            return failure(ErrorCode::invalidArgument, "format must be json or csv", "format");
        wanted.csv = true;
    }
    if (const std::string times = request.parameter("times"); !times.empty()) {
        if (times != "both")
            return failure(ErrorCode::invalidArgument, "times must be both, or left out", "times");
        wanted.bothTimes = true;
    }
    if (const std::string cursor = request.parameter("cursor"); !cursor.empty()) {
        const auto a = cursor.find('.');
        const auto b = a == std::string::npos ? a : cursor.find('.', a + 1);
        const std::string_view text = cursor;
        if (b == std::string::npos || !readWhole(text.substr(0, a), wanted.afterTime) ||
            !readWhole(text.substr(a + 1, b - a - 1), wanted.afterSequence) ||
            !readWhole(text.substr(b + 1), wanted.afterSeries))
            return failure(ErrorCode::invalidArgument, "cursor must be the next of the last answer",
                           "cursor");
    }
    return wanted;
}

HistoryQuery::HistoryQuery(Request request, const SeriesDictionary &dictionary, std::filesystem::path journal,
                           std::uint64_t endSequence)
    : m_request(std::move(request))
    , m_dictionary(dictionary)
    , m_end(endSequence)
    , m_filter(m_request.patterns)
    , m_cursor(std::move(journal), 1)
{
    m_filter.extend(dictionary);
}

bool HistoryQuery::step()
{
    std::size_t left = slice;
    while (left > 0) {
        auto next = m_cursor.next(m_end, left);
        if (!next) {
            m_error = next.error();
            return true;
        }
        if (next->exhausted)
            return true;
        if (!next->batch)
            return false;
        take(*next->batch);
        if (m_request.maxPoints > 0 && m_samples.size() > maxReduced) {
            m_error = Error{ErrorCode::invalidArgument,
                            "more than 4000000 points would have to be reduced; ask for less between start "
                            "and end, or for fewer nodes and metrics",
                            "max_points"};
            return true;
        }
        left -= std::min(left, next->batch->samples() * 13 + next->batch->points() * 16 + 64);
    }
    return false;
}

void HistoryQuery::take(const SampleBatch &batch)
{
    const std::int64_t reception = nanoseconds(batch.reception);
    const std::tuple after(m_request.afterTime, m_request.afterSequence, SeriesId{m_request.afterSeries});
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::int64_t time = batch.generation[p];
        const std::uint64_t sequence = batch.firstSequence + p;
        if (time < m_request.start || time >= m_request.end || time < m_request.afterTime ||
            sequence >= m_end)
            continue;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            if (!m_filter.wants(batch.series[i]) || std::tuple(time, sequence, batch.series[i]) <= after)
                continue;
            Sample sample{time, sequence, batch.series[i], batch.quality[i], batch.value[i], reception,
                          0,    false};
            for (const auto &wide : batch.wide) {
                if (wide.sample == i) {
                    sample.wide = wide.value;
                    sample.isWide = true;
                }
            }
            m_samples.push_back(sample);
        }
    }
    if (m_request.maxPoints == 0 && m_samples.size() > 4 * maxAnswer)
        keepSmallest();
}

void HistoryQuery::keepSmallest()
{
    if (m_samples.size() <= maxAnswer)
        return;
    std::nth_element(m_samples.begin(), m_samples.begin() + maxAnswer, m_samples.end());
    m_samples.resize(maxAnswer, m_samples.front());
    m_more = true;
}

// The lowest and the highest sample of each of max_points / 2 equal parts of the time: samples that were, in
// their order.
std::vector<HistoryQuery::Sample> HistoryQuery::reduced(std::vector<Sample> samples) const
{
    if (m_request.maxPoints == 0 || samples.size() <= m_request.maxPoints)
        return samples;
    const std::size_t parts = m_request.maxPoints / 2;
    const double first = double(samples.front().generation);
    const double span = std::max(double(samples.back().generation) - first, 1.0);
    std::vector<Sample> kept;
    for (std::size_t at = 0; at < samples.size();) {
        const auto partOf = [&](const Sample &sample) {
            const double part = (double(sample.generation) - first) / span * double(parts);
            return std::min(static_cast<std::size_t>(part), parts - 1);
        };
        std::size_t end = at;
        std::size_t low = at;
        std::size_t high = at;
        for (; end < samples.size() && partOf(samples[end]) == partOf(samples[at]); ++end) {
            low = samples[end].value < samples[low].value ? end : low;
            high = samples[end].value > samples[high].value ? end : high;
        }
        kept.push_back(samples[std::min(low, high)]);
        if (low != high)
            kept.push_back(samples[std::max(low, high)]);
        at = end;
    }
    return kept;
}

ServerResponse HistoryQuery::answer(FrameEncoder &encoder)
{
    if (m_error)
        return errorResponse(*m_error);
    if (m_request.maxPoints == 0)
        keepSmallest();
    std::sort(m_samples.begin(), m_samples.end());
    std::string next;
    if (m_more) {
        const Sample &last = m_samples.back();
        next = std::to_string(last.generation) + "." + std::to_string(last.sequence) + "." +
               std::to_string(index(last.series));
    }
    std::map<SeriesId, std::vector<Sample>> bySeries;
    for (const Sample &sample : m_samples)
        bySeries[sample.series].push_back(sample);
    ServerResponse response;
    std::string &out = response.body;
    out = m_request.csv ? "node_id,dst,metric,time,t_ns,value,quality" : "{\"series\":[";
    if (m_request.csv)
        out += m_request.bothTimes ? ",received_ns\r\n" : "\r\n";
    bool firstSeries = true;
    for (auto &[id, all] : bySeries) {
        const std::size_t before = all.size();
        const std::vector<Sample> samples = reduced(std::move(all));
        const SeriesDefinition &series = m_dictionary.definition(id);
        const EntityDefinition &entity = m_dictionary.definition(series.entity);
        const std::string &node = m_dictionary.definition(entity.node).name;
        const std::string dst =
            entity.dst == noNode ? std::string() : m_dictionary.definition(entity.dst).name;
        const std::string metric =
            series.labels.empty() ? series.metric : series.metric + "{" + series.labels + "}";
        const auto text = [&](const std::string &value) {
            m_request.csv ? appendCell(out, value) : appendJsonString(out, value);
        };
        if (!m_request.csv) {
            out += std::exchange(firstSeries, false) ? "{\"node_id\":" : ",{\"node_id\":";
            text(node);
            out += ",\"dst\":";
            entity.dst == noNode ? void(out += "null") : text(dst);
            out += ",\"metric\":";
            text(metric);
            out += ",\"unit\":";
            text(std::string(unitOf(series.metric)));
            out += samples.size() < before ? ",\"encoding\":\"minmax\"" : ",\"encoding\":\"raw\"";
            out += ",\"points\":[";
        }
        for (const Sample &sample : samples) {
            std::string value;
            encoder.appendValue(value, id, sample.value, sample.isWide ? &sample.wide : nullptr);
            if (m_request.csv) {
                text(node), out += ',', text(dst), out += ',', text(metric);
                out += ',' + formatTimestamp(fromNanoseconds(sample.generation), Fraction::nano) + ',' +
                       std::to_string(sample.generation) + ',';
                // A text's cell is the text, not its JSON; numbers are guarded by nothing.
                const bool isText = series.kind == ValueKind::state || series.kind == ValueKind::text;
                isText ? appendCell(out, m_dictionary.text(id, static_cast<std::uint32_t>(sample.value)))
                       : void(out += value);
                out += ',' + qualityWords(sample.quality);
                out += m_request.bothTimes ? ',' + std::to_string(sample.reception) + "\r\n" : "\r\n";
                continue;
            }
            out += "[\"" + std::to_string(sample.generation) + "\"," + value + ',';
            out += encoder.qualityText(sample.quality);
            out += m_request.bothTimes ? ",\"" + std::to_string(sample.reception) + "\"]," : "],";
        }
        if (!m_request.csv) {
            if (out.back() == ',')
                out.pop_back();
            out += "],\"gaps\":[]}";
        }
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
