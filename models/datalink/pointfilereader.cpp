// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointfilereader.h"

#include "models/datalink/csvcolumns.h"
#include "models/datalink/pointparser_p.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t probeBytes = 256U << 10U;
constexpr std::size_t probeRecords = 500;
constexpr std::size_t forgetBytes = 1U << 20U;

// The records of a CSV's beginning; a bad one is somebody else's to tell.
std::vector<CsvRecord> firstRecords(std::string_view text, bool whole)
{
    std::vector<CsvRecord> records;
    while (records.size() < probeRecords) {
        const std::size_t length = csvRecordLength(text, whole);
        if (length == 0)
            break;
        CsvReader reader(text.substr(0, length));
        if (auto record = reader.next(); record && *record)
            records.push_back(std::move(**record));
        text.remove_prefix(length);
    }
    return records;
}

bool hasLines(PointFormat format)
{
    return format != PointFormat::jsonArray && format != PointFormat::jsonObject;
}

} // namespace

PointFileReader::PointFileReader(PointFileOptions options)
    : m_options(std::move(options))
{
}
PointFileReader::~PointFileReader() = default;
PointFileReader::PointFileReader(PointFileReader &&) noexcept = default;
PointFileReader &PointFileReader::operator=(PointFileReader &&) noexcept = default;

void PointFileReader::append(std::string_view bytes)
{
    if (m_at > forgetBytes || m_at == m_buffer.size()) {
        m_buffer.erase(0, m_at);
        m_at = 0;
    }
    m_buffer += bytes;
}

void PointFileReader::finish()
{
    m_finished = true;
}

Result<void> PointFileReader::begin()
{
    if (m_buffer.starts_with("\xEF\xBB\xBF"))
        m_at = 3;
    const std::string_view text = std::string_view(m_buffer).substr(m_at);
    const auto format = detectPointFormat(text);
    if (!format)
        return tl::unexpected(format.error());
    m_format = *format;
    switch (*format) {
    case PointFormat::jsonLines:
    case PointFormat::jsonArray:
    case PointFormat::jsonObject:
        m_parser = makeJsonPoints(*format == PointFormat::jsonLines, m_options.zone);
        return {};
    case PointFormat::lineProtocol:
        m_parser = makeLinePoints();
        return {};
    case PointFormat::gpuCsv:
    case PointFormat::wideCsv:
    case PointFormat::longCsv:
        break;
    }
    auto columns = CsvColumns::understand(firstRecords(text, m_finished), m_options);
    if (!columns)
        return tl::unexpected(columns.error());
    m_format = columns->format;
    m_notes = columns->notes;
    m_units = columns->units;
    m_parser = makeCsvPoints(*std::move(columns), m_options.zone);
    return {};
}

Result<std::optional<FilePoint>> PointFileReader::next()
{
    if (!m_rest.empty()) {
        FilePoint point = std::move(m_rest.front());
        m_rest.pop_front();
        return point;
    }
    if (m_broken)
        return std::nullopt;
    if (!m_parser) {
        const bool enough =
            m_buffer.size() >= probeBytes || (m_decide && m_buffer.find('\n') != std::string::npos);
        if (!m_finished && !enough)
            return std::nullopt;
        if (auto begun = begin(); !begun) {
            m_broken = true;
            return tl::unexpected(begun.error());
        }
    }
    while (m_at < m_buffer.size()) {
        const std::string_view text = std::string_view(m_buffer).substr(m_at);
        const std::size_t length = m_parser->recordLength(text, m_finished);
        if (length == 0)
            return std::nullopt;
        if (m_options.endedLines && hasLines(*m_format) && length == text.size() && text.back() != '\n') {
            m_heldBack = m_finished;
            return std::nullopt;
        }
        auto point = parse(text.substr(0, length));
        m_at += length;
        m_line += std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), '\n');
        if (!point || *point)
            return point;
    }
    return std::nullopt;
}

Result<std::optional<FilePoint>> PointFileReader::parse(std::string_view record)
{
    auto point = m_parser->parse(record);
    if (!point) {
        ++m_records;
        point.error().index = m_line;
        return point;
    }
    if (!*point)
        return point;
    (*point)->line = m_line;
    if (!(*point)->time && !m_parser->countsElapsed())
        (*point)->elapsed = m_options.step * m_records;
    ++m_records;
    if (!complete(**point)) {
        ++m_filtered;
        return std::nullopt;
    }
    if ((*point)->node.empty())
        return failure(ErrorCode::missingField, "node_id is missing; --node gives one", "node_id", -1,
                       m_line);
    while ((*point)->values.size() > mostValues) {
        FilePoint part = **point;
        part.values.resize(mostValues);
        m_rest.push_back(std::move(part));
        (*point)->values.erase((*point)->values.begin(), (*point)->values.begin() + mostValues);
    }
    if (!m_rest.empty()) {
        m_rest.push_back(std::move(**point));
        **point = std::move(m_rest.front());
        m_rest.pop_front();
    }
    return point;
}

// What the options say about nodes and metrics; false where they leave the point out.
bool PointFileReader::complete(FilePoint &point)
{
    if (point.node.empty())
        point.node = m_options.node.empty() ? m_options.fallback : m_options.node;
    else if (!m_options.node.empty() && point.node != m_options.node)
        return false;
    if (m_options.metric.empty())
        return true;
    std::erase_if(point.values, [this](const FileValue &value) { return value.metric != m_options.metric; });
    return !point.values.empty();
}

} // namespace desk
