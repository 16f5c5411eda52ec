// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gapwatcher.h"
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "app/recordingimport.h"
#include "app/recordingview.h"
#include "app/sessionopener.h"
#include "app/statusstrip.h"
#include "models/telemetry/gapsubject.h"
#include "tests/gui/passrecording.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

// A window on a live source by hand, and a recording that can be opened in it.
namespace besidelive {

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A live source by hand: the same fleet as in the recording, a day later.
class LiveSource final : public TelemetrySource
{
public:
    DisplayQueue &displayQueue() override { return queue; }
    const SeriesDictionary &dictionary() const override { return names; }
    EventLog &events() override { return log; }
    TopologySnapshotPtr topology() const override { return {}; }
    Counters counters() const override { return {}; }
    DataLinkStatus serverStatus() const override
    {
        DataLinkStatus status;
        status.name = "HTTP 127.0.0.1:8000";
        status.address = "http://127.0.0.1:8000";
        return status;
    }

    const GapLog *gaps() const override { return &gapLog; }
    std::filesystem::path recording() const override { return file; }
    Result<void> addNote(const SessionNote &note) override
    {
        notes.push_back(note);
        return {};
    }

    DisplayQueue queue;
    SeriesDictionary names;
    EventLog log;
    GapLog gapLog;
    std::filesystem::path file; // that is recorded; empty = none
    std::vector<SessionNote> notes;
};

struct LiveWorld
{
    SimulatedTimeService clock{*parseTimestamp("2026-11-21T14:03:07Z")};
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

    // ownSession: what is recorded is the session that session() writes.
    explicit LiveWorld(bool withSource = true, bool ownSession = false)
    {
        if (ownSession)
            live.file = session();
        window = std::make_unique<MainWindow>(
            MainWindow::Parts{feed,
                              conductor,
                              selection,
                              live.log,
                              theme,
                              settings,
                              withSource ? &live : nullptr,
                              [] { return std::vector<DataLinkStatus>(); },
                              [](const QString &) {},
                              u"en"_s,
                              [this](const std::filesystem::path &file) {
                                  return openSessionFile(file, configuration, steady);
                              },
                              {},
                              [this](SessionNote note) { return live.addNote(std::move(note)); }});
        for (int second = 0; second < passrecording::seconds; ++second) {
            if (second > 200 && second < 260)
                continue;
            auto batch = std::make_shared<SampleBatch>();
            const Timestamp at = clock.now() - std::chrono::seconds{passrecording::seconds - 1 - second};
            passrecording::addPoints(live.names, *batch, at, second);
            batch->reception = at;
            live.queue.push(batch);
        }
        live.names.publish();
        feed.drain();
    }

    std::filesystem::path session()
    {
        const QString path = folder.filePath(u"pass-4711.desk"_s);
        if (!QFile::exists(path)) {
            const auto written = passrecording::write(path.toStdString());
            if (!written)
                qFatal("%s", written.error().message.c_str());
        }
        return path.toStdString();
    }
    QString sessionPath() { return QString::fromStdString(session().string()); }

    void chart(ParameterFeed &of, ChartsPanel &charts) const
    {
        const SeriesCatalogue &names = of.catalogue();
        int chart = 0;
        for (const auto &[dst, metric] :
             {std::pair{"gs-tokyo", "snr_db"}, std::pair{"gs-tokyo", "latency_ms"},
              std::pair{"", "temperature_c"}, std::pair{"", "battery_pct"}})
            charts.addSeries(names.find(names.findEntity("sat-0412", dst), metric), chart++);
    }
    // The play head at a second of the recording, and all of it in the window.
    bool seek(int second)
    {
        const Timestamp head = passrecording::begin + std::chrono::seconds{second};
        window->recording()->control().seek(head);
        return QTest::qWaitFor(
            [&] {
                window->recording()->view().feed.time().now();
                return window->recording()->time().now() == head;
            },
            5000);
    }
};

} // namespace besidelive
