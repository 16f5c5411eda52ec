// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/pointwriter.h"

#include "models/exchange/gpucsvwriter.h"
#include "models/exchange/jsonlineswriter.h"
#include "models/exchange/linewriter.h"
#include "models/exchange/longcsvwriter.h"
#include "models/exchange/mcappointwriter.h"
#include "models/exchange/widecsvwriter.h"

namespace desk {

std::unique_ptr<PointWriter> makePointWriter(ExchangeFormat format, std::span<const ExchangeSeries> series)
{
    switch (format) {
    case ExchangeFormat::csv:
        return std::make_unique<LongCsvWriter>();
    case ExchangeFormat::wideCsv:
        return std::make_unique<WideCsvWriter>(series);
    case ExchangeFormat::gpuCsv:
        return std::make_unique<GpuCsvWriter>();
    case ExchangeFormat::lineProtocol:
        return std::make_unique<LineWriter>();
    case ExchangeFormat::mcap:
        return std::make_unique<McapPointWriter>(series);
    case ExchangeFormat::jsonLines:
        break;
    }
    return std::make_unique<JsonLinesWriter>();
}

} // namespace desk
