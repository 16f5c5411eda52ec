// SPDX-License-Identifier: GPL-3.0-or-later
// Measures what the Parameters table costs the GUI thread: 100,000 rows, 10,000 values a second, for each
// sort column; and the fleet matrix of 2,000 nodes × 20 metrics with as many changes. A tick is what a
// quarter of a second asks of it: note what changed, look at states and order, paint.
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/parameterfiltermodel.h"
#include "models/processing/displayqueue.h"
#include "models/telemetry/samplebatch.h"
#include "widgets/tables/fleetmatrixpanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/sparkline.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace desk;

namespace {

constexpr int nodesOfTable = 2'500;
constexpr int metricsOfTable = 40;
constexpr int nodesOfMatrix = 2'000;
constexpr int metricsOfMatrix = 20;
constexpr int changesATick = 2'500; // 10,000 a second in ticks of 250 ms
constexpr int ticks = 60;

struct World
{
    SimulatedTimeService time{fromNanoseconds(1'795'269'787'000'000'000)};
    SeriesDictionary dictionary{{200'000, 50'000}};
    DisplayQueue queue;
    ParameterFeed feed{{queue, dictionary, [] { return TopologySnapshotPtr(); }}, time, {}};
    std::vector<SeriesId> series;
    std::vector<EntityId> about;
    std::mt19937 random{7};

    explicit World(int nodes = nodesOfTable, int metricsEach = metricsOfTable)
    {
        std::uint32_t hint = 0;
        for (int n = 0; n < nodes; ++n) {
            const EntityId entity =
                *dictionary.entity(*dictionary.node("sat-" + std::to_string(n), NodeType::satellite));
            for (int m = 0; m < metricsEach; ++m) {
                series.push_back(*dictionary.series(entity, "metric_" + std::to_string(m), hint));
                about.push_back(entity);
            }
        }
        dictionary.publish();
        std::vector<std::size_t> all(series.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        post(all);
    }

    void post(const std::vector<std::size_t> &which)
    {
        auto batch = std::make_shared<SampleBatch>();
        std::normal_distribution<double> value(50, 20);
        for (const std::size_t one : which) {
            const double v = value(random);
            batch->addSample(series[one], v, Quality::good);
            batch->monitoring.push_back({v > 95   ? Severity::critical
                                         : v > 85 ? Severity::caution
                                                  : Severity::nominal,
                                         v > 85 ? LimitSide::high : LimitSide::inside});
            batch->endPoint(about[one], nanoseconds(time.now()));
        }
        batch->reception = time.now();
        queue.push(batch);
        do
            feed.drain();
        while (feed.statistics().pendingBatches > 0);
    }

    void tick()
    {
        time.advance(std::chrono::milliseconds{250});
        std::vector<std::size_t> which(changesATick);
        for (std::size_t &one : which)
            one = random() % series.size();
        post(which);
    }
};

double percentile(std::vector<double> &all, double share)
{
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1, std::size_t(share * double(all.size())))];
}

void measure(const char *what, World &world, ParameterTableModel &model, ParameterFilterModel &filter,
             const PanelTable &table)
{
    if (!table.isVisible())
        return;
    std::vector<double> quarter;
    std::vector<double> second;
    std::vector<double> painting;
    for (int i = 0; i < ticks; ++i) {
        world.tick();
        QElapsedTimer clock;
        clock.start();
        model.refresh();
        if (i % 4 == 3)
            filter.settle();
        (i % 4 == 3 ? second : quarter).push_back(double(clock.nsecsElapsed()) * 1e-6);
        clock.restart();
        QCoreApplication::processEvents(); // what the view put off
        painting.push_back(double(clock.nsecsElapsed()) * 1e-6);
    }
    std::printf("%-26s tick p50 %5.2f p95 %5.2f ms   with order p50 %5.2f p95 %5.2f ms   paint p50 %5.2f p95 "
                "%5.2f ms\n",
                what, percentile(quarter, 0.5), percentile(quarter, 0.95), percentile(second, 0.5),
                percentile(second, 0.95), percentile(painting, 0.5), percentile(painting, 0.95));
}

