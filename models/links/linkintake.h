// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/intakequeue.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

namespace desk {

// Makes rows of what links decoded: names become ids once a link, the raw values of calibrated fields go to
// the metric's #raw sibling. Ingest thread.
class LinkIntake
{
public:
    // Numbers, journals and shows the batch. An error means that nothing of it was applied.
    using Sink = std::function<Result<void>(SampleBatch &&)>;
    enum class Drained : std::uint8_t {
        all,     // nothing waits
        some,    // more waits; come again at once
        blocked, // nothing can be journalled now; come again in a while
    };

    // Calls back with whether what the sink took is kept, now or later, on this thread.
    using Durable = std::function<void(std::function<void(bool kept)>)>;

    // durable: empty where the sink's word is enough.
    LinkIntake(IntakeQueue &queue, SeriesDictionary &dictionary, Sink sink, Durable durable, EventLog &events,
               const TimeService &time);

    // About this many samples at most, so that others have their turn.
    Drained drain(std::size_t mostSamples = 20'000);
    // Nothing comes of this link any more: its names are forgotten.
    void forget(std::uint32_t link) { m_links.erase(link); }

private:
    struct Subject
    {
        EntityId entity = noEntity;
        std::vector<SeriesId> series; // by 2 × metric, + 1 of raw values; noSeries = not asked for yet
    };
    using Subjects = std::vector<Subject>; // by the number of the subject
    // What of a block is left out.
    struct LeftOut
    {
        std::uint64_t records = 0;
        std::uint64_t fields = 0; // of records that are taken otherwise
        std::optional<Error> first;
        std::vector<IntakeRefusals::Note> notes;
    };

    bool take(const IntakeBlock &block);
    LeftOut fill(const IntakeBlock &block, Subjects &subjects);
    Result<void> addRecord(const IntakeBlock &block, std::size_t r, Subject &subject, std::uint64_t &leftOut);
    Result<void> addField(const IntakeBlock &block, const IntakeBlock::Field &field, Quality quality,
                          Subject &subject);
    Result<EntityId> entityOf(const LinkNames::Subject &names, NodeType type);
    Result<SeriesId> seriesOf(const LinkNames &names, const IntakeBlock::Field &field, Subject &subject);
    void refuse(const IntakeBlock &block, const Error &error, std::vector<IntakeRefusals::Note> notes = {});

    IntakeQueue &m_queue;
    SeriesDictionary &m_dictionary;
    const Sink m_sink;
    const Durable m_durable;
    EventLog &m_events;
    const TimeService &m_time;
    std::unordered_map<std::uint32_t, Subjects> m_links;
    SampleBatch m_batch;
};

} // namespace desk
