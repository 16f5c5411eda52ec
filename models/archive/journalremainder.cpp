// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/journalremainder.h"

#include "models/broker/journalcursor.h"
#include "models/broker/journalreader.h"
#include "models/broker/mappedfile.h"

#include <fstream>

namespace desk {

JournalRemainder readJournal(const std::filesystem::path &folder, SeriesDictionary &dictionary,
                             const Journal::Replay &take, SessionReport &report)
{
    JournalRemainder found;
    std::ifstream(folder / "identity") >> found.identity;
    const auto segments = JournalCursor::segments(folder);
    Journal::Recovery recovery;
    const Journal::Options options{folder};
    const Journal::Replay counting = [&](SampleBatch &&batch) {
        if (found.first > found.last)
            found.first = batch.firstSequence;
        found.last = batch.lastSequence();
        take(std::move(batch));
    };
    JournalReader reader(dictionary, counting, options, recovery);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool isLast = i + 1 == segments.size();
        const std::filesystem::path path = JournalCursor::segmentPath(folder, segments[i]);
        std::error_code error;
        if (found.first > found.last && !std::filesystem::exists(path, error))
            continue; // let go meanwhile: it is recorded
        const MappedFile content(path);
        std::optional<MappedFile> following; // only looked into when names are missing
        const auto next = [&] {
            if (!following && !isLast)
                following.emplace(JournalCursor::segmentPath(folder, segments[i + 1]));
            return following ? following->bytes() : std::span<const std::byte>{};
        };
        const auto read = reader.read(
            {path.filename().string(), segments[i], isLast ? 0 : segments[i + 1], 0, content.bytes(), next});
        for (const JournalDamage &damage : read.damages)
            report.add({damage.file, 0, damage.reason, {}, damage.firstLost, damage.lastLost, 1, 0});
    }
    found.next = reader.nextSequence();
    return found;
}

} // namespace desk
