// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// Joins the points of single-point requests that arrive in the same turn of the server's event loop into one
// batch: one append to the journal and one way through the processor for all of them. Their answers are held
// until the batch was taken, and become its refusal when it was not. Ingest thread.
class PointCoalescer
{
public:
    struct Sums
    {
        std::size_t points = 0;
        std::size_t samples = 0;
        std::size_t bytes = 0; // of the bodies
    };
    using Sink = std::function<Result<void>(SampleBatch &&batch)>;
    using Post = std::function<void(std::function<void()>)>; // runs a task after those that wait already
    using Settled = std::function<void(const Result<void> &taken, const Sums &sums)>;

    // settled: what became of a turn's points, before their answers go out.
    PointCoalescer(const TimeService &time, Sink sink, Post post, Settled settled);

    // The points must use published names only: another request of the turn may take back new ones.
    // response: the answer when the batch is taken.
    void add(const SampleBatch &points, std::size_t bodyBytes, ServerResponse &response);

private:
    struct Turn
    {
        SampleBatch batch;
        Sums sums;
        Result<void> taken;
        std::vector<std::function<void()>> waiting;
    };
    void flush();

    const TimeService &m_time;
    const Sink m_sink;
    const Post m_post;
    const Settled m_settled;
    std::shared_ptr<Turn> m_turn; // none between turns
};

} // namespace desk
