// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/crc32c.h"
#include "models/broker/definitionrecord.h"
#include "models/broker/journal.h"
#include "models/broker/journalformat.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace desk {

using namespace journalformat;

namespace {

// A segment's bytes, mapped read-only; an unreadable file has no bytes.
class MappedFile
{
public:
    explicit MappedFile(const std::filesystem::path &path)
    {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat info
        {
        };
        if (file >= 0 && ::fstat(file, &info) == 0 && info.st_size > 0) {
            const auto size = static_cast<std::size_t>(info.st_size);
            void *map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
            if (map != MAP_FAILED)
                m_bytes = {static_cast<const std::byte *>(map), size};
        }
        if (file >= 0)
            ::close(file);
    }
    ~MappedFile()
    {
        if (!m_bytes.empty())
            ::munmap(const_cast<std::byte *>(m_bytes.data()), m_bytes.size());
    }
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::span<const std::byte> m_bytes;
};

template <class T>
void takeColumn(std::span<const std::byte> &rest, std::vector<T> &column, std::size_t count)
{
    column.resize(count);
    std::memcpy(column.data(), rest.data(), count * sizeof(T));
    rest = rest.subspan(count * sizeof(T));
}

// CRC has been checked, so a mismatch here is a writer of another mind; sizes are checked all the same.
bool decodeBatch(std::span<const std::byte> payload, const SeriesDictionary &dictionary, SampleBatch &batch,
                 IdempotentAnswer &answer)
{
    BatchHeader header;
    if (payload.size() < sizeof header)
        return false;
    std::memcpy(&header, payload.data(), sizeof header);
    payload = payload.subspan(sizeof header);
    const std::uint64_t size = std::uint64_t{header.points} * 16 + std::uint64_t{header.samples} * 13 +
                               std::uint64_t{header.wide} * wideBytes + header.keyBytes + header.answerBytes;
    if (size != payload.size() || header.firstSequence == 0)
        return false;
    takeColumn(payload, batch.generation, header.points);
    takeColumn(payload, batch.value, header.samples);
    takeColumn(payload, batch.entity, header.points);
    takeColumn(payload, batch.pointEnd, header.points);
    takeColumn(payload, batch.series, header.samples);
    takeColumn(payload, batch.quality, header.samples);
    for (std::uint32_t i = 0; i < header.wide; ++i) {
        SampleBatch::WideInteger wide;
        std::memcpy(&wide.sample, payload.data() + i * wideBytes, 4);
        std::memcpy(&wide.value, payload.data() + i * wideBytes + 4, 8);
        batch.wide.push_back(wide);
    }
    const std::string_view texts(reinterpret_cast<const char *>(payload.data()) + header.wide * wideBytes,
                                 std::size_t{header.keyBytes} + header.answerBytes);
    answer = {std::string(texts.substr(0, header.keyBytes)), std::string(texts.substr(header.keyBytes)),
              fromNanoseconds(header.reception)};
    batch.reception = fromNanoseconds(header.reception);
    batch.firstSequence = header.firstSequence;
    batch.source = header.source;
    std::uint32_t last = 0;
    for (const std::uint32_t end : batch.pointEnd) {
        if (end < last || end > header.samples)
            return false;
        last = end;
    }
    return last == header.samples &&
           std::all_of(batch.series.begin(), batch.series.end(),
                       [&](SeriesId id) { return index(id) < dictionary.seriesCount(); }) &&
           std::all_of(batch.entity.begin(), batch.entity.end(),
                       [&](EntityId id) { return index(id) < dictionary.entityCount(); });
}

struct SegmentReader
{
    SeriesDictionary &dictionary;
    const Journal::Replay &replay;
    Journal::Recovery &recovery;
    std::uint64_t nextSequence = 1;

    bool apply(RecordType type, std::span<const std::byte> payload)
    {
        switch (type) {
        case RecordType::definitions:
            return decodeDefinitions(payload, dictionary).has_value();
        case RecordType::fleet:
            recovery.fleet.assign(reinterpret_cast<const char *>(payload.data()), payload.size());
            return true;
        case RecordType::batch: {
            SampleBatch batch;
            IdempotentAnswer answer;
            if (!decodeBatch(payload, dictionary, batch, answer))
                return false;
            if (!answer.key.empty())
                recovery.answers.push_back(std::move(answer));
            nextSequence = std::max(nextSequence, batch.lastSequence() + 1);
            recovery.points += batch.points();
            replay(std::move(batch));
            return true;
        }
        }
        return false;
    }

    // Returns the number of bytes that are whole; less than the file's only for a torn tail.
    std::size_t read(std::span<const std::byte> bytes)
    {
        SegmentHeader segment;
        if (bytes.size() < sizeof segment)
            return 0;
        std::memcpy(&segment, bytes.data(), sizeof segment);
        if (segment.magic != magic || segment.version != version) {
            ++recovery.damagedRecords;
            return bytes.size();
        }
        nextSequence = std::max(nextSequence, segment.firstSequence);
        std::size_t at = sizeof segment;
        while (at < bytes.size()) {
            RecordHeader header;
            if (bytes.size() - at < sizeof header)
                return at;
            std::memcpy(&header, bytes.data() + at, sizeof header);
            if ((header.length ^ magic) != header.check || header.length > maxRecordBytes) {
                // Where the next record starts is not known; numbers that may have been given are not reused.
                ++recovery.damagedRecords;
                nextSequence += bytes.size() - at;
                return bytes.size();
            }
            if (bytes.size() - at - sizeof header < header.length)
                return at;
            const auto payload = bytes.subspan(at + sizeof header, header.length);
            const auto typeBytes = std::as_bytes(std::span(&header.type, 1));
            at += sizeof header + header.length;
            if (crc32c(payload, crc32c(typeBytes)) != header.crc ||
                !apply(static_cast<RecordType>(header.type), payload)) {
                ++recovery.damagedRecords;
                nextSequence += header.length; // at least as many as the record's points
            }
        }
        return bytes.size();
    }
};

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(Options options, SeriesDictionary &dictionary,
                                               const Replay &replay, Recovery &recovery)
{
    std::error_code error;
    std::filesystem::create_directories(options.folder, error);
    if (error)
        return failure(ErrorCode::permissionDenied,
                       "cannot create " + options.folder.string() + ": " + error.message());
    std::vector<std::filesystem::path> segments;
    for (const auto &entry : std::filesystem::directory_iterator(options.folder, error)) {
        if (entry.path().extension() == ".seg")
            segments.push_back(entry.path());
    }
    if (error)
        return failure(ErrorCode::permissionDenied,
                       "cannot read " + options.folder.string() + ": " + error.message());
    std::sort(segments.begin(), segments.end()); // named by first sequence number, zero-padded
    std::unique_ptr<Journal> journal(new Journal(std::move(options)));
    SegmentReader reader{dictionary, replay, recovery};
    for (const auto &path : segments) {
        const MappedFile file(path);
        const std::size_t whole = reader.read(file.bytes());
        dictionary.publish();
        if (whole < file.bytes().size()) {
            recovery.tornBytes += file.bytes().size() - whole;
            std::filesystem::resize_file(path, whole, error);
        }
        journal->m_totalBytes += whole;
    }
    journal->m_nextSequence = reader.nextSequence;
    journal->m_fleet = recovery.fleet;
    // Always a fresh segment: what an earlier run wrote is never written to again.
    if (auto opened = journal->openSegment(dictionary); !opened)
        return tl::unexpected(opened.error());
    return journal;
}

} // namespace desk
