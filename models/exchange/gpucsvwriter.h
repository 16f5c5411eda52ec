// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/gpulabels.h"
#include "models/exchange/pointwriter.h"

namespace desk {

// The telemetry stack's CSV of 12 columns: a row for each number of a GPU, with the labels it had by then.
// Other nodes and texts that are no labels have no place in it. Memory: the labels of each GPU. One thread.
class GpuCsvWriter final : public PointWriter
{
public:
    void begin(std::string &out) override;
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string & /*out*/) override { return {}; }
    [[nodiscard]] std::uint64_t leftOut() const override { return m_leftOut; }

private:
    void writeRow(const NamedPoint &point, const NamedValue &value, const GpuLabelTexts &labels,
                  std::string &out);

    std::map<std::string, GpuLabelTexts, std::less<>> m_labels; // by uuid
    std::uint64_t m_leftOut = 0;
};

} // namespace desk
