// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"

#include "models/broker/crc32c.h"
#include "models/broker/definitionrecord.h"
#include "models/broker/journalformat.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

namespace desk {

using namespace journalformat;

namespace {

template <class T>
requires std::is_trivially_copyable_v<T> std::span<const std::byte> bytesOf(const T &value)
{
    return std::as_bytes(std::span(&value, 1));
}

template <class T>
std::span<const std::byte> bytesOf(const std::vector<T> &column)
{
    return std::as_bytes(std::span(column));
}

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

Journal::~Journal()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<void> Journal::openSegment(const SeriesDictionary &dictionary)
{
    char name[40];
    std::snprintf(name, sizeof name, "%020llu.seg", static_cast<unsigned long long>(m_nextSequence));
    const std::filesystem::path path = m_options.folder / name;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(ErrorCode::storageUnavailable,
                       "cannot create " + path.string() + ": " + std::strerror(errno));
    if (m_file >= 0)
        ::close(m_file);
    m_file = file;
    m_segmentBytes = 0;
    m_defined = {};
    const SegmentHeader header{magic, version, m_nextSequence};
    const std::array<std::span<const std::byte>, 1> start{bytesOf(header)};
    if (auto written = write(start); !written)
        return written;
    if (!m_fleet.empty()) {
        const std::array<std::span<const std::byte>, 1> fleet{bytesOf(std::string_view(m_fleet))};
        return writeRecord(static_cast<std::uint8_t>(RecordType::fleet), fleet, dictionary);
    }
    return {};
}

// All or nothing: what a failed write left behind is cut off again.
Result<void> Journal::write(std::span<const std::span<const std::byte>> parts)
{
    std::array<iovec, 16> vectors{};
    std::size_t count = 0;
    std::uint64_t total = 0;
    for (const auto part : parts) {
        if (part.empty())
            continue;
        vectors[count++] = {const_cast<std::byte *>(part.data()), part.size()}; // writev does not write to it
        total += part.size();
    }
    std::uint64_t left = total;
    iovec *at = vectors.data();
    while (left > 0) {
        const ssize_t n = ::writev(m_file, at, static_cast<int>(vectors.data() + count - at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const int error = errno;
            if (::ftruncate(m_file, static_cast<off_t>(m_segmentBytes)) == 0)
                ::lseek(m_file, static_cast<off_t>(m_segmentBytes), SEEK_SET);
            return failure(ErrorCode::storageUnavailable, std::string("the journal cannot be written: ") +
                                                              std::strerror(error) +
                                                              "; free space in the data folder");
        }
        left -= static_cast<std::uint64_t>(n);
        auto done = static_cast<std::size_t>(n);
        while (done > 0 && done >= at->iov_len) {
            done -= at->iov_len;
            ++at;
        }
        if (done > 0) {
            at->iov_base = static_cast<std::byte *>(at->iov_base) + done;
            at->iov_len -= done;
        }
    }
    m_segmentBytes += total;
    m_totalBytes += total;
    return {};
}

Result<void> Journal::makeRoom(std::uint64_t bytes, const SeriesDictionary &dictionary)
{
    if (m_totalBytes + bytes > m_options.maxBytes)
        return failure(ErrorCode::storageUnavailable,
                       "the journal holds " + std::to_string(m_totalBytes >> 20U) + " MiB, its limit is " +
                           std::to_string(m_options.maxBytes >> 20U) +
                           " MiB; move the data folder's journal away or raise journal.max_bytes");
    if (m_file < 0 || (m_segmentBytes > m_options.segmentBytes && m_segmentBytes > sizeof(SegmentHeader)))
        return openSegment(dictionary);
    return {};
}

// One write for the names that are new in this segment and the record itself.
Result<void> Journal::writeRecord(std::uint8_t type, std::span<const std::span<const std::byte>> payload,
                                  const SeriesDictionary &dictionary)
{
    const auto headerOf = [](std::uint32_t recordType, std::span<const std::span<const std::byte>> parts) {
        RecordHeader header;
        header.type = recordType;
        header.crc = crc32c(bytesOf(recordType));
        for (const auto part : parts) {
            header.crc = crc32c(part, header.crc);
            header.length += static_cast<std::uint32_t>(part.size());
        }
        header.check = header.length ^ magic;
        return header;
    };
    const DictionaryCursor now{dictionary.nodeCount(), dictionary.entityCount(), dictionary.seriesCount(),
                               dictionary.textCount()};
    std::array<std::span<const std::byte>, 16> parts{};
    std::size_t count = 0;
    m_definitions.clear();
    RecordHeader definitions;
    if (now != m_defined) {
        encodeDefinitions(dictionary, m_defined, m_definitions);
        const std::array<std::span<const std::byte>, 1> names{bytesOf(std::string_view(m_definitions))};
        definitions = headerOf(static_cast<std::uint32_t>(RecordType::definitions), names);
        parts[count++] = bytesOf(definitions);
        parts[count++] = names[0];
    }
    const RecordHeader header = headerOf(type, payload);
    parts[count++] = bytesOf(header);
    for (const auto part : payload)
        parts[count++] = part;
    auto written = write(std::span(parts).first(count));
    if (written)
        m_defined = now;
    return written;
}

Result<void> Journal::append(SampleBatch &batch, const SeriesDictionary &dictionary,
                             const IdempotentAnswer *answer)
{
    const std::uint64_t size = batch.points() * 16 + batch.samples() * 13 + 4096 +
                               (answer ? answer->key.size() + answer->answer.size() : 0);
    if (auto room = makeRoom(size, dictionary); !room)
        return room;
    const BatchHeader header{m_nextSequence,
                             nanoseconds(batch.reception),
                             static_cast<std::uint32_t>(batch.points()),
                             static_cast<std::uint32_t>(batch.samples()),
                             static_cast<std::uint32_t>(batch.wide.size()),
                             batch.source,
                             static_cast<std::uint32_t>(answer ? answer->key.size() : 0),
                             static_cast<std::uint32_t>(answer ? answer->answer.size() : 0)};
    std::vector<std::byte> wide(batch.wide.size() * wideBytes);
    for (std::size_t i = 0; i < batch.wide.size(); ++i) {
        std::memcpy(wide.data() + i * wideBytes, &batch.wide[i].sample, 4);
        std::memcpy(wide.data() + i * wideBytes + 4, &batch.wide[i].value, 8);
    }
    const std::string_view key = answer ? std::string_view(answer->key) : std::string_view{};
    const std::string_view body = answer ? std::string_view(answer->answer) : std::string_view{};
    const std::array<std::span<const std::byte>, 10> payload{bytesOf(header),
                                                             bytesOf(batch.generation),
                                                             bytesOf(batch.value),
                                                             bytesOf(batch.entity),
                                                             bytesOf(batch.pointEnd),
                                                             bytesOf(batch.series),
                                                             bytesOf(batch.quality),
                                                             bytesOf(wide),
                                                             bytesOf(key),
                                                             bytesOf(body)};
    if (auto written = writeRecord(static_cast<std::uint8_t>(RecordType::batch), payload, dictionary);
        !written)
        return written;
    batch.firstSequence = m_nextSequence;
    m_nextSequence += batch.points();
    return {};
}

Result<void> Journal::appendFleet(std::string_view json, const SeriesDictionary &dictionary)
{
    if (auto room = makeRoom(json.size() + 4096, dictionary); !room)
        return room;
    const std::array<std::span<const std::byte>, 1> payload{bytesOf(json)};
    if (auto written = writeRecord(static_cast<std::uint8_t>(RecordType::fleet), payload, dictionary);
        !written)
        return written;
    m_fleet = json;
    return {};
}

} // namespace desk
