// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointreader.h"
#include "models/exchange/recordbuffer.h"

namespace desk {

// What LongCsvWriter wrote: a part of a point for each row. One thread.
class LongCsvReader final : public PointReader
{
public:
    void append(std::string_view bytes) override { m_buffer.append(bytes); }
    void finish() override { m_buffer.finish(); }
    Result<std::optional<NamedPoint>> next() override;

private:
    static Result<NamedPoint> read(std::string_view record);

    RecordBuffer m_buffer;
    bool m_header = true;
};

} // namespace desk
