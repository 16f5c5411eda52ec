// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/definitionrecord.h"
#include "models/broker/journal.h"
#include "models/broker/journalreader.h"
#include "models/broker/mappedfile.h"
#include "models/broker/quarantine.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

struct SegmentFile
{
    std::filesystem::path path;
    std::uint64_t first = 0;
    std::uint64_t bytes = 0;
};

constexpr std::size_t nameDigits = 20;

Result<std::vector<SegmentFile>> segmentsIn(const std::filesystem::path &folder)
{
    std::vector<SegmentFile> segments;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        SegmentFile segment{entry.path()};
        const auto read = std::from_chars(name.data(), name.data() + name.size(), segment.first);
        if (read.ec == std::errc{} && read.ptr == name.data() + nameDigits &&
            name.substr(nameDigits) == ".seg") {
            segment.bytes = entry.file_size(error);
            segments.push_back(std::move(segment));
        } else if (name.ends_with(".seg.new")) // never got its name: holds nothing that was acknowledged
            std::filesystem::remove(entry.path(), error);
    }
    if (error)
        return failure(ErrorCode::permissionDenied,
                       "cannot read " + folder.string() + ": " + error.message());
    std::sort(segments.begin(), segments.end(),
              [](const SegmentFile &a, const SegmentFile &b) { return a.first < b.first; });
    return segments;
}

// Puts right on the disk what the reader found. Returns the size the segment then has.
std::uint64_t repair(const SegmentFile &file, const JournalReader::Segment &segment,
                     JournalReader::Found &found, const SeriesDictionary &dictionary,
                     const JournalFileMaker &makeFile, Quarantine &quarantine, Journal::Recovery &recovery)
{
    std::error_code ignored;
    const std::size_t torn = segment.bytes.size() - found.tornFrom;
    recovery.tornBytes += torn;
    std::erase_if(found.damages,
                  [&](const JournalDamage &damage) { return damage.to == 0 && quarantine.knows(damage); });
    const bool damaged = std::any_of(found.damages.begin(), found.damages.end(),
                                     [](const JournalDamage &damage) { return damage.to > 0; });
    std::string kept;
    if (damaged) {
        if (!found.unknownVersion) {
            std::string names;
            encodeDefinitions(dictionary, {}, names);
            kept = quarantine.replace(file.path, segment, found.good, names, makeFile);
        }
        // Without its place to be put right, a segment of names that are gone could later be read with
        // others.
        if (kept.empty() && (found.unknownVersion || found.namesMissing))
            kept = quarantine.move(file.path);
    }
    for (JournalDamage &damage : found.damages) {
        damage.kept = damage.to > 0 ? kept : std::string();
        recovery.damagedRecords += damage.to > 0 ? 1 : 0;
        quarantine.note(damage);
        recovery.damages.push_back(damage);
    }
    if (kept.empty() && torn > 0)
        std::filesystem::resize_file(file.path, found.tornFrom, ignored);
    const std::uintmax_t size = std::filesystem::file_size(file.path, ignored);
    return ignored ? 0 : size;
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(Options options, SeriesDictionary &dictionary,
                                               const Replay &replay, Recovery &recovery)
{
    std::error_code error;
    const bool fresh = std::filesystem::create_directories(options.folder, error);
    if (error)
        return failure(ErrorCode::permissionDenied,
                       "cannot create " + options.folder.string() + ": " + error.message());
    if (fresh) {
        static_cast<void>(syncFolder(options.folder.parent_path()));
        static_cast<void>(syncFolder(options.folder.parent_path().parent_path()));
    }
    const auto segments = segmentsIn(options.folder);
    if (!segments)
        return tl::unexpected(segments.error());
    std::unique_ptr<Journal> journal(new Journal(std::move(options)));
    Quarantine quarantine(journal->m_options.folder);
    JournalReader reader(dictionary, replay, journal->m_options, recovery);
    std::uint64_t after = 0;
    for (const SegmentFile &each : *segments)
        after += each.bytes;
    for (std::size_t i = 0; i < segments->size(); ++i) {
        const SegmentFile &file = (*segments)[i];
        after -= file.bytes;
        const bool last = i + 1 == segments->size();
        const MappedFile content(file.path);
        std::optional<MappedFile> following; // only looked into when names are missing
        const JournalReader::Segment segment{file.path.filename().string(),
                                             file.first,
                                             last ? 0 : (*segments)[i + 1].first,
                                             after,
                                             content.bytes(),
                                             [&] {
                                                 if (!following && !last)
                                                     following.emplace((*segments)[i + 1].path);
                                                 return following ? following->bytes()
                                                                  : std::span<const std::byte>{};
                                             }};
        JournalReader::Found found = reader.read(segment);
        journal->m_totalBytes +=
            repair(file, segment, found, dictionary, journal->m_options.makeFile, quarantine, recovery);
    }
    journal->m_nextSequence = reader.nextSequence();
    journal->m_fleet = recovery.fleet;
    // Always a fresh segment: what an earlier run wrote is never written to again.
    if (auto opened = journal->openSegment(dictionary); !opened)
        return tl::unexpected(opened.error());
    return journal;
}

} // namespace desk
