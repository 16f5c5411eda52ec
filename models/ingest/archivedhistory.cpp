// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/archivedhistory.h"

#include "models/archive/sessionfolder.h"
#include "models/telemetry/gapsubject.h"

#include <algorithm>
#include <set>

namespace desk {

namespace {

constexpr std::int64_t firstSlice = 3'600'000'000'000; // ns
constexpr std::size_t fewSamples = 4096;
constexpr std::size_t manySamples = 65536;

std::int64_t later(std::int64_t time, std::int64_t by)
{
    std::int64_t sum = 0;
    return __builtin_add_overflow(time, by, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

} // namespace

// File by file, in each series by series, each in slices of time that adapt to how much they hold; then the
// journal from the first point on that no file has.
class ArchivedHistory::ArchiveScan final : public HistorySource::Scan
{
public:
    ArchiveScan(ArchivedHistory &owner, Range range)
        : m_owner(owner)
        , m_range(std::move(range))
    {
        owner.m_files.follow(allSessions(owner.m_folder));
        for (auto &[path, file] : owner.m_files.files()) {
            SessionReader *const reader = &file.reader();
            const auto recorded = reader->recorded();
            const auto span = reader->span();
            if (!recorded || !span)
                continue; // damaged: verify tells
            m_recorded = std::max(m_recorded, *recorded);
            m_files.push_back({&file, reader, *span, *recorded});
            addGaps(*reader, fromNanoseconds(std::min(m_range.end, span->end)));
        }
        std::ranges::sort(m_gaps, {}, &HistoryGap::from);
        Range rest = m_range;
        rest.from = std::max(m_range.from, m_recorded + 1);
        m_journal = owner.m_journal.scan(rest);
    }

    Result<Step> next(std::size_t budget) override
    {
        while (m_file < m_files.size()) {
            auto step = nextSlice();
            if (!step)
                return step;
            if (step->samples)
                return step;
        }
        auto step = m_journal->next(budget);
        if (step && step->exhausted)
            joinGaps();
        return step;
    }

    void endAt(std::int64_t generation) override
    {
        m_range.end = std::min(m_range.end, later(generation, 1));
        m_journal->endAt(generation);
    }

    [[nodiscard]] const std::vector<HistoryGap> &gaps() const override { return m_gaps; }

private:
    struct File
    {
        SessionFiles::File *file;
        SessionReader *reader;
        SessionReader::Span span;
        std::uint64_t recorded;
    };

    // Of the series that are asked for; nothing where they are of several, which share one list of gaps.
    [[nodiscard]] std::set<std::string> subjects(const SessionNames &names) const
    {
        std::set<std::string> own;
        std::set<EntityId> entities;
        for (const SeriesId id : m_range.series) {
            const auto series = names.series.find(id);
            const auto entity = series == names.series.end() ? names.entities.end()
                                                             : names.entities.find(series->second.entity);
            if (entity == names.entities.end() || !names.nodes.contains(entity->second.node))
                continue;
            const std::string &node = names.nodes.at(entity->second.node).name;
            const auto dst = names.nodes.find(entity->second.dst);
            const std::string to = dst == names.nodes.end() ? std::string() : dst->second.name;
            entities.insert(entity->first);
            own.insert(entitySubject(node, to));
            own.insert(seriesSubject(node, to, series->second.metric));
        }
        return entities.size() == 1 ? own : std::set<std::string>();
    }

    void addGaps(SessionReader &reader, Timestamp until)
    {
        const auto log = reader.log().between(fromNanoseconds(m_range.start), fromNanoseconds(m_range.end));
        if (!log)
            return;
        const auto own = subjects(reader.names());
        const auto isTold = [&](const SessionGap &gap) { // one that ended stands there with its end, too
            return (isWholeSource(gap.source) || own.contains(gap.source)) &&
                   (gap.end != SessionGap::open ||
                    std::ranges::none_of(log->gaps, [&gap](const SessionGap &other) {
                        return other.source == gap.source && other.begin == gap.begin &&
                               other.end != SessionGap::open;
                    }));
        };
        for (const SessionGap &gap : log->gaps) {
            if (isTold(gap)) // what goes on is told as far as there is anything
                m_gaps.push_back({gap.begin,
                                  gap.end != SessionGap::open ? gap.end : std::max(gap.begin, until),
                                  gap.cause});
        }
    }

    // Those of the journal before its first point are what the files hold.
    void joinGaps()
    {
        if (m_joined)
            return;
        m_joined = true;
        const auto &more = m_journal->gaps();
        m_gaps.insert(m_gaps.end(), more.begin(), more.end());
        std::ranges::sort(m_gaps, {}, &HistoryGap::from);
    }

    // No samples in the step: on to the next series or file.
    Result<Step> nextSlice()
    {
        File &file = m_files[m_file];
        if (m_series == m_range.series.size()) {
            m_series = 0;
            m_begun = false;
            ++m_file;
            return Step{};
        }
        const std::int64_t end = std::min(m_range.end, later(file.span.end, 1));
        if (!m_begun) {
            m_begun = true;
            m_at = std::max(m_range.start, file.span.begin);
            m_slice = firstSlice;
            m_id = m_owner.idIn(*file.file, m_range.series[m_series]);
        }
        if (m_id == noSeries || m_at >= end) {
            m_begun = false;
            ++m_series;
            return Step{};
        }
        const bool reduced = m_range.maxPoints > 0;
        const std::int64_t until = reduced ? end : std::min(end, later(m_at, m_slice));
        auto samples = reduced ? file.reader->extremes(m_id, m_at, until, m_range.maxPoints)
                               : file.reader->samples(m_id, m_at, until);
        if (!samples)
            return tl::unexpected(samples.error());
        m_at = until;
        m_slice = samples->size() < fewSamples ? later(m_slice, m_slice) : m_slice;
        m_slice = samples->size() > manySamples ? std::max<std::int64_t>(m_slice / 2, 1) : m_slice;
        return Step{nullptr, false, made(file, *std::move(samples))};
    }

    // What the recorder brought in since this reading began comes from the journal.
    std::shared_ptr<const HistorySamples> made(File &file, SeriesSamples &&samples) const
    {
        auto out = std::make_shared<HistorySamples>();
        out->series = m_range.series[m_series];
        if (m_range.receptions) {
            if (auto receptions = file.reader->receptions(samples.sequence))
                out->reception = *std::move(receptions);
        }
        for (std::uint64_t &sequence : samples.sequence) {
            if (sequence > file.recorded)
                sequence = std::numeric_limits<std::uint64_t>::max(); // no question wants it
        }
        out->sequence = std::move(samples.sequence);
        out->generation = std::move(samples.generation);
        out->value = std::move(samples.value);
        out->quality = std::move(samples.quality);
        out->wide = std::move(samples.wide);
        return out;
    }

    ArchivedHistory &m_owner;
    Range m_range;
    std::vector<File> m_files;
    std::uint64_t m_recorded = 0;
    std::unique_ptr<Scan> m_journal;
    std::size_t m_file = 0;
    std::size_t m_series = 0;
    bool m_begun = false; // the series in the file
    SeriesId m_id = noSeries;
    std::int64_t m_at = 0;
    std::int64_t m_slice = firstSlice;
    bool m_joined = false;
    std::vector<HistoryGap> m_gaps;
};

SeriesId ArchivedHistory::idIn(SessionFiles::File &file, SeriesId wanted) const
{
    const SeriesDefinition &series = m_names.definition(wanted);
    const EntityDefinition &entity = m_names.definition(series.entity);
    const std::string_view dst =
        entity.dst == noNode ? std::string_view() : std::string_view(m_names.definition(entity.dst).name);
    return file.find({m_names.definition(entity.node).name, dst, series.metric, series.labels}, wanted);
}

std::unique_ptr<HistorySource::Scan> ArchivedHistory::scan(const Range &range)
{
    return std::make_unique<ArchiveScan>(*this, range);
}

} // namespace desk
