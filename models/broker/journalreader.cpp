// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalreader.h"

#include "models/broker/batchrecord.h"
#include "models/broker/crc32c.h"
#include "models/broker/definitionrecord.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace desk {

using namespace journalformat;

namespace {

constexpr std::size_t headerBytes = sizeof(RecordHeader);
constexpr std::uint64_t maxSequence = 1ULL << 62U; // nobody gets there

enum class Shape { whole, cutOff, damaged };

struct Record
{
    Shape shape = Shape::damaged;
    RecordHeader header;
    std::span<const std::byte> payload;
};

Record recordAt(std::span<const std::byte> bytes, std::size_t at)
{
    Record record;
    const auto rest = bytes.subspan(at);
    if (rest.size() < headerBytes) {
        record.shape = Shape::cutOff;
        return record;
    }
    std::memcpy(&record.header, rest.data(), headerBytes);
    if ((record.header.length ^ magic) != record.header.check || record.header.length > maxRecordBytes)
        return record;
    if (rest.size() - headerBytes < record.header.length) {
        record.shape = Shape::cutOff;
        return record;
    }
    record.payload = rest.subspan(headerBytes, record.header.length);
    const auto type = std::as_bytes(std::span(&record.header.type, 1));
    if (crc32c(record.payload, crc32c(type)) == record.header.crc)
        record.shape = Shape::whole;
    return record;
}

bool allZero(std::span<const std::byte> bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

// Where the next whole record begins; the size when there is none.
std::size_t nextWhole(std::span<const std::byte> bytes, std::size_t at)
{
    for (; at + headerBytes <= bytes.size(); ++at) {
        std::uint32_t length = 0;
        std::uint32_t check = 0;
        std::memcpy(&length, bytes.data() + at, sizeof length);
        std::memcpy(&check, bytes.data() + at + offsetof(RecordHeader, check), sizeof check);
        if ((length ^ magic) == check && recordAt(bytes, at).shape == Shape::whole)
            return at;
    }
    return bytes.size();
}

} // namespace

JournalReader::JournalReader(SeriesDictionary &dictionary, const Journal::Replay &replay,
                             const Journal::Options &options, Journal::Recovery &recovery)
    : m_dictionary(dictionary)
    , m_replay(replay)
    , m_replayFrom(options.replayFrom)
    , m_replayBytes(options.replayBytes)
    , m_recovery(recovery)
{
}

bool JournalReader::headerIsWhole(const Segment &segment, Found &found) const
{
    SegmentHeader header;
    std::memcpy(&header, segment.bytes.data(), sizeof header);
    if (header.magic == magic && header.version == version && header.firstSequence == segment.first)
        return true;
    // Another version's records would be read as nonsense; a flipped bit has our records behind it.
    found.unknownVersion = header.magic == magic && header.version != version &&
                           (segment.bytes.size() == sizeof header ||
                            recordAt(segment.bytes, sizeof header).shape != Shape::whole);
    return false;
}

JournalReader::Found JournalReader::read(const Segment &segment)
{
    const auto bytes = segment.bytes;
    Found found;
    m_open = 0;
    // Before the first segment there is nothing that could be missing; after it every number is used.
    if (m_next == 1)
        m_next = segment.first;
    closeGap(segment, found, segment.first);
    m_next = std::max(m_next, segment.first);
    if (bytes.size() < sizeof(SegmentHeader)) {
        closeGap(segment, found, segment.end);
        return found;
    }
    found.tornFrom = bytes.size();
    if (!headerIsWhole(segment, found))
        addDamage(segment, found, 0, found.unknownVersion ? bytes.size() : sizeof(SegmentHeader),
                  found.unknownVersion ? "unknown version" : "damaged header of the segment");
    std::size_t at = found.unknownVersion ? bytes.size() : sizeof(SegmentHeader);
    while (at < bytes.size()) {
        const Record record = recordAt(bytes, at);
        const std::size_t end = at + headerBytes + record.payload.size();
        if (record.shape == Shape::cutOff || (record.shape == Shape::damaged && allZero(bytes.subspan(at)))) {
            found.tornFrom = at;
            break;
        }
        if (record.shape == Shape::whole) {
            const Outcome outcome = take(record.header, record.payload, segment, found);
            found.namesMissing = found.namesMissing || outcome == Outcome::namesMissing;
            if (outcome == Outcome::taken) {
                if (!found.good.empty() && found.good.back().to == at)
                    found.good.back().to = end;
                else
                    found.good.push_back({at, end});
            } else {
                addDamage(segment, found, at, end,
                          outcome == Outcome::namesMissing ? "uses names whose definition is lost"
                                                           : "contradicts what is before it");
            }
            at = end;
            continue;
        }
        const std::size_t resumed = nextWhole(bytes, at + headerBytes);
        addDamage(segment, found, at, resumed, "checksum or length is wrong");
        at = resumed;
    }
    // The points of a damaged end: as many as can have been in it, so that no number is given twice.
    std::uint64_t until = segment.end;
    if (until == 0 && m_open < found.damages.size()) {
        constexpr std::uint64_t pointBytes = 16;
        until = m_next;
        for (std::size_t i = m_open; i < found.damages.size(); ++i)
            until += (found.damages[i].to - found.damages[i].from) / pointBytes + 1;
    }
    closeGap(segment, found, until);
    return found;
}

void JournalReader::addDamage(const Segment &segment, Found &found, std::size_t from, std::size_t to,
                              const char *reason) const
{
    found.damages.push_back({segment.name, from, to, 1, 0, reason, {}});
}

void JournalReader::closeGap(const Segment &segment, Found &found, std::uint64_t until)
{
    if (until > m_next) {
        if (m_open == found.damages.size())
            addDamage(segment, found, 0, 0, "records are missing");
        found.damages[m_open].firstLost = m_next;
        found.damages[m_open].lastLost = until - 1;
        m_next = until;
    }
    m_open = found.damages.size();
}

JournalReader::Outcome JournalReader::take(const RecordHeader &header, std::span<const std::byte> payload,
                                           const Segment &segment, Found &found)
{
    switch (static_cast<RecordType>(header.type)) {
    case RecordType::definitions:
        return learn(payload) || (learnFromNext(segment) && learn(payload)) ? Outcome::taken
                                                                            : Outcome::namesMissing;
    case RecordType::fleet:
        m_recovery.fleet.assign(reinterpret_cast<const char *>(payload.data()), payload.size());
        return Outcome::taken;
    case RecordType::batch:
        return takeBatch(payload, segment, found);
    }
    return Outcome::damaged;
}

JournalReader::Outcome JournalReader::takeBatch(std::span<const std::byte> payload, const Segment &segment,
                                                Found &found)
{
    const auto header = peekBatch(payload);
    if (!header || header->firstSequence < m_next || header->firstSequence > maxSequence ||
        (segment.end != 0 && header->firstSequence + header->points > segment.end))
        return Outcome::damaged;
    SampleBatch batch;
    const auto behind =
        static_cast<std::uint64_t>(segment.bytes.data() + segment.bytes.size() - payload.data());
    const bool wanted =
        fromNanoseconds(header->reception) >= m_replayFrom && behind + segment.after <= m_replayBytes;
    if (wanted && !decodeBatch(payload, m_dictionary, batch) &&
        !(learnFromNext(segment) && decodeBatch(payload, m_dictionary, batch = {})))
        return Outcome::namesMissing;
    closeGap(segment, found, header->firstSequence);
    m_next = header->firstSequence + header->points;
    if (header->keyBytes > 0)
        m_recovery.answers.push_back(answerOf(*header, payload));
    m_recovery.points += header->points;
    if (wanted)
        m_replay(std::move(batch));
    return Outcome::taken;
}

// A definition that cannot be applied leaves no trace.
bool JournalReader::learn(std::span<const std::byte> definitions)
{
    if (!decodeDefinitions(definitions, m_dictionary)) {
        m_dictionary.rollback();
        return false;
    }
    m_dictionary.publish();
    return true;
}

// Every segment begins with all names known when it was opened, those of this one among them.
bool JournalReader::learnFromNext(const Segment &segment)
{
    const auto bytes = segment.next ? segment.next() : std::span<const std::byte>{};
    for (std::size_t at = sizeof(SegmentHeader); at < bytes.size();) {
        const Record record = recordAt(bytes, at);
        if (record.shape != Shape::whole || record.header.type == std::uint32_t(RecordType::batch))
            return false;
        if (record.header.type == std::uint32_t(RecordType::definitions))
            return learn(record.payload);
        at += headerBytes + record.header.length;
    }
    return false;
}

} // namespace desk
