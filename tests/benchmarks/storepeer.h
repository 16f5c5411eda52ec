// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace desk {

// A store that takes batches of points and gives back series: ours, or another project's through its own
// client library, set up as its users would. One thread.
class StorePeer
{
public:
    struct Samples
    {
        std::vector<std::int64_t> time; // ns, ascending
        std::vector<double> value;
    };

    virtual ~StorePeer() = default;

    // A batch is a transaction where there are any.
    virtual Result<void> write(const SampleBatch &batch) = 0;
    // Until all of it is on the disk in the store's own form.
    virtual Result<void> finish() = 0;
    // Brings the store to the size that it has in the long run: merged, compacted.
    virtual Result<void> settle() { return {}; }
    // All files that it needs.
    virtual Result<std::uint64_t> bytes() = 0;
    // Without its index of names, where that is apart.
    virtual Result<std::uint64_t> dataBytes() { return bytes(); }

    // Generated in [begin, end).
    virtual Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) = 0;
    // Minimum and maximum of each of so many columns; how many of them hold samples.
    virtual Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                         std::size_t columns) = 0;

    using Opened = Result<std::unique_ptr<StorePeer>>;
    // A new store in an empty folder. The dictionary, which knows all names already, outlives it.
    static Opened ours(const std::filesystem::path &folder, const SeriesDictionary &names);
    // A row a sample, an index on series and time, write-ahead log.
    static Opened sqlite(const std::filesystem::path &folder, const SeriesDictionary &names);
    // The same table; binary COPY.
    static Opened postgres(const std::filesystem::path &folder, const SeriesDictionary &names);
    // Series and time, big-endian, are the key.
    static Opened rocksdb(const std::filesystem::path &folder, const SeriesDictionary &names);
    // JSON lines; times are milliseconds there.
    static Opened victoria(const std::filesystem::path &folder, const SeriesDictionary &names);

protected:
    static std::uint64_t bytesBelow(const std::filesystem::path &folder);
};

} // namespace desk
