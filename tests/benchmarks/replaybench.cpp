// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a recording is replayed through limits and feed, and how long a leap takes until the picture is
// complete. Makes its files itself: points of 8 metrics, and an hour of the faulted demo.
#include "tests/integration/livehour.h"

#include "models/archive/sessionbuilder.h"
#include "models/datalink/replayplayer.h"
#include "models/instance/recordedhistory.h"
#include "models/processing/parameterfeed.h"
#include "models/processing/replayprocessor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

// Nodes that send 8 metrics twice a second, 500 points in a request.
void makeLoad(const std::filesystem::path &file, std::size_t samples)
{
    auto builder = SessionBuilder::open(file).value();
    SeriesDictionary &names = builder->dictionary();
    constexpr std::size_t nodes = 500;
    constexpr std::array metrics{"snr_db",         "latency_ms",      "throughput_gbps", "utilization",
                                 "queue_depth_gb", "battery_percent", "temperature_c",   "packet_loss_rate"};
    std::vector<std::pair<EntityId, std::vector<SeriesId>>> ids;
    for (std::size_t n = 0; n < nodes; ++n) {
        const EntityId entity = *names.entity(*names.node("node-" + std::to_string(n), NodeType::satellite));
        std::vector<SeriesId> series;
        for (const char *metric : metrics)
            series.push_back(*names.seriesByName(entity, metric, ValueKind::number, {}));
        ids.emplace_back(entity, std::move(series));
    }
    names.publish();
    static_cast<void>(builder->log({{}, {}, {}, {{1, fromNanoseconds(0), std::string(builtInLimits())}}}));
    std::mt19937_64 random(1);
    std::vector<double> value(metrics.size(), 40);
    std::int64_t time = 1'700'000'000'000'000'000;
    for (std::size_t done = 0; done < samples; time += 500'000'000) {
        SampleBatch batch;
        batch.reserve(nodes, nodes * metrics.size());
        for (const auto &[entity, series] : ids) {
            for (std::size_t m = 0; m < series.size(); ++m) {
                value[m] = std::clamp(value[m] + double(random() % 21) * 0.01 - 0.1, 0.0, 99.0);
                batch.addSample(series[m], std::round(value[m] * 100) / 100, Quality::good);
            }
            batch.endPoint(entity, time - 20'000'000);
        }
        batch.reception = fromNanoseconds(time);
        done += batch.samples();
        if (const auto added = builder->append(std::move(batch)); !added)
            throw std::runtime_error(added.error().message);
    }
    if (const auto done = builder->finish(); !done)
        throw std::runtime_error(done.error().message);
}

// What a window has of a recording, without a window.
struct Window
{
    explicit Window(const std::filesystem::path &file)
        : processor({names, topology, display, events, time, steady})
        , feed({display, names, [this] { return topology.latest(); }, true}, time,
               {std::chrono::minutes(15), 16'000'000})
        , history({[file] { return std::vector{file}; }, false, [this] { return std::optional(time.now()); }},
                  feed.catalogue())
        , player(ReplayPlayer::open(file, {.history = {}}).value())
    {
        feed.setHistory(&history);
        head.open("bench", player->span());
        if (const auto begun = player->begin(head, processor); !begun)
            throw std::runtime_error(begun.error().message);
    }
    // False when the player has no more to do at this time.
    bool tick(SteadyTime now)
    {
        const auto pause = player->tick(now).value();
        return pause.count() == 0;
    }

    SeriesDictionary names;
    Topology topology;
    DisplayQueue display;
    EventLog events;
    ReplayTime time;
    SystemTimeService steady;
    ReplayProcessor processor;
    ParameterFeed feed;
    ReplayHead head;
    RecordedHistory history;
    std::unique_ptr<ReplayPlayer> player;
};

