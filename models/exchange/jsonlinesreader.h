// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointjson.h"
#include "models/exchange/pointreader.h"
#include "models/exchange/recordbuffer.h"

namespace desk {

// JSON lines, ours or of others. One thread.
class JsonLinesReader final : public PointReader
{
public:
    explicit JsonLinesReader(PointReaderOptions options)
        : m_options(std::move(options))
    {
    }

    void append(std::string_view bytes) override { m_buffer.append(bytes); }
    void finish() override { m_buffer.finish(); }
    Result<std::optional<NamedPoint>> next() override;

private:
    PointReaderOptions m_options;
    RecordBuffer m_buffer;
    PointJsonReader m_json;
    std::int64_t m_records = 0;
};

} // namespace desk
