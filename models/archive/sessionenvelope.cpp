// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader_p.h"

#include <array>

namespace desk {

using session::guarded;

namespace {

constexpr unsigned mostLevels = 16;

struct Interval // inclusive
{
    std::int64_t begin;
    std::int64_t end;
};

// Sorted, without overlaps.
void merge(std::vector<Interval> &intervals)
{
    std::ranges::sort(intervals, {}, &Interval::begin);
    std::vector<Interval> merged;
    for (const Interval &one : intervals) {
        if (!merged.empty() && one.begin <= merged.back().end)
            merged.back().end = std::max(merged.back().end, one.end);
        else
            merged.push_back(one);
    }
    intervals = std::move(merged);
}

bool touches(const std::vector<Interval> &sorted, std::int64_t begin, std::int64_t end)
{
    const auto after = std::ranges::upper_bound(sorted, end, {}, &Interval::begin);
    return after != sorted.begin() && std::prev(after)->end >= begin;
}

} // namespace

// One place of a series being drawn. A bucket becomes a part of its column when it lies within the range, is
// no wider than a column and shares its time with no sample that levels do not know (late ones, and rows not
// yet ended). Anything else is looked at one level finer, in the end as samples.
class EnvelopeScan
{
public:
    EnvelopeScan(SessionReader::Impl &file, SessionReader::Impl::Place place, Interval range,
                 EnvelopeColumns &columns)
        : m_file(file)
        , m_place(place)
        , m_range(range)
        , m_columns(columns)
    {
    }

    // Buckets that samples have to be read for; where there are none, retention has thinned them.
    [[nodiscard]] const std::vector<LevelBucket> &coarse() const { return m_coarse; }
    // What has to be read as samples.
    std::vector<Interval> run()
    {
        findUnlevelled();
        m_samples = m_unlevelled;
        const std::optional<std::int64_t> end = levelEnd(0);
        if (end && *end >= m_range.begin)
            scan(coarsest(), {m_range.begin, std::min(*end, m_range.end)});
        merge(m_samples);
        return std::move(m_samples);
    }

private:
    std::optional<std::int64_t> levelEnd(unsigned level)
    {
        SQLite::Statement &query = m_file.levelEnd;
        query.reset();
        query.bind(1, static_cast<std::int64_t>(index(m_place.shape)));
        query.bind(2, static_cast<std::int64_t>(level));
        const auto end = query.executeStep() ? std::optional(query.getColumn(0).getInt64()) : std::nullopt;
        query.reset();
        return end;
    }

    // The times of rows that a query finds for shape, wide, begin, end and begin again.
    void addRows(SQLite::Statement &query, std::vector<Interval> &to)
    {
        for (const int wide : {0, 1}) {
            query.reset();
            query.bind(1, static_cast<std::int64_t>(index(m_place.shape)));
            query.bind(2, wide);
            query.bind(3,
                       session::earlier(m_range.begin, session::longestSpan[static_cast<std::size_t>(wide)]));
            query.bind(4, m_range.end);
            query.bind(5, m_range.begin);
            while (query.executeStep())
                add(to, {query.getColumn(0).getInt64(), query.getColumn(1).getInt64()});
            query.reset();
        }
    }

    void findUnlevelled()
    {
        addRows(m_file.looseRows, m_unlevelled);
        if (m_file.horizon.isSet())
            findLater();
        m_file.tails.eachEntry([&](const SessionTails::Entry &entry) {
            if (entry.shape == m_place.shape)
                add(m_unlevelled, {entry.begin, entry.end});
        });
        const std::optional<std::int64_t> end = levelEnd(0);
        if (!end || *end < m_range.end)
            add(m_unlevelled, {end ? *end + 1 : m_range.begin, m_range.end});
        merge(m_unlevelled);
    }

