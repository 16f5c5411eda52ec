// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/csvreader.h"

#include <algorithm>

namespace desk {

namespace {

tl::unexpected<Error> lineError(std::int64_t line, const std::string &what)
{
    return failure(ErrorCode::parseError, "line " + std::to_string(line) + ": " + what, {}, -1, line);
}

} // namespace

Result<std::optional<CsvRecord>> CsvReader::next()
{
    while (m_at < m_text.size()) {
        CsvRecord record;
        record.line = m_line;
        if (const auto read = readRecord(record); !read)
            return tl::unexpected(read.error());
        if (record.fields.size() > 1 || !record.fields.front().empty())
            return record;
    }
    return std::nullopt;
}

Result<void> CsvReader::readRecord(CsvRecord &record)
{
    while (true) {
        auto field = m_at < m_text.size() && m_text[m_at] == '"' ? quotedField() : plainField();
        if (!field)
            return tl::unexpected(field.error());
        record.fields.push_back(*std::move(field));
        if (m_at < m_text.size() && m_text[m_at] == ',') {
            ++m_at;
            continue;
        }
        endLine();
        return {};
    }
}

Result<std::string> CsvReader::plainField()
{
    const std::size_t end = std::min(m_text.find_first_of(",\r\n\"", m_at), m_text.size());
    if (end < m_text.size() && m_text[end] == '"')
        return lineError(m_line, "a quote inside a field without quotes");
    std::string field{m_text.substr(m_at, end - m_at)};
    m_at = end;
    return field;
}

Result<std::string> CsvReader::quotedField()
{
    const std::int64_t start = m_line;
    std::string field;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '"') {
            const bool doubled = m_at + 1 < m_text.size() && m_text[m_at + 1] == '"';
            ++m_at;
            if (!doubled) {
                if (m_at < m_text.size() && m_text.find_first_of(",\r\n", m_at) != m_at)
                    return lineError(m_line, "text after a closing quote");
                return field;
            }
        } else if (c == '\n') {
            ++m_line;
        }
        field += c;
    }
    return lineError(start, "a quote is not closed");
}

// LF, CRLF, or a CR alone as very old files have it.
void CsvReader::endLine()
{
    if (m_at < m_text.size() && m_text[m_at] == '\r')
        ++m_at;
    if (m_at < m_text.size() && m_text[m_at] == '\n')
        ++m_at;
    ++m_line;
}

} // namespace desk
