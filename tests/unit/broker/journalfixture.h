// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>

namespace desk {

// A journal of a test's folder with what it handed out when it opened, and a disk that fails on demand.
struct Opened
{
    SeriesDictionary names;
    std::vector<SampleBatch> batches;
    Journal::Recovery recovery;
    std::unique_ptr<Journal> journal;
    Error error;
    int faults = 0;

    explicit Opened(const QString &folder, std::uint64_t segmentBytes = 64U << 20U,
                    std::uint64_t maxBytes = 1U << 30U, const JournalFileMaker &makeFile = createJournalFile)
    {
        Journal::Options options{folder.toStdString(), segmentBytes, maxBytes};
        options.makeFile = makeFile;
        options.onFault = [this](const Error &) { ++faults; };
        auto opened = Journal::open(
            std::move(options), names, [this](SampleBatch &&batch) { batches.push_back(std::move(batch)); },
            recovery);
        if (opened)
            journal = *std::move(opened);
        else
            error = opened.error();
    }

    // One point of two series and a text about node n<k>.
    Result<void> append(int k, const IdempotentAnswer *answer = nullptr)
    {
        SampleBatch batch;
        const EntityId entity = *names.entity(*names.node("n" + std::to_string(k), NodeType::device));
        std::uint32_t hint = 0;
        batch.addSample(*names.series(entity, "a", hint), k, Quality::good);
        batch.addSample(*names.series(entity, "b", hint), -k, Quality::uncertain);
        const SeriesId mode = *names.series(entity, "mode", hint, ValueKind::text);
        batch.addSample(mode, *names.textCode(mode, "on"), Quality::good);
        batch.wide.push_back({0, (1LL << 60) + k});
        batch.endPoint(entity, 1000 + k);
        batch.reception = fromNanoseconds(2000 + k);
        auto appended = journal->append(batch, names, answer);
        names.publish();
        return appended;
    }
};

// What the disk does wrong from now on, for all files of a journal.
struct Disk
{
    int writeError = 0;
    int syncError = 0;
    bool shortWrites = false; // the rest fails with writeError
    int filesMade = 0;
    int writesAfterError = 0; // to a file that has failed: must stay 0
    int syncsAfterError = 0;
};

class FaultyFile final : public JournalFile
{
public:
    FaultyFile(std::shared_ptr<JournalFile> file, Disk &disk)
        : m_file(std::move(file))
        , m_disk(disk)
    {
    }
    ssize_t write(const iovec *parts, int count) override
    {
        m_disk.writesAfterError += m_failed ? 1 : 0;
        if (m_disk.writeError == 0)
            return m_file->write(parts, count);
        if (m_disk.shortWrites && !std::exchange(m_took, true)) {
            const iovec half{parts[0].iov_base, parts[0].iov_len / 2};
            return m_file->write(&half, 1);
        }
        m_failed = true;
        errno = m_disk.writeError;
        return -1;
    }
    int sync() override
    {
        m_disk.syncsAfterError += m_failedSync ? 1 : 0;
        m_failedSync = m_failedSync || m_disk.syncError != 0;
        return m_disk.syncError != 0 ? m_disk.syncError : m_file->sync();
    }
    int publish(const std::filesystem::path &name) override { return m_file->publish(name); }
    int cut(std::uint64_t size) override { return m_file->cut(size); }
    int reserve(std::uint64_t bytes) override
    {
        return m_disk.writeError != 0 ? m_disk.writeError : m_file->reserve(bytes);
    }

private:
    const std::shared_ptr<JournalFile> m_file;
    Disk &m_disk;
    bool m_failed = false;
    bool m_failedSync = false;
    bool m_took = false;
};

inline JournalFileMaker filesOf(Disk &disk)
{
    return [&disk](const std::filesystem::path &path) -> Result<std::shared_ptr<JournalFile>> {
        auto made = createJournalFile(path);
        if (!made)
            return made;
        ++disk.filesMade;
        return std::make_shared<FaultyFile>(*made, disk);
    };
}

// In memory where there is such a folder: thousands of syncs would take minutes.
inline QString scratch()
{
    return QDir(QStringLiteral("/dev/shm")).exists()
               ? QStringLiteral("/dev/shm/tst_journal-XXXXXX")
               : QDir::tempPath() + QStringLiteral("/tst_journal-XXXXXX");
}

inline QStringList segments(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.seg")}, QDir::Files, QDir::Name);
}

} // namespace desk
