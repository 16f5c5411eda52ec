// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deskoptions.h"
#include "app/framewatch.h"
#include "models/instance/instance.h"
#include "models/instance/remoteinstance.h"
#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "models/settings/windowsettings.h"
#include "models/timeseries/timeconductor.h"
#include "widgets/theme/theme.h"

#include <QObject>
#include <QTranslator>

#include <memory>
#include <thread>

namespace desk {

class LinkKeyRing;
class MainWindow;
class PaintWatch;
class SimulatorLink;
class StallWatch;
class Workspace;

// Composition root of the window: makes the parts, joins them, and takes them apart in order. GUI thread.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    explicit Application(DeskOptions options);
    ~Application() override;

    // Starts server, demo and window. The error is for stderr and a message box.
    Result<void> start();
    // As by the menu. What asks to be waited for is not waited for.
    void quit();
    [[nodiscard]] MainWindow *window() const { return m_window; }
    [[nodiscard]] Workspace &workspace() const { return *m_workspace; }
    [[nodiscard]] ParameterFeed *feed() const { return m_feed.get(); }
    [[nodiscard]] FleetSelection &selection() { return m_selection; }
    // There is a data folder and a server of our own.
    [[nodiscard]] bool ownsInstance() const { return m_instance != nullptr; }

private:
    Result<Configuration> configuration();
    Result<void> startSource(const Configuration &configuration);
    Result<void> startRemote(RemoteServer server, const Configuration &configuration);
    Result<void> startDemo(const Configuration &configuration);
    void showWindow();
    std::unique_ptr<MainWindow> makeWindow(Workspace &workspace);
    void onFirstFrame();
    void watchStalls();
    void setLanguage(const QString &code);
    void takeScreenshot();
    void writeStatistics();
    void openSession();
    [[nodiscard]] std::vector<DataLinkStatus> links() const;

    const DeskOptions m_options;
    const SystemTimeService m_time;
    std::filesystem::path m_demoFolder; // removed at the end; empty = none
    WindowSettings m_settings;
    Theme m_theme;
    FleetSelection m_selection;
    TimeConductor m_conductor;
    FrameWatch m_frames;
    std::unique_ptr<PaintWatch> m_paints; // with --stats
    double m_firstFrameMs = 0;
    std::unique_ptr<StallWatch> m_stalls;                    // from the first frame on
    std::vector<std::unique_ptr<QTranslator>> m_translators; // Qt's own texts, then ours
    QString m_language;
    std::unique_ptr<Instance> m_instance;
    Instance::Ready m_ready;
    Configuration m_configuration; // of recordings that are opened
    TimeSeriesStore::Options m_memory;
    std::unique_ptr<RemoteInstance> m_remote;
    TelemetrySource *m_source = nullptr; // one of the two; null for a window without a server
    // What a window without a server looks at: nothing comes, and it says so.
    DisplayQueue m_noQueue;
    SeriesDictionary m_noNames;
    EventLog m_noEvents;
    std::unique_ptr<ParameterFeed> m_feed;
    std::unique_ptr<SeriesHistory> m_history; // of the feed
    LinkKeyRing *m_keyRing = nullptr;         // a child of the feed; null where links are another program's
    std::unique_ptr<SimulatorLink> m_demo;
    std::unique_ptr<Workspace> m_workspace;
    MainWindow *m_window = nullptr; // the main one, its
    std::jthread m_picture;         // writes the screenshot
    double m_cpuAtStart = 0;
    SteadyTime m_startedAt{};
};

} // namespace desk
