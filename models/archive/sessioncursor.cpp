// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessioncursor.h"

#include "models/archive/arrivalindex_p.h"
#include "models/archive/lastpoints_p.h"
#include "models/archive/unpackedrow.h"

namespace desk {

using session::bounded;
using session::bytesOf;
using session::guarded;

namespace {

constexpr std::uint64_t windowPoints = 65536;
// The points of a row that is not wide came within an hour; a little more where a clock was put back.
constexpr std::chrono::minutes longestRow{75};

} // namespace

struct SessionCursor::Impl
{
    Impl(std::filesystem::path where, std::unique_ptr<SQLite::Database> file)
        : path(std::move(where))
        , database(std::move(file))
        , arrivals(*database)
    {
    }

    void readNames();
    [[nodiscard]] std::int64_t version();
    void takeUp();
    void eachOfTails(std::uint64_t from, const std::function<void(UnpackedRow &&)> &take);
    void load(SQLite::Statement &query);
    struct Slot
    {
        std::uint32_t row = 0; // index + 1; 0: no point of this number
        std::uint32_t point = 0;
    };
    void openWindow(std::uint64_t first);
    void place(std::uint64_t sequence, Slot slot);
    [[nodiscard]] std::uint64_t nextStored(std::uint64_t from);
    std::shared_ptr<SampleBatch> take(std::size_t maxPoints);
    static void appendSamples(const UnpackedRow &row, std::size_t point, SampleBatch &batch);
    [[nodiscard]] const Shape *shape(ShapeId id) const
    {
        const auto found = shapes.find(id);
        return found == shapes.end() ? nullptr : &found->second;
    }

    const std::filesystem::path path;
    const std::unique_ptr<SQLite::Database> database;
    ArrivalIndex arrivals;
    SQLite::Statement overlapping{*database,
                                  std::string("SELECT ") + session::pointsColumns +
                                      " FROM points INDEXED BY points_last WHERE wide = ? AND last >= ? AND "
                                      "last < ? AND first < ?"};
    SQLite::Statement beginning{*database, std::string("SELECT ") + session::pointsColumns +
                                               " FROM points INDEXED BY points_first WHERE first >= ? AND "
                                               "first < ?"};
    SQLite::Statement dataVersion{*database, "PRAGMA data_version"};
    std::int64_t seenVersion = -1;
    std::int64_t refreshedVersion = -1;
    std::uint64_t revision = 0; // of names
    SessionNames names;
    std::map<ShapeId, Shape> shapes;
    std::size_t damaged = 0;
    BlockCodec codec;

