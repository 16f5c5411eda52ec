// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/timeseries/timeconductor.h"
#include "widgets/ingest/ingestsender.h"

namespace desk {

// Why a value is, or is not, on a chart: each stage of a sample's way with what is known of it. The first
// fault is the cause; what stands behind it was not reached. GUI thread.
struct TraceStep
{
    enum class Outcome : std::uint8_t { passed, fault, doubt, notReached };

    QString stage;
    Outcome outcome = Outcome::notReached;
    QString sentence; // what was found, and what to do about a fault
};

struct TraceQuestion
{
    QString node; // "a" or "a → b"
    QString metric;
};

struct TraceContext
{
    const ParameterFeed &feed;
    const TimeConductor &conductor;
    const std::vector<IngestSender> &senders;
    std::uint64_t displayDropped = 0; // samples that the window could not follow
};

std::vector<TraceStep> traceSample(const TraceQuestion &question, const TraceContext &context);

} // namespace desk
