// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpucollector.h"

#include <cmath>
#include <cstdlib>

using namespace desk;

namespace {

// A topic "t" of one partition that holds what it was given. Counts what becomes of it.
class Rows final : public MessageLog
{
public:
    std::vector<std::string> rows;
    std::size_t taken = 0;
    std::size_t acknowledged = 0;
    std::size_t refused = 0;

    Result<void> makeTopic(const std::string &, unsigned) override { return {}; }
    unsigned partitions(const std::string &) const override { return 1; }
    Result<MessageId> publish(const std::string &, std::optional<unsigned>, std::string) override
    {
        return MessageId{};
    }
    Result<void> join(const std::string &, const std::string &) override { return {}; }
    std::optional<Message> take(const std::string &, unsigned, const std::string &) override
    {
        if (taken == rows.size())
            return std::nullopt;
        Message message{{}, rows[taken], fromNanoseconds(0), 1};
        message.id.bytes[0] = static_cast<std::uint8_t>(taken++);
        return message;
    }
    Result<void> acknowledge(const std::string &, unsigned, const std::string &,
                             std::span<const MessageId> ids) override
    {
        acknowledged += ids.size();
        return {};
    }
    void giveBack(const std::string &, unsigned, const std::string &, const MessageId &) override
    {
        std::abort();
    }
    Result<void> refuse(const std::string &, unsigned, const std::string &, const MessageId &) override
    {
        ++refused;
        return {};
    }
    void expire() override {}
    std::vector<TopicStatus> status() const override { return {}; }
    const Counters &counters() const override { return m_counters; }

private:
    Counters m_counters;
};

} // namespace

// Messages of the topic that the collector reads, with a 0 between them: each becomes a whole point or goes
// to the dead letters, and what it leaves behind can be read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Rows log;
    std::string_view text(reinterpret_cast<const char *>(data), size);
    while (!text.empty() && log.rows.size() < 16) {
        const std::size_t end = std::min(text.find('\0'), text.size());
        log.rows.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    SeriesDictionary names({40, 8, 4}); // small: its limits are reached
    GpuMemory gpus;
    EventLog events;
    const SimulatedTimeService time(fromNanoseconds(1'700'000'000'000'000'000));
    std::size_t points = 0;
    GpuCollector collector(
        log, {"t"}, names,
        [&](SampleBatch &&batch, const IdempotentAnswer *) -> Result<void> {
            points += batch.points();
            if (batch.points() == 0 || batch.pointEnd.back() != batch.samples() ||
                batch.value.size() != batch.samples() || batch.quality.size() != batch.samples())
                std::abort();
            for (std::size_t i = 0; i < batch.samples(); ++i) {
                if (index(batch.series[i]) >= names.seriesCount() || !std::isfinite(batch.value[i]))
                    std::abort();
            }
            names.publish();
            gpus.restore(batch, names);
            return {};
        },
        gpus, events, time, [](const std::function<void()> &) {});
    collector.collect();
    if (log.acknowledged + log.refused != log.rows.size() || points != log.acknowledged ||
        collector.counters().collected != log.acknowledged || collector.counters().refused != log.refused)
        std::abort();
    for (const auto &[uuid, gpu] : gpus.gpus())
        static_cast<void>(gpus.values(uuid, std::nullopt, std::nullopt, 10));
    for (const auto &each : GpuMemory::labelMetrics)
        static_cast<void>(gpus.countBy(each.label));
    return 0;
}
