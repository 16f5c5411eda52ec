// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskstatistics.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <ctime>
#include <unistd.h>

namespace desk {

using namespace Qt::StringLiterals;

double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0) : 0;
}

double processAgeMs()
{
    QFile file(u"/proc/self/stat"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third one on
    constexpr int startTime = 22 - 3;
    if (fields.size() <= startTime)
        return 0;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double start = fields[startTime].toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) * 1e-9 - start) * 1e3;
}

double threadCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

QByteArray DeskStatistics::toJson() const
{
    const auto rounded = [](double value) { return double(qRound64(value * 100)) / 100.0; };
    const QJsonObject dropped{{u"display"_s, qint64(counters.displayDropped)}};
    const QJsonObject json{{u"points"_s, QJsonObject{{u"received"_s, qint64(counters.points)},
                                                     {u"stored"_s, qint64(counters.journalled)},
                                                     {u"dropped"_s, dropped}}},
                           {u"frames"_s, QJsonObject{{u"count"_s, qint64(frames.count)},
                                                     {u"p50_ms"_s, rounded(frames.p50Ms)},
                                                     {u"p99_ms"_s, rounded(frames.p99Ms)},
                                                     {u"longest_stall_ms"_s, rounded(frames.longestStallMs)},
                                                     {u"first_ms"_s, rounded(firstFrameMs)},
                                                     {u"per_second"_s, framesPerSecond}}},
                           {u"painted"_s, QJsonObject{{u"p50_ms"_s, rounded(paintedP50Ms)},
                                                      {u"p99_ms"_s, rounded(paintedP99Ms)}}},
                           {u"process"_s, QJsonObject{{u"rss_mib"_s, rounded(rssMiB)},
                                                      {u"gui_cpu_percent"_s, rounded(guiCpuPercent)}}},
                           {u"fleet"_s, QJsonObject{{u"nodes"_s, qint64(nodes)},
                                                    {u"edges"_s, qint64(edges)},
                                                    {u"series"_s, qint64(series)}}},
                           {u"predictions"_s, qint64(predictions)},
                           {u"alarms"_s, qint64(violations)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace desk
