// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/envelopebench.h"

#include "app/commandline/archivestore.h"
#include "app/commandline/figures.h"
#include "app/commandline/workfolder.h"
#include "models/archive/sessionreader.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t begin = 1'763'730'000'000'000'000; // 2025-11-21T13:00Z
constexpr std::int64_t step = 10'000'000;                 // ns: 100 Hz
constexpr int chartColumns = 1600;
constexpr int spans = 1000;
constexpr int coldOpens = 5;
constexpr double shortestChart = 1e10; // ns
constexpr std::size_t feedPoints = 1000;

// A wave with noise, in hundredths.
double value(std::size_t i)
{
    const double wave = std::sin(double(i) * 1e-5) * 50 + std::sin(double(i) * 1e-3) * 10;
    const auto noise = double((std::uint64_t{i} * 0x9E3779B97F4A7C15U) >> 54U) / 100;
    return std::round((wave + noise) * 100) / 100;
}

double since(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

// Spans of all zooms, each as likely as any other, anywhere in [begin, end).
class Spans
{
public:
    explicit Spans(std::int64_t end)
        : m_whole(double(end - begin))
    {
    }
    TimeRange next()
    {
        const double shortest = std::min(m_whole, shortestChart);
        const double span = shortest * std::pow(m_whole / shortest, m_share(m_random));
        const auto from = begin + static_cast<std::int64_t>((m_whole - span) * m_share(m_random));
        return {fromNanoseconds(from), fromNanoseconds(from + static_cast<std::int64_t>(span))};
    }

private:
    const double m_whole;
    std::mt19937_64 m_random{1};
    std::uniform_real_distribution<double> m_share{0, 1};
};

struct Names
{
    SeriesDictionary dictionary;
    EntityId entity = *dictionary.entity(*dictionary.node("sat-1", NodeType::satellite));
    SeriesId series = *dictionary.seriesByName(entity, "value", ValueKind::number, {});
    Names() { dictionary.publish(); }
};

tl::unexpected<Error> wrong(std::uint64_t found, std::uint64_t wanted)
{
    return failure(ErrorCode::internal, "an envelope of all has " + std::to_string(found) + " of " +
                                            std::to_string(wanted) + " samples");
}

} // namespace

void EnvelopeBench::add(std::string name, double value, std::string unit)
{
    m_report.results.push_back({std::move(name), value, std::move(unit)});
}

void EnvelopeBench::demand(std::string name, double value, std::string unit, double atMost)
{
    m_report.results.push_back({std::move(name), value, std::move(unit), BenchReport::Must::atMost, atMost});
}

Result<BenchReport> EnvelopeBench::run()
{
    if (auto done = memory(); !done)
        return tl::unexpected(done.error());
    if (m_options.recorded > 0) {
        if (auto done = file(); !done)
            return tl::unexpected(done.error());
    }
    return m_report;
}

Result<void> EnvelopeBench::memory()
{
    ChunkPool pool(m_options.samples + 2 * SampleChunk::capacity);
    TimeSeries series;
    const auto begun = Clock::now();
    for (std::size_t i = 0; i < m_options.samples; ++i)
        series.append(pool, SeriesId{}, begin + static_cast<std::int64_t>(i) * step, value(i), Quality::good,
                      {});
    add("samples", double(m_options.samples), "");
    add("append", since(begun) * 1e6 / double(m_options.samples), "ns/sample");
    const std::int64_t end = begin + static_cast<std::int64_t>(m_options.samples) * step;
    return pictures(series, end);
}

Result<void> EnvelopeBench::pictures(const TimeSeries &series, std::int64_t end)
{
    std::vector<EnvelopeColumn> found;
    found.reserve(chartColumns);
    const auto begun = Clock::now();
    series.envelope({fromNanoseconds(begin), fromNanoseconds(end)}, chartColumns, found);
    demand("first_picture", since(begun), "ms", 10);
    std::uint64_t count = 0;
    for (const EnvelopeColumn &column : found)
        count += column.count;
    if (count != m_options.samples)
        return wrong(count, m_options.samples);
    Spans any(end);
    std::vector<double> times;
    for (int i = 0; i < spans && !m_interruption.isRequested(); ++i) {
        const TimeRange range = any.next();
        found.clear();
        const auto one = Clock::now();
        series.envelope(range, chartColumns, found);
        times.push_back(since(one));
    }
    if (m_interruption.isRequested())
        return failure(ErrorCode::internal, "interrupted");
    add("any_span_p50", quantile(times, 0.5), "ms");
    add("any_span_p99", quantile(times, 0.99), "ms");
    return {};
}

Result<void> EnvelopeBench::file()
{
    const auto folder = WorkFolder::create();
    if (!folder)
        return tl::unexpected(folder.error());
    const auto path = m_options.session.empty() ? folder->path() / "envelope.desk" : m_options.session;
    const Names names;
    const std::int64_t end = begin + static_cast<std::int64_t>(m_options.recorded) * step;
    if (!std::filesystem::exists(path)) {
        auto store = ArchiveStore::create(path, names.dictionary);
        if (!store)
            return tl::unexpected(store.error());
        for (std::size_t done = 0; done < m_options.recorded;) {
            SampleBatch batch;
            for (std::size_t i = 0; i < feedPoints && done < m_options.recorded; ++i, ++done) {
                batch.addSample(names.series, value(done), Quality::good);
                batch.endPoint(names.entity, begin + static_cast<std::int64_t>(done) * step);
            }
            batch.reception = fromNanoseconds(batch.generation.back());
            (*store)->offer(std::move(batch), Clock::now());
            if (m_interruption.isRequested())
                return failure(ErrorCode::internal, "interrupted");
        }
        if (auto finished = (*store)->finish(); !finished)
            return finished;
    }
    add("recorded", double(m_options.recorded), "samples");
    std::vector<double> first;
    for (int i = 0; i < coldOpens; ++i) {
        if (auto dropped = ArchiveStore::dropPages(path); !dropped)
            return dropped;
        const auto begun = Clock::now();
        auto reader = SessionReader::open(path);
        if (!reader)
            return tl::unexpected(reader.error());
        const auto envelope = (*reader)->envelope(names.series, begin, end, chartColumns);
        if (!envelope)
            return tl::unexpected(envelope.error());
        first.push_back(since(begun));
        std::uint64_t count = 0;
        for (const PixelColumn &column : envelope->columns)
            count += column.count;
        if (count != m_options.recorded)
            return wrong(count, m_options.recorded);
    }
    add("recorded_first_picture_cold", quantile(first, 0.5), "ms");
    auto reader = SessionReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    Spans any(end);
    std::vector<double> times;
    for (int i = 0; i < spans && !m_interruption.isRequested(); ++i) {
        const TimeRange range = any.next();
        const auto one = Clock::now();
        const auto envelope =
            (*reader)->envelope(names.series, nanoseconds(range.start), nanoseconds(range.end), chartColumns);
        if (!envelope)
            return tl::unexpected(envelope.error());
        times.push_back(since(one));
    }
    if (m_interruption.isRequested())
        return failure(ErrorCode::internal, "interrupted");
    add("recorded_any_span_p50", quantile(times, 0.5), "ms");
    add("recorded_any_span_p99", quantile(times, 0.99), "ms");
    return {};
}

} // namespace desk
