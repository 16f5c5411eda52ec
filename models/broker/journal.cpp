// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"

#include "models/broker/crc32c.h"
#include "models/broker/definitionrecord.h"
#include "models/broker/journalcursor.h"
#include "models/broker/journalformat.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>

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

Journal::Journal(Options options)
    : m_options(std::move(options))
    , m_sync(m_options.post, [this](const Error &error) {
        // The sync may have been of an earlier segment; what was written since is no safer.
        m_file.reset();
        m_fault = error;
        if (m_options.onFault)
            m_options.onFault(error);
    })
{
}

Journal::~Journal()
{
    m_sync.finish();
}

tl::unexpected<Error> Journal::fail(const std::string &what, int code)
{
    m_file.reset();
    m_fault = Error{ErrorCode::storageUnavailable,
                    what + ": " + std::strerror(code) +
                        (code == ENOSPC || code == EDQUOT ? "; free space in the data folder" : ""),
                    {}};
    if (m_options.onFault)
        m_options.onFault(*m_fault);
    return tl::unexpected<Error>(*m_fault);
}

// Named by the first number it may hold. A file of that name holds no points, only names and the fleet, which
// the new one repeats: it is replaced as a whole or not at all.
Result<void> Journal::openSegment(const SeriesDictionary &dictionary)
{
    char name[40];
    std::snprintf(name, sizeof name, "%020llu.seg", static_cast<unsigned long long>(m_nextSequence));
    const std::filesystem::path path = m_options.folder / name;
    std::filesystem::path fresh = path;
    fresh += ".new";
    auto made = m_options.makeFile(fresh);
    if (!made) {
        m_file.reset();
        m_fault = made.error();
        if (m_options.onFault)
            m_options.onFault(*m_fault);
        return tl::unexpected(made.error());
    }
    m_file = *std::move(made);
    m_path = path;
    m_segmentBytes = 0;
    m_defined = {};
    std::error_code error;
    const std::uintmax_t replaced = std::filesystem::file_size(path, error);
    const bool replaces = !error;
    const SegmentHeader header{magic, version, m_nextSequence};
    const std::array<std::span<const std::byte>, 1> start{bytesOf(header)};
    if (auto written = write(start); !written)
        return written;
    if (!m_fleet.empty()) {
        const std::array<std::span<const std::byte>, 1> fleet{bytesOf(std::string_view(m_fleet))};
        if (auto written = writeRecord(static_cast<std::uint8_t>(RecordType::fleet), fleet, dictionary);
            !written)
            return written;
    }
    if (const int code = replaces ? m_file->sync() : 0; code != 0)
        return fail("the disk did not take " + fresh.string(), code);
    if (const int code = m_file->publish(path); code != 0)
        return fail("cannot name " + path.string(), code);
    m_totalBytes -= replaces ? std::min<std::uint64_t>(replaced, m_totalBytes) : 0;
    return {};
}

// All or nothing: what a failed write left behind is cut off, and the file is not written to again.
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
        const ssize_t n = m_file->write(at, static_cast<int>(vectors.data() + count - at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            const int code = n < 0 ? errno : ENOSPC;
            static_cast<void>(m_file->cut(m_segmentBytes)); // a start finds and cuts what stays
            return fail("the journal cannot be written", code);
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
    m_sync.written(m_file);
    return {};
}

void Journal::probe(const SeriesDictionary &dictionary, std::function<void()> recovered)
{
    if (!m_fault || m_probing)
        return;
    // Enough for most records: a disk with room for a header only would fail again at once.
    constexpr std::uint64_t wanted = 1U << 20U;
    if (auto opened = openSegment(dictionary); !opened)
        return;
    if (const int code = m_file->reserve(wanted); code != 0) {
        static_cast<void>(fail("the journal cannot grow", code));
        return;
    }
    m_probing = true;
    m_sync.whenClean([this, recovered = std::move(recovered)](const Result<void> &synced) {
        m_probing = false;
        if (!synced || !m_file)
            return;
        m_fault.reset();
        if (recovered)
            recovered();
    });
}

Result<void> Journal::makeRoom(std::uint64_t bytes, const SeriesDictionary &dictionary)
{
    m_full = !m_fault && m_totalBytes + bytes > m_options.maxBytes;
    if (m_fault)
        return tl::unexpected(*m_fault);
    if (m_full)
        return failure(ErrorCode::storageUnavailable,
                       "the journal holds " + std::to_string(m_totalBytes >> 20U) + " MiB, its limit is " +
                           std::to_string(m_options.maxBytes >> 20U) +
                           " MiB; move the data folder's journal away or raise journal.max_bytes",
                       "journal.max_bytes");
    if (!m_file || m_segmentBytes > m_options.segmentBytes)
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
    const DictionaryCursor now = dictionary.end();
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
    m_wide.resize(batch.wide.size() * wideBytes);
    for (std::size_t i = 0; i < batch.wide.size(); ++i) {
        std::memcpy(m_wide.data() + i * wideBytes, &batch.wide[i].sample, 4);
        std::memcpy(m_wide.data() + i * wideBytes + 4, &batch.wide[i].value, 8);
    }
    const std::string_view key = answer ? std::string_view(answer->key) : std::string_view{};
    const std::string_view body = answer ? std::string_view(answer->answer) : std::string_view{};
    const std::array<std::span<const std::byte>, 10> payload{
        bytesOf(header),        bytesOf(batch.generation), bytesOf(batch.value),
        bytesOf(batch.entity),  bytesOf(batch.pointEnd),   bytesOf(batch.series),
        bytesOf(batch.quality), bytesOf(m_wide),           bytesOf(key),
        bytesOf(body)};
    if (auto written = writeRecord(static_cast<std::uint8_t>(RecordType::batch), payload, dictionary);
        !written)
        return written;
    batch.firstSequence = m_nextSequence;
    m_nextSequence += batch.points();
    return {};
}

std::size_t Journal::trim(std::uint64_t recorded, std::uint64_t keepBytes, Timestamp keepFrom)
{
    if (m_defined == DictionaryCursor{}) // the names stand in older segments only
        return 0;
    const auto segments = JournalCursor::segments(m_options.folder);
    std::size_t gone = 0;
    // The points of a segment end where the next one begins; each one defines all names it uses.
    for (std::size_t i = 0; i + 1 < segments.size() && segments[i + 1] - 1 <= recorded; ++i) {
        const std::filesystem::path path = JournalCursor::segmentPath(m_options.folder, segments[i]);
        std::error_code error;
        const std::uintmax_t bytes = std::filesystem::file_size(path, error);
        struct stat written
        {
        };
        if (error || ::stat(path.c_str(), &written) != 0)
            break;
        const std::int64_t last = written.st_mtim.tv_sec * 1'000'000'000LL + written.st_mtim.tv_nsec;
        if (m_totalBytes <= keepBytes && last >= nanoseconds(keepFrom))
            break;
        if (!std::filesystem::remove(path, error))
            break;
        m_totalBytes -= std::min<std::uint64_t>(bytes, m_totalBytes);
        ++gone;
    }
    return gone;
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
