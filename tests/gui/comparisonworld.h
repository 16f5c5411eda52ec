// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "app/recordingview.h"
#include "app/sessionopener.h"
#include "models/archive/sessionbuilder.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/comparison.h"
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

// Two passes of a satellite in two session files, and a window that compares them.
namespace comparisonworld {

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline constexpr int seconds = 480;
inline const Timestamp firstBegin = *parseTimestamp("2026-11-20T09:00:00Z");
inline const Timestamp secondBegin = *parseTimestamp("2026-11-19T21:30:00.250Z");

inline double snr(int second)
{
    return 9 + 4 * std::sin(second / 70.0) + 0.4 * std::sin(second * 1.7);
}

// Eight minutes of a satellite at 1 Hz. The second pass: 2 dB less SNR, nothing between 200 and 260 s, no
// battery, and its states have other codes.
struct Pass
{
    Timestamp begin;
    bool isSecond;
    std::string snrUnit{}; // as the file states it; empty = it states none of its own

    template <class Batch>
    void addPoints(SeriesDictionary &dictionary, Batch &batch, int second) const
    {
        const NodeId satellite = *dictionary.node("sat-0412", NodeType::satellite);
        const NodeId station = *dictionary.node("gs-tokyo", NodeType::groundStation);
        const EntityId link = *dictionary.entity(satellite, station);
        const EntityId bus = *dictionary.entity(satellite, noNode);
        const auto series = [&](EntityId about, std::string_view metric, ValueKind kind = ValueKind::number) {
            return *dictionary.seriesByName(about, metric, kind, {});
        };
        const std::int64_t at = nanoseconds(begin + std::chrono::seconds{second});
        batch.addSample(series(link, "snr_db"), snr(second) - (isSecond ? 2 : 0), Quality::good);
        batch.endPoint(link, at);
        batch.addSample(series(bus, "temperature_c"), 18 + second / 60.0 + (isSecond ? second / 240.0 : 0),
                        Quality::good);
        if (!isSecond)
            batch.addSample(series(bus, "battery_pct"), 90 - second / 30.0, Quality::good);
        const SeriesId mode = series(bus, "mode", ValueKind::state);
        if (isSecond) // codes count in the order of their coming
            (void)dictionary.textCode(mode, "safe");
        const std::string_view word = isSecond && second >= 400 ? "safe"
                                      : second / 100 % 2 == 1   ? "busy"
                                                                : "idle";
        batch.addSample(mode, *dictionary.textCode(mode, word), Quality::good);
        batch.endPoint(bus, at);
    }

    [[nodiscard]] bool has(int second) const { return !isSecond || second <= 200 || second >= 260; }

    [[nodiscard]] QString write(const QString &path) const
    {
        auto builder = *SessionBuilder::open(path.toStdString());
        for (int second = 0; second < seconds; ++second) {
            if (!has(second))
                continue;
            SampleBatch batch;
            SeriesDictionary &names = builder->dictionary();
            addPoints(names, batch, second);
            if (const auto link = names.findEntity(*names.findNode("sat-0412"), *names.findNode("gs-tokyo"));
                second == 0 && !snrUnit.empty())
                builder->setUnit(*names.findSeries(*link, "snr_db"), snrUnit);
            batch.reception = begin + std::chrono::seconds{second};
            if (auto added = builder->append(std::move(batch)); !added)
                qFatal("%s", added.error().message.c_str());
        }
        if (auto done = builder->finish(); !done)
            qFatal("%s", done.error().message.c_str());
        return path;
    }
};

class LiveSource final : public TelemetrySource
{
public:
    DisplayQueue &displayQueue() override { return queue; }
    const SeriesDictionary &dictionary() const override { return names; }
    EventLog &events() override { return log; }
    TopologySnapshotPtr topology() const override { return {}; }
    Counters counters() const override { return {}; }
    DataLinkStatus serverStatus() const override { return {}; }

