// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointwriter.h"

namespace desk {

// JSON lines: what the API takes, one point a line, plus seq, received_at and quality. A point whose series
// have different labels takes a line for each of them, all with its number. One thread.
class JsonLinesWriter final : public PointWriter
{
public:
    void begin(std::string & /*out*/) override {}
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string & /*out*/) override { return {}; }
};

} // namespace desk
