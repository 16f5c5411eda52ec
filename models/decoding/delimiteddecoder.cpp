// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <deque>

namespace desk {
namespace {

std::string_view withoutBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

// "temp (C)", "temp [C]": a name and its unit.
FieldDefinition fieldOfHeading(std::string_view heading)
{
    FieldDefinition field;
    field.source = heading;
    const std::size_t open = heading.find_last_of("([");
    const bool hasUnit = open != std::string_view::npos && open > 0 &&
                         (heading.ends_with(')') || heading.ends_with(']')) && heading.size() - open < 20;
    if (hasUnit) {
        field.name = withoutBlanks(heading.substr(0, open));
        field.unit = heading.substr(open + 1, heading.size() - open - 2);
    }
    return field;
}

constexpr std::string_view byteOrderMark{"\xEF\xBB\xBF"};

// 21.5;"door open";7 with the quotes of RFC 4180.
class DelimitedDecoder final : public BuildingDecoder
{
public:
    explicit DelimitedDecoder(const DecoderDefinition &definition)
        : BuildingDecoder(definition)
        , m_separator(definition.separator)
        , m_decimalPoint(definition.decimalPoint)
        , m_comment(definition.commentMark)
        , m_headerLine(definition.headerLine)
        , m_clockField(definition.clock.source == ClockDefinition::Source::arrival ? std::string()
                                                                                   : definition.clock.field)
    {
        std::vector<std::string> columns = definition.columns;
        if (columns.empty() && !m_headerLine) {
            for (const FieldDefinition &field : definition.fields)
                columns.push_back(field.source.empty() ? field.name : field.source);
        }
        for (const std::string &column : columns)
            m_keys.push_back(keyOf(column));
        m_named = m_defined = !columns.empty();
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        std::string_view line = frame.text();
        if (auto checked = checkText(line); !checked)
            return checked;
        m_begin = line.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
        line.remove_prefix(m_begin);
        if ((!m_comment.empty() && line.starts_with(m_comment)) || withoutBlanks(line).empty())
            return {};
        if (auto split = splitCells(line); !split)
            return split;
        if (m_headerLine && !m_headingRead)
            return readHeading(line);
        if (m_headerLine && line == m_heading) // the device began anew
            return {};
        if (!m_named)
            numberColumns();
        m_named = true;
        if (!m_defined && !m_headerLine)
            takeMoreColumns();
        if (m_cells.size() != m_keys.size())
            return wrongAt(m_begin + line.size(),
                           std::to_string(m_keys.size()) + " columns are expected, found " +
                               std::to_string(m_cells.size()) +
                               "; single ones are cut off lines, with each line the separator or "
                               "the columns are others",
                           ErrorCode::missingField);
        m_builder.begin(frame);
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            if (auto added = addCell(i); !added)
                return added;
        }
        return m_builder.finish(sink);
    }

    void reset() override
    {
        m_headingRead = false;
        if (m_defined && !m_headerLine)
            return;
        m_keys.clear();
        m_named = false;
        m_more = 0;
    }

private:
    struct Cell
    {
        std::string_view text;
        BitRange at;
        bool quoted = false;
    };

    std::uint32_t keyOf(const std::string &source)
    {
        FieldTable &table = m_builder.table();
        const std::size_t known = table.size();
        const std::uint32_t key = table.findKnown(source);
        if (key != FieldTable::none || table.leavesOut())
            return key;
        return known < FieldTable::most ? table.enter(fieldOfHeading(source), false) : FieldTable::none;
    }

    void numberColumns()
    {
        for (std::size_t i = m_keys.size(); i < m_cells.size() && i < FieldTable::most; ++i)
            m_keys.push_back(keyOf("column_" + std::to_string(i + 1)));
    }

    // The first line may have been cut off: two lines of more columns, both of as many, are right.
    void takeMoreColumns()
    {
        if (m_cells.size() > m_keys.size() && m_cells.size() == m_more)
            numberColumns();
        m_more = m_cells.size() > m_keys.size() ? m_cells.size() : 0;
    }

