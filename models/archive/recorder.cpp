// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/recorder.h"

#include "models/archive/integercodec.h"
#include "models/broker/batchrecord.h"

#include <ctime>
#include <utility>

namespace desk {

using namespace std::chrono_literals;

namespace {

std::int64_t processorTime()
{
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * 1'000'000'000LL + spent.tv_nsec;
}

} // namespace

Recorder::Recorder(Options options, const SeriesDictionary &dictionary, const TimeService &time,
                   std::unique_ptr<SessionWriter> writer, std::uint64_t recorded, std::uint64_t nextSequence)
    : m_options(std::move(options))
    , m_dictionary(dictionary)
    , m_time(time)
    , m_writer(std::move(writer))
    , m_open({}, [this](const PointBlock &block) { pack(block); })
    , m_next(recorded + 1)
    , m_head(nextSequence)
    , m_lagging(nextSequence > recorded + 1)
{
    m_counters.recorded = recorded;
}

Result<std::unique_ptr<Recorder>> Recorder::open(Options options, const SeriesDictionary &dictionary,
                                                 const TimeService &time, std::uint64_t nextSequence)
{
    auto writer = SessionWriter::open(options.file);
    if (!writer)
        return tl::unexpected(writer.error());
    const auto recorded = (*writer)->recorded();
    if (!recorded)
        return tl::unexpected(recorded.error());
    std::unique_ptr<Recorder> recorder(
        new Recorder(std::move(options), dictionary, time, *std::move(writer), *recorded, nextSequence));
    if (auto taken = recorder->takeTails(); !taken)
        return tl::unexpected(taken.error());
    recorder->m_thread = std::thread([self = recorder.get()] { self->run(); });
    return recorder;
}

Recorder::~Recorder()
{
    stop(4s);
}

// What is in the file as tails only goes into blocks again.
Result<void> Recorder::takeTails()
{
    std::uint64_t base = 0; // the oldest point of the tails
    std::vector<bool> blocked;
    const auto isKnown = [&](std::uint64_t sequence) {
        return sequence >= base && sequence - base < blocked.size() && blocked[sequence - base];
    };
    return m_writer->readTails([&](std::string_view data) -> Result<void> {
        ByteReader in(data);
        SampleBatch batch;
        std::uint64_t last = 0;
        while (!in.atEnd()) {
            const std::string_view payload = in.bytes(in.fixed<std::uint32_t>());
            if (!in.isGood() || !decodeBatch(std::as_bytes(std::span(payload)), m_dictionary, batch))
                return failure(ErrorCode::parseError, "a tail of " + m_options.file.string() +
                                                          " cannot be read; constellation verify --repair-to "
                                                          "makes a file of what can");
            if (base == 0) {
                base = batch.firstSequence;
                blocked.resize(m_next > base ? m_next - base : 0);
                auto read = m_writer->readBlocked(base, [&](std::uint64_t sequence) {
                    if (sequence >= base && sequence - base < blocked.size())
                        blocked[sequence - base] = true;
                });
                if (!read)
                    return read;
            }
            m_open.append(batch, isKnown);
            last = batch.lastSequence();
        }
        m_tails.push_back({last, data.size()});
        m_tailBytes += data.size();
        return {};
    });
}

void Recorder::offer(const SampleBatchPtr &batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_head = batch->lastSequence() + 1;
        if (m_lagging)
            return; // the journal has it
        m_queue.push_back(batch);
        m_queuedSamples += batch->samples() + batch->points();
        if (m_queuedSamples > m_options.queuedSamples) {
            m_queue.clear();
            m_queuedSamples = 0;
            m_lagging = true;
        }
        if (m_queue.size() > 1)
            return; // told already
    }
    m_wake.notify_one();
}

std::uint64_t Recorder::stop(std::chrono::milliseconds patience)
{
    if (!m_thread.joinable())
        return 0;
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_endBy = m_time.steadyNow() + patience;
    }
    m_wake.notify_one();
    m_thread.join();
    return m_head - 1 - m_counters.recorded;
}