    // Where points lie that came behind the horizon; levels do not tell them from the others.
    void findLater()
    {
        m_file.laterRows.bind(6, session::bounded(m_file.horizon.last));
        addRows(m_file.laterRows, m_later);
        if (m_file.horizon.time < m_range.end)
            add(m_later, {m_file.horizon.time + 1, m_range.end});
        merge(m_later);
        m_unlevelled.insert(m_unlevelled.end(), m_later.begin(), m_later.end());
    }

    void add(std::vector<Interval> &to, Interval interval) const
    {
        interval.begin = std::max(interval.begin, m_range.begin);
        interval.end = std::min(interval.end, m_range.end);
        if (interval.begin <= interval.end)
            to.push_back(interval);
    }

    unsigned coarsest()
    {
        unsigned level = 0;
        while (level < mostLevels && levelEnd(level + 1))
            ++level;
        return level;
    }

    void scan(unsigned level, Interval part)
    {
        const std::optional<std::int64_t> end = levelEnd(level);
        // What this level has not taken up yet stands one finer.
        const std::int64_t until = end ? std::min(*end, part.end) : part.begin - 1;
        std::vector<Interval> finer;
        if (part.end > until)
            finer.push_back({std::max(part.begin, end ? *end + 1 : part.begin), part.end});
        if (until >= part.begin)
            scanRows(level, {part.begin, until}, finer);
        merge(finer);
        for (const Interval &one : finer) {
            if (level == 0)
                add(m_samples, one);
            else
                scan(level - 1, one);
        }
    }

    void scanRows(unsigned level, Interval part, std::vector<Interval> &finer)
    {
        SQLite::Statement query(*m_file.database, m_file.levelRows.getQuery());
        query.bind(1, static_cast<std::int64_t>(index(m_place.shape)));
        query.bind(2, static_cast<std::int64_t>(level));
        query.bind(3, part.begin);
        query.bind(4, part.end);
        bool toFiner = false; // what was last
        const auto lookFiner = [&](std::int64_t begin, std::int64_t end) {
            if (toFiner)
                finer.back().end = std::min(end, part.end);
            else
                finer.push_back({std::max(begin, part.begin), std::min(end, part.end)});
            toFiner = true;
        };
        session::PartReader parts(*m_file.database, "level");
        while (query.executeStep()) {
            const auto row = session::levelRow(query, false);
            const Interval extent{query.getColumn(5).getInt64(), query.getColumn(6).getInt64()};
            if (extent.begin > part.end)
                break;
            const auto found = row ? parts.read(query.getColumn(0).getInt64(), row->directory, m_place.column)
                                   : std::nullopt;
            if (!found ||
                !unpackLevel(found->times, found->values, row->count, m_file.codec, m_file.buckets)) {
                lookFiner(extent.begin, extent.end); // nothing is lost: a row of a level only repeats
                continue;
            }
            for (const LevelBucket &bucket : m_file.buckets) {
                if (bucket.end < part.begin || bucket.begin > part.end)
                    continue;
                if (bucket.begin >= part.begin && bucket.end <= part.end && m_columns.fits(bucket) &&
                    !touches(m_unlevelled, bucket.begin, bucket.end)) {
                    m_columns.add(bucket);
                    toFiner = false;
                } else {
                    lookFiner(bucket.begin, bucket.end);
                    // Samples that are missing there came later; they were not thinned out.
                    if (level == 0 && !touches(m_later, bucket.begin, bucket.end))
                        m_coarse.push_back(bucket);
                }
            }
        }
    }

