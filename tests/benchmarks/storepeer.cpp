// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/storepeer.h"

#include "app/commandline/archivestore.h"
#include "models/archive/sessionreader.h"

namespace desk {
namespace {

class OwnPeer final : public StorePeer
{
public:
    OwnPeer(std::filesystem::path file, std::unique_ptr<ArchiveStore> store)
        : m_file(std::move(file))
        , m_store(std::move(store))
    {
    }

    Result<void> write(const SampleBatch &batch) override
    {
        m_store->offer(batch, std::chrono::steady_clock::now());
        return {};
    }
    Result<void> finish() override
    {
        auto done = m_store->finish();
        if (!done)
            return done;
        if (auto synced = ArchiveStore::dropPages(m_file); !synced)
            return synced;
        auto reader = SessionReader::open(m_file);
        if (!reader)
            return tl::unexpected(reader.error());
        m_reader = *std::move(reader);
        return {};
    }
    Result<std::uint64_t> bytes() override { return m_store->bytes(); }

    Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) override
    {
        auto samples = m_reader->samples(series, begin, end);
        if (!samples)
            return tl::unexpected(samples.error());
        return Samples{std::move(samples->generation), std::move(samples->value)};
    }
    Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                 std::size_t columns) override
    {
        const auto envelope = m_reader->envelope(series, begin, end, columns);
        if (!envelope)
            return tl::unexpected(envelope.error());
        std::size_t filled = 0;
        for (const PixelColumn &column : envelope->columns)
            filled += column.count > 0;
        return filled;
    }

private:
    std::filesystem::path m_file;
    std::unique_ptr<ArchiveStore> m_store;
    std::unique_ptr<SessionReader> m_reader;
};

} // namespace

StorePeer::Opened StorePeer::ours(const std::filesystem::path &folder, const SeriesDictionary &names)
{
    const auto file = folder / "session.desk";
    auto store = ArchiveStore::create(file, names);
    if (!store)
        return tl::unexpected(store.error());
    return std::make_unique<OwnPeer>(file, *std::move(store));
}

std::uint64_t StorePeer::bytesBelow(const std::filesystem::path &folder)
{
    std::uint64_t sum = 0;
    std::error_code error;
    for (const auto &each : std::filesystem::recursive_directory_iterator(folder, error)) {
        std::error_code gone; // while it merges
        const auto size = each.is_regular_file(gone) ? each.file_size(gone) : 0;
        sum += gone ? 0 : size;
    }
    return sum;
}

} // namespace desk
