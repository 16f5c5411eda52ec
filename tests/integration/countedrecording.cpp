// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/folderverifier.h"
#include "models/archive/journalremainder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "tests/integration/countedload.h"

#include <algorithm>
#include <cstdlib>

namespace desk {

std::string CountedLoad::checkRecorded(const std::filesystem::path &data,
                                       const std::vector<std::uint64_t> &acknowledged) const
{
    const auto report = verifyFolder(data, [](double) { return true; });
    if (!report)
        return report.error().message;
    if (!report->structure.empty())
        return "session file: " + report->structure.front();
    if (!report->losses.empty())
        return report->losses.front().table + ": " + report->losses.front().reason;
    const std::filesystem::path file = data / "session.desk";
    const auto reader = SessionReader::open(file);
    const auto cursor = SessionCursor::open(file);
    if (!reader || !cursor)
        return "the session file cannot be read";
    const std::uint64_t recorded = (*reader)->recorded().value_or(0);
    std::vector<std::uint64_t> next(m_producers.size(), 0);
    std::string wrong;
    std::uint64_t seen = 0; // sequence number
    const auto take = [&](const std::string &node, const SampleBatch &batch, std::size_t p, bool inFile) {
        const std::uint64_t sequence = batch.firstSequence + p;
        if (sequence <= seen)
            wrong = "the sequence number " + std::to_string(sequence) + " comes twice";
        seen = sequence;
        if (!wrong.empty() || !node.starts_with('p') || node == "probe")
            return;
        const std::size_t producer = std::strtoul(node.c_str() + 1, nullptr, 10);
        const std::uint32_t begin = batch.pointBegin(p);
        if (producer >= next.size() || batch.pointEnd[p] - begin != 3) {
            wrong = "a point of " + node + " with " + std::to_string(batch.pointEnd[p] - begin) + " values";
            return;
        }
        const auto number = static_cast<std::uint64_t>(batch.value[begin]);
        const auto values = valuesOf(number);
        // What a producer sent again stands in the journal twice; in the file it is known already.
        if (number > next[producer] || (inFile && number < next[producer]) ||
            !std::equal(values.begin(), values.end(), batch.value.begin() + begin))
            wrong = node + " has " + std::to_string(number) + " where " + std::to_string(next[producer]) +
                    " should come" + (inFile ? "" : " in the journal");
        next[producer] = std::max(next[producer], number + 1);
    };
    while (wrong.empty()) {
        const auto batch = (*cursor)->next();
        if (!batch)
            return batch.error().message;
        if (!*batch)
            break;
        for (std::size_t p = 0; p < (*batch)->points(); ++p)
            take(std::string((*cursor)->names().node((*batch)->entity[p])), **batch, p, true);
    }
    if (seen > recorded)
        wrong = "the file has points behind those that it says to have";
    seen = recorded;
    SeriesDictionary names({1000, 1000, 100});
    SessionReport ignored; // the same as above
    readJournal(
        data / "journal", names,
        [&](SampleBatch &&batch) {
            for (std::size_t p = 0; p < batch.points() && wrong.empty(); ++p) {
                if (batch.firstSequence + p > recorded)
                    take(names.entityName(batch.entity[p]), batch, p, false);
            }
        },
        ignored);
    for (std::size_t i = 0; i < next.size() && wrong.empty(); ++i) {
        if (next[i] < acknowledged[i])
            wrong = "p" + std::to_string(i) + " was acknowledged up to " + std::to_string(acknowledged[i]) +
                    ", recording and journal end at " + std::to_string(next[i]);
    }
    return wrong;
}

} // namespace desk
