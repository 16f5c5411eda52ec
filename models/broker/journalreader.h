// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/broker/journalformat.h"

#include <functional>
#include <optional>
#include <span>

namespace desk {

// Bytes [from, to) of a segment.
struct JournalRange
{
    std::size_t from = 0;
    std::size_t to = 0;
};

// Reads one segment after the other at a start: every record is checked, what is whole goes into the
// dictionary and to replay, what is not is described and stepped over. Changes no file. One thread.
class JournalReader
{
public:
    struct Segment
    {
        std::string name;
        std::uint64_t first = 0; // number it was opened for
        std::uint64_t end = 0;   // the next segment's first; 0 = this is the last
        std::uint64_t after = 0; // bytes of all later segments
        std::span<const std::byte> bytes;
        std::function<std::span<const std::byte>()> next; // bytes of the next segment, when there is one
    };
    struct Found
    {
        std::vector<JournalRange> good; // whole records, in order
        std::vector<JournalDamage> damages;
        std::size_t tornFrom = 0; // size of the segment without its torn tail
        bool unknownVersion = false;
        bool namesMissing = false; // names it uses are gone for good
    };

    JournalReader(SeriesDictionary &dictionary, const Journal::Replay &replay,
                  const Journal::Options &options, Journal::Recovery &recovery);

    Found read(const Segment &segment);
    [[nodiscard]] std::uint64_t nextSequence() const { return m_next; }
    void skipTo(std::uint64_t sequence) { m_next = std::max(m_next, sequence); }

private:
    enum class Outcome { taken, damaged, namesMissing };
    Outcome take(const journalformat::RecordHeader &header, std::span<const std::byte> payload,
                 const Segment &segment, Found &found);
    Outcome takeBatch(std::span<const std::byte> payload, const Segment &segment, Found &found);
    bool learn(std::span<const std::byte> definitions);
    bool learnFromNext(const Segment &segment);
    bool headerIsWhole(const Segment &segment, Found &found) const;
    void addDamage(const Segment &segment, Found &found, std::size_t from, std::size_t to,
                   const char *reason) const;
    // The points between the last one read and this number are gone.
    void closeGap(const Segment &segment, Found &found, std::uint64_t until);

    SeriesDictionary &m_dictionary;
    const Journal::Replay &m_replay;
    const Timestamp m_replayFrom;
    const std::uint64_t m_replayBytes;
    Journal::Recovery &m_recovery;
    std::uint64_t m_next = 1;
    std::size_t m_open = 0; // first damage of the segment whose lost points are not known yet
};

} // namespace desk