    SessionReader::Impl &m_file;
    const SessionReader::Impl::Place m_place;
    const Interval m_range;
    EnvelopeColumns &m_columns;
    std::vector<Interval> m_unlevelled;
    std::vector<Interval> m_later; // of those: some of it came behind the horizon
    std::vector<Interval> m_samples;
    std::vector<LevelBucket> m_coarse;
};

namespace {

void addPlace(SessionReader::Impl &file, const SessionReader::Impl::Place &place, Interval range,
              EnvelopeColumns &filled, std::size_t &damaged)
{
    EnvelopeScan scan(file, place, range, filled);
    std::vector<std::int64_t> found; // generation times of samples
    for (const Interval &part : scan.run()) {
        const SeriesSamples &samples = file.samples(place, part.begin, part.end + 1);
        filled.add(samples.generation, samples.value, samples.quality);
        if (!scan.coarse().empty())
            found.insert(found.end(), samples.generation.begin(), samples.generation.end());
        damaged += samples.damagedBlocks;
    }
    for (const LevelBucket &bucket : scan.coarse()) {
        const auto first = std::ranges::lower_bound(found, bucket.begin);
        if (filled.holds(bucket.begin) && (first == found.end() || *first > bucket.end))
            filled.add(bucket);
    }
}

} // namespace

Result<Envelope> SessionReader::envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                         std::size_t columns)
{
    if (columns == 0 || end <= begin)
        return failure(ErrorCode::invalidArgument, "an envelope needs a range and at least one column");
    return guarded<Envelope>(m_impl->path, [&]() -> Result<Envelope> {
        SQLite::Transaction snapshot(*m_impl->database);
        m_impl->refresh();
        EnvelopeColumns filled(begin, end, columns);
        Envelope envelope;
        envelope.damagedBlocks = m_impl->tails.damaged();
        const auto found = m_impl->places.find(series);
        if (found != m_impl->places.end()) {
            for (const Impl::Place &place : found->second)
                addPlace(*m_impl, place, {begin, end - 1}, filled, envelope.damagedBlocks);
        }
        envelope.columns = filled.take();
        return envelope;
    });
}

Result<SeriesSamples> SessionReader::extremes(SeriesId series, std::int64_t begin, std::int64_t end,
                                              std::size_t parts)
{
    const auto drawn = envelope(series, begin, end, parts);
    if (!drawn)
        return tl::unexpected(drawn.error());
    SeriesSamples found;
    found.damagedBlocks = drawn->damagedBlocks;
    const auto add = [&](const SeriesSamples &from, std::size_t i) {
        if (found.size() > 0 && found.sequence.back() == from.sequence[i])
            return; // the lowest is the highest too
        for (const SampleBatch::WideInteger &wide : from.wide) {
            if (wide.sample == i)
                found.wide.push_back({static_cast<std::uint32_t>(found.size()), wide.value});
        }
        found.sequence.push_back(from.sequence[i]);
        found.generation.push_back(from.generation[i]);
        found.value.push_back(from.value[i]);
        found.quality.push_back(from.quality[i]);
    };
    for (const PixelColumn &column : drawn->columns) {
        if (column.count == 0)
            continue;
        struct Wanted
        {
            std::int64_t begin;
            std::int64_t end;
            double value;
        };
        std::array<Wanted, 2> wanted{Wanted{column.minBegin, column.minEnd, column.min},
                                     Wanted{column.maxBegin, column.maxEnd, column.max}};
        std::array<std::pair<SeriesSamples, std::size_t>, 2> places;
        for (std::size_t w = 0; w < wanted.size(); ++w) {
            auto samples = this->samples(series, wanted[w].begin, wanted[w].end + 1);
            if (!samples)
                return tl::unexpected(samples.error());
            places[w].second = static_cast<std::size_t>(std::ranges::find(samples->value, wanted[w].value) -
                                                        samples->value.begin());
            places[w].first = *std::move(samples);
        }
        const auto timeOf = [](const auto &place) {
            return place.second < place.first.size() ? place.first.generation[place.second] : INT64_MAX;
        };
        if (timeOf(places[0]) > timeOf(places[1]))
            std::swap(places[0], places[1]);
        for (const auto &[samples, at] : places) {
            if (at < samples.size())
                add(samples, at);
        }
    }
    return found;
}

} // namespace desk
