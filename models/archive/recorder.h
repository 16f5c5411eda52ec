// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockages.h"
#include "models/archive/pointpacker.h"
#include "models/broker/journalcursor.h"
#include "models/telemetry/timeservice.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace desk {

// Brings the stream "telemetry" into a session file, every point exactly once: a reader of the journal whose
// position is committed together with what it read. Takes batches from memory while it keeps up and from the
// journal's files when it does not, so nothing is lost and the ingest thread never waits. Owns its thread;
// offer() from the ingest thread, the rest from any.
//
// Every second it commits what came: points of a shape as a row once they are many, in a tail (all shapes
// together, quickly written) while they are few. A row takes the place of what was in tails.
class Recorder
{
public:
    struct Options
    {
        std::filesystem::path file;
        std::filesystem::path journal; // folder
        std::chrono::milliseconds commitInterval{1500};
        std::size_t commitBytes = 16U << 20U;  // of packed rows
        std::size_t queuedSamples = 4'000'000; // more waiting: read from the journal later
        std::size_t tailBytes = 64U << 20U;    // more: what is in tails becomes rows
        std::chrono::minutes tailAge{3};       // points that came so long ago are in rows
        std::chrono::minutes blockAge{60};     // a row ends when its first point came so long ago
        std::chrono::seconds keyFrameInterval{60};
        std::uint64_t keyFramePoints = 1'000'000;
        std::uint64_t rollBytes = 0;                   // of the file: then a new one is begun; 0 = never
        bool rollDaily = false;                        // a new file with each day, UTC
        std::uint64_t recordedBefore = 0;              // points up to here are in other files
        std::map<std::string, std::string> about = {}; // where it comes from
        std::function<std::uint64_t()> topologyVersion = {}; // for key frames; any thread
        // On the recorder's thread.
        std::function<void(std::uint64_t sequence)> onRecorded = {}; // the journal may go up to here
        std::function<void(const Error &)> onFault = {};             // once for each time it begins
        std::function<void()> onRecovered = {};
        // A file was finished under this name; also once at the start, with none, and every ten minutes.
        std::function<void(const std::filesystem::path &)> keepHouse = {};
    };
    struct Counters
    {
        std::atomic<std::uint64_t> recorded{0};   // sequence number of the last point on the disk
        std::atomic<std::uint64_t> points{0};     // in this run
        std::atomic<std::uint64_t> samples{0};    // duplicates too
        std::atomic<std::uint64_t> duplicates{0}; // samples that were known and not kept again
        std::atomic<std::uint64_t> blocks{0};     // columns of rows written, each of one series
        std::atomic<std::uint64_t> packedBytes{0};
        std::atomic<std::uint64_t> lostPoints{0}; // that the journal no longer had
        std::atomic<std::int64_t> behindNs{0};    // age of the oldest point not yet on the disk
        std::atomic<std::int64_t> cpuNs{0};       // processor time of its thread
        std::atomic<bool> faulty{false};          // nothing can be written now
    };

    // nextSequence: what the journal's next point will be.
    static Result<std::unique_ptr<Recorder>> open(Options options, const SeriesDictionary &dictionary,
                                                  const TimeService &time, std::uint64_t nextSequence);
    ~Recorder(); // stop(4 s)
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    // A batch that the journal has. Returns at once.
    void offer(const SampleBatchPtr &batch);
    // What else has to be kept. Any thread; returns at once.
    void offer(SessionLog log);
    // Brings in what was offered, ends all rows and closes the file, for so long at most. Points that were
    // not recorded then; they stay in the journal and are taken up at the next start.
    std::uint64_t stop(std::chrono::milliseconds patience);

    [[nodiscard]] const Counters &counters() const { return m_counters; }
    // When the last point came that the file held when it was opened; zero without any.
    [[nodiscard]] Timestamp resumedFrom() const { return m_resumedFrom; }

private:
    Recorder(Options options, const SeriesDictionary &dictionary, const TimeService &time,
             std::unique_ptr<SessionWriter> writer, const SessionWriter::State &state,
             std::uint64_t nextSequence);
    void run();
    std::vector<SampleBatchPtr> wait();
    void readJournal();
    void record(const SampleBatch &batch);
    void noteLost(std::uint64_t until, Timestamp reception);
    void addKeyFrameIfDue(Timestamp reception);
    void commitIfDue();
    void commit();
    void endOldBlocks();
    [[nodiscard]] bool isRollDue();
    void roll();
    void carryLog();
    Result<void> openNext();
    void failed(const Error &error);

    const Options m_options;
    const SeriesDictionary &m_dictionary;
    const TimeService &m_time;
    Counters m_counters;
    Timestamp m_resumedFrom{};

    // The recorder's thread.
    std::unique_ptr<SessionWriter> m_writer;                  // none while a new file cannot be made
    std::unique_ptr<PointPacker> m_packer;                    // likewise
    std::vector<std::pair<Shape, KeyFrame::Point>> m_carried; // newest points for the next file
    Timestamp m_fileBegin{};                                  // reception of its first point
    SteadyTime m_houseKeptAt{};
    bool m_hasGrown = true; // since its size was looked at
    DictionaryCursor m_names;
    std::uint64_t m_next = 1; // the point to come
    std::optional<JournalCursor> m_cursor;
    SteadyTime m_pendingSince{};
    bool m_isPending = false; // points came since the last commit
    Timestamp m_lastReception{};
    struct Mark
    {
        SteadyTime time;
        std::uint64_t sequence;
    };
    std::deque<Mark> m_marks; // one a minute: which points came before when
    BlockAges m_ages;         // the same by the clock of the points
    BlockAges m_tailAges;
    SteadyTime m_keyFrameAt{};
    std::uint64_t m_keyFrameFor = 0;
    bool m_faulty = false;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::vector<SampleBatchPtr> m_queue;
    SessionLog m_log;
    std::size_t m_queuedSamples = 0;
    std::uint64_t m_head = 1; // one past the newest point offered
    bool m_lagging = false;   // the queue was dropped: read from the journal
    bool m_ending = false;
    SteadyTime m_endBy{};
    std::thread m_thread; // last: it uses the rest
};

} // namespace desk