std::vector<SampleBatchPtr> Recorder::wait()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, 200ms, [this] { return !m_queue.empty() || m_lagging || m_ending; });
    m_queuedSamples = 0;
    return std::exchange(m_queue, {});
}

void Recorder::run()
{
    while (true) {
        for (const SampleBatchPtr &batch : wait())
            record(*batch);
        bool lagging = false;
        bool ending = false;
        {
            const std::lock_guard lock(m_mutex);
            lagging = m_lagging;
            ending = m_ending && (m_queue.empty() || m_time.steadyNow() > m_endBy);
        }
        if (lagging && !m_faulty)
            readJournal();
        endOldBlocks();
        commitIfDue();
        m_counters.cpuNs.store(processorTime(), std::memory_order_relaxed);
        if (ending && (!lagging || m_time.steadyNow() > m_endBy))
            break;
    }
    // The rest becomes blocks, so that the file is complete and small.
    if (!m_faulty) {
        m_open.endAll();
        commit();
    }
    m_counters.cpuNs.store(processorTime(), std::memory_order_relaxed);
    m_writer.reset();
}

// A step of catching up from the journal's files. What was offered is in them, or lost.
void Recorder::readJournal()
{
    std::uint64_t head = 0;
    {
        const std::lock_guard lock(m_mutex);
        head = m_head;
    }
    if (!m_cursor || m_cursor->position() != m_next)
        m_cursor.emplace(m_options.journal, m_next);
    bool exhausted = false;
    while (!exhausted &&
           (m_pending.tails.empty() || m_pending.tails[0].data.size() < m_options.commitBytes)) {
        const auto step = m_cursor->next(head);
        if (!step && !JournalCursor::oldest(m_options.journal)) {
            exhausted = true;
            break;
        }
        if (!step) { // the files are there but cannot be read now
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, 200ms, [this] { return m_ending; });
            return;
        }
        exhausted = step->exhausted;
        if (step->batch)
            record(*step->batch);
    }
    if (exhausted && m_next < head) {
        m_counters.lostPoints += head - m_next;
        m_next = head;
    }
    const std::lock_guard lock(m_mutex);
    if (m_next >= m_head) {
        m_lagging = false;
        m_cursor.reset();
    }
}

void Recorder::record(const SampleBatch &batch)
{
    if (batch.lastSequence() < m_next)
        return; // in the file already
    if (m_pending.recorded == 0) {
        m_pendingSince = m_time.steadyNow();
        m_pending.tails.resize(1);
        m_pending.arrivals.resize(1);
        m_pending.tails[0].first = m_pending.arrivals[0].first = batch.firstSequence;
    }
    if (batch.firstSequence > m_next)
        m_counters.lostPoints += batch.firstSequence - m_next;
    m_open.append(batch);
    encodeBatch(batch, m_pending.tails[0].data);
    SessionCommit::Rows &arrivals = m_pending.arrivals[0];
    putVarint(arrivals.data,
              batch.firstSequence - (arrivals.batches == 0 ? arrivals.first : arrivals.last + 1));
    putVarint(arrivals.data, batch.points());
    putFixed(arrivals.data, nanoseconds(batch.reception));
    putVarint(arrivals.data, batch.source);
    ++arrivals.batches;
    m_pending.recorded = m_pending.tails[0].last = arrivals.last = batch.lastSequence();
    m_next = batch.lastSequence() + 1;
    m_counters.points.fetch_add(batch.points(), std::memory_order_relaxed);
    m_counters.samples.fetch_add(batch.samples(), std::memory_order_relaxed);
}

