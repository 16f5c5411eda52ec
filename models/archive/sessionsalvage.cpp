// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionsalvage.h"

#include "models/archive/journalremainder.h"
#include "models/archive/salvagecopy_p.h"
#include "models/archive/salvagenames_p.h"
#include "models/archive/salvagerest_p.h"
#include "models/archive/sessionbuilder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "models/broker/mappedfile.h"

#include <SQLiteCpp/Backup.h>
#include <fstream>
#include <sqlite3.h>

namespace desk {

namespace {

constexpr const char *journalKey = "journal";
constexpr std::size_t mostCompared = 512; // samples of a point; ours have far fewer
constexpr double copyShare = 0.6;         // of the work, roughly

// A file that is not there any more when this goes.
class ScratchFile
{
public:
    explicit ScratchFile(std::filesystem::path path)
        : m_path(std::move(path))
    {
        remove();
    }
    ~ScratchFile() { remove(); }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    void remove() const
    {
        std::error_code ignored;
        for (const char *ending : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(m_path.string() + ending, ignored);
    }
    const std::filesystem::path m_path;
};

std::filesystem::path beside(std::filesystem::path path, const char *ending)
{
    path += ending;
    return path;
}

// What lies in the log beside the file belongs to it: both together as SQLite sees them. False when it cannot
// read them so.
bool copyPages(const std::filesystem::path &from, const std::filesystem::path &to)
{
    const auto source = session::openToRead(from);
    if (!source)
        return false;
    const auto copied = session::guarded<bool>(to, [&]() -> Result<bool> {
        SQLite::Database target(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(target, **source);
        return backup.executeStep(-1) == SQLITE_DONE;
    });
    return copied && *copied;
}

// A file of our tables and of no durability: it is only a step on the way.
Result<std::unique_ptr<SQLite::Database>> makeScratch(const std::filesystem::path &path)
{
    auto database = session::openToWrite(path);
    if (!database)
        return database;
    return session::guarded<std::unique_ptr<SQLite::Database>>(
        path, [&]() -> Result<std::unique_ptr<SQLite::Database>> {
            (*database)->exec("PRAGMA journal_mode = MEMORY");
            (*database)->exec("PRAGMA synchronous = OFF");
            return *std::move(database);
        });
}

class Salvage
{
public:
    Salvage(SessionReport &report, const WorkProgress &progress)
        : m_report(report)
        , m_progress(progress)
    {
    }

    Result<void> run(const std::filesystem::path &rows, const std::filesystem::path &journal,
                     const std::filesystem::path &repaired, const std::string &name);

private:
    Result<void> prepareNames(const std::filesystem::path &journal, SessionNames names);
    Result<void> addBefore(std::uint64_t number);
    Result<void> add(const SampleBatch &batch, std::size_t from, std::size_t to);
    Result<void> append(SampleBatch batch);

    SessionReport &m_report;
    const WorkProgress &m_progress;
    std::unique_ptr<SessionBuilder> m_builder;
    SessionNames::Mapping m_mapping;
    std::unique_ptr<SessionCursor> m_cursor;
    SampleBatchPtr m_batch; // of the cursor, not added yet
    std::uint64_t m_last = 0;
    std::uint64_t m_until = 1; // the last number to come, for the progress
    bool m_usesJournal = false;
    std::vector<SeriesId> m_seen; // in a point
};

// The journal of the same numbers knows every name.
Result<void> Salvage::prepareNames(const std::filesystem::path &journal, SessionNames names)
{
    if (m_usesJournal) {
        SeriesDictionary all({10'000'000, 10'000'000, 1'000'000});
        const JournalRemainder found = readJournal(
            journal, all, [](SampleBatch &&) {}, m_report);
        m_until = std::max(m_until, found.last);
        all.publish();
        const DictionaryChanges known = all.changesSince({});
        for (const NodeDefinition &one : known.nodes)
            names.nodes[one.id] = one;
        for (const EntityDefinition &one : known.entities)
            names.entities[one.id] = one;
        for (const SeriesDefinition &one : known.series)
            names.series[one.id] = one;
        for (const TextDefinition &one : known.texts)
            names.texts[one.series][one.code] = one.text;
    }
    auto mapping = session::restoreNames(names, m_builder->dictionary());
    if (!mapping)
        return tl::unexpected(mapping.error());
    m_mapping = *std::move(mapping);
    return {};
}

// Points [from, to) of a batch. A row and a tail may both have a sample: it is taken once.
Result<void> Salvage::add(const SampleBatch &batch, std::size_t from, std::size_t to)
{
    SampleBatch mapped;
    mapped.reception = batch.reception;
    mapped.source = batch.source;
    mapped.firstSequence = batch.firstSequence + from;
    auto wide = batch.wide.begin();
    for (std::size_t p = from; p < to; ++p) {
        m_seen.clear();
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const auto series = m_mapping.series.find(batch.series[i]);
            if (series == m_mapping.series.end() ||
                (m_seen.size() < mostCompared && std::ranges::find(m_seen, series->second) != m_seen.end()))
                continue;
            m_seen.push_back(series->second);
            while (wide != batch.wide.end() && wide->sample < i)
                ++wide;
            if (wide != batch.wide.end() && wide->sample == i)
                mapped.wide.push_back({static_cast<std::uint32_t>(mapped.samples()), wide->value});
            mapped.addSample(series->second, batch.value[i], batch.quality[i]);
        }
        const auto entity = m_mapping.entities.find(batch.entity[p]);
        if (entity == m_mapping.entities.end() || m_seen.empty()) { // of names that cannot be: left out
            mapped.dropOpenPoint();
            auto before = append(std::move(mapped));
            return before && p + 1 < to ? add(batch, p + 1, to) : before;
        }
        mapped.endPoint(entity->second, batch.generation[p]);
    }
    return append(std::move(mapped));
}

Result<void> Salvage::append(SampleBatch batch)
{
    if (batch.points() == 0)
        return {};
    m_report.points += batch.points();
    m_report.samples += batch.samples();
    if (m_report.first > m_report.last)
        m_report.first = batch.firstSequence;
    m_report.last = m_last = batch.lastSequence();
    if (!m_progress(copyShare + (1 - copyShare) * double(m_last) / double(std::max(m_until, m_last))))
        return failure(ErrorCode::storageUnavailable, "given up");
    return m_builder->append(std::move(batch));
}

// What the recording has of points of lower numbers; those above stay for later.
Result<void> Salvage::addBefore(std::uint64_t number)
{
    while (true) {
        if (!m_batch) {
            auto next = m_cursor->next();
            if (!next)
                return tl::unexpected(next.error());
            m_batch = *std::move(next);
        }
        if (!m_batch || m_batch->firstSequence >= number)
            return {};
        const SampleBatchPtr batch = m_batch;
        const std::uint64_t from = std::max(batch->firstSequence, m_last + 1);
        const std::uint64_t to = std::min(batch->lastSequence() + 1, number);
        if (from < to) {
            if (auto added = add(*batch, from - batch->firstSequence, to - batch->firstSequence); !added)
                return added;
        }
        if (to <= batch->lastSequence())
            return {};
        m_batch.reset();
    }
}

Result<void> Salvage::run(const std::filesystem::path &rows, const std::filesystem::path &journal,
                          const std::filesystem::path &repaired, const std::string &name)
{
    auto builder = SessionBuilder::open(repaired);
    if (!builder)
        return tl::unexpected(builder.error());
    m_builder = *std::move(builder);
    auto cursor = SessionCursor::open(rows);
    if (!cursor)
        return tl::unexpected(cursor.error());
    m_cursor = *std::move(cursor);
    const auto reader = SessionReader::open(rows);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto about = (*reader)->log().about();
    const auto log = (*reader)->log().between(Timestamp::min(), Timestamp::max());
    if (!about || !log)
        return tl::unexpected(about ? log.error() : about.error());
    std::string identity;
    std::ifstream(journal / "identity") >> identity;
    const auto own = about->find(journalKey);
    m_usesJournal = !journal.empty() && (own == about->end() || own->second == identity);
    if (const auto extent = m_cursor->extent())
        m_until = extent->last;
    if (auto prepared = prepareNames(journal, m_cursor->names()); !prepared)
        return prepared;
    for (const auto &[key, value] : *about) {
        if (auto described = m_builder->describe(key, value); !described)
            return described;
    }
    if (auto described = m_builder->describe("repaired_from", name); !described)
        return described;
    if (auto logged = m_builder->log(*log); !logged)
        return logged;
    Result<void> done;
    if (m_usesJournal) {
        SeriesDictionary names({10'000'000, 10'000'000, 1'000'000});
        SessionReport known; // damages are told already
        readJournal(
            journal, names,
            [&](SampleBatch &&batch) {
                if (done)
                    done = addBefore(batch.firstSequence);
                if (done && batch.firstSequence > m_last)
                    done = add(batch, 0, batch.points());
            },
            known);
    }
    if (done)
        done = addBefore(~0ULL);
    if (done)
        done = m_builder->finish();
    m_builder.reset(); // closes the file
    return done ? session::carryRest(rows, repaired, m_mapping) : done;
}

} // namespace

Result<SessionReport> salvageSession(const std::filesystem::path &damaged,
                                     const std::filesystem::path &journal,
                                     const std::filesystem::path &repaired, const WorkProgress &progress)
{
    std::error_code error;
    if (!std::filesystem::exists(damaged, error) && journal.empty())
        return failure(ErrorCode::notFound, damaged.string() + " does not exist");
    if (std::filesystem::exists(repaired, error))
        return failure(ErrorCode::invalidArgument,
                       repaired.string() + " exists; name a file that does not exist yet");
    SessionReport report;
    const ScratchFile pages(beside(repaired, ".pages"));
    const ScratchFile rows(beside(repaired, ".rows"));
    const ScratchFile part(beside(repaired, ".part"));
    const auto logBytes = std::filesystem::file_size(beside(damaged, "-wal"), error);
    const bool hasLog = !error && logBytes > 0;
    const bool isCopied = hasLog && copyPages(damaged, pages.path());
    if (hasLog && !isCopied)
        report.structure.push_back(
            "the log beside the file cannot be read with it; what is only there is lost");
    const auto copied = session::guarded<bool>(rows.path(), [&]() -> Result<bool> {
        const MappedFile file(isCopied ? pages.path() : damaged);
        const std::string_view bytes(reinterpret_cast<const char *>(file.bytes().data()),
                                     file.bytes().size());
        auto scratch = makeScratch(rows.path());
        if (!scratch)
            return tl::unexpected(scratch.error());
        return session::SalvageCopy(bytes, **scratch, report).run([&](double share) {
            return progress(share * copyShare);
        });
    });
    if (!copied)
        return tl::unexpected(copied.error());
    if (!*copied)
        return failure(ErrorCode::storageUnavailable, "given up");
    if (auto done = Salvage(report, progress).run(rows.path(), journal, part.path(), damaged.string()); !done)
        return tl::unexpected(done.error());
    std::filesystem::rename(part.path(), repaired, error);
    if (error)
        return failure(ErrorCode::permissionDenied,
                       "cannot write " + repaired.string() + ": " + error.message());
    return report;
}

} // namespace desk