    DisplayQueue queue;
    SeriesDictionary names;
    EventLog log;
};

struct ComparedWorld
{
    SimulatedTimeService clock{firstBegin + std::chrono::seconds{seconds}};
    SystemTimeService steady;
    LiveSource live;
    ParameterFeed feed{{live.queue, live.names, [] { return TopologySnapshotPtr(); }}, clock, {}};
    TimeConductor conductor{clock};
    FleetSelection selection;
    Theme theme;
    QTemporaryDir folder;
    WindowSettings settings{folder.path().toStdString()};
    Configuration configuration;
    std::unique_ptr<MainWindow> window;
    QString first = Pass{firstBegin, false}.write(folder.filePath(u"pass-4711.desk"_s));
    QString second = Pass{secondBegin, true}.write(folder.filePath(u"pass-4712.desk"_s));

    explicit ComparedWorld(bool withSource = false)
    {
        const auto opener = [this](const std::filesystem::path &file) {
            return openSessionFile(file, configuration, steady);
        };
        window = std::make_unique<MainWindow>(MainWindow::Parts{feed,
                                                                conductor,
                                                                selection,
                                                                live.log,
                                                                theme,
                                                                settings,
                                                                withSource ? &live : nullptr,
                                                                [] { return std::vector<DataLinkStatus>(); },
                                                                [](const QString &) {},
                                                                u"en"_s,
                                                                opener,
                                                                {}});
        window->resize(1600, 1000);
        window->show();
        if (!withSource)
            return;
        const Pass pass{firstBegin, false};
        for (int at = 0; at < seconds; ++at) {
            auto batch = std::make_shared<SampleBatch>();
            pass.addPoints(live.names, *batch, at);
            batch->reception = pass.begin + std::chrono::seconds{at};
            live.queue.push(batch);
        }
        live.names.publish();
        feed.drain();
    }

    [[nodiscard]] ParameterFeed &shownFeed()
    {
        return window->recording() ? window->recording()->view().feed : feed;
    }
    [[nodiscard]] ChartsPanel &charts() const
    {
        SourcePanel &panel = *window->sourcePanel(u"charts"_s);
        return *qobject_cast<ChartsPanel *>(panel.isReplay() ? panel.replay() : panel.live());
    }
    [[nodiscard]] SeriesId series(const char *dst, const char *metric)
    {
        const SeriesCatalogue &names = shownFeed().catalogue();
        const EntityId entity = names.findEntity("sat-0412", dst);
        return entity == noEntity ? noSeries : names.find(entity, metric);
    }
    // The first pass, all of it, in four charts.
    void openFirst()
    {
        window->openFile(first);
        QVERIFY2(window->recording(), qPrintable(window->notice().text()));
        window->recording()->control().seek(firstBegin + std::chrono::seconds{seconds - 1});
        chartAll();
        QTRY_VERIFY(charts().charts()[0]->content().newest() ==
                    firstBegin + std::chrono::seconds{seconds - 1});
        window->recording()->view().conductor.setSpan(10min);
    }
    void chartAll()
    {
        QTRY_VERIFY(series("", "mode") != noSeries);
        charts().addSeries(series("gs-tokyo", "snr_db"), 0);
        charts().addSeries(series("", "temperature_c"), 1);
        charts().addSeries(series("", "battery_pct"), 2);
        charts().addSeries(series("", "mode"), 3);
    }
    void compare()
    {
        window->compareWith(second);
        QTRY_VERIFY(window->comparison().isReady());
        for (const ChartView *chart : charts().charts())
            QTRY_VERIFY(!chart->content().overlay().entries().empty() &&
                        !chart->content().overlay().isReading());
    }
    [[nodiscard]] ChartView &chart(std::size_t at) const { return *charts().charts()[at]; }
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return charts().findChild<Widget *>(name);
    }
    void moveTo(ChartView &chart, Timestamp time) const
    {
        auto *plot = chart.findChild<PlotArea *>();
        const QPoint at =
            plot->geometry().topLeft() + QPoint(int(std::floor(plot->xAt(time))) + 1, plot->height() / 2);
        QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(&chart, &move);
    }
};

inline std::chrono::nanoseconds beginOverBegin()
{
    return firstBegin - secondBegin;
}

} // namespace comparisonworld
