// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/recorder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "models/broker/journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace desk {

// A journal that batches are appended to, and a recorder that follows it, over real files.
class RecorderTest : public QObject
{
protected:
    static constexpr std::int64_t second = 1'000'000'000;
    static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemTimeService m_time;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Recorder> m_recorder;
    std::map<SeriesId, std::map<std::pair<std::int64_t, std::uint64_t>, double>> m_sent;

    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    Recorder::Options options() const
    {
        Recorder::Options o;
        o.file = path("session.desk");
        o.journal = path("journal");
        o.commitInterval = std::chrono::milliseconds(10);
        return o;
    }

    void startRecorder(Recorder::Options o)
    {
        auto opened = Recorder::open(std::move(o), *m_names, m_time, m_journal->nextSequence());
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        m_recorder = *std::move(opened);
    }

    // nodes points with two metrics each, the k-th of every node.
    SampleBatchPtr batch(int k, int nodes)
    {
        SampleBatch b;
        b.reception = Timestamp(std::chrono::seconds(1000 + k));
        for (int n = 0; n < nodes; ++n) {
            const auto node = m_names->node("n" + std::to_string(n), NodeType::satellite);
            const EntityId entity = *m_names->entity(*node);
            std::uint32_t hint = 0;
            b.addSample(*m_names->series(entity, "snr_db", hint), k * 0.5 + n, Quality::good);
            b.addSample(*m_names->series(entity, "count", hint), double(k), Quality::simulated);
            if (k == 3)
                b.wide.push_back({static_cast<std::uint32_t>(b.samples() - 1), (1LL << 60) + n});
            b.endPoint(entity, k * second);
        }
        return append(std::move(b));
    }

    SampleBatchPtr append(SampleBatch b)
    {
        if (!m_journal->append(b, *m_names))
            return nullptr;
        m_names->publish();
        for (std::size_t p = 0; p < b.points(); ++p) {
            for (std::uint32_t i = b.pointBegin(p); i < b.pointEnd[p]; ++i)
                m_sent[b.series[i]][{b.generation[p], b.firstSequence + p}] = b.value[i];
        }
        return std::make_shared<const SampleBatch>(std::move(b));
    }

    // Everything that was sent is in the file, and nothing else.
    QString differences(const std::filesystem::path &file) const
    {
        auto reader = SessionReader::open(file);
        if (!reader)
            return QString::fromStdString(reader.error().message);
        if ((*reader)->names().series.size() != m_sent.size())
            return QStringLiteral("%1 series of %2").arg((*reader)->names().series.size()).arg(m_sent.size());
        for (const auto &[series, points] : m_sent) {
            const auto samples = (*reader)->samples(series, lowest, highest);
            if (!samples)
                return QString::fromStdString(samples.error().message);
            if (samples->size() != points.size())
                return QStringLiteral("%1 samples of %2 in series %3")
                    .arg(samples->size())
                    .arg(points.size())
                    .arg(index(series));
            std::size_t i = 0;
            for (const auto &[at, value] : points) {
                if (samples->generation[i] != at.first || samples->sequence[i] != at.second ||
                    samples->value[i] != value)
                    return QStringLiteral("sample %1 of series %2").arg(i).arg(index(series));
                ++i;
            }
        }
        return {};
    }

    static int flips()
    {
        const int wanted = qEnvironmentVariableIntValue("DESK_FLIPS");
        return wanted > 0 ? wanted : 100;
    }

    // What a damaged file makes a reader say that is not so; empty when it says nothing wrong. Counts files
    // whose damage was noticed.
    QString lieOf(const std::filesystem::path &file, int &found) const
    {
        auto reader = SessionReader::open(file);
        if (!reader) {
            ++found;
            return {};
        }
        bool noticed = (*reader)->damagedNames() > 0;
        std::size_t missing = 0;
        for (const auto &[series, points] : m_sent) {
            const auto samples = (*reader)->samples(series, lowest, highest);
            if (!samples) {
                noticed = true;
                continue;
            }
            noticed = noticed || samples->damagedBlocks > 0;
            for (std::size_t i = 0; i < samples->size(); ++i) {
                const auto sent = points.find({samples->generation[i], samples->sequence[i]});
                if (sent == points.end() || sent->second != samples->value[i])
                    return QStringLiteral("a value that was never sent");
            }
            missing += points.size() - samples->size();
        }
        found += noticed;
        if (missing > 0 && !noticed)
            return QStringLiteral("%1 samples missing without a word").arg(missing);
        return {};
    }

    void startJournal()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_names = std::make_unique<SeriesDictionary>();
        m_sent.clear();
        Journal::Options o;
        o.folder = path("journal");
        o.segmentBytes = 100'000;
        Journal::Recovery recovery;
        auto opened = Journal::open(
            std::move(o), *m_names, [](SampleBatch &&) {}, recovery);
        QVERIFY(opened);
        m_journal = *std::move(opened);
    }
    void stopJournal()
    {
        m_recorder.reset();
        m_journal.reset();
    }
};

} // namespace desk
