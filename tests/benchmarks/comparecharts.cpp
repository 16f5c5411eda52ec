// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of moving charts costs, ours and QCustomPlot's in the same run, and a chart of a long
// recording.
#include "app/commandline/benchreport.h"
#include "app/commandline/figures.h"
#include "tests/benchmarks/chartwall.h"
#include "tests/benchmarks/longchart.h"
#ifdef DESK_QCUSTOMPLOT
#include "tests/benchmarks/plotwall.h"
#endif

#include <CLI/CLI.hpp>
#include <QApplication>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <optional>

namespace desk {
namespace {

constexpr int warmingUp = 20;
constexpr double mostOfFrame = 5; // ms

struct Options
{
    ChartLoad load;
    int frames = 300;
    LongChart::Options recording;
    std::string pictures;
    bool alone = false;
    bool json = false;
};

// What frames took, in ms: on the clock and of the processor.
struct Frames
{
    std::vector<double> wall;
    std::vector<double> processor;

    template <class F>
    void measure(F frame)
    {
        const double used = processorTime();
        const auto begun = std::chrono::steady_clock::now();
        frame();
        wall.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        processor.push_back(processorTime() - used);
    }
    void clear()
    {
        wall.clear();
        processor.clear();
    }
    static double processorTime()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }
    void addTo(BenchReport &report, const std::string &name, double atMost) const
    {
        report.results.push_back({name + "_p50", quantile(wall, 0.5), "ms",
                                  atMost > 0 ? BenchReport::Must::atMost : BenchReport::Must::nothing,
                                  atMost});
        report.results.push_back({name + "_p99", quantile(wall, 0.99), "ms"});
        report.results.push_back({name + "_cpu_p50", quantile(processor, 0.5), "ms"});
    }
};

#ifdef DESK_QCUSTOMPLOT
// QCustomPlot with smooth lines, as ours are, and as it comes.
struct Others
{
    Others(const ChartLoad &load, int columns)
        : smoothWall(load, columns, true)
        , roughWall(load, columns, false)
    {
    }
    void measure()
    {
        smoothWall.receive();
        smooth.measure([&] { smoothWall.frame(); });
        roughWall.receive();
        rough.measure([&] { roughWall.frame(); });
    }
    PlotWall smoothWall;
    PlotWall roughWall;
    Frames smooth;
    Frames rough;
};
#endif

void measureWalls(const Options &options, BenchReport &report)
{
    ChartWall wall(options.load);
    Frames ours;
#ifdef DESK_QCUSTOMPLOT
    std::optional<Others> others;
    if (!options.alone)
        others.emplace(options.load, wall.columns());
#endif
    std::uint64_t before = 0;
    for (int i = -warmingUp; i < options.frames; ++i) {
        if (i == 0) {
            ours.clear();
            before = wall.picturesPainted();
        }
        wall.receive();
        ours.measure([&] { wall.frame(); });
#ifdef DESK_QCUSTOMPLOT
        if (!others)
            continue;
        if (i == 0) {
            others->smooth.clear();
            others->rough.clear();
        }
        others->measure();
#endif
    }
    const auto painted = wall.picturesPainted() - before;
    if (painted != std::uint64_t(options.load.charts) * std::uint64_t(options.frames))
        throw std::runtime_error("not each chart was painted in each frame: " + std::to_string(painted));
    report.results.push_back({"charts", double(options.load.charts), ""});
    report.results.push_back({"series", double(options.load.series), "series/chart"});
    report.results.push_back({"columns", double(wall.columns()), "pixels/chart"});
    ours.addTo(report, "frame", mostOfFrame);
#ifdef DESK_QCUSTOMPLOT
    if (others) {
        others->smooth.addTo(report, "qcustomplot", 0);
        others->rough.addTo(report, "qcustomplot_not_antialiased", 0);
        report.results.push_back({"frame_of_qcustomplot",
                                  quantile(ours.wall, 0.5) / quantile(others->smooth.wall, 0.5), "",
                                  BenchReport::Must::atMost, 1});
    }
#else
    std::cerr << "QCustomPlot is left out: this program was built without libqcustomplot-dev\n";
#endif
    if (!options.pictures.empty()) {
        wall.picture().save(QString::fromStdString(options.pictures + "-ours.png"));
#ifdef DESK_QCUSTOMPLOT
        if (others)
            others->smoothWall.picture().save(QString::fromStdString(options.pictures + "-qcustomplot.png"));
#endif
    }
}

int run(const Options &options)
{
    BenchReport report{"charts", {}};
    if (options.frames > 0)
        measureWalls(options, report);
    if (options.recording.samples > 0) {
        LongChart chart(options.recording);
        if (auto done = chart.run(report); !done) {
            std::cerr << "compare_charts: " << done.error().message << '\n';
            return 1;
        }
    }
    std::cout << (options.json ? report.json() : report.table()) << std::flush;
    return report.holds() ? 0 : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
    desk::Options options;
    CLI::App app("Frames of moving charts, ours beside QCustomPlot's, and a chart of a long recording");
    app.add_option("--frames", options.frames, "To measure, of each program (0 = none)")
        ->capture_default_str();
    app.add_option("--charts", options.load.charts)->capture_default_str();
    app.add_option("--across", options.load.across, "Charts beside each other")->capture_default_str();
    app.add_option("--per-column", options.load.perColumn, "Samples in a column of pixels")
        ->capture_default_str();
    app.add_option("--samples", options.recording.samples, "Of the recording (0 = none)")
        ->capture_default_str();
    app.add_option("--session", options.recording.file,
                   "Where the recording is, or is made and stays; without it a temporary file");
    app.add_option("--pictures", options.pictures, "Writes what was painted last to files that begin so");
    app.add_flag("--alone", options.alone, "Without QCustomPlot");
    app.add_flag("--json", options.json);
    CLI11_PARSE(app, argc, argv);
    const QApplication application(argc, argv);
    try {
        return desk::run(options);
    } catch (const std::exception &error) {
        std::cerr << "compare_charts: " << error.what() << '\n';
        return 1;
    }
}
