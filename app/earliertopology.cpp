// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/earliertopology.h"

#include "models/archive/sessionfolder.h"
#include "models/instance/recordedtopology.h"
#include "models/processing/topologyrecord.h"

#include <algorithm>

namespace desk {

namespace {
constexpr std::ptrdiff_t mostFinished = 2;

std::vector<std::filesystem::path> withFinished(const std::filesystem::path &file)
{
    std::vector<std::filesystem::path> files = finishedSessions(file.parent_path());
    std::ranges::sort(files);
    if (std::ssize(files) > mostFinished)
        files.erase(files.begin(), files.end() - mostFinished);
    files.push_back(file);
    return files;
}
} // namespace

EarlierTopology::EarlierTopology(Files files, const ParameterFeed &feed, TopologyRecord &record,
                                 QObject *parent)
    : QObject(parent)
    , m_files(std::move(files))
    , m_feed(feed)
    , m_record(record)
{
    connect(&record, &TopologyRecord::changed, this, &EarlierTopology::begin);
    begin();
}

void EarlierTopology::begin()
{
    const TopologySnapshotPtr names = m_feed.topology();
    if (m_hasBegun || !names || names->nodes.empty())
        return;
    m_hasBegun = true;
    disconnect(&m_record, nullptr, this, nullptr);
    const std::filesystem::path file = m_files.file();
    if (file.empty())
        return;
    const Timestamp end =
        m_files.isReplay ? Timestamp::max() : m_record.knownFrom().value_or(Timestamp::max());
    m_reading =
        std::jthread([this, file, names, end, replay = m_files.isReplay](const std::stop_token &stop) {
            const auto files = replay ? std::vector{file} : withFinished(file);
            auto history = std::make_shared<TopologyHistory>(readRecordedTopology(files, end, *names, stop));
            if (stop.stop_requested() || history->isEmpty())
                return;
            QMetaObject::invokeMethod(
                this, [this, history] { m_record.setEarlier(std::move(*history)); }, Qt::QueuedConnection);
        });
}

} // namespace desk