    Result<void> splitCells(std::string_view line)
    {
        m_cells.clear();
        m_unquoted.clear();
        for (std::size_t at = 0;;) {
            const bool quoted = at < line.size() && line[at] == '"';
            std::size_t end = 0;
            if (quoted) {
                const std::size_t close = closingQuote(line, at);
                if (close == std::string_view::npos)
                    return wrongAt(m_begin + at,
                                   "a closing quote is expected, found the end of the line; the line may be "
                                   "cut off");
                end = std::min(line.find(m_separator, close), line.size());
                const std::string_view behind = withoutBlanks(line.substr(close + 1, end - close - 1));
                if (!behind.empty())
                    return wrongAt(m_begin + close + 1,
                                   "a separator is expected behind the closing quote, found " +
                                       quotedText(behind) + "; a quote within quotes is written twice");
                m_cells.push_back({unquoted(line.substr(at + 1, close - at - 1)),
                                   BitRange::ofBytes(m_begin + at, end - at), true});
            } else {
                end = std::min(line.find(m_separator, at), line.size());
                m_cells.push_back({withoutBlanks(line.substr(at, end - at)),
                                   BitRange::ofBytes(m_begin + at, end - at), false});
            }
            if (m_cells.size() > FieldTable::most)
                return wrongAt(m_begin + at, "at most 4096 columns are expected, found more",
                               ErrorCode::tooLarge);
            if (end == line.size())
                return {};
            at = end + 1;
        }
    }

    // Of the cell that begins with the quote at `open`; npos where there is none.
    static std::size_t closingQuote(std::string_view line, std::size_t open)
    {
        std::size_t close = line.find('"', open + 1);
        while (close != std::string_view::npos && close + 1 < line.size() && line[close + 1] == '"')
            close = line.find('"', close + 2);
        return close;
    }

    // What stands between the quotes, doubled ones single.
    std::string_view unquoted(std::string_view text)
    {
        if (text.find('"') == std::string_view::npos)
            return text;
        std::string &kept = m_unquoted.emplace_back();
        for (std::size_t i = 0; i < text.size(); ++i) {
            kept += text[i];
            i += text[i] == '"' ? 1 : 0;
        }
        return kept;
    }

    Result<void> readHeading(std::string_view line)
    {
        const auto number = std::find_if(m_cells.begin(), m_cells.end(), [](const Cell &cell) {
            return !cell.quoted && valueOfText(cell.text).isNumeric();
        });
        if (number != m_cells.end())
            return wrongAt(number->at.firstByte(),
                           "the first line is expected to name the columns, found the number " +
                               quotedText(number->text) +
                               "; start the device anew, or name the columns in the definition",
                           ErrorCode::missingField);
        m_keys.clear();
        m_heading = line;
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            m_keys.push_back(keyOf(m_cells[i].text.empty() ? "column_" + std::to_string(i + 1)
                                                           : std::string(m_cells[i].text)));
        }
        m_headingRead = m_named = true;
        const auto isClock = [this](std::uint32_t key) {
            return key != FieldTable::none && m_builder.table().entry(key).role == FieldTable::Role::time;
        };
        if (!m_clockField.empty() && std::none_of(m_keys.begin(), m_keys.end(), isClock))
            return wrongAt(m_begin + line.size(),
                           "the heading has no column " + quotedText(m_clockField) +
                               ", which holds the clock; values get the time at which they arrive. Choose a "
                               "column for the clock",
                           ErrorCode::missingField);
        return {};
    }

    Result<void> addCell(std::size_t i)
    {
        const Cell &cell = m_cells[i];
        if (m_keys[i] == FieldTable::none) {
            m_builder.touch();
            return {};
        }
        if (cell.quoted)
            return m_builder.addKey(m_keys[i], DecodedValue::ofText(cell.text), cell.at);
        return m_builder.addKeyText(m_keys[i], cell.text, cell.at, m_decimalPoint);
    }

    char m_separator;
    char m_decimalPoint;
    std::string m_comment;
    bool m_headerLine;
    bool m_headingRead = false;
    bool m_named = false;
    bool m_defined = false;             // the columns are the definition's
    std::string m_clockField;           // empty = the time of arrival
    std::size_t m_begin = 0;            // of the line in the frame: behind a byte order mark
    std::size_t m_more = 0;             // columns of the line before, where these were too many
    std::deque<std::string> m_unquoted; // texts of cells that have quotes in them
    std::string m_heading;
    std::vector<std::uint32_t> m_keys; // by column; none = left out
    std::vector<Cell> m_cells;
};

} // namespace

std::unique_ptr<RecordDecoder> makeDelimitedDecoder(const DecoderDefinition &definition)
{
    return std::make_unique<DelimitedDecoder>(definition);
}

} // namespace desk
