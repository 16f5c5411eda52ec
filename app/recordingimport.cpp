// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recordingimport.h"

#include "models/datalink/csvcolumns.h"
#include "models/exchange/batchcomposer.h"
#include "models/exchange/importreader.h"
#include "models/exchange/sessionexchange.h"

#include <QTemporaryDir>

#include <fstream>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t pieceBytes = 256U << 10U;
constexpr std::chrono::milliseconds progressInterval{100};

} // namespace

RecordingImport::RecordingImport(std::filesystem::path file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_folder(std::make_shared<QTemporaryDir>())
{
}

RecordingImport::~RecordingImport() = default;

std::filesystem::path RecordingImport::session() const
{
    return m_folder->filePath(u"import.desk"_s).toStdString();
}

void RecordingImport::start()
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void RecordingImport::cancel()
{
    m_thread.request_stop();
}

void RecordingImport::run(const std::stop_token &stop)
{
    const auto done = read(stop);
    const bool wasStopped = stop.stop_requested();
    const QString reason = done ? QString() : QString::fromStdString(done.error().message);
    QMetaObject::invokeMethod(
        this,
        [this, wasStopped, reason] {
            if (wasStopped)
                Q_EMIT cancelled();
            else if (!reason.isEmpty())
                Q_EMIT failed(reason);
            else
                Q_EMIT finished(m_remark);
        },
        Qt::QueuedConnection);
}

Result<void> RecordingImport::read(const std::stop_token &stop)
{
    const std::string name = m_file.filename().string();
    std::error_code error;
    const auto size = std::filesystem::file_size(m_file, error);
    std::ifstream in(m_file, std::ios::binary);
    if (error || !in)
        return failure(ErrorCode::notFound,
                       name + " cannot be read: " + (error ? error.message() : "permission denied"));
    if (!m_folder->isValid())
        return failure(ErrorCode::permissionDenied,
                       "no folder for temporary files can be made: " + m_folder->errorString().toStdString());
    auto builder = SessionBuilder::open(session());
    if (!builder)
        return tl::unexpected(builder.error());
    SessionSink sink(**builder);
    BatchComposer composer(sink);
    PointReaderOptions options;
    options.file.fallback = nodeName(m_file.stem().string());
    ImportReader reader(options, std::nullopt);
    std::string piece(pieceBytes, '\0');
    std::uint64_t readBytes = 0;
    auto told = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto count = static_cast<std::size_t>(in.gcount());
        if (count == 0)
            reader.finish();
        else
            reader.append(std::string_view(piece).substr(0, count));
        if (auto taken = take(reader, composer); !taken)
            return taken;
        if (count == 0)
            break;
        readBytes += count;
        if (const auto now = std::chrono::steady_clock::now(); now - told >= progressInterval) {
            told = now;
            const double share = size > 0 ? double(readBytes) / double(size) : 1;
            QMetaObject::invokeMethod(
                this, [this, share, points = composer.totals().points] { Q_EMIT progressed(share, points); },
                Qt::QueuedConnection);
        }
    }
    if (stop.stop_requested())
        return {};
    if (auto finished = composer.finish(); !finished)
        return finished;
    if (composer.totals().points == 0)
        return failure(ErrorCode::invalidArgument,
                       name + " has no points in it" +
                           (m_skipped > 0 ? "; the first row that was refused: " + m_firstSkipped : ""));
    if (auto described = (*builder)->describe("imported_from", name); !described)
        return described;
    if (m_skipped > 0)
        m_remark = tr("%n row(s) of %1 left out; the first: %2", nullptr,
                      int(std::min<std::uint64_t>(m_skipped, 1'000'000'000)))
                       .arg(QString::fromStdString(name), QString::fromStdString(m_firstSkipped));
    return (*builder)->finish();
}

Result<void> RecordingImport::take(ImportReader &reader, BatchComposer &composer)
{
    for (;;) {
        auto point = reader.next();
        if (!point && point.error().index < 0)
            return failure(point.error().code, m_file.filename().string() + ": " + point.error().message);
        if (!point) {
            if (m_skipped++ == 0)
                m_firstSkipped = std::to_string(point.error().index) + ": " + point.error().message;
        } else if (!*point) {
            return {};
        } else if (auto added = composer.add(std::move(**point)); !added) {
            return added;
        }
    }
}

} // namespace desk
