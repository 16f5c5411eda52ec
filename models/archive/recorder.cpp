// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/recorder.h"

#include "models/archive/sessionfolder.h"
#include "models/archive/sessionreader.h"

#include <ctime>
#include <limits>
#include <utility>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto houseInterval = 10min;

std::int64_t processorTime()
{
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * 1'000'000'000LL + spent.tv_nsec;
}

} // namespace

Recorder::Recorder(Options options, const SeriesDictionary &dictionary, const TimeService &time,
                   std::unique_ptr<SessionWriter> writer, const SessionWriter::State &state,
                   std::uint64_t nextSequence)
    : m_options(std::move(options))
    , m_dictionary(dictionary)
    , m_time(time)
    , m_resumedFrom(state.lastReception)
    , m_writer(std::move(writer))
    , m_packer(std::make_unique<PointPacker>(*m_writer, state.shapes, state.nextPoints))
    , m_next(std::max(state.recorded, m_options.recordedBefore) + 1)
    , m_lastReception(state.lastReception)
    , m_ages(m_options.blockAge)
    , m_tailAges(m_options.tailAge)
    , m_keyFrameAt(time.steadyNow())
    , m_keyFrameFor(m_next)
    , m_head(nextSequence)
    , m_lagging(nextSequence > m_next)
{
    m_counters.recorded = m_next - 1;
    m_fileBegin = state.firstReception;
}

Result<std::unique_ptr<Recorder>> Recorder::open(Options options, const SeriesDictionary &dictionary,
                                                 const TimeService &time, std::uint64_t nextSequence)
{
    auto writer = SessionWriter::open(options.file);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const auto &[key, value] : options.about) {
        if (auto written = (*writer)->describe(key, value); !written)
            return tl::unexpected(written.error());
    }
    const auto state = (*writer)->state();
    if (!state)
        return tl::unexpected(state.error());
    std::unique_ptr<Recorder> recorder(
        new Recorder(std::move(options), dictionary, time, *std::move(writer), *state, nextSequence));
    if (auto newest = recorder->m_writer->keyFrame())
        recorder->m_packer->restoreNewest(std::move(newest->points));
    if (auto taken = recorder->m_packer->restoreTails(); !taken)
        return tl::unexpected(taken.error());
    recorder->m_thread = std::thread([self = recorder.get()] { self->run(); });
    return recorder;
}

