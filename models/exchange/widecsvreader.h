// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointreader.h"
#include "models/exchange/recordbuffer.h"

namespace desk {

// What WideCsvWriter wrote. One thread.
class WideCsvReader final : public PointReader
{
public:
    void append(std::string_view bytes) override { m_buffer.append(bytes); }
    void finish() override { m_buffer.finish(); }
    Result<std::optional<NamedPoint>> next() override;

private:
    Result<void> readHeader(std::string_view record);
    Result<void> readUnits(std::string_view record);
    Result<NamedPoint> readRow(std::string_view record) const;

    RecordBuffer m_buffer;
    std::vector<NamedValue> m_columns; // without values
    std::size_t m_cells = 0;
    int m_rows = 0; // header and units, until they are read
    bool m_broken = false;
};

} // namespace desk
