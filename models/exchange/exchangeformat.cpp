// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/exchangeformat.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace desk {
namespace {

using enum ExchangeFormat;

constexpr std::array<std::pair<ExchangeFormat, std::string_view>, 6> words{{{csv, "csv"},
                                                                            {wideCsv, "csv-wide"},
                                                                            {gpuCsv, "csv-gpu"},
                                                                            {jsonLines, "jsonl"},
                                                                            {lineProtocol, "lp"},
                                                                            {mcap, "mcap"}}};

// The longer ones first.
constexpr std::array<std::pair<std::string_view, ExchangeFormat>, 9> endings{{{".wide.csv", wideCsv},
                                                                              {".gpu.csv", gpuCsv},
                                                                              {".csv", csv},
                                                                              {".jsonl", jsonLines},
                                                                              {".ndjson", jsonLines},
                                                                              {".json", jsonLines},
                                                                              {".lp", lineProtocol},
                                                                              {".line", lineProtocol},
                                                                              {".mcap", mcap}}};

} // namespace

std::string_view exchangeFormatWord(ExchangeFormat format)
{
    return std::find_if(words.begin(), words.end(), [&](const auto &known) { return known.first == format; })
        ->second;
}

std::optional<ExchangeFormat> exchangeFormatFromWord(std::string_view word)
{
    const auto *const found =
        std::find_if(words.begin(), words.end(), [&](const auto &known) { return known.second == word; });
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

std::string_view exchangeFormatWords()
{
    return "csv, csv-wide, csv-gpu, jsonl, lp, mcap";
}

std::optional<ExchangeFormat> exchangeFormatOfFile(std::string_view name)
{
    std::string lower(name);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto &[ending, format] : endings) {
        if (lower.ends_with(ending))
            return format;
    }
    return std::nullopt;
}

} // namespace desk
