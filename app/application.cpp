// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/demo.h"
#include "app/deskstatistics.h"
#include "app/limitwatch.h"
#include "app/linkkeyring.h"
#include "app/linkunits.h"
#include "app/mainwindow.h"
#include "app/memorywatch.h"
#include "app/noticebar.h"
#include "app/paintwatch.h"
#include "app/recordingview.h"
#include "app/sessionopener.h"
#include "app/stallwatch.h"
#include "app/statusstrip.h"
#include "app/workspace.h"
#include "models/instance/trustedcertificates.h"
#include "models/links/linkmanager.h"
#include "models/settings/folders.h"
#include "widgets/charts/chartspanel.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>

#include <cstdio>

namespace desk {

using namespace Qt::StringLiterals;

Application::Application(DeskOptions options)
    : m_options(std::move(options))
    , m_settings(configFolder())
    , m_conductor(m_time)
{
    const QString theme = m_options.theme.isEmpty() ? m_settings.theme() : m_options.theme;
    m_theme.setVariant(theme == u"light"           ? ThemeVariant::light
                       : theme == u"high-contrast" ? ThemeVariant::highContrastDark
                                                   : ThemeVariant::dark);
    m_theme.setReducedMotion(m_settings.reducedMotion());
    m_theme.applyTo(*qApp);
    connect(&m_theme, &Theme::changed, this, [this] { m_theme.applyTo(*qApp); });
    QString language = m_options.language.isEmpty() ? m_settings.language() : m_options.language;
    if (language.isEmpty())
        language = QLocale::system().language() == QLocale::German ? u"de"_s : u"en"_s;
    setLanguage(language);
}

// In this order: the source, the window, the feed it reads, the server.
Application::~Application()
{
    m_stalls.reset(); // it takes its time from here on
    if (m_demo)
        m_demo->stop();
    writeStatistics();
    m_window = nullptr;
    m_workspace.reset();
    m_history.reset();
    m_feed.reset();
    m_demo.reset();
    if (m_remote)
        m_remote->stop();
    if (m_instance)
        m_instance->stop();
    if (!m_demoFolder.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(m_demoFolder, ignored);
    }
}

void Application::setLanguage(const QString &code)
{
    m_language = code;
    m_translators.clear(); // a translator takes itself out when it goes
    const QString qtTexts = QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_%1.qm"_s.arg(code);
    for (const QString &file : {qtTexts, u":/i18n/desk_%1.qm"_s.arg(code)}) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file) && QApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    }
    QLocale::setDefault(code == u"de" ? QLocale(QLocale::German) : QLocale(QLocale::C));
}

Result<Configuration> Application::configuration()
{
    auto configuration = Configuration::load();
    if (!configuration)
        return configuration;
    if (!m_options.data.isEmpty()) {
        configuration->dataFolder = m_options.data.toStdString();
    } else if (m_options.demo) {
        // Simulated points are no record: they never go among real ones, and leave nothing behind. Commands
        // without --url look into this folder after the real one.
        configuration->dataFolder /= "demo";
        if (DataFolder::owner(configuration->dataFolder))
            return failure(
                ErrorCode::alreadyRunning,
                "a demo is running already; close it, or give this one a folder of its own with --data");
        m_demoFolder = configuration->dataFolder;
        std::error_code ignored;
        std::filesystem::remove_all(m_demoFolder, ignored);
    }
    if (!m_options.listen.isEmpty()) {
        if (auto set = configuration->setListen(m_options.listen.toStdString()); !set)
            return tl::unexpected(set.error());
    }
    return configuration;
}

Result<void> Application::start()
{
    m_cpuAtStart = threadCpuSeconds();
    m_startedAt = m_time.steadyNow();
    auto configuration = this->configuration();
    if (!configuration)
        return tl::unexpected(configuration.error());
    configuration->measureItself = configuration->measureItself.value_or(true);
    if (auto started = startSource(*configuration); !started)
        return started;
    ParameterFeed::Source source =
        m_source ? ParameterFeed::Source{m_source->displayQueue(), m_source->dictionary(),
                                         [this] { return m_source->topology(); }}
                 : ParameterFeed::Source{m_noQueue, m_noNames, [] { return TopologySnapshotPtr(); }};
    m_configuration = *configuration;
    m_memory = {std::chrono::duration_cast<std::chrono::seconds>(configuration->memoryWindow),
                configuration->memoryMaxBytes};
    if (const auto mib = m_settings.memoryMiB())
        m_memory.maxBytes = std::size_t(*mib) << 20;
    m_feed = std::make_unique<ParameterFeed>(std::move(source), m_time, m_memory);
    if (m_source)
        m_history = m_source->history(m_feed->catalogue());
    m_feed->setHistory(m_history.get());
    if (m_source && m_source->limits())
        new LimitWatch(
            *m_source->limits(), [this](const auto &limits) { m_feed->regrade(*limits); }, m_feed.get());
    if (LinkManager *links = m_source ? m_source->links() : nullptr) {
        new LinkUnits(*links, *m_feed);
        m_keyRing = new LinkKeyRing(*links, m_feed.get());
    }
    new MemoryWatch(*m_feed, m_source ? m_source->events() : m_noEvents, m_feed.get());
    showWindow();
    m_feed->start();
    if (m_options.demo && m_instance)
        return startDemo(*configuration);
    openSession();
    const bool isSession = m_options.session.endsWith(u".desk"_s, Qt::CaseInsensitive);
    if (isSession && !m_window->recording()) // what is imported comes later
        return failure(ErrorCode::notFound, m_window->notice().text().toStdString());
    return {};
}

