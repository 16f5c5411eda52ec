// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointwriter.h"

#include <map>
#include <tuple>

namespace desk {

// CSV with a row for each point and two columns, value and quality, for each metric of any node. The row
// after the header holds the units, with {integer}, {boolean}, {state} or {text} behind where it is no
// number; its first cell is "unit". One thread.
class WideCsvWriter final : public PointWriter
{
public:
    static constexpr std::string_view head = "seq,received_at,timestamp,node_id,node_type,dst,dst_type";
    static constexpr std::size_t headCells = 7;
    static constexpr std::string_view unitMark = "unit";
    static constexpr std::string_view qualityEnding = " quality";

    explicit WideCsvWriter(std::span<const ExchangeSeries> series);
    void begin(std::string &out) override;
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string & /*out*/) override { return {}; }
    [[nodiscard]] std::uint64_t leftOut() const override { return m_leftOut; }

private:
    using Key = std::tuple<std::string, std::string, ValueKind, std::string>; // metric, labels, kind, unit

    void writeRow(const NamedPoint &point, std::string &out);

    std::map<Key, std::size_t> m_columns;
    std::vector<Key> m_order;
    std::vector<const NamedValue *> m_row; // by column; of the row that is made
    Key m_key;
    std::uint64_t m_leftOut = 0;
};

// "dB", "{boolean}": what stands in the row of units.
std::string unitCell(std::string_view unit, ValueKind kind);
std::pair<std::string, ValueKind> readUnitCell(std::string cell);

} // namespace desk
