// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointwriter.h"

namespace desk {

// CSV with a row for each sample: number, both times, entity, metric, value, unit, quality. One thread.
class LongCsvWriter final : public PointWriter
{
public:
    static constexpr std::string_view header =
        "seq,received_at,timestamp,node_id,node_type,dst,dst_type,metric,labels,kind,value,unit,quality";

    void begin(std::string &out) override;
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string & /*out*/) override { return {}; }

private:
    std::string m_head; // cells of the point that all of its rows begin with
};

// Number, times, node, node_type, dst, dst_type with a comma behind each: what rows of both CSVs begin with.
void appendCsvHead(std::string &out, const NamedPoint &point);
// A value as it stands in a cell.
void appendCsvValue(std::string &out, const ExchangeValue &value);

} // namespace desk