void Application::openSession()
{
    if (!m_options.session.isEmpty())
        m_window->openFile(m_options.session);
    // A recording of the demo that is looked at alone.
    if (RecordingView *recording = m_window->recording(); recording && !m_source) {
        auto *charts = qobject_cast<ChartsPanel *>(m_window->sourcePanel(u"charts"_s)->replay());
        new DemoCharts(recording->view().feed, *charts, recording->view().selection, charts);
    }
}

// The instance named by --connect; else our own, or the one that has our data folder already.
Result<void> Application::startSource(const Configuration &configuration)
{
    if (!m_options.connect.isEmpty()) {
        auto server =
            RemoteServer::choose(m_options.connect.toStdString(), configuration, m_options.ca.toStdString());
        if (!server)
            return tl::unexpected(server.error());
        return startRemote(*std::move(server), configuration);
    }
    if (m_options.noServer)
        return {};
    m_instance = std::make_unique<Instance>(Instance::Options{configuration, "constellation-desk"}, m_time);
    auto ready = m_instance->start();
    if (ready) {
        m_ready = *std::move(ready);
        m_source = m_instance.get();
        return {};
    }
    if (ready.error().code == ErrorCode::alreadyRunning && !m_options.demo) {
        auto owner = RemoteServer::ownerOf(configuration);
        if (owner) {
            m_instance.reset();
            return startRemote(*std::move(owner), configuration);
        }
        if (owner.error().code != ErrorCode::notFound)
            return tl::unexpected(owner.error());
    }
    return tl::unexpected(ready.error());
}

Result<void> Application::startRemote(RemoteServer server, const Configuration &configuration)
{
    m_remote = std::make_unique<RemoteInstance>(std::move(server), configuration, m_time);
    m_source = m_remote.get();
    return m_remote->start();
}

Result<void> Application::startDemo(const Configuration &configuration)
{
    const std::string ca =
        configuration.tls ? certificateOf(configuration, configuration.dataFolder).string() : std::string();
    auto link = makeDemoLink(m_ready.http, m_instance->token(), ca, m_instance->events(), m_time);
    if (!link)
        return tl::unexpected(link.error());
    m_demo = *std::move(link);
    m_demo->start();
    m_window->status().setRemark(tr("SIMULATED"));
    auto *choice = new DemoCharts(*m_feed, m_window->charts(), m_selection, m_window);
    // A recording begins with the series that are on the live charts.
    connect(choice, &DemoCharts::chosen, this, [this] {
        m_workspace->beginHere();
        openSession();
    });
    return {};
}

std::vector<DataLinkStatus> Application::links() const
{
    std::vector<DataLinkStatus> all;
    if (m_source)
        all.push_back(m_source->serverStatus());
    if (m_demo)
        all.push_back(m_demo->status());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = static_cast<std::uint32_t>(i + 1);
    constexpr std::uint32_t ownIds = 10; // of the above
    if (const LinkManager *links = m_source ? m_source->links() : nullptr) {
        for (DataLinkStatus &status : links->statuses()) {
            status.id += ownIds;
            all.push_back(std::move(status));
        }
    }
    return all;
}

std::unique_ptr<MainWindow> Application::makeWindow(Workspace &workspace)
{
    return std::make_unique<MainWindow>(MainWindow::Parts{
        *m_feed,
        m_conductor,
        m_selection,
        m_source ? m_source->events() : m_noEvents,
        m_theme,
        m_settings,
        m_source,
        [this] { return links(); },
        [this](const QString &code) { setLanguage(code); },
        m_language,
        [this](const std::filesystem::path &file) { return openSessionFile(file, m_configuration, m_time); },
        m_memory,
        [this](const SessionNote &note) {
            return m_source ? m_source->addNote(note)
                            : Result<void>(failure(ErrorCode::unsupported,
                                                   "nothing is recorded here; start with a server"));
        },
        m_source ? m_source->derived() : nullptr,
        m_source ? m_source->limits() : nullptr,
        &workspace,
        m_instance ? QString::fromStdString(m_configuration.dataFolder.string()) : QString(),
        QString::fromStdString(configFolder().string()),
        m_source ? m_source->ownMeasurements() : nullptr,
        m_source ? m_source->links() : nullptr,
        m_keyRing});
}