// A tick of the matrix takes in changes, looks at what grew old, puts rows in order and paints.
void measureMatrix(const Theme &theme, bool values)
{
    World world(nodesOfMatrix, metricsOfMatrix);
    FleetSelection selection;
    FleetMatrixPanel panel(world.feed, selection, theme);
    SteadyTime clock{std::chrono::hours{1}};
    panel.model().setClock([&clock] { return clock; });
    panel.restoreState({{QStringLiteral("values"), values}});
    panel.resize(1600, 1000);
    QElapsedTimer timer;
    timer.start();
    panel.show();
    QCoreApplication::processEvents();
    std::printf("matrix of %d x %d made and painted in %.1f ms\n", panel.model().rowCount(),
                panel.model().columnCount(), double(timer.nsecsElapsed()) * 1e-6);
    std::vector<double> ticking;
    std::vector<double> painting;
    std::vector<double> moving;
    for (int i = 0; i < ticks; ++i) {
        world.tick();
        clock += std::chrono::milliseconds{250};
        timer.restart();
        panel.model().refresh();
        ticking.push_back(double(timer.nsecsElapsed()) * 1e-6);
        timer.restart();
        QCoreApplication::processEvents();
        (i % 12 == 11 ? moving : painting).push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    std::printf("matrix, %-18s tick p50 %5.2f p95 %5.2f ms   paint p50 %5.2f p95 %5.2f ms   p95 with rows "
                "moved %5.2f ms\n",
                values ? "with figures" : "shapes", percentile(ticking, 0.5), percentile(ticking, 0.95),
                percentile(painting, 0.5), percentile(painting, 0.95), percentile(moving, 0.95));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme;
    theme.applyTo(application);
    measureMatrix(theme, false);
    measureMatrix(theme, true);
    World world;
    ParameterTableModel model(world.feed);
    ParameterFilterModel filter(model);
    Sparkline sparkline(world.feed, theme);
    QElapsedTimer clock;
    clock.start();
    model.setActive(true);
    std::printf("%d rows made and sorted in %.1f ms\n", filter.rowCount(),
                double(clock.nsecsElapsed()) * 1e-6);
    PanelTable table(theme);
    table.setSparkline(&sparkline);
    table.setModel(&filter);
    using Model = ParameterTableModel;
    table.setColumn(Model::stateColumn, CellStyle::glyph, 0);
    table.setColumn(Model::entityColumn, CellStyle::entity, 16);
    table.setColumn(Model::metricColumn, CellStyle::identifier, 13);
    table.setColumn(Model::valueColumn, CellStyle::value, 8);
    table.setColumn(Model::unitColumn, CellStyle::unit, 4);
    table.setColumn(Model::ageColumn, CellStyle::age, 5);
    table.setColumn(Model::qualityColumn, CellStyle::name, 14, false);
    table.setColumn(Model::timeColumn, CellStyle::time, 14, false);
    table.setColumn(Model::trendColumn, CellStyle::trend, 9);
    table.resize(560, 900);
    table.show();
    QCoreApplication::processEvents();
    table.showRow(filter.index(5'000, 0));
    measure("by node", world, model, filter, table);
    const auto sortBy = [&](int column, Qt::SortOrder order, const char *what) {
        clock.restart();
        filter.sort(column, order);
        std::printf("sorted anew in %.1f ms\n", double(clock.nsecsElapsed()) * 1e-6);
        measure(what, world, model, filter, table);
    };
    sortBy(Model::valueColumn, Qt::DescendingOrder, "by value, descending");
    sortBy(Model::ageColumn, Qt::AscendingOrder, "by age");
    sortBy(Model::stateColumn, Qt::DescendingOrder, "by state, descending");
    filter.setWorstFirst(true);
    measure("by state, worst first", world, model, filter, table);
    filter.setOnlyOutOfLimits(true);
    measure("only out of limits", world, model, filter, table);
    filter.setOnlyOutOfLimits(false);
    filter.setWorstFirst(false);
    clock.restart();
    filter.setText(QStringLiteral("sat-1*"));
    const double narrowed = double(clock.nsecsElapsed()) * 1e-6;
    clock.restart();
    filter.setText({});
    std::printf("filter typed %.1f ms, emptied %.1f ms\n", narrowed, double(clock.nsecsElapsed()) * 1e-6);
    return 0;
}