    std::uint64_t position = 1;
    std::uint64_t windowFirst = 0; // of the open window; 0: none is open
    std::uint64_t windowEnd = 0;
    bool windowIsFull = false; // else it ends where the file did
    std::vector<Slot> slots;
    std::map<std::uint64_t, std::vector<Slot>> parts; // other rows of a point
    std::vector<UnpackedRow> active;                  // rows that reach into the window or beyond
};

void SessionCursor::Impl::readNames()
{
    session::readNames(*database, names, damaged);
    SQLite::Statement row(*database, "SELECT id, entity, series, crc FROM shape WHERE id >= ? ORDER BY id");
    row.bind(1, static_cast<std::int64_t>(shapes.empty() ? 0 : index(shapes.rbegin()->first) + 1));
    while (row.executeStep()) {
        if (auto one = session::shapeRow(row))
            shapes.insert_or_assign(one->id, *one);
        else
            ++damaged;
    }
}

std::int64_t SessionCursor::Impl::version()
{
    dataVersion.reset();
    dataVersion.executeStep();
    const std::int64_t found = dataVersion.getColumn(0).getInt64();
    dataVersion.reset();
    return found;
}

// Names that were recorded since: what a window reads may need them. Within a transaction.
void SessionCursor::Impl::takeUp()
{
    const std::int64_t now = version();
    if (now == seenVersion)
        return;
    seenVersion = now;
    readNames();
    ++revision;
}

void SessionCursor::Impl::load(SQLite::Statement &query)
{
    while (query.executeStep()) {
        const auto row = session::pointsRow(query);
        const Shape *const of = row ? shape(row->shape) : nullptr;
        UnpackedRow unpacked;
        if (!of || !unpacked.read(*row, *of, codec)) {
            ++damaged;
            continue;
        }
        active.push_back(std::move(unpacked));
    }
    query.reset();
}

// What was in no row when the file was last written, from a number on. Few; read with the first window.
void SessionCursor::Impl::eachOfTails(std::uint64_t from, const std::function<void(UnpackedRow &&)> &take)
{
    SQLite::Statement row(*database, "SELECT id, first, last, data, crc FROM tail WHERE last >= ? "
                                     "ORDER BY id");
    row.bind(1, bounded(from));
    while (row.executeStep()) {
        const bool isWhole = session::isIntact(row, 4, 1);
        const auto plain =
            isWhole ? codec.unpack(bytesOf(row.getColumn(3)), BlockCodec::mostUnpacked) : std::string_view();
        if (!isWhole || !plain) {
            ++damaged;
            continue;
        }
        ByteReader in(*plain);
        TailEntry entry;
        while (!in.atEnd()) {
            if (!takeTailEntry(in, entry)) {
                ++damaged;
                break;
            }
            const Shape *const of = shape(entry.shape);
            if (!of || of->series.size() != entry.series.size()) {
                ++damaged;
                continue;
            }
            UnpackedRow unpacked;
            unpacked.take(entry, *of);
            take(std::move(unpacked));
        }
    }
}

// Places of points by number: rows lie each in the order of its shape, the stream goes across them.
void SessionCursor::Impl::openWindow(std::uint64_t first)
{
    SQLite::Transaction snapshot(*database);
    takeUp();
    // Where the file ended, rows may have grown since.
    const bool continues = windowFirst != 0 && first == windowEnd && windowIsFull;
    const auto newest = arrivals.last();
    const std::uint64_t stored = newest ? newest->first + newest->points : first;
    const std::uint64_t end = std::max(first, std::min(first + windowPoints, stored));
    windowIsFull = end == first + windowPoints;
    if (continues) {
        std::erase_if(active, [first](const UnpackedRow &row) { return row.last() < first; });
        beginning.bind(1, bounded(first));
        beginning.bind(2, bounded(end));
        load(beginning);
    } else {
        active.clear();
        eachOfTails(first, [this](UnpackedRow &&row) { active.push_back(std::move(row)); });
        const auto came = arrivals.receptionOf(first);
        const std::uint64_t latest =
            came ? arrivals.sequenceAt(*came + std::chrono::nanoseconds(longestRow).count()) : first;
        for (const int wide : {0, 1}) {
            overlapping.bind(1, wide);
            overlapping.bind(2, bounded(first));
            overlapping.bind(3, wide == 1 ? INT64_MAX : bounded(std::max(latest, end) + windowPoints));
            overlapping.bind(4, bounded(end));
            load(overlapping);
        }
    }
    windowFirst = first;
    windowEnd = end;
    slots.assign(windowPoints, {});
    parts.clear();
    for (std::size_t r = 0; r < active.size(); ++r) {
        const auto numbers = active[r].sequence();
        // Rows that a start put together again may mix their numbers.
        for (std::size_t p = 0; p < numbers.size(); ++p) {
            if (numbers[p] - first < end - first)
                place(numbers[p], {static_cast<std::uint32_t>(r + 1), static_cast<std::uint32_t>(p)});
        }
    }
}

// A point stands in several rows when its entity has too many shapes; and in a tail and a row of one shape.
void SessionCursor::Impl::place(std::uint64_t sequence, Slot slot)
{
    Slot &first = slots[sequence - windowFirst];
    if (first.row == 0) {
        first = slot;
        return;
    }
    const auto sameShape = [&](const Slot &other) {
        return active[other.row - 1].shape().id == active[slot.row - 1].shape().id;
    };
    if (sameShape(first))
        return;
    std::vector<Slot> &more = parts[sequence];
    if (std::ranges::none_of(more, sameShape))
        more.push_back(slot);
}

// Number of the first point from here on that any row begins with; ~0 when there is none.
std::uint64_t SessionCursor::Impl::nextStored(std::uint64_t from)
{
    SQLite::Statement query(*database, "SELECT min(first) FROM points WHERE first >= ?");
    query.bind(1, bounded(from));
    if (!query.executeStep() || query.getColumn(0).isNull())
        return ~0ULL;
    return static_cast<std::uint64_t>(query.getColumn(0).getInt64());
}

void SessionCursor::Impl::appendSamples(const UnpackedRow &row, std::size_t point, SampleBatch &batch)
{
    const auto values = row.values(point);
    const auto qualities = row.qualities(point);
    const auto at = static_cast<std::uint32_t>(batch.samples());
    for (const auto &wide : row.wide()) {
        if (wide.point == point)
            batch.wide.push_back({at + wide.series, wide.value});
    }
    batch.series.insert(batch.series.end(), row.shape().series.begin(), row.shape().series.end());
    batch.value.insert(batch.value.end(), values.begin(), values.end());
    batch.quality.insert(batch.quality.end(), qualities.begin(), qualities.end());
}

std::shared_ptr<SampleBatch> SessionCursor::Impl::take(std::size_t maxPoints)
{
    while (position < windowEnd && slots[position - windowFirst].row == 0)
        ++position;
    if (position == windowEnd)
        return nullptr;
    const std::optional<Arrival> arrival = arrivals.find(position);
    auto batch = std::make_shared<SampleBatch>();
    // Its row is damaged: what came is not lost, only when.
    batch->reception = fromNanoseconds(arrival ? arrival->reception
                                               : active[slots[position - windowFirst].row - 1]
                                                     .generation()[slots[position - windowFirst].point]);
    batch->source = arrival ? arrival->source : 0;
    batch->firstSequence = position;
    const std::uint64_t end = std::min(
        {windowEnd, position + maxPoints, arrival ? arrival->first + arrival->points : position + 1});
    batch->reserve(end - position, (end - position) * 8);
    for (; position < end; ++position) {
        const Slot slot = slots[position - windowFirst];
        if (slot.row == 0)
            break;
        const UnpackedRow &row = active[slot.row - 1];
        appendSamples(row, slot.point, *batch);
        if (const auto more = parts.empty() ? parts.end() : parts.find(position); more != parts.end()) {
            for (const Slot &part : more->second)
                appendSamples(active[part.row - 1], part.point, *batch);
        }
        batch->endPoint(row.shape().entity, row.generation()[slot.point]);
    }
    return batch;
}

SessionCursor::SessionCursor(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

SessionCursor::~SessionCursor() = default;

Result<std::unique_ptr<SessionCursor>> SessionCursor::open(const std::filesystem::path &path)
{
    auto database = session::openToRead(path);
    if (!database)
        return tl::unexpected(database.error());
    using Cursor = std::unique_ptr<SessionCursor>;
    return guarded<Cursor>(path, [&]() -> Result<Cursor> {
        auto impl = std::make_unique<Impl>(path, *std::move(database));
        SQLite::Transaction snapshot(*impl->database);
        impl->takeUp();
        impl->refreshedVersion = impl->seenVersion;
        return Cursor(new SessionCursor(std::move(impl)));
    });
}

Result<bool> SessionCursor::refresh()
{
    return guarded<bool>(m_impl->path, [&]() -> Result<bool> {
        SQLite::Transaction snapshot(*m_impl->database);
        m_impl->takeUp();
        if (m_impl->refreshedVersion == m_impl->seenVersion)
            return false;
        m_impl->refreshedVersion = m_impl->seenVersion;
        if (!m_impl->windowIsFull) // its last rows may have grown
            m_impl->windowFirst = m_impl->windowEnd = 0;
        return true;
    });
}

const SessionNames &SessionCursor::names() const
{
    return m_impl->names;
}

std::uint64_t SessionCursor::revision() const
{
    return m_impl->revision;
}

Result<SessionCursor::Extent> SessionCursor::extent()
{
    return guarded<Extent>(m_impl->path, [&]() -> Result<Extent> {
        const auto first = m_impl->arrivals.first();
        const auto last = m_impl->arrivals.last();
        if (!first || !last)
            return Extent{};
        return Extent{first->first, last->first + last->points - 1, fromNanoseconds(first->reception),
                      fromNanoseconds(last->reception)};
    });
}

Result<std::uint64_t> SessionCursor::sequenceAt(Timestamp reception)
{
    return guarded<std::uint64_t>(m_impl->path, [&]() -> Result<std::uint64_t> {
        return m_impl->arrivals.sequenceAt(nanoseconds(reception));
    });
}

Result<Timestamp> SessionCursor::receptionOf(std::uint64_t sequence)
{
    return guarded<Timestamp>(m_impl->path, [&]() -> Result<Timestamp> {
        const auto reception = m_impl->arrivals.receptionOf(sequence);
        if (!reception)
            return failure(ErrorCode::notFound, "no point of a number from " + std::to_string(sequence) +
                                                    " on is in the recording");
        return fromNanoseconds(*reception);
    });
}

Result<std::optional<Timestamp>> SessionCursor::receptionBefore(std::uint64_t sequence)
{
    using Found = std::optional<Timestamp>;
    return guarded<Found>(m_impl->path, [&]() -> Result<Found> {
        const auto arrival = m_impl->arrivals.before(sequence);
        return arrival ? Found(fromNanoseconds(arrival->reception)) : std::nullopt;
    });
}

void SessionCursor::seek(std::uint64_t sequence)
{
    m_impl->position = std::max<std::uint64_t>(sequence, 1);
    if (m_impl->position < m_impl->windowFirst || m_impl->position >= m_impl->windowEnd)
        m_impl->windowFirst = m_impl->windowEnd = 0;
}

std::uint64_t SessionCursor::position() const
{
    return m_impl->position;
}

Result<std::shared_ptr<SampleBatch>> SessionCursor::next(std::size_t maxPoints)
{
    using Batch = std::shared_ptr<SampleBatch>;
    return guarded<Batch>(m_impl->path, [&]() -> Result<Batch> {
        while (true) {
            if (m_impl->windowFirst != 0 && m_impl->position < m_impl->windowEnd) {
                if (auto batch = m_impl->take(maxPoints))
                    return batch;
            }
            const auto last = m_impl->arrivals.last();
            if (!last || m_impl->position >= last->first + last->points)
                return Batch();
            // A window without any point: on to where the next row begins.
            if (m_impl->windowFirst != 0 && m_impl->position == m_impl->windowEnd && m_impl->windowIsFull) {
                const bool anyReaches = std::ranges::any_of(
                    m_impl->active, [&](const UnpackedRow &row) { return row.last() >= m_impl->position; });
                if (!anyReaches) {
                    const std::uint64_t stored = m_impl->nextStored(m_impl->position);
                    if (stored == ~0ULL) {
                        m_impl->position = last->first + last->points;
                        return Batch();
                    }
                    if (stored > m_impl->windowEnd + windowPoints) {
                        m_impl->position = stored;
                        m_impl->windowFirst = 0;
                    }
                }
            }
            m_impl->openWindow(m_impl->position);
        }
    });
}

std::size_t SessionCursor::damagedBlocks() const
{
    return m_impl->damaged;
}

Result<std::vector<SampleBatchPtr>> SessionCursor::lastPoints(std::uint64_t before)
{
    using Batches = std::vector<SampleBatchPtr>;
    return guarded<Batches>(m_impl->path, [&]() -> Result<Batches> {
        SQLite::Transaction snapshot(*m_impl->database);
        LastPoints newest(m_impl->shapes, before);
        newest.readKeyFrame(*m_impl->database, m_impl->codec);
        const auto came = m_impl->arrivals.receptionOf(before);
        newest.readRows(*m_impl->database, came ? m_impl->arrivals.sequenceAt(
                                                      *came + std::chrono::nanoseconds(longestRow).count())
                                                : std::uint64_t{INT64_MAX});
        m_impl->eachOfTails(newest.begin(), [&](const UnpackedRow &row) { newest.add(row); });
        return newest.take(m_impl->arrivals);
    });
}

} // namespace desk
