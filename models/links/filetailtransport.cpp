// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/filetailtransport.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t tailPiece = 256 * 1024;
constexpr int tailPiecesATurn = 64;
constexpr auto tailPoll = 100ms;

} // namespace

std::string fileReason(int error, const std::string &path)
{
    switch (error) {
    case ENOENT:
        return path + " is not there; it is read as soon as it is";
    case EACCES:
        return path + ": permission denied; allow this user to read it";
    case ENOTDIR:
        return path + " is no folder; choose one";
    default:
        return path + ": " + std::strerror(error);
    }
}

FileTailTransport::FileTailTransport(TransportParts parts, FileTailSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_buffer(tailPiece)
{
    connect(&m_poll, &QTimer::timeout, this, [this] { readOn(); });
}

FileTailTransport::~FileTailTransport()
{
    close();
}

void FileTailTransport::open()
{
    if (!openFile(m_settings.fromStart || m_known)) {
        m_known = m_known || errno == ENOENT; // what appears from now on is new
        return failed(fileReason(errno, m_settings.path));
    }
    m_known = true;
    opened(m_settings.path);
    m_poll.start(tailPoll);
    readOn();
}

void FileTailTransport::close()
{
    m_poll.stop();
    if (m_file < 0)
        return;
    ::close(m_file);
    m_file = -1;
    parts().sink.ended(m_settings.path);
    parts().sink.handOver();
}

bool FileTailTransport::openFile(bool fromStart)
{
    const int file = ::open(m_settings.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat found = {};
    if (file < 0 || ::fstat(file, &found) != 0)
        return false;
    if (!S_ISREG(found.st_mode)) {
        ::close(file);
        errno = S_ISDIR(found.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    m_file = file;
    m_device = found.st_dev;
    m_inode = found.st_ino;
    m_offset = fromStart ? 0 : found.st_size;
    return true;
}

// Whether its end was reached.
bool FileTailTransport::readToEnd()
{
    for (int piece = 0; piece < tailPiecesATurn; ++piece) {
        if (mustWait())
            return false;
        const ssize_t got = ::pread(m_file, m_buffer.data(), m_buffer.size(), m_offset);
        if (got <= 0)
            return true;
        m_offset += got;
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, m_settings.path, false);
        parts().sink.handOver();
    }
    return false;
}

bool FileTailTransport::turnedOver() const
{
    struct stat now = {};
    if (::stat(m_settings.path.c_str(), &now) != 0)
        return false; // renamed, and nothing new yet: the old one may still grow
    return now.st_dev != m_device || now.st_ino != m_inode || now.st_size < m_offset;
}

void FileTailTransport::readOn()
{
    if (m_file < 0 || !readToEnd() || !turnedOver())
        return;
    // Once more: what was written between its end and the turn. An emptied file has nothing there.
    if (!readToEnd())
        return;
    ::close(m_file);
    m_file = -1;
    parts().sink.ended(m_settings.path);
    parts().sink.handOver();
    if (!openFile(true))
        return failed(fileReason(errno, m_settings.path));
    readToEnd();
}

} // namespace desk
