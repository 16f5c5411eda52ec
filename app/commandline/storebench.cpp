// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/storebench.h"

#include "app/commandline/figures.h"
#include "app/commandline/workfolder.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batchPoints = 1000;
constexpr std::size_t columns = 1600;
constexpr std::size_t pictureSeries = 8;
constexpr int opens = 5;
constexpr int spanCount = 1000;
constexpr int rawCount = 300;
constexpr std::size_t rawSamples = 36'000;
constexpr double shortestSpan = 1e10; // 10 s
constexpr double demandedRate = 500'000;

double millisecondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

tl::unexpected<Error> interrupted()
{
    return failure(ErrorCode::internal, "interrupted");
}

tl::unexpected<Error> wrong(const std::string &what)
{
    return failure(ErrorCode::internal, "the session does not give back what was recorded: " + what);
}

} // namespace

Result<BenchReport> StoreBench::run()
{
    auto samples = BenchSamples::create(m_options.samples, m_names);
    if (!samples)
        return tl::unexpected(samples.error());
    m_samples = *std::move(samples);
    const auto folder = WorkFolder::create();
    if (!folder)
        return tl::unexpected(folder.error());
    const auto file = m_options.keep.empty() ? folder->path() / "bench.desk" : m_options.keep;
    if (auto written = write(file); !written)
        return tl::unexpected(written.error());
    if (auto done = read(file); !done)
        return tl::unexpected(done.error());
    add("points", double(m_options.points), "");
    add("metrics", double(m_options.samples.metrics), "metrics/point");
    add("entities", double(m_options.samples.entities), "");
    add("rate", m_options.rate, "points/s");
    return m_report;
}

void StoreBench::add(std::string name, double value, std::string unit)
{
    m_report.results.push_back({std::move(name), value, std::move(unit)});
}

void StoreBench::demand(std::string name, double value, std::string unit, double atMost)
{
    m_report.results.push_back({std::move(name), value, std::move(unit), BenchReport::Must::atMost, atMost});
}

Result<void> StoreBench::write(const std::filesystem::path &file)
{
    auto store = ArchiveStore::create(file, m_names);
    if (!store)
        return tl::unexpected(store.error());
    const auto begun = Clock::now();
    for (std::uint64_t done = 0; done < m_options.points;) {
        SampleBatch batch = m_samples->next(std::min<std::uint64_t>(batchPoints, m_options.points - done));
        done += batch.points();
        auto due = Clock::now();
        if (m_options.rate > 0) {
            due = begun + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(double(done) / m_options.rate));
            std::this_thread::sleep_until(due);
        }
        (*store)->offer(std::move(batch), due);
        if (m_interruption.isRequested())
            return interrupted();
    }
    if (auto finished = (*store)->finish(); !finished)
        return finished;
    const double seconds = millisecondsSince(begun) / 1e3;
    const double samples = double((*store)->samples());
    const auto bytes = (*store)->bytes();
    if (!bytes)
        return tl::unexpected(bytes.error());
    demand("recorder_cpu", double((*store)->cpu().count()) / 1e3 / samples, "us/sample", 0.09);
    const double behind = (*store)->longestBehind().count();
    if (m_options.rate >= demandedRate)
        demand("longest_behind", behind, "s", 2);
    else
        add("longest_behind", behind, "s");
    add("recorded", double(m_options.points) / seconds, "points/s");
    add("size", double(*bytes) / samples, "bytes/sample");
    return {};
}

Result<void> StoreBench::read(const std::filesystem::path &file)
{
    if (auto opened = open(file); !opened)
        return opened;
    auto reader = SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    if (auto done = spans(**reader); !done)
        return done;
    return raw(**reader);
}

