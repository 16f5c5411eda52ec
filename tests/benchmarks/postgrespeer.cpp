// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/foreignserver.h"
#include "tests/benchmarks/storepeer.h"

#include <array>
#include <bit>
#include <cstring>
#include <postgresql/libpq-fe.h>
#include <thread>

namespace desk {
namespace {

using ResultPointer = std::unique_ptr<PGresult, void (*)(PGresult *)>;

// The wire is big-endian.
template <class Number>
void put(std::string &out, Number number)
{
    std::array<char, sizeof number> bytes;
    std::memcpy(bytes.data(), &number, bytes.size());
    out.append(bytes.rbegin(), bytes.rend());
}

std::uint64_t wide(const char *bytes)
{
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return __builtin_bswap64(number);
}

class PostgresPeer final : public StorePeer
{
public:
    PostgresPeer(ForeignServer server, PGconn *connection)
        : m_server(std::move(server))
        , m_connection(connection, PQfinish)
    {
    }

    Result<void> makeTable()
    {
        if (auto made = run("CREATE TABLE samples(series int4, time int8, value float8)"); !made)
            return made;
        return run("CREATE INDEX place ON samples(series, time)");
    }

    Result<void> write(const SampleBatch &batch) override
    {
        m_rows.assign("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
        for (std::size_t p = 0; p < batch.points(); ++p) {
            for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
                put(m_rows, std::int16_t{3});
                put(m_rows, std::int32_t{4});
                put(m_rows, index(batch.series[i]));
                put(m_rows, std::int32_t{8});
                put(m_rows, batch.generation[p]);
                put(m_rows, std::int32_t{8});
                put(m_rows, batch.value[i]);
            }
        }
        put(m_rows, std::int16_t{-1});
        if (auto begun = run("COPY samples FROM STDIN BINARY", PGRES_COPY_IN); !begun)
            return begun;
        if (PQputCopyData(m_connection.get(), m_rows.data(), static_cast<int>(m_rows.size())) != 1 ||
            PQputCopyEnd(m_connection.get(), nullptr) != 1)
            return failed();
        Result<void> done;
        while (const ResultPointer result{PQgetResult(m_connection.get()), PQclear}) {
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
                done = failed();
        }
        return done;
    }
    Result<void> finish() override { return run("CHECKPOINT"); }
    Result<void> settle() override { return run("VACUUM ANALYZE samples"); }
    Result<std::uint64_t> bytes() override
    {
        const auto size = query("SELECT pg_total_relation_size('samples')", {});
        if (!size)
            return tl::unexpected(size.error());
        return wide(PQgetvalue(size->get(), 0, 0));
    }

    Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) override
    {
        const auto rows =
            query("SELECT time, value FROM samples WHERE series = $1::int4 AND time >= $2::int8 "
                  "AND time < $3::int8 ORDER BY time",
                  {index(series), begin, end});
        if (!rows)
            return tl::unexpected(rows.error());
        const int count = PQntuples(rows->get());
        Samples samples;
        for (int i = 0; i < count; ++i) {
            samples.time.push_back(static_cast<std::int64_t>(wide(PQgetvalue(rows->get(), i, 0))));
            samples.value.push_back(std::bit_cast<double>(wide(PQgetvalue(rows->get(), i, 1))));
        }
        return samples;
    }
    Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                 std::size_t columns) override
    {
        const auto count = static_cast<std::int64_t>(columns);
        const auto rows =
            query("SELECT (time - $2::int8) / $4::int8, min(value), max(value) FROM samples WHERE "
                  "series = $1::int4 AND time >= $2::int8 AND time < $3::int8 GROUP BY 1",
                  {index(series), begin, end, (end - begin + count - 1) / count});
        if (!rows)
            return tl::unexpected(rows.error());
        return static_cast<std::size_t>(PQntuples(rows->get()));
    }

private:
    Result<void> run(const char *command, ExecStatusType wanted = PGRES_COMMAND_OK)
    {
        const ResultPointer result{PQexec(m_connection.get(), command), PQclear};
        return PQresultStatus(result.get()) == wanted ? Result<void>{} : failed();
    }
    Result<ResultPointer> query(const char *text, const std::vector<std::int64_t> &numbers)
    {
        std::vector<std::string> words;
        for (const std::int64_t each : numbers)
            words.push_back(std::to_string(each));
        std::vector<const char *> values;
        for (const std::string &each : words)
            values.push_back(each.c_str());
        ResultPointer result{PQexecParams(m_connection.get(), text, static_cast<int>(values.size()), nullptr,
                                          values.data(), nullptr, nullptr, 1),
                             PQclear};
        if (PQresultStatus(result.get()) != PGRES_TUPLES_OK)
            return tl::unexpected(failed().error());
        return result;
    }
    Result<void> failed() const
    {
        return failure(ErrorCode::network, std::string("PostgreSQL: ") + PQerrorMessage(m_connection.get()));
    }

    ForeignServer m_server;
    std::unique_ptr<PGconn, void (*)(PGconn *)> m_connection; // before the server goes
    std::string m_rows;
};

} // namespace

StorePeer::Opened StorePeer::postgres(const std::filesystem::path &, const SeriesDictionary &)
{
    auto server = ForeignServer::start(
        {"PostgreSQL",
         {"/usr/lib/postgresql/15/bin/initdb", "-D", "{folder}", "-A", "trust", "-U", "postgres", "-N"},
         {"/usr/lib/postgresql/15/bin/postgres", "-D", "{folder}", "-p", "{port}", "-c",
          "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "synchronous_commit=off",
          "-c", "shared_buffers=256MB", "-c", "max_wal_size=8GB", "-c", "wal_level=minimal", "-c",
          "max_wal_senders=0"},
         "postgres"});
    if (!server)
        return tl::unexpected(server.error());
    const std::string where =
        "host=127.0.0.1 user=postgres dbname=postgres port=" + std::to_string(server->port());
    // It accepts connections a moment before it lets anybody in.
    constexpr auto pause = std::chrono::milliseconds(100);
    PGconn *connection = PQconnectdb(where.c_str());
    for (int tries = 0; tries < 100 && PQstatus(connection) != CONNECTION_OK; ++tries) {
        std::this_thread::sleep_for(pause);
        PQreset(connection);
    }
    auto peer = std::make_unique<PostgresPeer>(*std::move(server), connection);
    if (auto made = peer->makeTable(); !made)
        return tl::unexpected(made.error());
    return peer;
}

} // namespace desk
