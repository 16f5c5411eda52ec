// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchload.h"

#include "models/telemetry/result.h"

#include <memory>

namespace desk {

// One connection that writes ready-made batches by another project's own client library, each batch followed
// by its acknowledgement. One thread.
class ClientLoad
{
public:
    virtual ~ClientLoad() = default;
    // Writes one batch and waits until all of it is acknowledged.
    virtual Result<void> writeBatch() = 0;

    // A batch as the line protocol of the benchmark has it, for others to make their own form from.
    struct Point
    {
        std::string node;
        std::string nodeType;
        std::vector<std::pair<std::string, std::string>> fields;
        std::string nanoseconds;
    };
    static std::vector<std::vector<Point>> batches(const BenchLoadOptions &options, std::size_t share,
                                                   std::size_t shares);

    // XADD of each point to one stream, pipelined.
    static Result<std::unique_ptr<ClientLoad>> redis(std::uint16_t port, const BenchLoadOptions &options,
                                                     std::size_t share, std::size_t shares);
    // COPY into one table with a column for each metric; a transaction each batch.
    static Result<std::unique_ptr<ClientLoad>> postgres(std::uint16_t port, const BenchLoadOptions &options,
                                                        std::size_t share, std::size_t shares);
};

} // namespace desk