void Application::showWindow()
{
    m_workspace = std::make_unique<Workspace>(
        m_settings,
        LayoutStore(configFolder(), m_options.demo ? u"workspace-demo.json"_s : u"workspace.json"_s),
        [this](Workspace &workspace) { return makeWindow(workspace); });
    if (!m_options.stats.isEmpty())
        m_paints = std::make_unique<PaintWatch>(m_time);
    const bool pictured = !m_options.screenshot.isEmpty();
    m_workspace->open(m_options.size.isValid() || !pictured ? m_options.size : QSize(1600, 1000),
                      m_options.layout);
    m_window = &m_workspace->main();
    // The first frame is on screen when the event loop has run once after show().
    QTimer::singleShot(0, this, &Application::onFirstFrame);
}

void Application::onFirstFrame()
{
    m_firstFrameMs = processAgeMs();
    m_frames.start();
    watchStalls();
    if (QWidget *wanted =
            m_window->panel(m_options.panel)) { // behind a tab it would have no size and no data
        wanted->show();
        wanted->raise();
    }
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.screenshotAfter, this, &Application::takeScreenshot);
    else if (!m_options.demo && m_options.session.isEmpty() && m_options.connect.isEmpty())
        m_window->offerFirstSteps();
    if (m_options.exitAfter)
        QTimer::singleShot(*m_options.exitAfter, this, &Application::quit);
}

// The main window first: it keeps how all windows stand while they all do.
void Application::quit()
{
    if (m_window)
        m_window->close();
    QCoreApplication::exit(0);
}

void Application::watchStalls()
{
    StallWatch::Options options;
    if (m_instance)
        options.file = m_configuration.dataFolder / "stalls.log";
    m_stalls =
        std::make_unique<StallWatch>(std::move(options), m_time, m_source ? m_source->events() : m_noEvents);
    connect(&m_frames, &FrameWatch::beaten, this, [this] {
        if (m_stalls)
            m_stalls->beat();
    });
    m_stalls->startThread();
}

void Application::takeScreenshot()
{
    QWidget *target = m_window;
    if (!m_options.panel.isEmpty()) {
        target = m_window->panel(m_options.panel);
        if (!target) {
            std::fprintf(stderr, "constellation-desk: no panel %s; there are: %s\n",
                         qPrintable(m_options.panel), qPrintable(m_window->panelNames().join(u", "_s)));
            QCoreApplication::exit(2);
            return;
        }
    }
    // Packing a PNG takes longer than a frame may.
    m_picture = std::jthread([image = target->grab().toImage(), file = m_options.screenshot] {
        if (image.save(file, "PNG"))
            return;
        std::fprintf(stderr, "constellation-desk: cannot write %s\n", qPrintable(file));
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(1); }, Qt::QueuedConnection);
    });
}

void Application::writeStatistics()
{
    if (m_options.stats.isEmpty() || !m_feed)
        return;
    DeskStatistics statistics;
    statistics.frames = m_frames.figures();
    if (m_source)
        statistics.counters = m_source->counters();
    if (const PredictionSource *predictions = m_source ? m_source->predictions() : nullptr)
        statistics.predictions = predictions->issued();
    if (const auto &topology = m_feed->topology()) {
        statistics.nodes = topology->nodes.size();
        statistics.edges = topology->edges.size();
    }
    statistics.series = m_feed->catalogue().size();
    statistics.violations = m_feed->lastValues().violations();
    statistics.firstFrameMs = m_firstFrameMs;
    if (m_paints) {
        statistics.framesPerSecond = m_paints->framesPerSecond();
        statistics.paintedP50Ms = m_paints->delays().percentile(0.5);
        statistics.paintedP99Ms = m_paints->delays().percentile(0.99);
    }
    statistics.rssMiB = residentMiB();
    const double seconds = std::chrono::duration<double>(m_time.steadyNow() - m_startedAt).count();
    statistics.guiCpuPercent = 100 * (threadCpuSeconds() - m_cpuAtStart) / std::max(0.001, seconds);
    QFile file(m_options.stats);
    if (!file.open(QFile::WriteOnly) || file.write(statistics.toJson()) < 0)
        std::fprintf(stderr, "constellation-desk: cannot write %s\n", qPrintable(m_options.stats));
}

} // namespace desk