Recorder::~Recorder()
{
    stop(4s);
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

void Recorder::offer(SessionLog log)
{
    const std::lock_guard lock(m_mutex);
    m_log.append(std::move(log));
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
    return m_head > m_counters.recorded + 1 ? m_head - 1 - m_counters.recorded : 0;
}

std::vector<SampleBatchPtr> Recorder::wait()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, 200ms, [this] { return !m_queue.empty() || (m_lagging && !m_faulty) || m_ending; });
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
        bool late = false;
        {
            const std::lock_guard lock(m_mutex);
            lagging = m_lagging;
            late = m_ending && m_time.steadyNow() > m_endBy;
            ending = m_ending && m_queue.empty();
        }
        if (lagging && !m_faulty)
            readJournal();
        endOldBlocks();
        commitIfDue();
        if (isRollDue())
            roll();
        if (m_options.keepHouse && m_time.steadyNow() - m_houseKeptAt >= houseInterval) {
            m_houseKeptAt = m_time.steadyNow();
            m_options.keepHouse({});
        }
        m_counters.cpuNs.store(processorTime(), std::memory_order_relaxed);
        if (late || (ending && (!lagging || m_faulty)))
            break;
    }
    // The rest becomes rows, so that the file is complete and small.
    if (!m_faulty) {
        m_keyFrameAt = {};
        addKeyFrameIfDue(m_lastReception);
        m_packer->close();
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
    const SteadyTime until = m_time.steadyNow() + m_options.commitInterval;
    bool exhausted = false;
    while (!exhausted && m_packer->pendingBytes() < m_options.commitBytes && m_time.steadyNow() < until) {
        const auto step = m_cursor->next(head);
        if (!step && JournalCursor::isEmpty(m_options.journal)) {
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
    if (exhausted && m_next < head)
        noteLost(head, m_time.now());
    const std::lock_guard lock(m_mutex);
    if (m_next >= m_head) {
        m_lagging = false;
        m_cursor.reset();
    }
}

// Points that neither memory nor the journal has any more.
void Recorder::noteLost(std::uint64_t until, Timestamp reception)
{
    m_counters.lostPoints += until - m_next;
    m_packer->pending().log.gaps.push_back({{}, m_lastReception, reception, m_next, until - 1, "expired"});
    m_next = until;
    if (!m_isPending) { // also when nothing follows
        m_isPending = true;
        m_pendingSince = m_time.steadyNow();
    }
}

void Recorder::record(const SampleBatch &batch)
{
    if (batch.lastSequence() < m_next)
        return; // in the file already
    if (!m_isPending) {
        m_isPending = true;
        m_pendingSince = m_time.steadyNow();
    }
    if (m_fileBegin == Timestamp{})
        m_fileBegin = batch.reception;
    if (batch.firstSequence > m_next)
        noteLost(batch.firstSequence, batch.reception);
    if (const std::uint64_t before = m_ages.came(batch.firstSequence, nanoseconds(batch.reception)))
        m_packer->age(before);
    if (const std::uint64_t before = m_tailAges.came(batch.firstSequence, nanoseconds(batch.reception)))
        m_packer->writeBefore(before);
    m_packer->append(batch);
    m_packer->addArrival(batch);
    m_next = batch.lastSequence() + 1;
    m_lastReception = batch.reception;
    m_counters.points.fetch_add(batch.points(), std::memory_order_relaxed);
    m_counters.samples.fetch_add(batch.samples(), std::memory_order_relaxed);
    m_counters.duplicates.store(m_packer->totals().duplicates, std::memory_order_relaxed);
    if (m_next - m_keyFrameFor >= m_options.keyFramePoints)
        addKeyFrameIfDue(batch.reception);
    if (m_packer->pendingBytes() >= m_options.commitBytes)
        commit();
}

void Recorder::addKeyFrameIfDue(Timestamp reception)
{
    const SteadyTime now = m_time.steadyNow();
    if (m_next == m_keyFrameFor || (now - m_keyFrameAt < m_options.keyFrameInterval &&
                                    m_next - m_keyFrameFor < m_options.keyFramePoints))
        return;
    m_packer->addKeyFrame(m_next, nanoseconds(reception),
                          m_options.topologyVersion ? m_options.topologyVersion() : 0);
    m_keyFrameAt = now;
    m_keyFrameFor = m_next;
}

void Recorder::endOldBlocks()
{
    const SteadyTime now = m_time.steadyNow();
    if (m_marks.empty() || now - m_marks.back().time >= 1min)
        m_marks.push_back({now, m_next});
    std::uint64_t before = 0;
    for (; !m_marks.empty() && now - m_marks.front().time >= m_options.blockAge; m_marks.pop_front())
        before = m_marks.front().sequence;
    if (before > 0 && m_packer)
        m_packer->age(before);
}

void Recorder::commitIfDue()
{
    const SteadyTime now = m_time.steadyNow();
    m_counters.behindNs.store(m_isPending ? (now - m_pendingSince).count() : 0, std::memory_order_relaxed);
    bool logged = false;
    {
        const std::lock_guard lock(m_mutex);
        logged = !m_log.isEmpty();
    }
    if (!m_isPending && (logged || m_faulty)) {
        m_isPending = true;
        m_pendingSince = now;
    }
    if (m_isPending && now - m_pendingSince >= m_options.commitInterval) {
        addKeyFrameIfDue(m_lastReception);
        commit();
    }
}

// On failure everything pending stays and is tried again; meanwhile the journal keeps what comes.
void Recorder::commit()
{
    if (!m_writer) {
        if (auto opened = openNext(); !opened) {
            failed(opened.error());
            return;
        }
    }
    SessionCommit &pending = m_packer->pending();
    {
        const std::lock_guard lock(m_mutex);
        pending.log.append(std::exchange(m_log, {}));
    }
    pending.names = m_dictionary.changesSince(m_names);
    m_packer->prepare(m_options.tailBytes);
    pending.recorded = m_next - 1;
    // Numbers go on after the journal's last one: a power loss must not take it points that are recorded.
    auto done = pending.recorded > m_counters.recorded
                    ? JournalCursor::sync(m_options.journal, m_counters.recorded + 1)
                    : Result<void>();
    if (done)
        done = m_writer->commit(pending);
    m_pendingSince = m_time.steadyNow();
    if (!done) {
        failed(done.error());
        return;
    }
    m_names = pending.names.cursor;
    m_isPending = false;
    m_hasGrown = true;
    m_counters.recorded = pending.recorded;
    m_packer->taken();
    m_counters.blocks.store(m_packer->totals().blocks, std::memory_order_relaxed);
    m_counters.packedBytes.store(m_packer->totals().packedBytes, std::memory_order_relaxed);
    m_counters.faulty = false;
    if (std::exchange(m_faulty, false) && m_options.onRecovered)
        m_options.onRecovered();
    static_cast<void>(m_writer->checkpoint()); // tried again with the next commit
    if (m_options.onRecorded)
        m_options.onRecorded(m_counters.recorded);
}

// Said once; tried again after the interval.
void Recorder::failed(const Error &error)
{
    m_pendingSince = m_time.steadyNow();
    m_counters.faulty = true;
    if (!std::exchange(m_faulty, true) && m_options.onFault)
        m_options.onFault(error);
    const std::lock_guard lock(m_mutex);
    m_queue.clear();
    m_queuedSamples = 0;
    m_lagging = true;
}

bool Recorder::isRollDue()
{
    if (m_faulty || m_fileBegin == Timestamp{})
        return false;
    using std::chrono::days;
    if (m_options.rollDaily &&
        std::chrono::floor<days>(m_lastReception) > std::chrono::floor<days>(m_fileBegin))
        return true;
    // It grows by commits only.
    if (m_options.rollBytes == 0 || !std::exchange(m_hasGrown, false))
        return false;
    return sessionBytes(m_options.file) > m_options.rollBytes;
}

// The file is finished and gets the name of its first point's time; the next one begins.
void Recorder::roll()
{
    m_packer->close();
    commit();
    if (m_faulty)
        return;
    m_carried = m_packer->newestPoints();
    carryLog();
    m_packer.reset();
    m_writer.reset();
    const auto finished = nameOfFinished(m_options.file.parent_path(), m_fileBegin);
    renameSession(m_options.file, finished);
    m_fileBegin = {};
    commit(); // opens the next one and says in it where it begins
    if (m_options.keepHouse)
        m_options.keepHouse(finished);
}

// What stands goes on in the next file, which is replayed alone: graph, limits, gaps that have not ended.
void Recorder::carryLog()
{
    const auto reader = SessionLogReader::open(m_options.file);
    auto standing = reader ? reader->before(Timestamp::max(), 0) : tl::unexpected(reader.error());
    auto gaps = reader ? reader->gapsAndNotes() : tl::unexpected(reader.error());
    if (!standing || !gaps)
        return; // verify tells what is wrong with the file
    SessionLog carried;
    carried.gaps = openGaps(std::move(gaps->gaps));
    carried.topologies = std::move(standing->topologies);
    carried.limits = std::move(standing->limits);
    const std::lock_guard lock(m_mutex);
    carried.append(std::exchange(m_log, {}));
    m_log = std::move(carried);
}

Result<void> Recorder::openNext()
{
    auto writer = SessionWriter::open(m_options.file);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const auto &[key, value] : m_options.about) {
        if (auto written = (*writer)->describe(key, value); !written)
            return written;
    }
    const auto state = (*writer)->state();
    if (!state)
        return tl::unexpected(state.error());
    m_writer = *std::move(writer);
    m_packer = std::make_unique<PointPacker>(*m_writer, state->shapes, state->nextPoints);
    m_packer->carry(std::exchange(m_carried, {}));
    m_names = {};
    return {};
}

} // namespace desk
