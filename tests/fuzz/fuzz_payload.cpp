// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/message.h"
#include "models/broker/messagepayload.h"
#include "models/ingest/gpurow.h"

#include <cmath>
#include <cstdlib>

using namespace desk;

// A producer's body of any bytes: payload, key and GPU row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    static_cast<void>(partitionKey(body));
    if (const auto id = MessageId::fromText(body); id && id->text() != body)
        std::abort();
    const auto payload = payloadOfBody(body);
    if (payload && payload->empty())
        std::abort();
    const auto row = readGpuRow(payload ? std::string_view(*payload) : body);
    if (row && (row->uuid.empty() || row->metric.empty() || !std::isfinite(row->value)))
        std::abort();
    if (!row && row.error().message.empty())
        std::abort();
    return 0;
}
