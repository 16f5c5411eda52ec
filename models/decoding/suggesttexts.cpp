// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decodersuggestion_p.h"
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

// What a decoder makes of the lines. The first may be the end of one, and does not count when it is refused.
struct Tally final : DecodingSink
{
    void record(const DecodedRecord &record) override
    {
        ++records;
        for (const DecodedField &field : record.fields) {
            ++fields;
            numbers += field.raw.kind == DecodedValue::Kind::text ? 0 : 1;
        }
    }
    void refused(const Frame &frame, DecodingStage, const Error &) override
    {
        refusals += frame.offset == 0 ? 0 : 1;
    }

    [[nodiscard]] double share() const
    {
        const auto all = static_cast<double>(records + refusals);
        return all > 0 ? static_cast<double>(records) / all : 0;
    }
    std::size_t records = 0;
    std::size_t refusals = 0;
    std::size_t fields = 0;
    std::size_t numbers = 0;
};

Tally tallyOf(const DecoderDefinition &definition, std::span<const std::byte> bytes)
{
    Tally tally;
    if (auto chain = DecoderChain::make(definition))
        (*chain)->feed(bytes, {}, tally);
    return tally;
}

void consider(DecoderDefinition definition, std::span<const std::byte> bytes, double most,
              const std::string &what, std::vector<DecoderSuggestion> &all)
{
    const Tally tally = tallyOf(definition, bytes);
    if (tally.records == 0 || tally.numbers == 0)
        return;
    const double numeric = static_cast<double>(tally.numbers) / static_cast<double>(tally.fields);
    const double confidence =
        most * tally.share() * sureness(tally.records) * (0.7 + 0.3 * std::min(1.0, 2 * numeric));
    all.push_back({std::move(definition), confidence,
                   std::to_string(tally.records) + " of " + std::to_string(tally.records + tally.refusals) +
                       " lines are " + what,
                   tally.records + tally.refusals, tally.refusals});
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos)
            break;
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            lines.push_back(line);
        at = end + 1;
    }
    return lines;
}

bool holdsNumber(std::string_view line, char separator)
{
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(separator, at), line.size());
        if (valueOfText(line.substr(at, end - at)).isNumeric())
            return true;
        at = end + 1;
    }
    return false;
}

void considerDelimited(DecoderDefinition definition, std::span<const std::byte> bytes,
                       const std::vector<std::string_view> &lines, std::vector<DecoderSuggestion> &all)
{
    constexpr std::array<std::pair<char, const char *>, 5> separators{
        {{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}, {' ', "blanks"}}};
    definition.decoder = DecoderKind::delimited;
    for (const auto &[separator, word] : separators) {
        // The second line: the first may be cut off, or name the columns.
        const std::string_view sample = lines.size() > 1 ? lines[1] : lines.front();
        const auto columns =
            static_cast<std::size_t>(std::count(sample.begin(), sample.end(), separator)) + 1;
        if (columns < 2)
            continue;
        definition.separator = separator;
        // 12,5;7,25
        definition.decimalPoint = separator == ';' && sample.find(',') != std::string_view::npos &&
                                          sample.find('.') == std::string_view::npos
                                      ? ','
                                      : '.';
        definition.headerLine = !holdsNumber(lines.front(), separator) && lines.size() > 1;
        definition.columns.clear();
        for (std::size_t i = 0; !definition.headerLine && i < columns; ++i)
            definition.columns.push_back("column_" + std::to_string(i + 1));
        consider(definition, bytes, separator == ' ' ? 0.75 : 0.9,
                 std::to_string(columns) + " columns parted by " + word +
                     (definition.headerLine ? ", which the first line names" : ""),
                 all);
    }
}

} // namespace

void suggestTexts(std::span<const std::byte> bytes, const std::string &node,
                  std::vector<DecoderSuggestion> &all)
{
    constexpr double leastPrintable = 0.95;
    const auto printable = std::count_if(bytes.begin(), bytes.end(), [](std::byte b) {
        const auto code = std::to_integer<unsigned>(b);
        return (code >= 0x20 && code != 0x7F) || code == '\n' || code == '\r' || code == '\t';
    });
    const auto lines = linesOf({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    if (lines.empty() || static_cast<double>(printable) < leastPrintable * static_cast<double>(bytes.size()))
        return;
    DecoderDefinition definition;
    definition.node = node;
    definition.decoder = DecoderKind::json;
    consider(definition, bytes, 0.99, "JSON objects", all);
    definition.decoder = DecoderKind::lineProtocol;
    consider(definition, bytes, 0.97, "InfluxDB's line protocol", all);
    definition.decoder = DecoderKind::keyValue;
    consider(definition, bytes, 0.95, "pairs of names and values", all);
    considerDelimited(definition, bytes, lines, all);
}

} // namespace desk
