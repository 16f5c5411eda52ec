// SPDX-License-Identifier: GPL-3.0-or-later
// The two-line format: Hoots and Roehrich, Spacetrack Report No. 3 (1980), and the column table of
// Vallado et al., AIAA 2006-6753; alpha-5 catalogue numbers after space-track's definition.
#include "models/topology/degree.h"
#include "models/topology/elementset.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace desk {

namespace {

constexpr std::size_t lineLength = 69;
constexpr double revolutionsPerDay = 2 * std::numbers::pi / 1440; // in rad/min

struct Line
{
    std::string_view text; // without the line end and the blanks before it
    std::int64_t number = 0;
    std::int64_t offset = 0;
};

tl::unexpected<Error> lineError(const Line &line, const std::string &what, std::string field = {},
                                ErrorCode code = ErrorCode::parseError)
{
    return failure(code, "line " + std::to_string(line.number) + ": " + what, std::move(field), line.offset,
                   line.number);
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int checkSum(std::string_view line)
{
    int sum = 0;
    for (const char c : line.substr(0, lineLength - 1))
        sum += isDigit(c) ? c - '0' : (c == '-' ? 1 : 0);
    return sum % 10;
}

// The non-blank lines of a text, one after the other.
class LineReader
{
public:
    explicit LineReader(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<Line> next()
    {
        while (m_position < m_text.size()) {
            const std::size_t start = m_position;
            const std::size_t end = std::min(m_text.find('\n', start), m_text.size());
            m_position = end + 1;
            ++m_number;
            std::string_view line = m_text.substr(start, end - start);
            while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
                line.remove_suffix(1);
            if (!line.empty())
                return Line{line, m_number, static_cast<std::int64_t>(start)};
        }
        return std::nullopt;
    }

    std::optional<Line> peek() const { return LineReader{*this}.next(); }

private:
    std::string_view m_text;
    std::size_t m_position = 0;
    std::int64_t m_number = 0;
};

// Reads fields by the format's column numbers (from 1, both ends included). The first fault stays, so
// that a line can be read straight through and asked once.
class Fields
{
public:
    explicit Fields(const Line &line)
        : m_line(line)
    {
    }

    const std::optional<Error> &error() const { return m_error; }

    void blank(std::initializer_list<std::size_t> columns)
    {
        for (const std::size_t column : columns) {
            if (m_line.text[column - 1] != ' ')
                fail(column, column, "a blank", "blank column");
        }
    }

    std::string_view text(std::size_t first, std::size_t last) const
    {
        return trimmed(m_line.text.substr(first - 1, last - first + 1));
    }

    double decimal(std::size_t first, std::size_t last, const char *name)
    {
        std::string_view field = text(first, last);
        if (field.starts_with('+'))
            field.remove_prefix(1);
        double value = 0;
        const auto [end, failed] =
            std::from_chars(field.data(), field.data() + field.size(), value, std::chars_format::fixed);
        if (field.empty() || failed != std::errc{} || end != field.data() + field.size() ||
            !std::isfinite(value))
            fail(first, last, "a number", name);
        return value;
    }

    // Digits only; blanks in front are zeros.
    int integer(std::size_t first, std::size_t last, const char *name)
    {
        const std::string_view field = text(first, last);
        int value = 0;
        const auto [end, failed] = std::from_chars(field.data(), field.data() + field.size(), value);
        if (field.empty() || !isDigit(field.front()) || failed != std::errc{} ||
            end != field.data() + field.size() || m_line.text[last - 1] == ' ')
            fail(first, last, "digits", name);
        return value;
    }

    // Read only to be refused when it is not a number.
    void optionalInteger(std::size_t first, std::size_t last, const char *name)
    {
        if (!text(first, last).empty())
            integer(first, last, name);
    }

    // "-12345-3" is -0.12345e-3; eight columns, all blank is zero.
    double exponential(std::size_t first, const char *name)
    {
        const std::size_t last = first + 7;
        if (text(first, last).empty())
            return 0;
        const char sign = m_line.text[first - 1];
        const char exponentSign = m_line.text[first + 5];
        if ((sign != ' ' && sign != '-' && sign != '+') ||
            (exponentSign != ' ' && exponentSign != '-' && exponentSign != '+')) {
            fail(first, last, "a number like -12345-3", name);
            return 0;
        }
        const double mantissa = integer(first + 1, first + 5, name) * 1e-5;
        const int exponent = integer(last, last, name);
        const double value = mantissa * std::pow(10.0, exponentSign == '-' ? -exponent : exponent);
        return sign == '-' ? -value : value;
    }

    int catalogNumber()
    {
        const std::string_view field = text(3, 7);
        if (field.size() != 5 || isDigit(field.front()))
            return integer(3, 7, "catalogue number");
        constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"; // no I and no O
        const std::size_t letter = letters.find(field.front());
        const int rest = integer(4, 7, "catalogue number");
        if (letter == std::string_view::npos || m_line.text[3] == ' ')
            fail(3, 7, "a catalogue number", "catalogue number");
        return (static_cast<int>(letter) + 10) * 10000 + rest;
    }

    JulianDate epoch()
    {
        const int year = integer(19, 20, "epoch year");
        const int day = integer(21, 23, "epoch day");
        const double fraction = decimal(24, 32, "epoch day");
        if (day < 1 || day > 366 || !(fraction >= 0 && fraction < 1))
            fail(21, 32, "a day of the year", "epoch day");
        // The century rule of the format: Sputnik flew in 1957.
        const std::chrono::year fullYear{year + (year < 57 ? 2000 : 1900)};
        const auto newYear = std::chrono::sys_days{fullYear / std::chrono::January / 1};
        return {toJulianDate(newYear).day + day - 1, fraction};
    }

    void fail(std::size_t first, std::size_t last, const std::string &expected, const char *name)
    {
        if (m_error)
            return;
        const std::string columns = first == last
                                        ? "column " + std::to_string(first)
                                        : "columns " + std::to_string(first) + "-" + std::to_string(last);
        const std::string found{m_line.text.substr(first - 1, last - first + 1)};
        m_error =
            lineError(m_line, columns + ": \"" + found + "\" is not " + expected + " (" + name + ")", name)
                .value();
    }

private:
    const Line &m_line;
    std::optional<Error> m_error;
};

// Length, character set, line number and check sum.
std::optional<Error> lineFault(const Line &line, char number)
{
    const std::string expected{number};
    if (!line.text.starts_with(expected + " "))
        return lineError(line, "expected line " + expected + " of an element set").value();
    if (line.text.size() != lineLength)
        return lineError(line, std::to_string(line.text.size()) + " columns, expected 69").value();
    for (std::size_t column = 0; column < lineLength; ++column) {
        if (line.text[column] < ' ' || line.text[column] > '~')
            return lineError(line, "column " + std::to_string(column + 1) + " is not printable ASCII")
                .value();
    }
    const int sum = checkSum(line.text);
    if (line.text.back() != static_cast<char>('0' + sum))
        return lineError(line,
                         std::string{"checksum "} + line.text.back() + ", expected " + std::to_string(sum),
                         "checksum")
            .value();
    return std::nullopt;
}

std::optional<Error> readFirstLine(const Line &line, ElementSet &elements)
{
    if (auto fault = lineFault(line, '1'))
        return fault;
    Fields fields{line};
    fields.blank({9, 18, 33, 44, 53, 62, 64});
    elements.catalogNumber = fields.catalogNumber();
    elements.internationalDesignator = fields.text(10, 17);
    elements.epoch = fields.epoch();
    elements.meanMotionDot = fields.decimal(34, 43, "mean motion derivative") * revolutionsPerDay / 1440;
    elements.meanMotionDoubleDot =
        fields.exponential(45, "mean motion second derivative") * revolutionsPerDay / (1440.0 * 1440.0);
    elements.bstar = fields.exponential(54, "drag term");
    // 4 is SGP4-XP, another theory with the same look; distributed sets of SGP4 have 0.
    if (const char type = line.text[62]; type != ' ' && type != '0')
        fields.fail(63, 63, "an SGP4 element set", "ephemeris type");
    fields.optionalInteger(65, 68, "element set number");
    return fields.error();
}

std::optional<Error> readSecondLine(const Line &line, ElementSet &elements)
{
    if (auto fault = lineFault(line, '2'))
        return fault;
    Fields fields{line};
    fields.blank({8, 17, 26, 34, 43, 52});
    const int catalogNumber = fields.catalogNumber();
    elements.inclination = fields.decimal(9, 16, "inclination") * degree;
    elements.rightAscension = fields.decimal(18, 25, "right ascension") * degree;
    elements.eccentricity = fields.integer(27, 33, "eccentricity") * 1e-7;
    elements.argumentOfPerigee = fields.decimal(35, 42, "argument of perigee") * degree;
    elements.meanAnomaly = fields.decimal(44, 51, "mean anomaly") * degree;
    elements.meanMotion = fields.decimal(53, 63, "mean motion") * revolutionsPerDay;
    fields.optionalInteger(64, 68, "revolution number");
    if (!fields.error() && catalogNumber != elements.catalogNumber)
        return lineError(line,
                         "catalogue number " + std::to_string(catalogNumber) +
                             ", but line 1 of the set has " + std::to_string(elements.catalogNumber),
                         "catalogue number")
            .value();
    return fields.error();
}

// A name may itself begin with "1 " ("1 KUNS-PF"): then it is short and a first line follows.
bool isName(const Line &line, const std::optional<Line> &next)
{
    if (!line.text.starts_with("1 "))
        return !line.text.starts_with("2 ") || line.text.size() != lineLength;
    return line.text.size() != lineLength && next && next->text.starts_with("1 ") &&
           next->text.size() == lineLength;
}

Result<std::string> readName(const Line &line)
{
    std::string_view name = line.text;
    if (name.starts_with("0 "))
        name.remove_prefix(2);
    if (name.size() > lineLength)
        return lineError(line, std::to_string(name.size()) + " characters are too long for a name", "name");
    for (const char c : name) {
        if (c < ' ' || c > '~')
            return lineError(line, "a name is printable ASCII", "name");
    }
    return std::string{trimmed(name)};
}

} // namespace

Result<std::vector<ElementSet>> parseTwoLine(std::string_view text)
{
    std::vector<ElementSet> result;
    LineReader reader{text};
    Line last;
    while (auto line = reader.next()) {
        ElementSet elements;
        last = *line;
        if (isName(*line, reader.peek())) {
            auto name = readName(*line);
            if (!name)
                return tl::unexpected(std::move(name).error());
            elements.name = *std::move(name);
            line = reader.next();
            if (!line)
                return lineError(last, "the text ends after a name");
        }
        if (const auto fault = readFirstLine(*line, elements))
            return tl::unexpected(*fault);
        last = *line;
        line = reader.next();
        if (!line)
            return lineError(last, "the text ends before line 2 of this element set");
        if (const auto fault = readSecondLine(*line, elements))
            return tl::unexpected(*fault);
        if (const auto checked = checkElements(elements); !checked)
            return lineError(*line, checked.error().message, checked.error().field, checked.error().code);
        result.push_back(std::move(elements));
    }
    if (result.empty())
        return failure(ErrorCode::parseError, "the text holds no element set");
    return result;
}

} // namespace desk
