// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalcursor.h"

#include "models/broker/batchrecord.h"
#include "models/broker/crc32c.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace desk {

using namespace journalformat;

namespace {

constexpr std::size_t readAhead = 256 * 1024;

} // namespace

JournalCursor::JournalCursor(std::filesystem::path folder, std::uint64_t from)
    : m_folder(std::move(folder))
    , m_position(std::max<std::uint64_t>(from, 1))
{
}

std::vector<std::uint64_t> JournalCursor::segments(const std::filesystem::path &folder)
{
    std::vector<std::uint64_t> all;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        std::uint64_t first = 0;
        const auto read = std::from_chars(name.data(), name.data() + name.size(), first);
        if (read.ec == std::errc{} && std::string_view(read.ptr) == ".seg")
            all.push_back(first);
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::filesystem::path JournalCursor::segmentPath(const std::filesystem::path &folder, std::uint64_t first)
{
    char name[40];
    std::snprintf(name, sizeof name, "%020llu.seg", static_cast<unsigned long long>(first));
    return folder / name;
}

JournalCursor::~JournalCursor()
{
    if (m_file >= 0)
        ::close(m_file);
}

std::optional<std::uint64_t> JournalCursor::oldest(const std::filesystem::path &folder)
{
    const auto all = segments(folder);
    return all.empty() ? std::nullopt : std::optional(all.front());
}

bool JournalCursor::isEmpty(const std::filesystem::path &folder)
{
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".seg")
            return false;
    }
    return !error || error == std::errc::no_such_file_or_directory;
}

Result<void> JournalCursor::sync(const std::filesystem::path &folder, std::uint64_t from)
{
    const auto all = segments(folder);
    auto segment = std::upper_bound(all.begin(), all.end(), from);
    for (segment -= segment == all.begin() ? 0 : 1; segment != all.end(); ++segment) {
        const std::filesystem::path path = segmentPath(folder, *segment);
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0 && errno == ENOENT)
            continue; // let go
        const int code = file < 0 || ::fdatasync(file) != 0 ? errno : 0;
        if (file >= 0)
            ::close(file);
        if (code != 0)
            return failure(ErrorCode::storageUnavailable,
                           path.string() + " cannot be brought to the disk: " + std::strerror(code));
    }
    return {};
}

bool JournalCursor::openFile(std::uint64_t first)
{
    const int file = ::open(segmentPath(m_folder, first).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        m_error = errno == ENOENT ? 0 : errno; // not there any more: it was let go
        return false;
    }
    if (m_file >= 0)
        ::close(m_file);
    m_file = file;
    m_segment = first;
    m_filled = 0;
    m_offset = 0;
    SegmentHeader header;
    const auto bytes = peek(sizeof header);
    if (bytes.size() >= sizeof header)
        std::memcpy(&header, bytes.data(), sizeof header);
    else
        header.magic = 0;
    m_offset = sizeof header;
    if (header.magic != magic || header.version != version)
        m_offset = UINT64_MAX / 2; // nothing to read in it
    return true;
}

bool JournalCursor::openSegmentFor(std::uint64_t sequence)
{
    const auto all = segments(m_folder);
    if (all.empty())
        return false;
    const auto after = std::upper_bound(all.begin(), all.end(), sequence);
    return openFile(after == all.begin() ? all.front() : *(after - 1));
}

bool JournalCursor::openNextSegment()
{
    const auto all = segments(m_folder);
    const auto after = std::upper_bound(all.begin(), all.end(), m_segment);
    return after != all.end() && openFile(*after);
}

std::span<const std::byte> JournalCursor::peek(std::size_t wanted)
{
    if (m_filled == 0 || m_offset < m_bufferOffset || m_offset + wanted > m_bufferOffset + m_filled) {
        m_buffer.resize(std::max(wanted, readAhead));
        m_bufferOffset = m_offset;
        m_filled = 0;
        while (m_filled < wanted) {
            const ssize_t n = ::pread(m_file, m_buffer.data() + m_filled, m_buffer.size() - m_filled,
                                      static_cast<off_t>(m_offset + m_filled));
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                m_error = errno;
            if (n <= 0)
                break;
            m_filled += static_cast<std::size_t>(n);
        }
    }
    const std::size_t from = static_cast<std::size_t>(m_offset - m_bufferOffset);
    return std::span(m_buffer).subspan(from, std::min(wanted, m_filled - from));
}

Result<JournalCursor::Step> JournalCursor::next(std::uint64_t end, std::size_t budget)
{
    if (m_position >= end)
        return Step{nullptr, true};
    m_error = 0;
    if (m_file < 0 && !openSegmentFor(m_position))
        return failure(ErrorCode::storageUnavailable, "no journal segment in " + m_folder.string());
    std::size_t seen = 0;
    while (seen < budget) {
        RecordHeader header;
        const auto head = peek(sizeof header + sizeof(BatchHeader));
        bool whole = head.size() >= sizeof header;
        if (whole) {
            std::memcpy(&header, head.data(), sizeof header);
            whole = (header.length ^ magic) == header.check && header.length <= maxRecordBytes;
        }
        if (!whole) {
            // The end of a segment, or of what can be read of it.
            const bool goesOn = m_error == 0 && openNextSegment();
            if (m_error != 0) { // not the end, only not readable now
                m_filled = 0;
                return failure(ErrorCode::storageUnavailable, "cannot read the journal in " +
                                                                  m_folder.string() + ": " +
                                                                  std::strerror(m_error));
            }
            if (!goesOn) {
                m_filled = 0; // more may be appended here
                return Step{nullptr, true};
            }
            continue;
        }
        const std::size_t size = sizeof header + header.length;
        BatchHeader batch;
        const bool isBatch =
            header.type == static_cast<std::uint32_t>(RecordType::batch) && header.length >= sizeof batch;
        if (isBatch && head.size() < sizeof header + sizeof batch) {
            m_filled = 0; // being written
            return Step{nullptr, true};
        }
        if (isBatch)
            std::memcpy(&batch, head.data() + sizeof header, sizeof batch);
        if (!isBatch || batch.firstSequence + batch.points <= m_position) {
            seen += std::min(size, readAhead);
            m_offset += size;
            continue;
        }
        const auto record = peek(size);
        if (record.size() < size) {
            m_filled = 0;
            return Step{nullptr, true};
        }
        const auto payload = record.subspan(sizeof header);
        const bool intact = crc32c(payload, crc32c(std::as_bytes(std::span(&header.type, 1)))) == header.crc;
        if (intact && batch.firstSequence >= end)
            return Step{nullptr, true};
        m_offset += size;
        seen += size;
        auto decoded = std::make_shared<SampleBatch>();
        if (intact && readColumns(payload, *decoded)) {
            m_position = decoded->lastSequence() + 1;
            return Step{std::move(decoded), false};
        }
    }
    return Step{nullptr, false};
}

} // namespace desk
