// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/clientload.h"

#include <chrono>
#include <postgresql/libpq-fe.h>
#include <thread>

namespace desk {
namespace {

using ResultPointer = std::unique_ptr<PGresult, void (*)(PGresult *)>;

class PostgresLoad final : public ClientLoad
{
public:
    PostgresLoad(PGconn *connection, const BenchLoadOptions &options, std::size_t share, std::size_t shares)
        : m_connection(connection, PQfinish)
        , m_batches()
    {
        for (const auto &batch : batches(options, share, shares)) {
            m_example = batch.front();
            std::string text;
            for (const Point &point : batch) {
                text += point.nanoseconds + "\t" + point.node + "\t" + point.nodeType;
                for (const auto &[name, value] : point.fields)
                    text += "\t" + value;
                text += "\n";
            }
            m_batches.push_back(std::move(text));
        }
    }

    Result<void> makeTable()
    {
        std::string command =
            "CREATE TABLE IF NOT EXISTS telemetry (t bigint NOT NULL, node_id text NOT NULL, node_type text";
        for (const auto &[name, value] : m_example.fields)
            command += ", " + name + " double precision";
        return run(command + ")", PGRES_COMMAND_OK);
    }

    Result<void> writeBatch() override
    {
        const std::string &text = m_batches[m_turn++ % m_batches.size()];
        if (auto begun = run("COPY telemetry FROM STDIN", PGRES_COPY_IN); !begun)
            return begun;
        if (PQputCopyData(m_connection.get(), text.data(), static_cast<int>(text.size())) != 1 ||
            PQputCopyEnd(m_connection.get(), nullptr) != 1)
            return failed();
        Result<void> done;
        while (const ResultPointer result{PQgetResult(m_connection.get()), PQclear}) {
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
                done = failed();
        }
        return done;
    }

private:
    Result<void> run(const std::string &command, ExecStatusType wanted)
    {
        const ResultPointer result{PQexec(m_connection.get(), command.c_str()), PQclear};
        return PQresultStatus(result.get()) == wanted ? Result<void>{} : failed();
    }

    Result<void> failed() const
    {
        return failure(ErrorCode::network, std::string("PostgreSQL: ") + PQerrorMessage(m_connection.get()));
    }

    std::unique_ptr<PGconn, void (*)(PGconn *)> m_connection;
    Point m_example;
    std::vector<std::string> m_batches;
    std::size_t m_turn = 0;
};

} // namespace

Result<std::unique_ptr<ClientLoad>> ClientLoad::postgres(std::uint16_t port, const BenchLoadOptions &options,
                                                         std::size_t share, std::size_t shares)
{
    const std::string where = "host=127.0.0.1 user=postgres dbname=postgres port=" + std::to_string(port);
    // It accepts connections a moment before it lets anybody in.
    constexpr auto pause = std::chrono::milliseconds(100);
    PGconn *connection = PQconnectdb(where.c_str());
    for (int tries = 0; tries < 100 && PQstatus(connection) != CONNECTION_OK; ++tries) {
        std::this_thread::sleep_for(pause);
        PQreset(connection);
    }
    auto load = std::make_unique<PostgresLoad>(connection, options, share, shares);
    if (PQstatus(connection) != CONNECTION_OK)
        return failure(ErrorCode::network, std::string("PostgreSQL: ") + PQerrorMessage(connection));
    if (share == 0) {
        if (auto made = load->makeTable(); !made)
            return tl::unexpected(made.error());
    }
    return load;
}

} // namespace desk
