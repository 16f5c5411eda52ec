// SPDX-License-Identifier: GPL-3.0-or-later
// topology_bench [TLE [STATIONS [FOLDER]]]: what the picture of a large fleet costs, on real satellites
// (default: the demo's) with the links of the simulated constellation and as many more, between satellites of
// a plane, as make 20,000. From the definition to the first picture; frames while panning and zooming in each
// layout; the GUI thread while 1,000 links a second change. Prints the JSON of `bench`. With a folder it
// writes pictures of each layout there instead.
#include "app/commandline/benchreport.h"

#include "models/topology/layoutkind.h"
#include "models/topology/topology.h"
#include "tests/benchmarks/benchfleet.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/layoutnames.h"
#include "widgets/topology/topologypanel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <ctime>
#include <iostream>
#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t leastLinks = 20'000;
constexpr int frames = 60;
constexpr int changesASecond = 1'000;
constexpr std::size_t pointsATick = 500; // beside the changes: 10,000 a second
constexpr int liveSeconds = 10;

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) * 1e-6;
}

// Between satellites of a plane that have one between them, until there are enough.
void addLinksInPlanes(FleetDefinition &fleet, Timestamp time)
{
    Topology topology;
    topology.replace(fleet);
    const TopologySnapshotPtr snapshot = topology.publish(time);
    LayoutGraph graph = layoutGraphOf(*snapshot);
    addOrbitalSlots(graph, *snapshot);
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < graph.slots.size(); ++i) {
        if (graph.slots[i])
            order.push_back(i);
    }
    const auto key = [&](std::uint32_t i) {
        return std::tuple(graph.slots[i]->shell, graph.slots[i]->plane, graph.slots[i]->phase);
    };
    std::ranges::sort(order, {}, key);
    for (std::size_t i = 0; fleet.edges.size() < leastLinks && i + 2 < order.size(); ++i) {
        const auto [a, b] = std::minmax(
            order[i], order[i + 2], [&](auto x, auto y) { return fleet.nodes[x].id < fleet.nodes[y].id; });
        const auto &from = *graph.slots[a];
        const auto &to = *graph.slots[b];
        if (from.shell != to.shell || from.plane != to.plane)
            continue;
        FleetEdge extra;
        extra.source = a;
        extra.target = b;
        fleet.edges.push_back(extra);
    }
}

class World
{
public:
    explicit World(Timestamp at)
        : time(at)
        , feed({queue, dictionary, [this] { return topology.latest(); }}, time,
               {15min, std::size_t{1} << 30U})
        , panel(feed, selection, theme)
    {
        panel.resize(1600, 1000);
    }

    // Names for everything, as if each node and link had spoken once, and a value of three metrics.
    void learn(const FleetDefinition &fleet)
    {
        for (const FleetNode &node : fleet.nodes) {
            const NodeId id = *dictionary.node(node.id, node.type);
            nodes.push_back(*dictionary.entity(id));
            topology.learnNode(id, nodes.back(), node.id, node.type);
        }
        for (const FleetEdge &edge : fleet.edges) {
            const NodeId a = *dictionary.findNode(fleet.nodes[edge.source].id);
            const NodeId b = *dictionary.findNode(fleet.nodes[edge.target].id);
            for (const auto &[x, y] : {std::pair(a, b), std::pair(b, a)}) {
                links.push_back(*dictionary.entity(x, y));
                topology.learnLink(x, y, links.back());
            }
        }
        post(nodes);
        post(links);
    }

    // A few nodes and links outside their limits.
    void learnTrouble()
    {
        for (std::size_t i = 0; i < 12; ++i) {
            trouble = Severity(int(Severity::advisory) + int(i % 4));
            post(std::span(i % 3 == 0 ? links : nodes).subspan(i * 631, 1));
        }
        trouble = Severity::nominal;
        drain();
        panel.view().refresh();
    }

    void post(std::span<const EntityId> entities)
    {
        auto batch = std::make_shared<SampleBatch>();
        batch->reception = time.now();
        for (const EntityId about : entities) {
            std::uint32_t hint = 0;
            for (const char *metric : {"utilization", "snr_db", "latency_ms"}) {
                batch->addSample(*dictionary.series(about, metric, hint), value(random), Quality::good);
                batch->monitoring.push_back({trouble, LimitSide::inside});
            }
            batch->endPoint(about, nanoseconds(time.now()));
            if (!topology.seen(about, nanoseconds(time.now()), time.steadyNow()))
                qFatal("an entity the graph does not know");
        }
        dictionary.publish();
        topology.tick(time.steadyNow());
        topology.publish(time.now());
        queue.push(std::move(batch));
    }

    void drain()
    {
        do
            feed.drain();
        while (feed.statistics().pendingBatches > 0);
    }

    bool rest()
    {
        TopologyView &view = panel.view();
        return QTest::qWaitFor(
            [&] {
                view.finishLayout();
                return view.isAtRest() && view.isLaidOut();
            },
            20'000);
    }

    SimulatedTimeService time;
    SeriesDictionary dictionary{{400'000, 100'000}};
    Topology topology;
    DisplayQueue queue;
    ParameterFeed feed;
    FleetSelection selection;
    Theme theme;
    TopologyPanel panel;
    std::vector<EntityId> nodes;
    std::vector<EntityId> links;
    Severity trouble = Severity::nominal;
    std::mt19937 random{7};
    std::uniform_real_distribution<double> value{0.05, 0.95};
};

double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(part * double(values.size())))];
}

