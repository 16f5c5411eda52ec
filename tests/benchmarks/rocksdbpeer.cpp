// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/storepeer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <rocksdb/c.h>

namespace desk {
namespace {

using Key = std::array<char, 12>;

std::uint64_t swapped(std::uint64_t number)
{
    return __builtin_bswap64(number);
}

// Bytes that sort as series, then time.
Key keyOf(SeriesId series, std::int64_t time)
{
    Key key;
    const std::uint32_t high = __builtin_bswap32(index(series));
    const std::uint64_t low = swapped(static_cast<std::uint64_t>(time) ^ std::uint64_t{1} << 63U);
    std::memcpy(key.data(), &high, sizeof high);
    std::memcpy(key.data() + sizeof high, &low, sizeof low);
    return key;
}

std::int64_t timeOf(const char *key)
{
    std::uint64_t low = 0;
    std::memcpy(&low, key + 4, sizeof low);
    return static_cast<std::int64_t>(swapped(low) ^ std::uint64_t{1} << 63U);
}

class RocksdbPeer final : public StorePeer
{
public:
    explicit RocksdbPeer(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }
    ~RocksdbPeer() override
    {
        if (m_database)
            rocksdb_close(m_database);
        rocksdb_options_destroy(m_options);
        rocksdb_writeoptions_destroy(m_writing);
        rocksdb_readoptions_destroy(m_reading);
        rocksdb_writebatch_destroy(m_batch);
    }
    RocksdbPeer(const RocksdbPeer &) = delete;
    RocksdbPeer &operator=(const RocksdbPeer &) = delete;

    Result<void> open()
    {
        rocksdb_options_set_create_if_missing(m_options, 1);
        rocksdb_options_set_compression(m_options, rocksdb_zstd_compression);
        rocksdb_options_increase_parallelism(m_options, 2);
        char *error = nullptr;
        m_database = rocksdb_open(m_options, (m_folder / "rocksdb").c_str(), &error);
        return outcome(error);
    }

    Result<void> write(const SampleBatch &batch) override
    {
        rocksdb_writebatch_clear(m_batch);
        for (std::size_t p = 0; p < batch.points(); ++p) {
            for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
                const Key key = keyOf(batch.series[i], batch.generation[p]);
                std::array<char, sizeof(double)> value;
                std::memcpy(value.data(), &batch.value[i], value.size());
                rocksdb_writebatch_put(m_batch, key.data(), key.size(), value.data(), value.size());
            }
        }
        char *error = nullptr;
        rocksdb_write(m_database, m_writing, m_batch, &error);
        return outcome(error);
    }
    Result<void> finish() override
    {
        rocksdb_flushoptions_t *how = rocksdb_flushoptions_create();
        char *error = nullptr;
        rocksdb_flush(m_database, how, &error);
        rocksdb_flushoptions_destroy(how);
        return outcome(error);
    }
    Result<void> settle() override
    {
        rocksdb_compact_range(m_database, nullptr, 0, nullptr, 0);
        return {};
    }
    // What it says of itself: files it no longer needs go a moment later.
    Result<std::uint64_t> bytes() override
    {
        std::uint64_t size = 0;
        if (rocksdb_property_int(m_database, "rocksdb.live-sst-files-size", &size) != 0)
            return failure(ErrorCode::internal, "RocksDB does not say its size");
        return size;
    }

    Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) override
    {
        Samples samples;
        auto done = each(series, begin, end, [&](std::int64_t time, double value) {
            samples.time.push_back(time);
            samples.value.push_back(value);
        });
        if (!done)
            return tl::unexpected(done.error());
        return samples;
    }
    Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                 std::size_t columns) override
    {
        struct Column
        {
            double min;
            double max;
            bool filled;
        };
        std::vector<Column> filled(columns, Column{0, 0, false});
        const double perNs = double(columns) / double(end - begin);
        auto done = each(series, begin, end, [&](std::int64_t time, double value) {
            Column &column =
                filled[std::min(columns - 1, static_cast<std::size_t>(double(time - begin) * perNs))];
            column = column.filled ? Column{std::min(column.min, value), std::max(column.max, value), true}
                                   : Column{value, value, true};
        });
        if (!done)
            return tl::unexpected(done.error());
        return static_cast<std::size_t>(
            std::count_if(filled.begin(), filled.end(), [](const Column &column) { return column.filled; }));
    }

private:
    template <class Take>
    Result<void> each(SeriesId series, std::int64_t begin, std::int64_t end, Take take)
    {
        const Key from = keyOf(series, begin);
        const Key to = keyOf(series, end);
        rocksdb_readoptions_set_iterate_upper_bound(m_reading, to.data(), to.size());
        rocksdb_iterator_t *at = rocksdb_create_iterator(m_database, m_reading);
        for (rocksdb_iter_seek(at, from.data(), from.size()); rocksdb_iter_valid(at); rocksdb_iter_next(at)) {
            std::size_t size = 0;
            const char *key = rocksdb_iter_key(at, &size);
            double value = 0;
            std::memcpy(&value, rocksdb_iter_value(at, &size), sizeof value);
            take(timeOf(key), value);
        }
        char *error = nullptr;
        rocksdb_iter_get_error(at, &error);
        rocksdb_iter_destroy(at);
        return outcome(error);
    }
    static Result<void> outcome(char *error)
    {
        if (!error)
            return {};
        const std::string text = std::string("RocksDB: ") + error;
        rocksdb_free(error);
        return failure(ErrorCode::storageUnavailable, text);
    }

    const std::filesystem::path m_folder;
    rocksdb_options_t *const m_options = rocksdb_options_create();
    rocksdb_writeoptions_t *const m_writing = rocksdb_writeoptions_create();
    rocksdb_readoptions_t *const m_reading = rocksdb_readoptions_create();
    rocksdb_writebatch_t *const m_batch = rocksdb_writebatch_create();
    rocksdb_t *m_database = nullptr;
};

} // namespace

StorePeer::Opened StorePeer::rocksdb(const std::filesystem::path &folder, const SeriesDictionary &)
{
    auto peer = std::make_unique<RocksdbPeer>(folder);
    if (auto opened = peer->open(); !opened)
        return tl::unexpected(opened.error());
    return peer;
}

} // namespace desk
