// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/longchart.h"

#include "app/commandline/archivestore.h"
#include "app/commandline/figures.h"
#include "models/instance/recordedhistory.h"
#include "tests/benchmarks/temporaryfolder.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDeadlineTimer>

#include <cmath>
#include <ctime>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t begin = 1'763'730'000'000'000'000; // 2025-11-21T13:00Z
constexpr std::int64_t step = 10'000'000;                 // ns: 100 Hz
constexpr std::size_t batchPoints = 1000;
constexpr int steps = 400;                // of panning and zooming, here and back again
constexpr std::int64_t patience = 60'000; // ms

double value(std::uint64_t i)
{
    const double wave = std::sin(double(i) * 1e-5) * 50 + std::sin(double(i) * 1e-3) * 10;
    const auto noise = double((i * 0x9E3779B97F4A7C15U) >> 54U) / 100;
    return std::round((wave + noise) * 100) / 100;
}

double since(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double processorTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

struct Names
{
    SeriesDictionary dictionary;
    EntityId entity = *dictionary.entity(*dictionary.node("sat-1", NodeType::satellite));
    SeriesId series = *dictionary.seriesByName(entity, "value", ValueKind::number, {});
    Names() { dictionary.publish(); }
};

// One chart of a view that stands.
class Chart
{
public:
    Chart(Names &names, const std::filesystem::path &file)
        : m_feed({m_queue, names.dictionary, [] { return TopologySnapshotPtr(); }}, m_clock, {})
        , m_history({[file] { return std::vector{file}; }}, m_feed.catalogue())
        , m_view(m_feed, m_time, m_theme)
    {
        m_feed.drain();
        m_feed.setHistory(&m_history);
        m_view.addSeries(names.series);
        m_view.resize(1600, 1000);
        m_view.show();
        QCoreApplication::processEvents();
    }

    // One step of panning or zooming. Returns whether the picture became exact.
    bool show(TimeRange range)
    {
        const auto begun = Clock::now();
        m_conductor.setFixed(range);
        frame();
        QDeadlineTimer until(patience);
        while (m_view.content().isAwaiting() && !until.hasExpired())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        frame(); // with the answer
        exact.push_back(since(begun));
        return !m_view.content().isAwaiting() && m_view.content().showsAnything();
    }

    std::vector<double> frames;    // ms on the GUI thread
    std::vector<double> processor; // ms of it that the thread ran: others use this machine, too
    std::vector<double> refreshes; // ms of that until the view knows what to paint
    std::vector<double> exact;     // ms from the step to the exact picture

private:
    void frame()
    {
        const auto begun = Clock::now();
        const double used = processorTime();
        m_view.refresh();
        refreshes.push_back(processorTime() - used);
        QEvent update(QEvent::UpdateRequest);
        QApplication::sendEvent(&m_view, &update);
        processor.push_back(processorTime() - used);
        frames.push_back(since(begun));
    }

    SimulatedTimeService m_clock{fromNanoseconds(begin)};
    DisplayQueue m_queue;
    ParameterFeed m_feed;
    RecordedHistory m_history;
    TimeConductor m_conductor{m_clock};
    SharedTimeAxis m_time{m_conductor};
    Theme m_theme;
    ChartView m_view;
};

} // namespace

Result<void> LongChart::record(const std::filesystem::path &file) const
{
    const Names names;
    auto store = ArchiveStore::create(file, names.dictionary);
    if (!store)
        return tl::unexpected(store.error());
    for (std::uint64_t done = 0; done < m_options.samples;) {
        SampleBatch batch;
        for (std::size_t i = 0; i < batchPoints && done < m_options.samples; ++i, ++done) {
            batch.addSample(names.series, value(done), Quality::good);
            batch.endPoint(names.entity, begin + std::int64_t(done) * step);
        }
        batch.reception = fromNanoseconds(batch.generation.back());
        (*store)->offer(std::move(batch), Clock::now());
    }
    return (*store)->finish();
}

Result<void> LongChart::run(BenchReport &report)
{
    const TemporaryFolder folder;
    const auto file = m_options.file.empty() ? folder.path / "long.desk" : m_options.file;
    if (!std::filesystem::exists(file)) {
        if (auto made = record(file); !made)
            return made;
    }
    Names names;
    Chart chart(names, file);
    const double whole = double(m_options.samples) * double(step);
    constexpr double shortest = 1e9; // ns: as short as a chart shows
    const auto range = [](double from, double span) {
        return TimeRange{fromNanoseconds(begin + std::int64_t(from)),
                         fromNanoseconds(begin + std::int64_t(from + span))};
    };
    for (int i = 0; i < steps; ++i) {
        // In to a place and out again, and a third of the width aside after each step.
        const double depth = 1 - std::abs(2.0 * i / steps - 1);
        const double span = whole * std::pow(std::min(1.0, shortest / whole), depth);
        const double from = (whole - span) * 0.618;
        const double aside = std::clamp(from + span / 3, 0.0, whole - span);
        if (!chart.show(range(from, span)) || !chart.show(range(aside, span)))
            return failure(ErrorCode::timeout, "the history has no answer");
    }
    report.results.push_back({"recorded_samples", double(m_options.samples), ""});
    report.results.push_back({"long_chart_frame_p50", quantile(chart.frames, 0.5), "ms"});
    report.results.push_back(
        {"long_chart_frame_p99", quantile(chart.frames, 0.99), "ms", BenchReport::Must::atMost, 2});
    report.results.push_back({"long_chart_frame_cpu_p99", quantile(chart.processor, 0.99), "ms"});
    report.results.push_back({"long_chart_frame_cpu_longest", quantile(chart.processor, 1), "ms"});
    report.results.push_back({"long_chart_refresh_cpu_p99", quantile(chart.refreshes, 0.99), "ms"});
    report.results.push_back({"long_chart_frame_longest", quantile(chart.frames, 1), "ms"});
    report.results.push_back({"long_chart_exact_p50", quantile(chart.exact, 0.5), "ms"});
    report.results.push_back({"long_chart_exact_p99", quantile(chart.exact, 0.99), "ms"});
    return {};
}

} // namespace desk
