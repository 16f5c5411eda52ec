// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderchain.h"
#include "models/links/bytesink.h"
#include "models/links/intakequeue.h"
#include "models/links/linkdefinition.h"

#include <mutex>
#include <unordered_map>

namespace desk {

// Bytes of a link -> records in the queue to the ingest thread. Each connection or file has a decoder of its
// own; messages and datagrams share one for each node. Lives on the link's thread but for what is marked.
class LinkDecoder final : public ByteSink, private DecodingSink
{
public:
    struct Refusal
    {
        std::string message; // cause, byte and remedy; empty = none so far
        std::string origin;
        Timestamp at{};
    };
    // How the device's clock stands to ours; of several devices the one that is farthest off.
    struct Clock
    {
        std::optional<double> skewSeconds; // its time less ours; nothing = not known yet, or it only counts
        std::optional<double> drift;       // seconds that it gains in a second; nothing = not known yet
        double uncertaintySeconds = 0;     // of the skew
        std::uint64_t jumps = 0;           // how often it was set

        bool operator==(const Clock &) const = default;
    };
    static constexpr std::size_t mostChains = 4096;
    static constexpr std::size_t mostSubjects = 20'000;

    // number: of the link in this run. The definition is valid.
    LinkDecoder(const LinkDefinition &definition, std::uint32_t number, IntakeQueue &queue,
                std::shared_ptr<LinkCounters> counters, const TimeService &time);

    [[nodiscard]] bool hasRoom() const override { return m_queue.hasRoom(m_number); }
    void take(const ArrivedBytes &arrived) override;
    void ended(std::string_view origin) override;
    void handOver() override { handOver({}); }
    void handOver(std::function<void(bool kept)> told) override;

    // Any thread. The last bytes that made no record, or the last of a record that was not taken.
    [[nodiscard]] Refusal lastRefusal() const;
    // Any thread, as of a second ago or sooner. Nothing = values bear the time of arrival, or no device told
    // a time yet.
    [[nodiscard]] std::optional<Clock> clock() const;
    // Any thread. The newest frames of each decoder are kept from now on; 0 = none, and it costs nothing.
    void keepFrames(std::size_t frames) { m_wantedFrames.store(frames, std::memory_order_relaxed); }
    // Any thread. Those kept, as of a fifth of a second ago or sooner; oldest first.
    [[nodiscard]] std::vector<KeptFrame> frames() const;

private:
    struct Chain
    {
        std::unique_ptr<DecoderChain> decoder;
        std::string node;
        std::vector<std::uint32_t> metrics; // by key of the decoder: number in the names
        std::string lastNode;               // of the subject that came last
        std::string lastDestination;
        std::uint32_t lastSubject = none;
        std::uint64_t frames = 0; // as counted before
        std::uint64_t lost = 0;
        bool touched = false;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::uint32_t tooMany = none - 1;

    void record(const DecodedRecord &record) override;
    void refused(const Frame &frame, DecodingStage stage, const Error &error) override;
    Chain *chainFor(const ArrivedBytes &arrived);
    Chain *makeChain(const std::string &node);
    Chain *spareChain(const std::string &node);
    Result<std::unique_ptr<DecoderChain>> makeDecoder(const std::string &node);
    std::uint32_t metricOf(const DecodedField &field);
    std::uint32_t subjectOf(const DecodedRecord &record);
    std::int64_t arrivalTime(std::uint32_t subject, Timestamp arrival);
    void addValue(std::uint32_t metric, bool raw, const DecodedValue &value);
    void refuse(const std::string &message);
    [[nodiscard]] bool mayRefuse() const;
    // A record or a field is not taken; words: makes the reason, where it is wanted.
    template <class Words>
    void leaveOut(const Words &words);
    void count();
    void inspect();
    void lookAtClocks();
    [[nodiscard]] std::optional<Clock> clockOf(const DeviceClock &clock) const;

    const LinkDefinition m_definition;
    const bool m_nodeOfOrigin; // messages of different origins may be of different nodes
    const std::uint32_t m_number;
    IntakeQueue &m_queue;
    const std::shared_ptr<LinkCounters> m_counters;
    const TimeService &m_time;

    std::unordered_map<std::string, Chain *> m_chainOf; // by origin, of messages: by node
    std::vector<std::unique_ptr<Chain>> m_chains;
    std::vector<Chain *> m_spare; // of origins that have ended
    std::vector<Chain *> m_touched;
    std::string m_lastOrigin;
    Chain *m_lastChain = nullptr;
    Chain *m_feeding = nullptr;
    bool m_leftOut = false;                         // something of the record at hand
    std::shared_ptr<const XtceDatabase> m_document; // of all chains, once it was read
    std::string_view m_origin;                      // while feeding

    LinkNames m_names;
    bool m_namesGrew = true;
    std::shared_ptr<const LinkNames> m_shared; // m_names as the blocks have them
    std::unordered_map<std::string, std::uint32_t> m_metricByName;
    std::unordered_map<std::string, std::uint32_t> m_subjectByName;
    std::vector<std::int64_t> m_newest; // by subject: the last time of arrival that was given, ns
    IntakeBlock m_block;

    std::atomic<std::size_t> m_wantedFrames{0};
    std::size_t m_keptFrames = 0;
    SteadyTime m_inspected{};
    SteadyTime m_refusedAt{};
    SteadyTime m_clocksAt{};
    mutable std::mutex m_mutex; // guards what follows
    Refusal m_refusal;
    std::optional<Clock> m_clock;
    std::vector<KeptFrame> m_frames;
};

} // namespace desk
