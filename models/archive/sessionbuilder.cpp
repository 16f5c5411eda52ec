// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionbuilder.h"

#include "models/archive/blockages.h"
#include "models/archive/pointpacker.h"

#include <set>

namespace desk {

namespace {
constexpr std::size_t commitBytes = 16U << 20U;
constexpr std::uint64_t keyFramePoints = 1'000'000;
} // namespace

struct SessionBuilder::Impl
{
    Impl(std::unique_ptr<SessionWriter> file, const SessionWriter::State &state)
        : writer(std::move(file))
        , packer(*writer, state.shapes, state.nextPoints)
        , next(state.recorded + 1)
        , keyFrameFor(next)
        , reception(nanoseconds(state.lastReception))
    {
    }

    Result<void> commit()
    {
        SessionCommit &pending = packer.pending();
        pending.names = dictionary.changesSince(written);
        // A series that is in the file already comes again with its unit.
        for (const SeriesId series : toldUnits) {
            if (index(series) < written.series)
                pending.names.series.push_back(dictionary.definition(series));
        }
        pending.units = units;
        packer.prepare(0); // no tails: nobody looks at it yet
        pending.recorded = next - 1;
        if (auto done = writer->commit(pending); !done)
            return done;
        written = pending.names.cursor;
        toldUnits.clear();
        packer.taken();
        return writer->checkpoint();
    }

    const std::unique_ptr<SessionWriter> writer;
    PointPacker packer;
    SeriesDictionary dictionary{{10'000'000, 10'000'000, 1'000'000}};
    DictionaryCursor written;
    std::map<SeriesId, std::string> units;
    std::set<SeriesId> toldUnits; // since the last commit
    std::uint64_t next;
    std::uint64_t keyFrameFor;
    std::int64_t reception;
    BlockAges ages{std::chrono::hours(1)};
};

SessionBuilder::SessionBuilder(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

SessionBuilder::~SessionBuilder() = default;

Result<std::unique_ptr<SessionBuilder>> SessionBuilder::open(const std::filesystem::path &path)
{
    auto writer = SessionWriter::open(path);
    if (!writer)
        return tl::unexpected(writer.error());
    const auto state = (*writer)->state();
    if (!state)
        return tl::unexpected(state.error());
    const auto names = (*writer)->names();
    if (!names)
        return tl::unexpected(names.error());
    auto impl = std::make_unique<Impl>(*std::move(writer), *state);
    // Ids stay the same when nothing is missing between them.
    const auto mapping = names->addTo(impl->dictionary);
    if (!mapping)
        return tl::unexpected(mapping.error());
    for (const auto &[before, now] : mapping->series) {
        if (before != now)
            return failure(ErrorCode::unsupported,
                           path.string() +
                               " has damaged names and cannot be gone on with; constellation verify "
                               "--repair-to makes a file that can");
    }
    impl->written = impl->dictionary.published();
    for (const auto &[series, unit] : names->units)
        impl->units[series] = unit;
    if (auto restored = impl->packer.restoreTails(); !restored)
        return tl::unexpected(restored.error());
    return std::unique_ptr<SessionBuilder>(new SessionBuilder(std::move(impl)));
}

SeriesDictionary &SessionBuilder::dictionary()
{
    return m_impl->dictionary;
}

void SessionBuilder::setUnit(SeriesId series, std::string unit)
{
    m_impl->units[series] = std::move(unit);
    m_impl->toldUnits.insert(series);
}

std::uint64_t SessionBuilder::duplicates() const
{
    return m_impl->packer.totals().duplicates;
}

Result<void> SessionBuilder::append(SampleBatch batch)
{
    if (batch.points() == 0)
        return {};
    if (batch.firstSequence == 0)
        batch.firstSequence = m_impl->next;
    if (batch.firstSequence < m_impl->next)
        return failure(ErrorCode::invalidArgument, "point " + std::to_string(batch.firstSequence) +
                                                       " comes after point " +
                                                       std::to_string(m_impl->next - 1));
    m_impl->dictionary.publish();
    if (const std::uint64_t before = m_impl->ages.came(batch.firstSequence, nanoseconds(batch.reception)))
        m_impl->packer.age(before);
    m_impl->packer.append(batch);
    m_impl->packer.addArrival(batch);
    m_impl->next = batch.lastSequence() + 1;
    m_impl->reception = nanoseconds(batch.reception);
    if (m_impl->next - m_impl->keyFrameFor >= keyFramePoints) {
        m_impl->packer.addKeyFrame(m_impl->next, m_impl->reception, 0);
        m_impl->keyFrameFor = m_impl->next;
    }
    return m_impl->packer.pendingBytes() >= commitBytes ? m_impl->commit() : Result<void>();
}

Result<void> SessionBuilder::log(SessionLog entries)
{
    m_impl->packer.pending().log.append(std::move(entries));
    return {};
}

Result<void> SessionBuilder::describe(std::string_view key, std::string_view value)
{
    return m_impl->writer->describe(key, value);
}

Result<void> SessionBuilder::finish()
{
    m_impl->dictionary.publish();
    m_impl->packer.close();
    return m_impl->commit();
}

} // namespace desk
