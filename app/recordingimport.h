// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <thread>

class QTemporaryDir;

namespace desk {

class BatchComposer;
class ImportReader;

// Turns a file of another format into a session in a temporary folder, which goes when nobody holds it any
// more. Reads on a thread of its own; the signals come on the GUI thread, and exactly one of finished, failed
// and cancelled is the last.
class RecordingImport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordingImport)

public:
    explicit RecordingImport(std::filesystem::path file, QObject *parent = nullptr);
    ~RecordingImport() override;

    void start();
    void cancel();
    [[nodiscard]] std::filesystem::path session() const;
    [[nodiscard]] std::shared_ptr<void> folder() const { return m_folder; }

Q_SIGNALS:
    void progressed(double share, quint64 points); // of the file's bytes, 0 to 1
    void finished(const QString &remark);          // what was left out; empty = nothing
    void failed(const QString &reason);
    void cancelled();

private:
    void run(const std::stop_token &stop);
    Result<void> read(const std::stop_token &stop);
    Result<void> take(ImportReader &reader, BatchComposer &composer);

    const std::filesystem::path m_file;
    const std::shared_ptr<QTemporaryDir> m_folder;
    std::uint64_t m_skipped = 0; // of the thread
    std::string m_firstSkipped;
    QString m_remark;
    std::jthread m_thread; // last: it uses the rest
};

} // namespace desk
