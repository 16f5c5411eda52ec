// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionwriter_p.h"

#include "models/telemetry/eventwords.h"
#include "models/telemetry/units.h"

namespace desk {

using session::bounded;
using session::guarded;
using session::RowCrc;

namespace {

constexpr unsigned fleetsUntilWhole = 64;
constexpr std::uint64_t checkpointBytes = 32U << 20U; // in the log beside the file

// One row: binds in the order of the columns, keeping the CRC of them.
class Row
{
public:
    explicit Row(SQLite::Statement &statement)
        : m_statement(statement)
    {
        m_statement.tryReset(); // it may have failed the last time
    }
    Row &operator<<(std::int64_t value)
    {
        m_statement.bind(++m_column, value);
        m_crc.add(value);
        return *this;
    }
    Row &text(const std::string &value)
    {
        m_statement.bindNoCopy(++m_column, value);
        m_crc.add(std::string_view(value));
        return *this;
    }
    Row &blob(const std::string &value)
    {
        m_statement.bindNoCopy(++m_column, value.data(), static_cast<int>(value.size()));
        m_crc.add(std::string_view(value));
        return *this;
    }
    void insert()
    {
        m_statement.bind(++m_column, m_crc.value());
        m_statement.exec();
        m_statement.reset();
    }
    // With data that has CRCs of its own.
    void insert(const std::string &data)
    {
        m_statement.bind(++m_column, m_crc.value());
        m_statement.bindNoCopy(++m_column, data.data(), static_cast<int>(data.size()));
        m_statement.exec();
        m_statement.reset();
    }

private:
    SQLite::Statement &m_statement;
    RowCrc m_crc;
    int m_column = 0;
};

void put(SessionWriter::Impl &to, const DictionaryChanges &names,
         const std::map<SeriesId, std::string> &units)
{
    for (const NodeDefinition &one : names.nodes)
        (Row(to.node) << index(one.id)).text(one.name).text(std::string(nodeTypeWord(one.type))).insert();
    for (const EntityDefinition &one : names.entities)
        (Row(to.entity) << index(one.id) << index(one.node) << index(one.dst)).insert();
    for (const SeriesDefinition &one : names.series) {
        const auto own = units.find(one.id);
        ((Row(to.series) << index(one.id) << index(one.entity)).text(one.metric).text(one.labels)
         << static_cast<std::int64_t>(one.kind))
            .text(own == units.end() ? std::string(unitOf(one.metric)) : own->second)
            .insert();
    }
    for (const TextDefinition &one : names.texts)
        (Row(to.state) << index(one.series) << one.code).text(one.text).insert();
}

void put(SessionWriter::Impl &to, const PackedPoints &packed)
{
    (Row(to.points) << packed.id << index(packed.shape) << bounded(packed.first) << bounded(packed.last)
                    << packed.begin << packed.end << bounded(packed.count) << std::int64_t{packed.ordered}
                    << std::int64_t{packed.loose} << std::int64_t{packed.wide})
        .blob(packed.parts.directory)
        .insert(packed.parts.data);
}

void put(SessionWriter::Impl &to, const PackedLevel &packed)
{
    (Row(to.level) << index(packed.shape) << packed.level << packed.first << packed.last << packed.begin
                   << packed.end << bounded(packed.count))
        .blob(packed.parts.directory)
        .insert(packed.parts.data);
}

// A fleet graph is much like the one before: packed by what differs, and whole from time to time.
void put(SessionWriter::Impl &to, const SessionTopology &one)
{
    const bool whole = to.fleet.empty() || to.fleetsSinceWhole >= fleetsUntilWhole;
    std::string packed;
    to.codec.pack(one.json, packed, whole ? std::string_view() : std::string_view(to.fleet));
    (Row(to.topology) << bounded(one.sequence) << nanoseconds(one.reception) << bounded(one.version)
                      << std::int64_t{whole})
        .blob(packed)
        .insert();
    to.fleetsSinceWhole = whole ? 0 : to.fleetsSinceWhole + 1;
    to.fleet = one.json;
}

void put(SessionWriter::Impl &to, const SessionLog &log)
{
    for (const SessionGap &one : log.gaps)
        (Row(to.gap).text(one.source)
         << nanoseconds(one.begin) << nanoseconds(one.end) << bounded(one.first) << bounded(one.last))
            .text(one.cause)
            .insert();
    for (const Event &one : log.events)
        (((Row(to.event) << to.eventsBefore + bounded(one.number) << nanoseconds(one.time)
                         << static_cast<std::int64_t>(one.severity))
              .text(std::string(eventWord(one.code))))
             .text(one.subject)
             .text(one.detail)
         << one.repeats)
            .insert();
    for (const SessionTopology &one : log.topologies)
        put(to, one);
    for (const SessionLimits &one : log.limits)
        (Row(to.limits) << bounded(one.sequence) << nanoseconds(one.reception)).text(one.toml).insert();
    for (const SessionNote &one : log.notes)
        (Row(to.note) << nanoseconds(one.begin) << nanoseconds(one.end) << nanoseconds(one.written))
            .text(one.operatorName)
            .text(one.text)
            .insert();
    for (const SessionForecast &one : log.forecasts)
        (Row(to.forecast) << index(one.series) << nanoseconds(one.issued))
            .text(one.model)
            .blob(one.data)
            .insert();
}

} // namespace

SessionWriter::SessionWriter(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

SessionWriter::~SessionWriter()
{
    // Best effort: the file is whole without it.
    static_cast<void>(guarded<void>(m_impl->path, [&]() -> Result<void> {
        m_impl->database->exec("PRAGMA incremental_vacuum");
        return {};
    }));
}

Result<std::unique_ptr<SessionWriter>> SessionWriter::open(const std::filesystem::path &path)
{
    auto database = session::openToWrite(path);
    if (!database)
        return tl::unexpected(database.error());
    using Writer = std::unique_ptr<SessionWriter>;
    return guarded<Writer>(path, [&]() -> Result<Writer> {
        return Writer(new SessionWriter(std::make_unique<Impl>(path, *std::move(database))));
    });
}

Result<void> SessionWriter::commit(const SessionCommit &changes)
{
    // SQLite would go on writing into a file that no one finds any more.
    if (const auto place = Impl::placeOf(m_impl->path); !place || place != m_impl->place)
        return failure(ErrorCode::storageUnavailable,
                       m_impl->path.string() +
                           " was removed or replaced while it was being recorded; what comes "
                           "is kept in the journal, restart to record it in a new file");
    auto done = guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*m_impl->database);
        put(*m_impl, changes.names, changes.units);
        for (const Shape &one : changes.shapes)
            (Row(m_impl->shape) << index(one.id) << index(one.entity))
                .blob(session::packSeriesList(one.series))
                .insert();
        for (const PackedPoints &one : changes.points)
            put(*m_impl, one);
        for (const PackedLevel &one : changes.levels)
            put(*m_impl, one);
        for (const SessionCommit::Rows &rows : changes.arrivals)
            (Row(m_impl->arrival) << bounded(rows.first) << bounded(rows.last) << bounded(rows.batches))
                .blob(rows.data)
                .insert();
        if (changes.replaceTails)
            m_impl->database->exec("DELETE FROM tail");
        for (const SessionCommit::Rows &rows : changes.tails)
            (Row(m_impl->tail) << bounded(rows.first) << bounded(rows.last)).blob(rows.data).insert();
        for (const SessionCommit::KeyFrame &one : changes.keyFrames)
            (Row(m_impl->keyFrame) << bounded(one.sequence) << one.reception).blob(one.data).insert();
        put(*m_impl, changes.log);
        m_impl->dropTails.tryReset();
        m_impl->dropTails.bind(1, bounded(changes.tailNeededFrom));
        m_impl->dropTails.exec();
        m_impl->dropTails.reset();
        (Row(m_impl->progress) << 1 << bounded(changes.recorded)).insert();
        transaction.commit();
        return {};
    });
    if (!done)
        m_impl->fleet.clear(); // the file does not have it
    return done;
}

