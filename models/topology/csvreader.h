// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct CsvRecord
{
    std::vector<std::string> fields;
    std::int64_t line = 0; // where it begins, from 1
};

// Reads comma-separated text record by record after RFC 4180: quotes, doubled quotes and line ends inside of
// them, LF or CRLF; blank lines are skipped. The text must outlive the reader. Any one thread.
class CsvReader
{
public:
    explicit CsvReader(std::string_view text)
        : m_text(text)
    {
    }

    // The next record, nothing at the end. Errors name the line (index = line).
    Result<std::optional<CsvRecord>> next();

private:
    Result<void> readRecord(CsvRecord &record);
    Result<std::string> plainField();
    Result<std::string> quotedField();
    void endLine();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

} // namespace desk
