// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stallwatch.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <fstream>

namespace desk {
namespace {

constexpr std::chrono::milliseconds lookInterval{100};

std::int64_t milliseconds(std::chrono::nanoseconds length)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(length).count();
}

} // namespace

StallWatch::StallWatch(Options options, const TimeService &time, EventLog &events)
    : m_options(std::move(options))
    , m_time(time)
    , m_events(events)
    , m_detector(m_options.limits)
{
}

StallWatch::~StallWatch() = default;

void StallWatch::startThread()
{
    m_thread = std::jthread([this](const std::stop_token &stop) {
        std::unique_lock lock(m_mutex);
        while (!m_ending.wait_for(lock, stop, lookInterval, [&stop] { return stop.stop_requested(); }))
            look();
    });
}

void StallWatch::look()
{
    const SteadyTime now = m_time.steadyNow();
    const Timestamp today = m_time.now();
    for (const StallDetector::Stall &stall : m_detector.look(now, m_options.activity())) {
        const Timestamp begin = today - (now - stall.begin);
        write(stall, begin);
        report(stall, begin, now);
    }
}

void StallWatch::write(const StallDetector::Stall &stall, Timestamp begin)
{
    if (m_options.file.empty())
        return;
    std::error_code ignored;
    const auto length = std::filesystem::file_size(m_options.file, ignored);
    if (!ignored && length >= m_options.mostBytes)
        std::filesystem::rename(m_options.file, m_options.file.string() + ".1", ignored);
    const QJsonObject line{
        {QStringLiteral("begin"), QString::fromStdString(formatTimestamp(begin))},
        {QStringLiteral("milliseconds"), qint64(milliseconds(stall.length))},
        {QStringLiteral("over"), stall.isOver},
        {QStringLiteral("program_stopped"), stall.wasStopped},
        {QStringLiteral("doing"), QString::fromStdString(stall.doing.words())},
    };
    std::ofstream file(m_options.file, std::ios::app);
    file << QJsonDocument(line).toJson(QJsonDocument::Compact).constData() << '\n' << std::flush;
}

// One that lasts is told at once, and that it is over; of others one in a while, and how many there were.
void StallWatch::report(const StallDetector::Stall &stall, Timestamp begin, SteadyTime now)
{
    const bool isHang = !stall.isOver || m_hangs;
    m_hangs = !stall.isOver;
    if (!isHang && m_reported != SteadyTime::min() && now - m_reported < m_options.eventInterval) {
        ++m_unreported;
        return;
    }
    if (stall.isOver)
        m_reported = now;
    const char *state = stall.wasStopped ? "stopped" : stall.isOver ? "over" : "lasts";
    m_events.report(begin + stall.length, stall.isOver ? Severity::advisory : Severity::caution,
                    EventCode::windowStalled, stall.doing.words(),
                    std::to_string(milliseconds(stall.length)) + ' ' + state + ' ' +
                        std::to_string(m_unreported));
    m_unreported = 0;
}

} // namespace desk
