// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/recordfile.h"

#include "models/broker/crc32c.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

constexpr std::uint32_t mark = 0x51544443; // "CDTQ"

struct Frame
{
    std::uint32_t length = 0;
    std::uint32_t crc = 0;
    std::uint32_t type = 0;
    std::uint32_t check = 0; // length ^ mark: a wrong length is known before it is followed
};

tl::unexpected<Error> systemFailure(const std::string &what)
{
    return failure(ErrorCode::storageUnavailable,
                   what + ": " + std::strerror(errno) + "; free space in the data folder");
}

std::uint32_t crcOf(std::uint32_t type)
{
    return crc32c(std::as_bytes(std::span(&type, 1)));
}

// The content of the record that begins here, when there is one.
std::optional<std::span<const std::byte>> recordAt(std::span<const std::byte> bytes, std::uint32_t &type)
{
    Frame frame;
    if (bytes.size() < sizeof frame)
        return std::nullopt;
    std::memcpy(&frame, bytes.data(), sizeof frame);
    if (frame.check != (frame.length ^ mark) || frame.length > bytes.size() - sizeof frame)
        return std::nullopt;
    const auto content = bytes.subspan(sizeof frame, frame.length);
    if (crc32c(content, crcOf(frame.type)) != frame.crc)
        return std::nullopt;
    type = frame.type;
    return content;
}

} // namespace

Result<RecordFile::Scan> RecordFile::scan(const std::filesystem::path &path, const Visit &visit)
{
    Scan found;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT)
            return found;
        return systemFailure("cannot read " + path.string());
    }
    struct stat info
    {
    };
    const bool sized = ::fstat(file, &info) == 0;
    const auto size = static_cast<std::size_t>(info.st_size);
    void *map = sized && size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
    ::close(file);
    if (!sized || map == MAP_FAILED)
        return systemFailure("cannot read " + path.string());
    const std::span bytes(static_cast<const std::byte *>(map), size);
    std::size_t at = 0;
    while (at < size) {
        std::uint32_t type = 0;
        const auto content = recordAt(bytes.subspan(at), type);
        if (!content) {
            ++at;
            continue;
        }
        found.damagedBytes += at - found.end;
        visit(at, type, *content);
        at += sizeof(Frame) + content->size();
        found.end = at;
    }
    found.tornBytes = size - found.end;
    if (map)
        ::munmap(map, size);
    return found;
}

Result<RecordFile> RecordFile::openToRead(const std::filesystem::path &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return systemFailure("cannot read " + path.string());
    return RecordFile(file, 0);
}

Result<RecordFile> RecordFile::openToAppend(const std::filesystem::path &path, std::uint64_t end)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return systemFailure("cannot create " + path.string());
    RecordFile opened(file, end);
    if (::ftruncate(file, static_cast<off_t>(end)) != 0)
        return systemFailure("cannot cut " + path.string());
    return opened;
}

RecordFile::~RecordFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

RecordFile::RecordFile(RecordFile &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
    , m_size(other.m_size)
{
}

RecordFile &RecordFile::operator=(RecordFile &&other) noexcept
{
    std::swap(m_file, other.m_file);
    m_size = other.m_size;
    return *this;
}

Result<std::uint64_t> RecordFile::append(std::uint32_t type,
                                         std::span<const std::span<const std::byte>> content)
{
    Frame frame;
    frame.type = type;
    frame.crc = crcOf(type);
    std::array<iovec, 8> vectors{};
    std::size_t count = 1;
    for (const auto part : content) {
        frame.crc = crc32c(part, frame.crc);
        frame.length += static_cast<std::uint32_t>(part.size());
        if (!part.empty())
            vectors[count++] = {const_cast<std::byte *>(part.data()), part.size()}; // only read
    }
    frame.check = frame.length ^ mark;
    vectors[0] = {&frame, sizeof frame};
    const std::uint64_t total = sizeof frame + frame.length;
    std::uint64_t done = 0;
    iovec *at = vectors.data();
    iovec *const end = vectors.data() + count;
    while (done < total) {
        const ssize_t n =
            ::pwritev(m_file, at, static_cast<int>(end - at), static_cast<off_t>(m_size + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const int error = errno;
            // Where even this fails the next record overwrites what is left, and a start cuts it off.
            static_cast<void>(::ftruncate(m_file, static_cast<off_t>(m_size)));
            errno = error;
            return systemFailure("a topic cannot be written");
        }
        done += static_cast<std::uint64_t>(n);
        auto written = static_cast<std::size_t>(n);
        while (at < end && written >= at->iov_len) {
            written -= at->iov_len;
            ++at;
        }
        if (at < end) {
            at->iov_base = static_cast<std::byte *>(at->iov_base) + written;
            at->iov_len -= written;
        }
    }
    return std::exchange(m_size, m_size + total);
}

Result<std::string> RecordFile::read(std::uint64_t position) const
{
    Frame frame;
    if (::pread(m_file, &frame, sizeof frame, static_cast<off_t>(position)) != ssize_t{sizeof frame} ||
        frame.check != (frame.length ^ mark) || frame.length > maxContent)
        return failure(ErrorCode::parseError, "no record at byte " + std::to_string(position));
    std::string content(frame.length, '\0');
    std::size_t have = 0;
    while (have < content.size()) {
        const ssize_t n = ::pread(m_file, content.data() + have, content.size() - have,
                                  static_cast<off_t>(position + sizeof frame + have));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        have += static_cast<std::size_t>(n);
    }
    if (have < content.size() || crc32c(std::as_bytes(std::span(content)), crcOf(frame.type)) != frame.crc)
        return failure(ErrorCode::parseError, "a damaged record at byte " + std::to_string(position));
    return content;
}

} // namespace desk