// Processor time of frames at three zooms, each panned a little.
std::vector<double> paintFrames(TopologyView &view)
{
    std::vector<double> times;
    for (const double zoom : {1.0, 2.0, 6.0}) {
        view.fit();
        view.zoom(QPointF(view.width() / 2.0, view.height() / 2.0), zoom);
        for (int i = 0; i < frames / 3; ++i) {
            view.pan(QPointF(i % 2 == 0 ? 7 : -6, 3));
            const double begun = threadMs();
            static_cast<void>(view.image());
            times.push_back(threadMs() - begun);
        }
    }
    view.fit();
    return times;
}

// Of each layout: all of it, a part with the small map, and a small panel with clusters.
void takePictures(World &world, const std::string &folder)
{
    TopologyView &view = world.panel.view();
    const auto save = [&](const std::string &name) {
        QApplication::processEvents();
        if (!world.panel.grab().save(QString::fromStdString(folder + "/" + name + ".png")))
            qWarning("no picture %s", name.c_str());
    };
    for (const LayoutKind kind : offeredLayouts) {
        if (world.panel.view().nodeCount() > mostNodesOf(kind))
            continue;
        view.setLayoutKind(kind);
        if (!world.rest())
            continue;
        const std::string name(layoutWord(kind));
        view.fit();
        save(name);
        view.zoom(QPointF(view.width() * 0.6, view.height() * 0.4), 7);
        save(name + "-near");
        world.panel.resize(640, 440);
        view.fit();
        save(name + "-small");
        world.panel.resize(1600, 1000);
        view.fit();
    }
}

void measureFrames(World &world, BenchReport &report)
{
    for (const LayoutKind kind : offeredLayouts) {
        if (world.panel.view().nodeCount() > mostNodesOf(kind))
            continue;
        world.panel.view().setLayoutKind(kind);
        if (!world.rest())
            continue;
        for (const LinkColouring colouring : {LinkColouring::state, LinkColouring::latency}) {
            world.panel.view().setColouring(colouring);
            const auto times = paintFrames(world.panel.view());
            const std::string name = "frame_" + std::string(layoutWord(kind)) + "_" +
                                     (colouring == LinkColouring::state ? "state" : "latency");
            report.results.push_back({name, quantile(times, 0.5), "ms", BenchReport::Must::atMost, 25});
            report.results.push_back({name + "_p99", quantile(times, 0.99), "ms"});
        }
    }
    world.panel.view().setColouring(LinkColouring::state);
    world.panel.view().setLayoutKind(LayoutKind::stress);
}

// Links fall silent and speak again while all values move, in the real time of a running event loop.
void measureChanges(World &world, const FleetDefinition &fleet, BenchReport &report)
{
    if (!world.rest())
        return;
    world.feed.start();
    const int before = world.panel.view().paintings();
    const double begun = threadMs();
    double produced = 0; // this thread also plays the ingest thread: its part is taken off
    std::size_t next = 0;
    constexpr auto tick = 50ms;
    QTimer ingest;
    QObject::connect(&ingest, &QTimer::timeout, &ingest, [&] {
        const double producing = threadMs();
        world.time.advance(tick);
        for (int i = 0; i < changesASecond / 20; ++i, ++next) {
            const EntityId link = world.links[next * 2 % world.links.size()];
            world.topology.set(link, FleetAttribute::active, double(next / (world.links.size() / 2) % 2));
        }
        const std::size_t batch = std::min<std::size_t>(pointsATick, world.links.size() - 1);
        world.post(std::span(world.links).subspan(next * 37 % (world.links.size() - batch), batch));
        produced += threadMs() - producing;
    });
    QElapsedTimer wall;
    wall.start();
    ingest.start(tick);
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(liveSeconds), &loop, &QEventLoop::quit);
    loop.exec();
    const double wallMs = double(wall.elapsed());
    const double share = 100 * (threadMs() - begun - produced) / wallMs;
    report.results.push_back({"gui_at_1000_link_changes", share, "%", BenchReport::Must::atMost, 20});
    report.results.push_back(
        {"pictures_at_1000_link_changes", (world.panel.view().paintings() - before) / (wallMs / 1e3), "1/s"});
    report.results.push_back({"edges", double(fleet.edges.size()), ""});
}

int run(const std::string &elements, const std::string &stations, const std::string &pictures)
{
    auto source = BenchFleet::read(elements, stations);
    if (!source) {
        std::cerr << source.error().message << '\n';
        return 1;
    }
    FleetDefinition &fleet = source->fleet;
    const Timestamp time = source->time;
    addLinksInPlanes(fleet, time);
    BenchReport report{"topology", {}};
    World world(time);
    world.panel.show();
    static_cast<void>(world.panel.view().image());
    QElapsedTimer clock;
    clock.start();
    world.topology.replace(fleet);
    world.topology.propagate(time);
    world.topology.publish(time);
    const double graph = double(clock.nsecsElapsed()) * 1e-6;
    world.drain();
    world.panel.view().refresh();
    if (!world.rest())
        return 1;
    static_cast<void>(world.panel.view().image());
    report.results.push_back(
        {"first_picture", double(clock.nsecsElapsed()) * 1e-6, "ms", BenchReport::Must::atMost, 500});
    report.results.push_back({"first_picture_graph", graph, "ms"});
    world.learn(fleet);
    world.drain();
    std::vector<double> refreshes;
    for (int i = 0; i < 20; ++i) {
        const double begun = threadMs();
        world.panel.view().refresh();
        refreshes.push_back(threadMs() - begun);
    }
    report.results.push_back({"refresh", quantile(refreshes, 0.5), "ms"});
    if (!pictures.empty()) {
        world.learnTrouble();
        takePictures(world, pictures);
        return 0;
    }
    measureFrames(world, report);
    measureChanges(world, fleet, report);
    std::cout << report.json();
    return report.holds() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const auto argument = [&](int i) { return std::string(argc > i ? argv[i] : ""); };
    return run(argument(1), argument(2), argument(3));
}
