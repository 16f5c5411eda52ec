// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/csvfoldertransport.h"

#include "models/links/filetailtransport.h"

#include <QDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t csvPiece = 256 * 1024;
constexpr int csvPiecesATurn = 64;
constexpr auto csvPoll = 500ms;
constexpr qint64 csvQuiet = 2'000; // ms after which a file is taken to be complete

} // namespace

CsvFolderTransport::CsvFolderTransport(TransportParts parts, CsvFolderSettings settings, bool headerLine)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_headerLine(headerLine)
    , m_buffer(csvPiece)
{
    connect(&m_poll, &QTimer::timeout, this, [this] { readOn(); });
}

void CsvFolderTransport::open()
{
    const int folder = ::open(m_settings.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return failed(fileReason(errno, m_settings.path));
    ::close(folder);
    opened(m_settings.path);
    m_poll.start(csvPoll);
    readOn();
}

void CsvFolderTransport::close()
{
    m_poll.stop();
    for (auto &[path, file] : m_files) {
        if (file.begun)
            parts().sink.ended(path);
        file.begun = false;
    }
    parts().sink.handOver();
}

void CsvFolderTransport::readOn()
{
    const QDir folder(QString::fromStdString(m_settings.path));
    if (!folder.exists())
        return failed(fileReason(ENOENT, m_settings.path));
    const auto found = folder.entryList({QString::fromStdString(m_settings.pattern)},
                                        QDir::Files | QDir::Readable, QDir::Name);
    std::set<std::string> there;
    bool all = true;
    for (const QString &name : found) {
        const std::string path = folder.filePath(name).toStdString();
        there.insert(path);
        all = all && readFile(path, m_files[path]);
    }
    if (!all)
        return;
    for (auto one = m_files.begin(); one != m_files.end();) {
        if (one->second.begun && one->second.unchanged.isValid() &&
            one->second.unchanged.hasExpired(csvQuiet))
            endFile(one->first, one->second);
        one = there.count(one->first) == 0 && !one->second.begun ? m_files.erase(one) : std::next(one);
    }
}

// Whether its end was reached.
bool CsvFolderTransport::readFile(const std::string &path, File &file)
{
    struct stat now = {};
    if (::stat(path.c_str(), &now) != 0 || (now.st_size == file.offset))
        return true;
    if (now.st_size < file.offset) { // written anew
        if (file.begun)
            parts().sink.ended(path);
        file = {};
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        complain(fileReason(errno, path));
        return true;
    }
    if (!file.begun && file.offset > 0 && m_headerLine)
        repeatHeader(descriptor, path);
    file.begun = true;
    bool ended = false;
    for (int piece = 0; piece < csvPiecesATurn && !ended && !mustWait(); ++piece) {
        const ssize_t got = ::pread(descriptor, m_buffer.data(), m_buffer.size(), file.offset);
        ended = got <= 0;
        if (ended)
            break;
        file.offset += got;
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, path, false);
        parts().sink.handOver();
    }
    ::close(descriptor);
    file.unchanged.start();
    return ended;
}

void CsvFolderTransport::endFile(const std::string &path, File &file)
{
    parts().sink.ended(path);
    parts().sink.handOver();
    file.begun = false;
    if (m_settings.moveTo.empty())
        return;
    QDir folder(QString::fromStdString(m_settings.path));
    const QString target = QString::fromStdString(m_settings.moveTo);
    const QString name = folder.relativeFilePath(QString::fromStdString(path));
    if (!folder.mkpath(target) || !folder.rename(name, target + QLatin1Char('/') + name))
        return complain(path + " cannot be moved to " + m_settings.moveTo +
                        "; allow writing there, or move the file that has its name");
    file = {}; // another of this name is new
}

void CsvFolderTransport::repeatHeader(int descriptor, const std::string &path)
{
    const ssize_t got = ::pread(descriptor, m_buffer.data(), m_buffer.size(), 0);
    const auto end = m_buffer.begin() + std::max<ssize_t>(got, 0);
    const auto line = std::find(m_buffer.begin(), end, '\n');
    if (line != end)
        parts().sink.take({{m_buffer.data(), static_cast<std::size_t>(line - m_buffer.begin()) + 1},
                           parts().time.now(),
                           path,
                           false});
}

} // namespace desk
