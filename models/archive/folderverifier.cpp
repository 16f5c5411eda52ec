// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/folderverifier.h"

#include "models/archive/journalremainder.h"
#include "models/archive/sessionreader.h"

#include <algorithm>

namespace desk {

namespace {

void compareNames(const SessionNames &names, const SeriesDictionary &dictionary, SessionReport &report)
{
    for (const auto &[id, series] : names.series) {
        if (index(id) < dictionary.seriesCount() && !(dictionary.definition(id) == series)) {
            report.structure.push_back("series " + std::to_string(index(id)) + " is " + series.metric +
                                       " in the session file and " + dictionary.definition(id).metric +
                                       " in the journal");
            return; // then so are all after it
        }
    }
}

} // namespace

Result<SessionReport> verifyFolder(const std::filesystem::path &folder, const WorkProgress &progress)
{
    const std::filesystem::path file = folder / "session.desk";
    std::error_code error;
    const bool hasFile = std::filesystem::exists(file, error);
    const bool hasJournal = std::filesystem::is_directory(folder / "journal", error);
    if (!hasFile && !hasJournal)
        return failure(ErrorCode::notFound, folder.string() + " holds neither a session file nor a journal");
    const auto recordedNow = [&]() -> std::uint64_t {
        const auto reader = SessionReader::open(file);
        return reader ? (*reader)->recorded().value_or(0) : 0;
    };
    const std::uint64_t recordedBefore = hasFile ? recordedNow() : 0;
    // The journal first: what its owner lets go of meanwhile is in the file by then.
    SessionReport journal;
    SeriesDictionary names({10'000'000, 10'000'000, 1'000'000});
    std::vector<NumberRange> held;
    JournalRemainder found;
    if (hasJournal)
        found = readJournal(
            folder / "journal", names,
            [&](SampleBatch &&batch) {
                if (!held.empty() && held.back().last + 1 == batch.firstSequence)
                    held.back().last = batch.lastSequence();
                else
                    held.push_back({batch.firstSequence, batch.lastSequence()});
            },
            journal);
    SessionReport report;
    std::uint64_t recorded = 0;
    if (hasFile) {
        auto verified = verifySession(file, progress);
        if (!verified)
            return verified;
        report = *std::move(verified);
        if (const auto reader = SessionReader::open(file)) {
            recorded = (*reader)->recorded().value_or(report.last);
            compareNames((*reader)->names(), names, report);
            const auto about = (*reader)->log().about();
            const auto own =
                about ? about->find("journal") : std::map<std::string, std::string>::const_iterator{};
            if (about && own != about->end() && !found.identity.empty() && own->second != found.identity)
                report.structure.emplace_back("the session file and the journal do not belong together");
        }
    }
    for (SessionLoss &loss : journal.losses) {
        if (loss.first <= loss.last && loss.last <= recorded)
            report.notes.push_back("damaged in the journal and recorded before: points " +
                                   std::to_string(loss.first) + " to " + std::to_string(loss.last));
        else
            report.add(std::move(loss));
    }
    if (hasJournal && recordedBefore >= found.next)
        report.add({"journal",
                    0,
                    "it ends before the recording: these numbers would be given again",
                    {},
                    found.next,
                    recordedBefore,
                    1,
                    0});
    report.hasJournal = hasJournal;
    report.journalFirst = found.first;
    report.journalLast = found.last;
    for (const NumberRange &range : held)
        report.notRecorded += range.last > recorded ? range.last - std::max(range.first - 1, recorded) : 0;
    const bool told = std::ranges::any_of(report.gaps, [&](const SessionGap &gap) {
        return gap.first <= recorded + 1 && gap.last + 1 >= found.first;
    });
    if (hasFile && found.first <= found.last && found.first > recorded + 1 && !told)
        report.add({"journal",
                    0,
                    "points are neither recorded nor in the journal",
                    {},
                    recorded + 1,
                    found.first - 1,
                    1,
                    0});
    return report;
}

} // namespace desk
