// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointjson.h"
#include "models/exchange/pointreader.h"

namespace desk {

// CSV and JSON of others, as `constellation post` reads them. One thread.
class ForeignReader final : public PointReader
{
public:
    explicit ForeignReader(PointReaderOptions options)
        : m_options(std::move(options))
        , m_reader(m_options.file)
    {
    }

    void append(std::string_view bytes) override { m_reader.append(bytes); }
    void finish() override { m_reader.finish(); }
    Result<std::optional<NamedPoint>> next() override;
    [[nodiscard]] std::vector<std::string> notes() const override;

private:
    PointReaderOptions m_options;
    PointFileReader m_reader;
    PointJsonReader m_json; // of members that are no numbers
    bool m_counted = false; // times since the beginning
};

} // namespace desk
