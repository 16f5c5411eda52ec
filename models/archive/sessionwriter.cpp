// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionwriter.h"

#include "models/archive/sessiondatabase_p.h"
#include "models/telemetry/units.h"

#include <algorithm>
#include <limits>

namespace desk {

using session::guarded;
using session::RowCrc;

namespace {

constexpr std::size_t checkpointPages = 4096; // of 8 KiB in the log beside the file

auto number(std::uint64_t value)
{
    return static_cast<std::int64_t>(
        std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max()));
}

// One row: binds in the order of the columns, keeping the CRC of them.
class Row
{
public:
    explicit Row(SQLite::Statement &statement)
        : m_statement(statement)
    {
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

private:
    SQLite::Statement &m_statement;
    RowCrc m_crc;
    int m_column = 0;
};

} // namespace

struct SessionWriter::Impl
{
    Impl(std::filesystem::path where, std::unique_ptr<SQLite::Database> file)
        : path(std::move(where))
        , database(std::move(file))
        , nextPoints(next("points"))
        , nextBlock(next("block"))
    {
    }

    std::int64_t next(const std::string &table)
    {
        return database->execAndGet("SELECT ifnull(max(id), 0) + 1 FROM " + table).getInt64();
    }
    SQLite::Statement statement(const char *sql) { return {*database, sql}; }

    void putNames(const DictionaryChanges &names)
    {
        for (const NodeDefinition &one : names.nodes)
            (Row(node) << index(one.id)).text(one.name).text(std::string(nodeTypeWord(one.type))).insert();
        for (const EntityDefinition &one : names.entities)
            (Row(entity) << index(one.id) << index(one.node) << index(one.dst)).insert();
        for (const SeriesDefinition &one : names.series)
            ((Row(series) << index(one.id) << index(one.entity)).text(one.metric).text(one.labels)
             << static_cast<std::int64_t>(one.kind))
                .text(std::string(unitOf(one.metric)))
                .insert();
        for (const TextDefinition &one : names.texts)
            (Row(state) << index(one.series) << one.code).text(one.text).insert();
    }

    void putPoints(const PackedPoints &packed)
    {
        (Row(points) << nextPoints << index(packed.entity) << number(packed.first) << number(packed.last)
                     << packed.begin << packed.end << number(packed.count) << std::int64_t{packed.ordered}
                     << nextBlock << number(packed.blocks.size()))
            .blob(packed.times)
            .insert();
        for (const PackedPoints::Block &one : packed.blocks)
            (Row(block) << nextBlock++ << nextPoints << index(one.series) << packed.begin << packed.end)
                .blob(one.summary)
                .blob(one.data)
                .insert();
        ++nextPoints;
    }

    const std::filesystem::path path;
    const std::unique_ptr<SQLite::Database> database;
    SQLite::Statement node = statement("INSERT OR REPLACE INTO node VALUES(?, ?, ?, ?)");
    SQLite::Statement entity = statement("INSERT OR REPLACE INTO entity VALUES(?, ?, ?, ?)");
    SQLite::Statement series = statement("INSERT OR REPLACE INTO series VALUES(?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement state = statement("INSERT OR REPLACE INTO state VALUES(?, ?, ?, ?)");
    SQLite::Statement points = statement("INSERT INTO points VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement block = statement("INSERT INTO block VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement arrival =
        statement("INSERT INTO arrival(first, last, batches, data, crc) VALUES(?, ?, ?, ?, ?)");
    SQLite::Statement tail = statement("INSERT INTO tail(first, last, data, crc) VALUES(?, ?, ?, ?)");
    SQLite::Statement dropTails = statement("DELETE FROM tail WHERE last < ?");
    SQLite::Statement progress = statement("INSERT OR REPLACE INTO progress VALUES(?, ?, ?)");
    SQLite::Statement about = statement("INSERT OR REPLACE INTO about VALUES(?, ?, ?)");
    std::int64_t nextPoints;
    std::int64_t nextBlock;
};

SessionWriter::SessionWriter(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

SessionWriter::~SessionWriter() = default;

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
    const auto pointsBefore = m_impl->nextPoints;
    const auto blockBefore = m_impl->nextBlock;
    auto done = guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*m_impl->database);
        m_impl->putNames(changes.names);
        for (const PackedPoints &packed : changes.points)
            m_impl->putPoints(packed);
        for (const SessionCommit::Rows &rows : changes.arrivals)
            (Row(m_impl->arrival) << number(rows.first) << number(rows.last) << number(rows.batches))
                .blob(rows.data)
                .insert();
        for (const SessionCommit::Rows &rows : changes.tails)
            (Row(m_impl->tail) << number(rows.first) << number(rows.last)).blob(rows.data).insert();
        m_impl->dropTails.bind(1, number(changes.tailNeededFrom));
        m_impl->dropTails.exec();
        m_impl->dropTails.reset();
        (Row(m_impl->progress) << 1 << number(changes.recorded)).insert();
        transaction.commit();
        return {};
    });
    if (!done) {
        m_impl->nextPoints = pointsBefore;
        m_impl->nextBlock = blockBefore;
    }
    return done;
}

Result<void> SessionWriter::checkpoint()
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        // Without it SQLite would begin the log anew only when no reader looks at it: passive waits for
        // nobody.
        std::error_code error;
        std::filesystem::path log = m_impl->path;
        log += "-wal";
        if (std::filesystem::file_size(log, error) / 8192 >= checkpointPages && !error)
            m_impl->database->exec("PRAGMA wal_checkpoint(PASSIVE)");
        return {};
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

Result<std::uint64_t> SessionWriter::recorded() const
{
    return guarded<std::uint64_t>(m_impl->path, [&]() -> Result<std::uint64_t> {
        SQLite::Statement query(*m_impl->database, "SELECT recorded FROM progress WHERE id = 1");
        return query.executeStep() ? static_cast<std::uint64_t>(query.getColumn(0).getInt64()) : 0;
    });
}

Result<void> SessionWriter::readBlocked(std::uint64_t from,
                                        const std::function<void(std::uint64_t sequence)> &take) const
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Statement query(*m_impl->database, "SELECT count, times FROM points WHERE last >= ?");
        query.bind(1, number(from));
        BlockCodec codec;
        BlockCodec::Times times;
        while (query.executeStep()) {
            const auto count =
                static_cast<std::size_t>(std::max<std::int64_t>(query.getColumn(0).getInt64(), 0));
            if (!codec.unpackTimes(session::bytesOf(query.getColumn(1)), count, times))
                continue; // damaged: recorded once more from its tail
            for (const std::int64_t sequence : times.sequence)
                take(static_cast<std::uint64_t>(sequence));
        }
        return {};
    });
}

Result<void> SessionWriter::readTails(const std::function<Result<void>(std::string_view data)> &take) const
{
    return guarded<void>(m_impl->path, [&]() -> Result<void> {
        SQLite::Statement query(*m_impl->database, "SELECT first, last, data, crc FROM tail ORDER BY first");
        while (query.executeStep()) {
            const std::string_view data = session::bytesOf(query.getColumn(2));
            const auto crc = RowCrc()
                                 .add(query.getColumn(0).getInt64())
                                 .add(query.getColumn(1).getInt64())
                                 .add(data)
                                 .value();
            if (crc != query.getColumn(3).getInt64())
                continue; // what it held is still in the journal, or verify says that it is lost
            if (auto taken = take(data); !taken)
                return taken;
        }
        return {};
    });
}

} // namespace desk
