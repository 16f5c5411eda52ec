// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"
#include "models/broker/journalcursor.h"
#include "tests/fuzz/fuzzfolder.h"
#include "tests/fuzz/journalrecords.h"

using namespace desk;
using journalrecords::checkBatch;

namespace {

struct Start
{
    std::unique_ptr<SeriesDictionary> names =
        std::make_unique<SeriesDictionary>(SeriesDictionary::Options{1000, 100, 50});
    Journal::Recovery recovery;
    std::unique_ptr<Journal> journal;
};

Start openJournal(const std::filesystem::path &folder)
{
    Start start;
    auto journal = Journal::open(
        {folder, 64U << 20U, 1U << 30U}, *start.names,
        [&](SampleBatch &&batch) { checkBatch(batch, *start.names); }, start.recovery);
    if (!journal)
        std::abort();
    start.journal = *std::move(journal);
    return start;
}

// Appends one point, where the names are not used up. How many that were.
std::size_t appendOne(Start &start)
{
    const auto node = start.names->node("one more", NodeType::device);
    const auto entity = node ? start.names->entity(*node) : tl::unexpected(node.error());
    const auto series = entity ? start.names->seriesByName(*entity, "m", ValueKind::number, {})
                               : tl::unexpected(entity.error());
    if (!series) {
        start.names->rollback();
        return 0;
    }
    SampleBatch batch;
    batch.addSample(*series, 1.5, {});
    batch.endPoint(*entity, 1);
    if (!start.journal->append(batch, *start.names))
        std::abort();
    return 1;
}

void readAll(const std::filesystem::path &folder, const Start &start)
{
    JournalCursor cursor(folder, 1);
    for (bool more = true; more;) {
        const auto step = cursor.next(start.journal->nextSequence());
        if (!step)
            std::abort();
        if (step->batch)
            checkBatch(*step->batch, *start.names);
        more = !step->exhausted;
    }
}

} // namespace

// A journal of any bytes (first byte even) or of any records: opening must neither crash nor hand out a batch
// whose ids nobody defined. What it then holds can be read (bit 1), takes more, and a second start finds it
// whole (bit 2).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const FuzzFolder folder("journal");
    if (size < 1)
        return 0;
    const std::span input(data + 1, size - 1);
    folder.clear();
    const auto write = [](std::uint64_t first, std::span<const std::uint8_t> bytes) {
        char name[40];
        std::snprintf(name, sizeof name, "%020llu.seg", static_cast<unsigned long long>(first));
        folder.write(name, bytes);
    };
    if ((data[0] & 1U) != 0)
        for (const auto &segment : journalrecords::segmentsOf(input))
            write(segment.first, segment.bytes);
    else
        write(1, input);
    Start first = openJournal(folder.path());
    if ((data[0] & 2U) != 0)
        readAll(folder.path(), first);
    if ((data[0] & 4U) == 0)
        return 0;
    const std::size_t appended = appendOne(first);
    const std::uint64_t next = first.journal->nextSequence();
    first.journal.reset();
    const Start second = openJournal(folder.path());
    if (!second.recovery.damages.empty() || second.recovery.tornBytes != 0 ||
        second.recovery.points != first.recovery.points + appended || second.journal->nextSequence() != next)
        std::abort();
    return 0;
}