// Opens it and draws the whole of it, as a window that was just started, nothing of the file in memory.
Result<void> StoreBench::open(const std::filesystem::path &file)
{
    std::vector<double> opening;
    std::vector<double> picture;
    for (int i = 0; i < opens; ++i) {
        if (auto dropped = ArchiveStore::dropPages(file); !dropped)
            return dropped;
        const auto begun = Clock::now();
        auto reader = SessionReader::open(file);
        if (!reader)
            return tl::unexpected(reader.error());
        opening.push_back(millisecondsSince(begun));
        for (std::size_t s = 0; s < std::min(pictureSeries, m_samples->series().size()); ++s) {
            const auto envelope =
                (*reader)->envelope(m_samples->series()[s], m_samples->begin(), m_samples->end(), columns);
            if (!envelope)
                return tl::unexpected(envelope.error());
            std::uint64_t count = 0;
            for (const PixelColumn &column : envelope->columns)
                count += column.count;
            const std::uint64_t wanted =
                (m_options.points + m_options.samples.entities - 1) / m_options.samples.entities;
            if (count != wanted)
                return wrong(std::to_string(count) + " of " + std::to_string(wanted) + " samples");
        }
        picture.push_back(millisecondsSince(begun));
    }
    add("open_cold", quantile(opening, 0.5), "ms");
    demand("first_picture_cold", quantile(picture, 0.5), "ms", 1000);
    return {};
}

// From 10 s to everything, each zoom as likely as any other.
Result<void> StoreBench::spans(SessionReader &reader)
{
    std::mt19937_64 random(m_options.samples.seed);
    std::uniform_real_distribution<double> share(0, 1);
    const double whole = double(m_samples->end() - m_samples->begin());
    std::vector<double> times;
    for (int i = 0; i < spanCount && !m_interruption.isRequested(); ++i) {
        const double span = std::min(whole, shortestSpan * std::pow(whole / shortestSpan, share(random)));
        const auto begin = m_samples->begin() + static_cast<std::int64_t>((whole - span) * share(random));
        const SeriesId series = m_samples->series()[random() % m_samples->series().size()];
        const auto begun = Clock::now();
        const auto envelope =
            reader.envelope(series, begin, begin + static_cast<std::int64_t>(span), columns);
        times.push_back(millisecondsSince(begun));
        if (!envelope)
            return tl::unexpected(envelope.error());
    }
    if (m_interruption.isRequested())
        return interrupted();
    add("any_span_p50", quantile(times, 0.5), "ms");
    demand("any_span_p99", quantile(times, 0.99), "ms", 5);
    add("any_span_longest", times.back(), "ms");
    return {};
}

Result<void> StoreBench::raw(SessionReader &reader)
{
    std::mt19937_64 random(m_options.samples.seed + 1);
    const std::int64_t step = std::chrono::nanoseconds(m_options.samples.step).count();
    const std::int64_t ticks = (m_samples->end() - m_samples->begin()) / step;
    const std::int64_t wanted = std::min<std::int64_t>(rawSamples, ticks - 2);
    if (wanted < 1)
        return {};
    std::vector<double> times;
    for (int i = 0; i < rawCount && !m_interruption.isRequested(); ++i) {
        const auto from =
            static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(ticks - 1 - wanted));
        const std::int64_t begin = m_samples->begin() + from * step;
        const SeriesId series = m_samples->series()[random() % m_samples->series().size()];
        const auto begun = Clock::now();
        const auto samples = reader.samples(series, begin, begin + wanted * step);
        times.push_back(millisecondsSince(begun));
        if (!samples)
            return tl::unexpected(samples.error());
        if (samples->size() != static_cast<std::size_t>(wanted))
            return wrong(std::to_string(samples->size()) + " samples of " + std::to_string(wanted));
    }
    if (m_interruption.isRequested())
        return interrupted();
    add("raw_samples", double(wanted), "samples");
    if (wanted == std::int64_t{rawSamples})
        demand("raw_p50", quantile(times, 0.5), "ms", 0.5);
    else
        add("raw_p50", quantile(times, 0.5), "ms");
    add("raw_p99", quantile(times, 0.99), "ms");
    return {};
}

} // namespace desk
