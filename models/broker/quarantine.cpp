// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/quarantine.h"

#include "models/broker/crc32c.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace desk {
namespace {

constexpr std::string_view firstWord = "\"first_lost\":";
constexpr std::string_view lastWord = "\"last_lost\":";

std::uint64_t numberAfter(std::string_view line, std::string_view word)
{
    const auto at = line.find(word);
    std::uint64_t number = 0;
    if (at != std::string_view::npos)
        std::from_chars(line.data() + at + word.size(), line.data() + line.size(), number);
    return number;
}

bool writeAll(JournalFile &file, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const iovec part{const_cast<std::byte *>(bytes.data()), bytes.size()}; // writev does not write to it
        const ssize_t n = file.write(&part, 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return true;
}

} // namespace

Quarantine::Quarantine(const std::filesystem::path &journalFolder)
    : m_folder(journalFolder / "quarantine")
{
    std::ifstream in(m_folder / "damage.jsonl");
    for (std::string line; std::getline(in, line);) {
        const std::pair lost{numberAfter(line, firstWord), numberAfter(line, lastWord)};
        if (lost.first > 0 && lost.first <= lost.second)
            m_lost.push_back(lost);
    }
}

bool Quarantine::knows(const JournalDamage &damage) const
{
    // Neighbours may have been noted one by one.
    std::uint64_t next = damage.firstLost;
    for (bool moved = true; moved && next <= damage.lastLost;) {
        moved = false;
        for (const auto &[first, last] : m_lost) {
            if (first <= next && next <= last) {
                next = last + 1;
                moved = true;
            }
        }
    }
    return next > damage.lastLost;
}

std::filesystem::path Quarantine::freeName(const std::filesystem::path &segment) const
{
    std::filesystem::path name = m_folder / segment.filename();
    std::error_code ignored;
    for (int i = 1; std::filesystem::exists(name, ignored); ++i) {
        name = m_folder / segment.filename();
        name += "." + std::to_string(i);
    }
    return name;
}

std::string Quarantine::replace(const std::filesystem::path &segment, const JournalReader::Segment &content,
                                const std::vector<JournalRange> &good, std::string_view definitions,
                                const JournalFileMaker &makeFile)
{
    using namespace journalformat;
    std::filesystem::path fresh = segment;
    fresh += ".new";
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    const auto made = makeFile(fresh);
    if (error || !made)
        return {};
    const SegmentHeader header{magic, version, content.first};
    RecordHeader names;
    const auto nameBytes = std::as_bytes(std::span(definitions.data(), definitions.size()));
    names.type = static_cast<std::uint32_t>(RecordType::definitions);
    names.length = static_cast<std::uint32_t>(definitions.size());
    names.check = names.length ^ magic;
    names.crc = crc32c(nameBytes, crc32c(std::as_bytes(std::span(&names.type, 1))));
    bool whole = writeAll(**made, std::as_bytes(std::span(&header, 1))) &&
                 writeAll(**made, std::as_bytes(std::span(&names, 1))) && writeAll(**made, nameBytes);
    for (const JournalRange &range : good)
        whole = whole && writeAll(**made, content.bytes.subspan(range.from, range.to - range.from));
    const std::filesystem::path kept = freeName(segment);
    if (whole && (*made)->sync() == 0) {
        std::filesystem::create_hard_link(segment, kept, error);
        if (error) // a file system without links
            std::filesystem::copy_file(segment, kept, error);
        if (!error && (*made)->publish(segment) == 0) {
            static_cast<void>((*made)->sync());
            static_cast<void>(syncFolder(m_folder));
            return kept.string();
        }
        std::filesystem::remove(kept, error);
    }
    std::filesystem::remove(fresh, error);
    return {};
}

std::string Quarantine::move(const std::filesystem::path &segment)
{
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    const std::filesystem::path kept = freeName(segment);
    std::filesystem::rename(segment, kept, error);
    if (error)
        return {};
    static_cast<void>(syncFolder(m_folder));
    static_cast<void>(syncFolder(segment.parent_path()));
    return kept.string();
}

void Quarantine::note(const JournalDamage &damage)
{
    std::error_code ignored;
    std::filesystem::create_directories(m_folder, ignored);
    std::ofstream out(m_folder / "damage.jsonl", std::ios::app);
    out << "{\"file\":\"" << damage.file << "\",\"from\":" << damage.from << ",\"to\":" << damage.to << ','
        << firstWord << damage.firstLost << ',' << lastWord << damage.lastLost << ",\"reason\":\""
        << damage.reason << "\",\"kept\":\"" << std::filesystem::path(damage.kept).filename().string()
        << "\"}\n";
    m_lost.emplace_back(damage.firstLost, damage.lastLost);
}

} // namespace desk
