// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/samplewriter.h"
#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <cstdlib>

namespace desk {

// What a decoder accepted must be whole, what it refused must leave nothing and name a byte.
inline void checkOutcome(const Result<SampleWriter::Outcome> &outcome, const SampleBatch &batch,
                         const SeriesDictionary &names)
{
    if (!outcome && (batch.samples() != 0 || names.nodeCount() != 0 || outcome.error().offset < 0))
        std::abort();
    if (outcome && (outcome->samples != batch.samples() ||
                    (batch.samples() > 0 && batch.pointEnd.back() != batch.samples())))
        std::abort();
}

} // namespace desk
