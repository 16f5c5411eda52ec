// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TopicQueues that finds and makes topics in the data folder.
#include "models/broker/topicqueues.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace desk {
namespace {

constexpr std::string_view partitionsFile = "partitions"; // how many there are, as text

bool isTopicName(std::string_view name)
{
    return !name.empty() && name.size() <= TopicQueues::maxName + TopicQueues::deadLetterEnd.size() &&
           name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

// Beside the old file, which holds until the new one has its name.
Result<void> writePartitions(const std::filesystem::path &folder, unsigned partitions)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::filesystem::path file = folder / partitionsFile;
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream out(fresh);
    out << partitions << '\n';
    out.close();
    if (!error && out)
        std::filesystem::rename(fresh, file, error);
    if (error || !out)
        return failure(ErrorCode::storageUnavailable, "cannot write " + file.string() +
                                                          "; free space in the data folder or mend its "
                                                          "permissions");
    return {};
}

} // namespace

Result<std::unique_ptr<TopicQueues>> TopicQueues::open(Options options, const TimeService &time,
                                                       TopicRecovery &recovery)
{
    std::error_code error;
    std::filesystem::create_directories(options.folder, error);
    if (error)
        return failure(ErrorCode::storageUnavailable,
                       "cannot make " + options.folder.string() + ": " + error.message());
    std::unique_ptr<TopicQueues> queues(new TopicQueues(std::move(options), time));
    for (const auto &entry : std::filesystem::directory_iterator(queues->m_options.folder, error)) {
        if (entry.is_directory() && isTopicName(entry.path().filename().string())) {
            if (auto restored = queues->restoreTopic(entry.path(), recovery); !restored)
                return tl::unexpected(restored.error());
        }
    }
    return queues;
}

Result<void> TopicQueues::restoreTopic(const std::filesystem::path &folder, TopicRecovery &recovery)
{
    const std::string name = folder.filename().string();
    unsigned partitions = 0;
    std::ifstream(folder / partitionsFile) >> partitions;
    std::vector<unsigned> present;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string file = entry.path().filename().string();
        unsigned number = 0;
        const auto [end, bad] = std::from_chars(file.data(), file.data() + file.size(), number);
        const bool ours = file.ends_with(".groups") || file.ends_with(".seg");
        if (bad == std::errc{} && ours && number < maxPartitions && (*end == '.' || *end == '-'))
            present.push_back(number);
    }
    std::sort(present.begin(), present.end());
    present.erase(std::unique(present.begin(), present.end()), present.end());
    // A damaged count never hides a partition.
    partitions = std::clamp(partitions, present.empty() ? 1 : present.back() + 1, maxPartitions);
    Topic &topic = m_topics[name];
    topic.partitions = partitions;
    topic.ring = HashRing(name, partitions);
    for (const unsigned number : present) {
        if (auto opened = openQueue(name, topic, number, recovery); !opened)
            return opened;
    }
    return {};
}

Result<void> TopicQueues::openQueue(const std::string &name, Topic &topic, unsigned partition,
                                    TopicRecovery &recovery)
{
    auto queue = PartitionQueue::open({m_options.folder / name, partition, m_options.queueSize,
                                       m_options.queueBytes, m_options.segmentBytes},
                                      recovery);
    if (!queue)
        return tl::unexpected(queue.error());
    for (const auto &[group, figures] : (*queue)->groups())
        topic.groups.emplace(group, m_time.steadyNow());
    for (const auto &[group, seen] : topic.groups) {
        if (auto joined = (*queue)->join(group); !joined)
            return joined;
    }
    topic.queues[partition] = *std::move(queue);
    return {};
}

Result<void> TopicQueues::makeTopic(const std::string &name, unsigned partitions)
{
    if (partitions == 0)
        partitions = m_options.partitionsPerTopic;
    const auto at = m_topics.find(name);
    if (at != m_topics.end() && partitions <= at->second.partitions)
        return {};
    if (!isTopicName(name))
        return failure(ErrorCode::invalidArgument, "topic: 1 to 100 of A-Z a-z 0-9 _ - . and not a dot first",
                       "topic");
    if (partitions > maxPartitions)
        return failure(ErrorCode::invalidArgument, "partitions: 1 to " + std::to_string(maxPartitions),
                       "partitions");
    unsigned all = partitions;
    for (const auto &[other, topic] : m_topics)
        all += other == name || other.ends_with(deadLetterEnd) ? 0 : topic.partitions;
    if (all > maxAllPartitions && !name.ends_with(deadLetterEnd)) // dead letters are always taken in
        return failure(ErrorCode::cardinalityLimit,
                       "all topics together would have " + std::to_string(all) +
                           " partitions; the limit is " + std::to_string(maxAllPartitions),
                       "partitions");
    if (auto written = writePartitions(m_options.folder / name, partitions); !written)
        return written;
    Topic &topic = m_topics[name];
    topic.partitions = partitions;
    topic.ring = HashRing(name, partitions);
    return {};
}

} // namespace desk