void measureSpeed(const std::filesystem::path &file)
{
    for (const bool withFeed : {false, true}) {
        Window window(file);
        window.head.setSpeed({1, true});
        window.head.play();
        const auto begun = Clock::now();
        SteadyTime now{1s};
        while (!window.head.state().ended) {
            now += 1ms;
            window.tick(now);
            if (withFeed) {
                do
                    window.feed.drain();
                while (window.feed.statistics().pendingBatches > 0);
            } else {
                static_cast<void>(window.display.take());
            }
        }
        const double seconds = secondsSince(begun);
        const auto samples = double(window.processor.counters().samples);
        std::printf("%-40s %6.2f million samples/s (%.0f in %.2f s, one thread)\n",
                    withFeed ? "through limits and feed" : "through limits", samples / seconds * 1e-6,
                    samples, seconds);
    }
}

// Until all that a window shows is there: the last values of all series, graph, events, and the curves of 12
// charts with 4 series of 15 minutes at 800 columns.
void measureLeaps(const std::filesystem::path &file)
{
    constexpr std::size_t curves = 12 * 4;
    constexpr int columns = 800;
    Window window(file);
    const ReplaySpan span = window.player->span();
    while (window.tick(SteadyTime{1s}))
        window.feed.drain();
    window.feed.drain();
    std::mt19937_64 random(2);
    std::vector<double> values;
    std::vector<double> charts;
    std::size_t samples = 0;
    for (int i = 0; i < 100; ++i) {
        const auto length = static_cast<std::uint64_t>((span.end - span.begin).count());
        const Timestamp to = span.begin + std::chrono::nanoseconds(random() % length);
        const auto begun = Clock::now();
        window.head.seek(to);
        window.tick(SteadyTime{1s});
        window.feed.drain();
        values.push_back(secondsSince(begun) * 1e3);
        std::size_t answers = 0;
        const QObject asker;
        const std::size_t first = random();
        const std::int64_t perColumn = std::chrono::nanoseconds(15min).count() / columns;
        for (std::size_t c = 0; c < curves; ++c) {
            const SeriesId series{static_cast<std::uint32_t>((first + c) % window.feed.catalogue().size())};
            window.history.ask(&asker, series,
                               {nanoseconds(to) - perColumn * columns, perColumn, columns + 20},
                               [&](const SeriesHistory::Answer &answer) {
                                   ++answers;
                                   for (const EnvelopeColumn &column : answer.columns)
                                       samples += column.count;
                               });
        }
        while (answers < curves)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        charts.push_back(secondsSince(begun) * 1e3);
        while (window.tick(SteadyTime{1s}) || window.display.queuedSamples() > 0)
            window.feed.drain();
    }
    std::printf("%zu samples in the curves of a picture\n", samples / charts.size());
    for (auto *list : {&values, &charts}) {
        std::ranges::sort(*list);
        std::printf("%-40s %6.1f ms median, %.1f p90, %.1f ms at most\n",
                    list == &values ? "leap: values, graph, events" : "leap: and the curves of 12 charts",
                    (*list)[list->size() / 2], (*list)[list->size() * 9 / 10], list->back());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::filesystem::path folder = argc > 1 ? argv[1] : "replay-bench";
    std::filesystem::create_directories(folder);
    const std::filesystem::path load = folder / "load.desk";
    if (!std::filesystem::exists(load))
        makeLoad(load, 40'000'000);
    if (argc <= 2)
        measureSpeed(load);
    const std::filesystem::path demo = folder / "session.desk";
    if (!std::filesystem::exists(demo)) {
        LiveHour live(folder, 1000);
        live.run(1h);
        live.finish();
        if (!live.error.empty()) {
            std::fprintf(stderr, "%s\n", live.error.c_str());
            return 1;
        }
        std::printf("the hour: %zu points, %zu samples, %zu graphs\n", live.shown.points.points(),
                    live.shown.points.samples(), live.shown.topologies.size());
    }
    if (argc <= 2)
        measureSpeed(demo);
    measureLeaps(demo);
    return 0;
}