// Without it SQLite would begin the log anew only when no reader looks at it. Passive: waits for nobody.
Result<void> SessionWriter::checkpoint()
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        std::error_code error;
        std::filesystem::path log = m_impl->path;
        log += "-wal";
        if (std::filesystem::file_size(log, error) >= checkpointBytes && !error)
            m_impl->database->exec("PRAGMA wal_checkpoint(PASSIVE)");
        return {};
    });
}

Result<bool> SessionWriter::thin(ShapeId shape, std::int64_t before)
{
    return guarded<bool>(m_impl->path, [&]() -> Result<bool> {
        const auto id = static_cast<std::int64_t>(index(shape));
        SQLite::Transaction transaction(*m_impl->database);
        SQLite::Statement covered(*m_impl->database,
                                  "SELECT \"end\" FROM level WHERE shape = ? AND level = 0 "
                                  "ORDER BY \"end\" DESC LIMIT 1");
        covered.bind(1, id);
        if (!covered.executeStep())
            return false;
        SQLite::Statement gone(*m_impl->database, "DELETE FROM points WHERE shape = ? AND loose = 0 AND "
                                                  "\"end\" < ? AND \"end\" <= ?");
        gone.bind(1, id);
        gone.bind(2, before);
        gone.bind(3, covered.getColumn(0).getInt64());
        covered.reset();
        if (gone.exec() == 0)
            return false;
        transaction.commit();
        return true;
    });
}

Result<void> SessionWriter::describe(std::string_view key, std::string_view value)
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        const std::string keyText(key);
        const std::string valueText(value);
        Row(m_impl->about).text(keyText).text(valueText).insert();
        return {};
    });
}

} // namespace desk
