// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/groundstation.h"

#include "models/topology/asciislug.h"
#include "models/topology/csvreader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

namespace desk {

namespace {

enum Column { idColumn, nameColumn, latitudeColumn, longitudeColumn, elevationColumn, columnCount };

constexpr std::array<const char *, columnCount> columnNames = {"id", "name", "latitude", "longitude",
                                                               "elevation_m"};
constexpr std::size_t longestName = 128;

tl::unexpected<Error> lineError(std::int64_t line, const std::string &what, std::string field = {},
                                ErrorCode code = ErrorCode::parseError)
{
    return failure(code, "line " + std::to_string(line) + ": " + what, std::move(field), -1, line);
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string lowerCase(std::string_view text)
{
    std::string result{text};
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

// Well-formed UTF-8 (RFC 3629) without control characters.
bool isPlainText(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first < 0x20 || first == 0x7F || (first >= 0x80 && first < 0xC2) || first > 0xF4)
            return false;
        const std::size_t more = first < 0x80 ? 0 : (first < 0xE0 ? 1 : (first < 0xF0 ? 2 : 3));
        if (i + more >= text.size())
            return false;
        for (std::size_t k = 1; k <= more; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            unsigned least = 0x80;
            unsigned most = 0xBF;
            if (k == 1) {
                // Overlong forms, surrogates and code points beyond U+10FFFF.
                least = first == 0xE0 ? 0xA0 : (first == 0xF0 ? 0x90 : least);
                most = first == 0xED ? 0x9F : (first == 0xF4 ? 0x8F : most);
            }
            if (byte < least || byte > most)
                return false;
        }
        i += more + 1;
    }
    return true;
}

// Which field of a record is which column.
class Columns
{
public:
    // True where the record is a header line.
    bool readHeader(const CsvRecord &record)
    {
        std::array<std::size_t, columnCount> places;
        places.fill(npos);
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            const std::string name = lowerCase(trimmed(record.fields[i]));
            for (std::size_t column = 0; column < columnCount; ++column) {
                if (name == columnNames[column])
                    places[column] = i;
            }
        }
        if (places[latitudeColumn] == npos && places[longitudeColumn] == npos)
            return false;
        m_places = places;
        return true;
    }

    std::optional<Column> missing() const
    {
        for (const Column column : {nameColumn, latitudeColumn, longitudeColumn}) {
            if (m_places[column] == npos)
                return column;
        }
        return std::nullopt;
    }

    // A required column must be in the record, an optional one reads as empty.
    std::optional<std::string_view> field(const CsvRecord &record, Column column) const
    {
        const std::size_t place = m_places[column];
        if (place != npos && place < record.fields.size())
            return trimmed(record.fields[place]);
        if (column == idColumn || column == elevationColumn)
            return std::string_view{};
        return std::nullopt;
    }

private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    std::array<std::size_t, columnCount> m_places = {0, 1, 2, 3, 4};
};

Result<double> number(const CsvRecord &record, std::string_view text, Column column, double least,
                      double most)
{
    const char *name = columnNames[column];
    double value = 0;
    const char *begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char *end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(begin, end, value);
    if (failed != std::errc{} || stop != end || !std::isfinite(value))
        return lineError(record.line, std::string{name} + " is not a number", name);
    if (value < least || value > most) {
        const auto limit = [](double x) { return std::to_string(static_cast<int>(x)); };
        return lineError(record.line,
                         std::string{name} + " " + std::string{text} + " is not within " + limit(least) +
                             " and " + limit(most),
                         name, ErrorCode::outOfRange);
    }
    return value;
}

Result<GroundStation> readStation(const CsvRecord &record, const Columns &columns)
{
    GroundStation station;
    for (const Column column : {idColumn, nameColumn, latitudeColumn, longitudeColumn, elevationColumn}) {
        const char *columnName = columnNames[column];
        const auto field = columns.field(record, column);
        if (!field)
            return lineError(record.line, std::string{columnName} + " is missing", columnName,
                             ErrorCode::missingField);
        if (!isPlainText(*field))
            return lineError(record.line, std::string{columnName} + " is not plain UTF-8 text", columnName);
        if (field->size() > longestName)
            return lineError(record.line, std::string{columnName} + " is longer than 128 bytes", columnName);
        Result<double> value = 0;
        switch (column) {
        case idColumn:
            station.id = *field;
            break;
        case nameColumn:
            if (field->empty())
                return lineError(record.line, "name is empty", columnName, ErrorCode::missingField);
            station.name = *field;
            break;
        case latitudeColumn:
            value = number(record, *field, column, -90, 90);
            station.position.latitude = value.value_or(0);
            break;
        case longitudeColumn:
            value = number(record, *field, column, -180, 180);
            station.position.longitude = value.value_or(0);
            break;
        case elevationColumn:
            if (!field->empty())
                value = number(record, *field, column, -500, 9000);
            station.position.altitudeKm = value.value_or(0) / 1000;
            break;
        case columnCount:
            break;
        }
        if (!value)
            return tl::unexpected(value.error());
    }
    return station;
}

bool isNumber(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Result<std::vector<GroundStation>> readStations(std::string_view csv)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (csv.starts_with(byteOrderMark))
        csv.remove_prefix(byteOrderMark.size());
    std::vector<GroundStation> stations;
    std::unordered_set<std::string> ids;
    Columns columns;
    CsvReader reader{csv};
    bool first = true;
    while (true) {
        auto record = reader.next();
        if (!record)
            return tl::unexpected(record.error());
        if (!*record)
            break;
        const std::int64_t line = (*record)->line;
        if (std::exchange(first, false) && columns.readHeader(**record)) {
            if (const auto missing = columns.missing())
                return lineError(line, std::string{"the header has no column "} + columnNames[*missing],
                                 columnNames[*missing], ErrorCode::missingField);
            continue;
        }
        auto station = readStation(**record, columns);
        if (!station)
            return tl::unexpected(station.error());
        if (isNumber(station->id)) {
            const std::string slug = asciiSlug(station->name);
            const std::string wanted = "gs-" + (slug.empty() ? std::to_string(line) : slug);
            station->id = wanted;
            for (int copy = 2; ids.contains(station->id); ++copy)
                station->id = wanted + "-" + std::to_string(copy);
        } else if (ids.contains(station->id)) {
            return lineError(line, "id " + station->id + " is used before", "id");
        }
        ids.insert(station->id);
        stations.push_back(*std::move(station));
    }
    if (stations.empty())
        return failure(ErrorCode::parseError, "the text holds no ground station");
    return stations;
}

} // namespace desk
