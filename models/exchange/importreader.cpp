// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/importreader.h"

#include "models/decoding/linesyntax.h"
#include "models/exchange/csvrows_p.h"
#include "models/exchange/foreignreader.h"
#include "models/exchange/gpucsvreader.h"
#include "models/exchange/jsonlinesreader.h"
#include "models/exchange/linereader.h"
#include "models/exchange/longcsvreader.h"
#include "models/exchange/longcsvwriter.h"
#include "models/exchange/mcappointreader.h"
#include "models/exchange/widecsvreader.h"
#include "models/exchange/widecsvwriter.h"

namespace desk {
namespace {

constexpr std::size_t startBytes = 64U << 10U;

// The first line that is neither blank nor a comment.
std::string_view firstLine(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos && line.front() != '#')
            return line;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

bool isGpuHeader(std::string_view line)
{
    std::string cells;
    for (const std::string &cell : csvCells(line).value_or(std::vector<std::string>()))
        cells.append(cells.empty() ? "" : ",").append(cell);
    return cells == GpuLabelTexts::header;
}

bool isCsv(ExchangeFormat format)
{
    return format == ExchangeFormat::csv || format == ExchangeFormat::wideCsv ||
           format == ExchangeFormat::gpuCsv;
}

} // namespace

ImportReader::ImportReader(PointReaderOptions options, std::optional<ExchangeFormat> expected)
    : m_options(std::move(options))
    , m_expected(expected)
{
}

void ImportReader::append(std::string_view bytes)
{
    if (m_reader)
        m_reader->append(bytes);
    else if (!m_broken)
        m_start += bytes;
}

void ImportReader::finish()
{
    m_finished = true;
    if (m_reader)
        m_reader->finish();
}

std::unique_ptr<PointReader> ImportReader::choose()
{
    using enum ExchangeFormat;
    if (m_start.starts_with(mcapMagic.substr(0, 5))) {
        m_format = mcap;
        return std::make_unique<McapPointReader>(m_options);
    }
    if (m_start.starts_with("\xEF\xBB\xBF"))
        m_start.erase(0, 3);
    const std::string_view line = firstLine(m_start);
    m_format = csv;
    if (line == LongCsvWriter::header)
        return std::make_unique<LongCsvReader>();
    if (line.starts_with(WideCsvWriter::head)) {
        m_format = wideCsv;
        return std::make_unique<WideCsvReader>();
    }
    if (isGpuHeader(line)) {
        m_format = gpuCsv;
        return std::make_unique<GpuCsvReader>(m_options);
    }
    const std::size_t blank = line.find_first_not_of(" \t");
    if (blank != std::string_view::npos && (line[blank] == '{' || line[blank] == '[')) {
        m_format = jsonLines;
        const std::size_t last = line.find_last_not_of(" \t,");
        if (line[blank] == '{' && (line[last] == '}' || m_start.find('\n') == std::string::npos))
            return std::make_unique<JsonLinesReader>(m_options);
        return std::make_unique<ForeignReader>(m_options); // an array, or an object over several lines
    }
    if (m_start.find('\0') == std::string::npos && looksLikeLineProtocol(line)) {
        m_format = lineProtocol;
        return std::make_unique<LineReader>(m_options);
    }
    return std::make_unique<ForeignReader>(m_options);
}

Result<std::optional<NamedPoint>> ImportReader::next()
{
    if (m_broken)
        return std::nullopt;
    if (!m_reader) {
        const bool enough = m_start.size() >= startBytes || m_start.starts_with(mcapMagic.substr(0, 5));
        if (!enough && !m_finished)
            return std::nullopt;
        m_reader = choose();
        const bool asExpected =
            !m_expected || *m_expected == *m_format || (isCsv(*m_expected) && isCsv(*m_format));
        if (!asExpected) {
            m_broken = true;
            return failure(ErrorCode::invalidArgument,
                           "the file looks like " + std::string(exchangeFormatWord(*m_format)) + ", not " +
                               std::string(exchangeFormatWord(*m_expected)) +
                               "; leave --format out to have it told by the content",
                           "format");
        }
        m_reader->append(m_start);
        m_start = {};
        if (m_finished)
            m_reader->finish();
    }
    return m_reader->next();
}

std::vector<std::string> ImportReader::notes() const
{
    return m_reader ? m_reader->notes() : std::vector<std::string>();
}

} // namespace desk
