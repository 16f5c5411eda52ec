// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/frameencoder.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace desk {
namespace {

template <class Number>
void appendChars(std::string &out, Number value)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    out.append(text.data(), end.ptr);
}

} // namespace

void appendNumber(std::string &out, double value)
{
    if (std::isfinite(value))
        appendChars(out, value);
    else
        out += "null"; // JSON has no word for it
}

void appendNumber(std::string &out, std::uint64_t value)
{
    appendChars(out, value);
}

void appendNumber(std::string &out, std::int64_t value)
{
    appendChars(out, value);
}

void appendJsonString(std::string &out, std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (byte < 0x20)
            out.append("\\u00").append({digits[byte >> 4U], digits[byte & 15U]});
        else
            out += c;
    }
    out += '"';
}

FrameEncoder::FrameEncoder(const SeriesDictionary &dictionary)
    : m_dictionary(dictionary)
{
    for (std::size_t i = 0; i < m_qualities.size(); ++i)
        m_qualities[i] = '"' + qualityWords(static_cast<Quality>(i)) + '"';
}

const std::string &FrameEncoder::nameOf(SeriesId id)
{
    if (m_names.size() <= index(id))
        m_names.resize(m_dictionary.seriesCount());
    std::string &name = m_names[index(id)];
    if (!name.empty())
        return name;
    const SeriesDefinition &series = m_dictionary.definition(id);
    const EntityDefinition &entity = m_dictionary.definition(series.entity);
    name = ',';
    appendJsonString(name, m_dictionary.definition(entity.node).name);
    name += ',';
    if (entity.dst == noNode)
        name += "null";
    else
        appendJsonString(name, m_dictionary.definition(entity.dst).name);
    name += ',';
    appendJsonString(name, series.labels.empty() ? series.metric : series.metric + "{" + series.labels + "}");
    name += ",\"";
    name.shrink_to_fit();
    return name;
}

void FrameEncoder::appendValue(std::string &out, SeriesId id, double value, const std::int64_t *wide) const
{
    constexpr double exact = 9007199254740992.0; // 2^53
    switch (m_dictionary.definition(id).kind) {
    case ValueKind::number:
        return appendNumber(out, value);
    case ValueKind::integer:
        if (wide)
            return appendNumber(out, *wide);
        if (std::abs(value) <= exact && value == std::floor(value))
            return appendNumber(out, static_cast<std::int64_t>(value));
        return appendNumber(out, value);
    case ValueKind::boolean:
        out += value != 0 ? "true" : "false";
        return;
    case ValueKind::state:
    case ValueKind::text:
        if (value >= 0 && value < 4294967295.0)
            return appendJsonString(out, m_dictionary.text(id, static_cast<std::uint32_t>(value)));
        out += "null";
    }
}

void FrameEncoder::appendSample(std::string &out, std::uint64_t sequence, std::int64_t generation,
                                SeriesId series, double value, Quality quality, const std::int64_t *wide)
{
    out += '[';
    appendNumber(out, sequence);
    out += nameOf(series);
    appendNumber(out, generation);
    out += "\",";
    appendValue(out, series, value, wide);
    out += ',';
    out += qualityText(quality);
    out += "],";
}

std::size_t FrameEncoder::append(const SampleBatch &batch, const SeriesFilter &filter, std::uint64_t from,
                                 std::uint64_t to, std::string &out)
{
    const std::size_t first =
        from > batch.firstSequence ? static_cast<std::size_t>(from - batch.firstSequence) : 0;
    const std::size_t last =
        to > batch.firstSequence
            ? static_cast<std::size_t>(std::min<std::uint64_t>(to - batch.firstSequence, batch.points()))
            : 0;
    if (first >= last)
        return 0;
    std::size_t count = 0;
    const auto firstWide =
        std::lower_bound(batch.wide.begin(), batch.wide.end(), batch.pointBegin(first),
                         [](const SampleBatch::WideInteger &w, std::uint32_t i) { return w.sample < i; });
    auto wideAt = static_cast<std::size_t>(firstWide - batch.wide.begin());
    std::array<char, 48> times;
    for (std::size_t p = first; p < last; ++p) {
        // seq and time are the same for all samples of the point.
        const char *const sequenceEnd =
            std::to_chars(times.data(), times.data() + 20, batch.firstSequence + p).ptr;
        char *const time = times.data() + 20;
        const char *const timeEnd = std::to_chars(time, times.data() + times.size(), batch.generation[p]).ptr;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            if (!filter.wants(batch.series[i]))
                continue;
            const std::int64_t *wide = nullptr;
            while (wideAt < batch.wide.size() && batch.wide[wideAt].sample < i)
                ++wideAt;
            if (wideAt < batch.wide.size() && batch.wide[wideAt].sample == i)
                wide = &batch.wide[wideAt].value;
            out += '[';
            out.append(times.data(), static_cast<std::size_t>(sequenceEnd - times.data()));
            out += nameOf(batch.series[i]);
            out.append(time, static_cast<std::size_t>(timeEnd - time));
            out += "\",";
            appendValue(out, batch.series[i], batch.value[i], wide);
            out += ',';
            out += qualityText(batch.quality[i]);
            out += "],";
            ++count;
        }
    }
    return count;
}

} // namespace desk