void Recorder::pack(const PointBlock &block)
{
    PackedPoints packed{block.entity(),
                        static_cast<std::uint64_t>(block.sequence().front()),
                        static_cast<std::uint64_t>(block.sequence().back()),
                        block.generationMin(),
                        block.generationMax(),
                        block.points(),
                        block.isOrdered(),
                        {},
                        {}};
    m_codec.packTimes(block, packed.times);
    std::size_t bytes = packed.times.size();
    packed.blocks.reserve(block.series().size());
    for (std::size_t s = 0; s < block.series().size(); ++s) {
        PackedPoints::Block &one = packed.blocks.emplace_back();
        one.series = block.series()[s];
        m_codec.packSeries(block, s, one.data);
        BlockCodec::packSummary(BlockCodec::summarize(block, s), one.summary);
        bytes += one.data.size() + one.summary.size();
    }
    m_counters.blocks.fetch_add(packed.blocks.size(), std::memory_order_relaxed);
    m_counters.packedBytes.fetch_add(bytes, std::memory_order_relaxed);
    m_pending.points.push_back(std::move(packed));
}

void Recorder::endOldBlocks()
{
    const SteadyTime now = m_time.steadyNow();
    if (m_marks.empty() || now - m_marks.back().time >= 1min)
        m_marks.push_back({now, m_next});
    std::uint64_t before = 0;
    for (; !m_marks.empty() && now - m_marks.front().time >= m_options.blockAge; m_marks.pop_front())
        before = m_marks.front().sequence;
    // A tail can only go when all of it is in blocks: one slow series must not keep everything.
    std::size_t bytes = m_tailBytes;
    for (const Tail &tail : m_tails) {
        if (bytes <= m_options.tailBytes)
            break;
        bytes -= tail.bytes;
        before = std::max(before, tail.last + 1);
    }
    if (before > 0)
        m_open.endBefore(before);
}

void Recorder::commitIfDue()
{
    const SteadyTime now = m_time.steadyNow();
    const bool some = m_pending.recorded > 0 || !m_pending.points.empty();
    m_counters.behindNs.store(m_pending.recorded > 0 ? (now - m_pendingSince).count() : 0,
                              std::memory_order_relaxed);
    if (!some || (now - m_pendingSince < m_options.commitInterval &&
                  (m_pending.tails.empty() || m_pending.tails[0].data.size() < m_options.commitBytes)))
        return;
    commit();
}

// On failure everything pending stays and is tried again; meanwhile the journal keeps what comes.
bool Recorder::commit()
{
    if (m_pending.recorded == 0 && m_pending.points.empty())
        return true;
    m_pending.names = m_dictionary.changesSince(m_names);
    const std::uint64_t recorded = std::max<std::uint64_t>(m_pending.recorded, m_counters.recorded);
    const SessionCommit::Rows *tail = m_pending.tails.empty() ? nullptr : &m_pending.tails[0];
    m_pending.tailNeededFrom = m_open.oldest();
    m_pending.recorded = recorded;
    if (auto done = m_writer->commit(m_pending); !done) {
        if (!std::exchange(m_faulty, true) && m_options.onFault)
            m_options.onFault(done.error());
        m_pendingSince = m_time.steadyNow(); // again after the interval
        const std::lock_guard lock(m_mutex);
        m_queue.clear();
        m_queuedSamples = 0;
        m_lagging = true;
        return false;
    }
    if (tail) {
        m_tails.push_back({tail->last, tail->data.size()});
        m_tailBytes += tail->data.size();
    }
    for (; !m_tails.empty() && m_tails.front().last < m_pending.tailNeededFrom; m_tails.pop_front())
        m_tailBytes -= m_tails.front().bytes;
    m_names = m_pending.names.cursor;
    m_pending = {};
    m_counters.recorded = recorded;
    if (std::exchange(m_faulty, false) && m_options.onRecovered)
        m_options.onRecovered();
    static_cast<void>(m_writer->checkpoint()); // tried again with the next commit
    if (m_options.onRecorded)
        m_options.onRecorded(recorded);
    return true;
}

} // namespace desk
