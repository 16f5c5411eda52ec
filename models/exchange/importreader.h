// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/exchangeformat.h"
#include "models/exchange/pointreader.h"

#include <memory>

namespace desk {

// Reads a recording of any format that is known, told by the content: what we exported comes back as it was,
// files of others as far as they go. One thread.
class ImportReader final : public PointReader
{
public:
    // expected: a file of another format is refused.
    ImportReader(PointReaderOptions options, std::optional<ExchangeFormat> expected);

    void append(std::string_view bytes) override;
    void finish() override;
    Result<std::optional<NamedPoint>> next() override;
    [[nodiscard]] std::vector<std::string> notes() const override;
    // Once next() gave something.
    [[nodiscard]] std::optional<ExchangeFormat> format() const { return m_format; }

private:
    std::unique_ptr<PointReader> choose();

    PointReaderOptions m_options;
    std::optional<ExchangeFormat> m_expected;
    std::string m_start; // until the format is known
    bool m_finished = false;
    bool m_broken = false;
    std::optional<ExchangeFormat> m_format;
    std::unique_ptr<PointReader> m_reader;
};

} // namespace desk
