// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpucollector.h"

#include "models/ingest/pointfields.h"

#include <algorithm>

namespace desk {
namespace {

// As much of a UTF-8 text as fits, whole characters only. Bytes that are no UTF-8 are cut anywhere.
std::string_view frontOfText(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > most - 3 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
        --end;
    return text.substr(0, end);
}

constexpr std::size_t mostInATurn = 512;
constexpr std::chrono::seconds reportEvery{60};

} // namespace

GpuCollector::GpuCollector(MessageLog &log, std::vector<std::string> topics, SeriesDictionary &dictionary,
                           BatchSink sink, GpuMemory &gpus, EventLog &events, const TimeService &time,
                           Post post)
    : m_log(log)
    , m_topics(std::move(topics))
    , m_dictionary(dictionary)
    , m_sink(std::move(sink))
    , m_gpus(gpus)
    , m_events(events)
    , m_time(time)
    , m_post(std::move(post))
    , m_fields(std::make_unique<PointFields>())
{
}

GpuCollector::~GpuCollector() = default;

void GpuCollector::wake(const std::string &topic)
{
    if (!m_paused && std::find(m_topics.begin(), m_topics.end(), topic) != m_topics.end())
        schedule();
}

void GpuCollector::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    m_post([this] {
        m_scheduled = false;
        if (collect())
            schedule();
    });
}

void GpuCollector::tick()
{
    m_paused = false;
    schedule();
    const SteadyTime now = m_time.steadyNow();
    const std::uint64_t unsaid = m_counters.refused - m_reported;
    if (unsaid == 0 || (m_reported > 0 && now - m_reportedAt < reportEvery))
        return;
    m_reported = m_counters.refused;
    m_reportedAt = now;
    m_events.report(
        m_time.now(), Severity::caution,
        m_lastRefusal.code == ErrorCode::cardinalityLimit ? EventCode::cardinalityLimit : EventCode::refused,
        "GPU rows", std::to_string(unsaid) + " to the dead letters; last: " + m_lastRefusal.message);
}

bool GpuCollector::collect()
{
    bool more = false;
    for (const std::string &topic : m_topics) {
        const unsigned partitions = m_log.partitions(topic);
        if (partitions == 0 || !m_log.join(topic, groupName))
            continue;
        for (unsigned partition = 0; partition < partitions && !m_paused; ++partition)
            more = collectPartition(topic, partition) || more;
    }
    return more && !m_paused;
}

bool GpuCollector::collectPartition(const std::string &topic, unsigned partition)
{
    std::vector<MessageId> ids;
    SampleBatch batch;
    batch.reception = m_time.now();
    m_rows.clear();
    m_labelsInBatch.clear();
    m_rawInBatch.clear();
    std::size_t bytes = 0;
    std::size_t taken = 0;
    for (; taken < mostInATurn; ++taken) {
        const auto message = m_log.take(topic, partition, groupName);
        if (!message)
            break;
        if (const auto decoded = decode(*message, batch); !decoded) {
            refuse(topic, partition, message->id, decoded.error());
            continue;
        }
        ids.push_back(message->id);
        bytes += message->payload.size();
    }
    if (ids.empty())
        return taken == mostInATurn;
    const std::size_t samples = batch.samples();
    if (const auto stored = m_sink(std::move(batch), nullptr); !stored) {
        for (const MessageId &id : ids)
            m_log.giveBack(topic, partition, groupName, id);
        m_paused = true; // until the next tick
        return false;
    }
    // Where this fails they come again: twice in the journal, never in none.
    static_cast<void>(m_log.acknowledge(topic, partition, groupName, ids));
    for (const GpuRow &row : m_rows)
        m_gpus.add(row);
    m_counters.collected += ids.size();
    if (onAccepted)
        onAccepted(ids.size(), samples, bytes);
    return taken == mostInATurn;
}

Result<void> GpuCollector::decode(const Message &message, SampleBatch &batch)
{
    auto row = readGpuRow(message.payload);
    if (!row)
        return tl::unexpected(row.error());
    auto added = append(*row, batch, true);
    if (!added && added.error().code != ErrorCode::missingField) {
        // A label that cannot be kept (a thousand pods, say) must not cost the value.
        batch.dropOpenPoint();
        added = append(*row, batch, false);
    }
    if (!added) {
        batch.dropOpenPoint();
        return added;
    }
    m_labelsInBatch[row->uuid] = row->labels;
    m_rawInBatch[{row->uuid, row->metric}] = row->labels.raw;
    m_rows.push_back(*std::move(row));
    return {};
}

Result<void> GpuCollector::append(const GpuRow &row, SampleBatch &batch, bool withLabels)
{
    m_fields->clear();
    const auto told = m_labelsInBatch.find(row.uuid);
    const GpuMemory::Gpu *known = m_gpus.find(row.uuid);
    const GpuLabels *before = told != m_labelsInBatch.end() ? &told->second
                              : known                       ? &known->labels
                                                            : nullptr;
    Result<void> read = m_fields->setTimestamp(row.timeText);
    if (read)
        read = m_fields->setNode(row.uuid);
    if (read)
        read = m_fields->setNodeType("gpu");
    for (const auto &[metric, label] : GpuMemory::labelMetrics) {
        if (!read || !withLabels)
            break;
        const std::string &text = row.labels.*label;
        if (before ? before->*label != text : !text.empty())
            read = m_fields->addText(metric, text);
    }
    if (read && withLabels)
        read = addRawLabels(row);
    if (read)
        read = m_fields->addNumber(row.metric, row.value);
    return read ? m_fields->appendTo(batch, m_dictionary) : read;
}

// When they are not those that came last with this metric. All parts then, so that the point says them whole.
Result<void> GpuCollector::addRawLabels(const GpuRow &row)
{
    const std::string_view raw = row.labels.raw;
    const auto told = m_rawInBatch.find({row.uuid, row.metric});
    const std::string_view before =
        told != m_rawInBatch.end() ? std::string_view(told->second) : m_gpus.lastRaw(row.uuid, row.metric);
    if (raw == before)
        return {};
    std::vector<std::string_view> parts;
    std::string_view rest = raw;
    do {
        parts.push_back(frontOfText(rest, GpuMemory::rawPart));
        rest.remove_prefix(parts.back().size());
    } while (!rest.empty());
    Result<void> added;
    for (std::size_t i = 0; added && i < parts.size() && parts.size() <= GpuMemory::rawMetrics.size(); ++i)
        added = m_fields->addText(GpuMemory::rawMetrics[i], parts[i]);
    return added;
}

void GpuCollector::refuse(const std::string &topic, unsigned partition, const MessageId &id,
                          const Error &error)
{
    ++m_counters.refused;
    m_lastRefusal = error;
    // Where this fails its time-out brings it again.
    static_cast<void>(m_log.refuse(topic, partition, groupName, id));
}

} // namespace desk
