// SPDX-License-Identifier: GPL-3.0-or-later
// map_bench [--pictures FOLDER] [TLE [STATIONS]]: what the map and the globe cost, with the links that the
// simulated constellation has at the epoch of its orbits (default: those of the demo), in a view of
// 1600 x 1000. Times are processor time; first_picture and moved are those of all threads together. Prints
// the JSON of `bench`; with --pictures, writes what it showed.
#include "app/commandline/benchreport.h"

#include "models/topology/fleetorbits.h"
#include "models/topology/topology.h"
#include "tests/benchmarks/benchfleet.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topologypanel.h"

#include <QApplication>
#include <QDir>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>
#include <ctime>
#include <functional>
#include <iostream>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QSize viewSize(1600, 1000);

// What else the machine does does not count.
double processorMilliseconds(clockid_t of)
{
    timespec time{};
    clock_gettime(of, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

// Of all threads together.
double millisecondsOf(const std::function<void()> &work)
{
    const double begun = processorMilliseconds(CLOCK_PROCESS_CPUTIME_ID);
    work();
    return processorMilliseconds(CLOCK_PROCESS_CPUTIME_ID) - begun;
}

// Of this thread.
double median(int runs, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double begun = processorMilliseconds(CLOCK_THREAD_CPUTIME_ID);
        work();
        times.push_back(processorMilliseconds(CLOCK_THREAD_CPUTIME_ID) - begun);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// The fleet in a feed, without telemetry.
struct World
{
    World(const FleetDefinition &fleet, Timestamp now)
        : time(now)
        , feed({queue, dictionary, [this] { return topology.latest(); }}, time, {})
    {
        topology.replace(fleet);
        for (const FleetNode &node : fleet.nodes) {
            const NodeId id = *dictionary.node(node.id, node.type);
            topology.learnNode(id, *dictionary.entity(id), node.id, node.type);
        }
        dictionary.publish();
        topology.propagate(now);
        topology.publish(now);
        feed.drain();
    }

    SimulatedTimeService time;
    SeriesDictionary dictionary{{200'000, 50'000}};
    Topology topology;
    DisplayQueue queue;
    ParameterFeed feed;
    FleetSelection selection;
    Theme theme;
};

void finish(const TopologyView &view)
{
    while (!view.isAtRest())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
}

void show(TopologyPanel &panel, LayoutKind kind)
{
    panel.restoreState({{u"layout"_s, QString::fromLatin1(layoutWord(kind))}});
    panel.view().refresh();
    panel.view().fit();
    finish(panel.view());
}

// The Earth alone, without the fleet.
void measureGround(BenchReport &report, const Theme &theme)
{
    QPixmap screen(viewSize);
    const auto measure = [&](const char *name, Projection projection, double zoom) {
        ViewCamera camera;
        camera.projection = projection;
        camera.view = QRectF(QPointF(), viewSize);
        if (projection == Projection::globe)
            camera.fitGlobe(camera.view);
        else
            camera.scale = viewSize.width() / 360.0;
        camera.scale *= zoom;
        if (zoom > 1)
            camera.centre = {10, -45};
        MapGround ground(theme);
        QPainter painter(&screen);
        double sun = 0;
        const std::string prefix = std::string("ground_") + name;
        static_cast<void>(landRings(true));
        report.results.push_back({prefix + "_anew",
                                  median(21,
                                         [&] {
                                             sun += 1;
                                             ground.paint(painter, camera, 1, {}, {20, sun, 0});
                                         }),
                                  "ms", BenchReport::Must::atMost, 15});
        report.results.push_back({prefix + "_kept",
                                  median(101,
                                         [&] {
                                             ground.paint(painter, camera, 1, {}, {20, sun, 0});
                                         }),
                                  "ms", BenchReport::Must::atMost, 3});
    };
    measure("map", Projection::plane, 1);
    measure("map_zoomed_in", Projection::plane, 8);
    measure("globe", Projection::globe, 1);
    measure("globe_zoomed_in", Projection::globe, 8);
}

void measureMarks(BenchReport &report, const World &world)
{
    FleetPicture picture(world.feed);
    picture.refresh();
    FleetMap map(picture, world.theme);
    map.takeFleet();
    QPixmap screen(viewSize);
    QPainter painter(&screen);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Projection projection : {Projection::plane, Projection::globe}) {
        ViewCamera camera;
        camera.projection = projection;
        camera.view = QRectF(QPointF(), viewSize);
        camera.scale = viewSize.width() / 360.0;
        if (projection == Projection::globe)
            camera.fitGlobe(camera.view);
        const auto measure = [&](const char *name, const MapOptions &options) {
            map.setOptions(options);
            const auto paint = [&] {
                map.paintGround(painter, camera, 1);
                map.paintMarks(painter, camera, 0);
            };
            paint();
            const char *word = projection == Projection::globe ? "globe" : "map";
            report.results.push_back(
                {std::string(name) + word, median(51, paint), "ms", BenchReport::Must::atMost, 3});
        };
        measure("layers_kept_selected_", {});
        measure("layers_kept_selected_stations_", {true, true, true, true, true});
    }
}

void paintPictures(World &world, const QString &folder, const FleetDefinition &fleet)
{
    const auto ground = std::find_if(fleet.nodes.begin(), fleet.nodes.end(),
                                     [](const FleetNode &node) { return isGround(node.type); });
    const std::vector<std::pair<QString, ThemeVariant>> themes{
        {u"dark"_s, ThemeVariant::dark},
        {u"light"_s, ThemeVariant::light},
        {u"contrast"_s, ThemeVariant::highContrastDark},
        {u"contrastlight"_s, ThemeVariant::highContrastLight}};
    for (const auto &[named, variant] : themes) {
        const QString &word = named; // what a lambda can take
        world.theme.setVariant(variant);
        world.theme.applyTo(*qApp);
        for (const LayoutKind kind : {LayoutKind::geographic, LayoutKind::globe}) {
            TopologyPanel panel(world.feed, world.selection, world.theme);
            panel.resize(1200, 760);
            panel.show();
            const auto picture = [&](const QString &what) {
                finish(panel.view());
                panel.grab().save(QDir(folder).filePath(QString::fromLatin1(layoutWord(kind)) + u'-' + word +
                                                        what + u".png"_s));
            };
            show(panel, kind);
            picture({});
            world.selection.select(
                *world.dictionary.findEntity(*world.dictionary.findNode(fleet.nodes[0].id)));
            picture(u"-satellite"_s);
            panel.view().setMoment(world.time.now() - 10h);
            panel.view().setMapOptions({true, true, true, true, true});
            world.selection.select(*world.dictionary.findEntity(*world.dictionary.findNode(ground->id)));
            picture(u"-moment"_s);
            world.selection.select(noEntity);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    QString folder;
    if (arguments.size() >= 2 && arguments.first() == "--pictures"_L1) {
        folder = arguments[1];
        arguments = arguments.mid(2);
    }
    const auto source = BenchFleet::read(arguments.value(0).toStdString(), arguments.value(1).toStdString());
    if (!source) {
        std::cerr << source.error().message << '\n';
        return 1;
    }
    const FleetDefinition &fleet = source->fleet;

    BenchReport report{"map", {}};
    const auto tell = [&](const std::string &name, double value, const std::string &unit) {
        report.results.push_back({name, value, unit});
    };
    tell("nodes", double(fleet.nodes.size()), "");
    tell("links", double(fleet.edges.size()), "");
    World world(fleet, source->time);
    const TopologySnapshotPtr snapshot = world.feed.topology();
    FleetOrbitsPtr orbits;
    tell("orbits_read", median(3, [&] { orbits = FleetOrbits::read(*snapshot); }), "ms");
    tell("orbits_positions", median(11, [&] { static_cast<void>(orbits->positionsAt(source->time)); }), "ms");
    measureGround(report, world.theme);
    measureMarks(report, world);
    for (const LayoutKind kind : {LayoutKind::geographic, LayoutKind::globe}) {
        const std::string word(layoutWord(kind));
        TopologyPanel panel(world.feed, world.selection, world.theme);
        panel.resize(viewSize);
        // At a moment of the past, so that all orbits are read and followed.
        report.results.push_back({"first_picture_" + word, millisecondsOf([&] {
                                      panel.view().setMoment(source->time - 1h);
                                      show(panel, kind);
                                      panel.show();
                                      finish(panel.view());
                                      panel.grab();
                                  }),
                                  "ms", BenchReport::Must::atMost, 500});
        tell("moved_" + word, millisecondsOf([&] {
                 panel.view().setMoment(source->time + 20min);
                 finish(panel.view());
             }),
             "ms");
        tell("frame_" + word,
             median(9,
                    [&] {
                        panel.view().setMapOptions(panel.view().mapOptions());
                        panel.view().grab();
                    }),
             "ms");
    }
    if (!folder.isEmpty())
        paintPictures(world, folder, fleet);
    std::cout << report.json();
    return report.holds() ? 0 : 1;
}
