// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/storepeer.h"

#include <sqlite3.h>

namespace desk {
namespace {

class SqlitePeer final : public StorePeer
{
public:
    explicit SqlitePeer(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }
    ~SqlitePeer() override
    {
        for (sqlite3_stmt *each : {m_insert, m_raw, m_envelope})
            sqlite3_finalize(each);
        sqlite3_close(m_database);
    }
    SqlitePeer(const SqlitePeer &) = delete;
    SqlitePeer &operator=(const SqlitePeer &) = delete;

    Result<void> open()
    {
        if (sqlite3_open((m_folder / "plain.sqlite").c_str(), &m_database) != SQLITE_OK)
            return failed();
        if (auto made = run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
                            "CREATE TABLE samples(series INTEGER, time INTEGER, value REAL);"
                            "CREATE INDEX place ON samples(series, time)");
            !made)
            return made;
        const auto prepare = [this](const char *sql, sqlite3_stmt *&statement) {
            return sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) == SQLITE_OK;
        };
        if (!prepare("INSERT INTO samples VALUES(?, ?, ?)", m_insert) ||
            !prepare(
                "SELECT time, value FROM samples WHERE series = ? AND time >= ? AND time < ? ORDER BY time",
                m_raw) ||
            !prepare("SELECT (time - ?2) / ?4, min(value), max(value) FROM samples "
                     "WHERE series = ?1 AND time >= ?2 AND time < ?3 GROUP BY 1",
                     m_envelope))
            return failed();
        return {};
    }

    Result<void> write(const SampleBatch &batch) override
    {
        if (auto begun = run("BEGIN"); !begun)
            return begun;
        for (std::size_t p = 0; p < batch.points(); ++p) {
            for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
                sqlite3_bind_int64(m_insert, 1, index(batch.series[i]));
                sqlite3_bind_int64(m_insert, 2, batch.generation[p]);
                sqlite3_bind_double(m_insert, 3, batch.value[i]);
                if (sqlite3_step(m_insert) != SQLITE_DONE)
                    return failed();
                sqlite3_reset(m_insert);
            }
        }
        return run("COMMIT");
    }
    Result<void> finish() override { return run("PRAGMA wal_checkpoint(TRUNCATE)"); }
    Result<std::uint64_t> bytes() override { return bytesBelow(m_folder); }

    Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) override
    {
        Samples samples;
        bind(m_raw, series, begin, end);
        while (sqlite3_step(m_raw) == SQLITE_ROW) {
            samples.time.push_back(sqlite3_column_int64(m_raw, 0));
            samples.value.push_back(sqlite3_column_double(m_raw, 1));
        }
        if (sqlite3_reset(m_raw) != SQLITE_OK)
            return tl::unexpected(failed().error());
        return samples;
    }
    Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                 std::size_t columns) override
    {
        std::size_t filled = 0;
        bind(m_envelope, series, begin, end);
        const auto count = static_cast<std::int64_t>(columns);
        sqlite3_bind_int64(m_envelope, 4, (end - begin + count - 1) / count);
        while (sqlite3_step(m_envelope) == SQLITE_ROW)
            ++filled;
        if (sqlite3_reset(m_envelope) != SQLITE_OK)
            return tl::unexpected(failed().error());
        return filled;
    }

private:
    static void bind(sqlite3_stmt *statement, SeriesId series, std::int64_t begin, std::int64_t end)
    {
        sqlite3_bind_int64(statement, 1, index(series));
        sqlite3_bind_int64(statement, 2, begin);
        sqlite3_bind_int64(statement, 3, end);
    }
    Result<void> run(const char *sql)
    {
        return sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>{}
                                                                                     : failed();
    }
    Result<void> failed() const
    {
        return failure(ErrorCode::storageUnavailable, std::string("SQLite: ") + sqlite3_errmsg(m_database));
    }

    const std::filesystem::path m_folder;
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    sqlite3_stmt *m_raw = nullptr;
    sqlite3_stmt *m_envelope = nullptr;
};

} // namespace

StorePeer::Opened StorePeer::sqlite(const std::filesystem::path &folder, const SeriesDictionary &)
{
    auto peer = std::make_unique<SqlitePeer>(folder);
    if (auto opened = peer->open(); !opened)
        return tl::unexpected(opened.error());
    return peer;
}

} // namespace desk
