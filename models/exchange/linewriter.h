// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointwriter.h"

namespace desk {

// InfluxDB line protocol, times in ns. What it has no place for (number, reception, quality, kinds, texts
// with line ends) stands in a comment #{…} before the line, which other programs pass over. Labels are tags.
// One thread.
class LineWriter final : public PointWriter
{
public:
    static constexpr std::string_view firstLine = "# constellation telemetry, times in ns since 1970";

    void begin(std::string &out) override;
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string & /*out*/) override { return {}; }
};

} // namespace desk
