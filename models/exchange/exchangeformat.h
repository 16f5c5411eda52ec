// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

// What recordings are exported to and imported from.
enum class ExchangeFormat : std::uint8_t { csv, wideCsv, gpuCsv, jsonLines, lineProtocol, mcap };

// csv, csv-wide, csv-gpu, jsonl, lp, mcap; and back.
std::string_view exchangeFormatWord(ExchangeFormat format);
std::optional<ExchangeFormat> exchangeFormatFromWord(std::string_view word);
// "csv, csv-wide, …" for error messages.
std::string_view exchangeFormatWords();
// From its ending: .csv, .wide.csv, .gpu.csv, .jsonl, .ndjson, .json, .lp, .line, .mcap; in any case.
std::optional<ExchangeFormat> exchangeFormatOfFile(std::string_view name);

} // namespace desk
