// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"

#include "app/gapwatcher.h"
#include "app/limitwatch.h"
#include "app/livedatameter.h"
#include "app/noticebar.h"
#include "app/recordingview.h"
#include "app/statusstrip.h"
#include "app/workspace.h"
#include "models/instance/telemetrysource.h"
#include "models/itemmodels/topologyoverlay.h"
#include "models/processing/topologyrecord.h"
#include "models/settings/layoutdocument.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/comparison.h"
#include "widgets/contacts/contactspanel.h"
#include "widgets/events/eventlogpanel.h"
#include "widgets/events/eventtext.h"
#include "widgets/forecast/forecastpanel.h"
#include "widgets/forecast/skillpanel.h"
#include "widgets/ingest/ingestpanel.h"
#include "widgets/network/networkpanel.h"
#include "widgets/ownership/ownershippanel.h"
#include "widgets/tables/fleetmatrixpanel.h"
#include "widgets/tables/fleetpanel.h"
#include "widgets/tables/inspectorpanel.h"
#include "widgets/tables/linkspanel.h"
#include "widgets/tables/parameterspanel.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/topology/changespanel.h"
#include "widgets/topology/topologypanel.h"
#include "widgets/workspace/commandpalette.h"

#include <QAbstractItemView>
#include <QCloseEvent>
#include <QJsonArray>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// The begin of a live source: of what the window still has of it.
std::optional<Timestamp> oldestSample(const ParameterFeed &feed)
{
    std::optional<Timestamp> oldest;
    for (std::size_t i = 0; i < feed.catalogue().size(); ++i) {
        const TimeSeries *series = feed.store().series(SeriesId(i));
        if (const auto range = series ? series->range() : std::nullopt)
            oldest = oldest ? std::min(*oldest, range->start) : range->start;
    }
    return oldest;
}

// A table that has no name of its own has that of its panel.
void nameTables(Panel &panel)
{
    for (QAbstractItemView *view : panel.findChildren<QAbstractItemView *>()) {
        if (!view->accessibleName().isEmpty() && !view->property("namedByPanel").toBool())
            continue;
        view->setAccessibleName(panel.windowTitle());
        view->setProperty("namedByPanel", true);
    }
}

} // namespace

MainWindow::MainWindow(Parts parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(std::move(parts))
    , m_liveComparison(new Comparison([this] { return oldestSample(m_parts.feed); }, this))
    , m_liveMarks(new MarkRecord(this))
    , m_live{
          m_parts.feed,
          m_parts.conductor,
          m_parts.selection,
          m_parts.events,
          (new GapWatcher(m_parts.events, m_parts.source ? m_parts.source->gaps() : nullptr, this))->record(),
          m_parts.source,
          m_parts.links,
          m_liveComparison,
          m_liveMarks,
          new TopologyOverlay(this),
          new TopologyRecord(m_parts.feed, this),
          m_parts.limits}
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_status = new StatusStrip(m_parts.source, m_parts.feed.time(), m_parts.theme, this);
    connect(m_status, &StatusStrip::liveWanted, this, &MainWindow::showLiveEvents);
    m_status->addYielding(new LiveDataMeter(m_parts.feed, m_parts.theme, m_status));
    setStatusBar(m_status);
    m_notice = new NoticeBar(m_parts.theme, this);
    addPanels();
    answerQuestionsOf(m_live, false);
    addTimeConductor();
    connect(&m_markTimer, &QTimer::timeout, this, &MainWindow::showMarks);
    addMenus();
    arrange();
    retranslate();
    connect(m_liveComparison, &Comparison::failed, m_notice, &NoticeBar::say);
    readOwnRecording();
}

// What shows a recording goes before the recording.
MainWindow::~MainWindow()
{
    closeRecording();
    m_liveComparison->end();
    for (const Entry &one : m_panels)
        one.source->panel().disconnect(this);
}

void MainWindow::add(const QString &name, SourcePanel::Factory factory, std::function<QString()> title)
{
    auto *made = new SourcePanel(m_parts.theme, name, std::move(factory), m_live, this);
    connect(made, &SourcePanel::switched, this, &MainWindow::showMarks);
    connect(made, &SourcePanel::copyWanted, this, [this, name](bool replay) { addCopy(name, replay); });
    const Panel *panel = &made->panel();
    connect(panel, &QDockWidget::visibilityChanged, this, &MainWindow::showMarks);
    connect(panel, &QDockWidget::dockLocationChanged, this, &MainWindow::noteLayoutChange);
    connect(panel, &QDockWidget::topLevelChanged, this, &MainWindow::noteLayoutChange);
    connect(panel->toggleViewAction(), &QAction::toggled, this, &MainWindow::noteLayoutChange);
    m_panels.push_back({name, made, std::move(title)});
}

void MainWindow::addPanels()
{
    using Content = SourcePanel::Content;
    const auto remembered = [](auto *widget) {
        return Content{widget,
                       [widget] { return widget->saveState(); },
                       [widget](const QJsonObject &state) { widget->restoreState(state); },
                       {}};
    };
    const Theme &theme = m_parts.theme;
    add(
        u"topology"_s,
        [this, &theme, remembered](const SourceView &v) {
            auto *topology = new TopologyPanel(v.feed, v.selection, theme);
            topology->view().setOverlay(v.overlay);
            topology->setTime(v.conductor, v.record);
            if (v.limits)
                new LimitWatch(
                    *v.limits, [topology](const auto &limits) { topology->view().setLimits(limits); },
                    topology);
            return remembered(topology);
        },
        [] { return tr("Topology"); });
    add(
        u"charts"_s,
        [this, &theme, remembered](const SourceView &v) {
            auto *charts = new ChartsPanel(v.feed, v.conductor, v.selection, theme);
            charts->setGaps(&v.gaps);
            charts->setComparison(v.comparison);
            charts->setMarks(v.marks);
            charts->setForecasts(predictionsOf(v));
            if (v.limits)
                new LimitWatch(
                    *v.limits,
                    [charts, &names = v.feed.catalogue()](const auto &limits) {
                        charts->setLimitLines(limitLines(limits, names));
                    },
                    charts);
            Content content = remembered(charts);
            content.moveControls = [charts](Panel &panel) { charts->moveControlsTo(panel); };
            return content;
        },
        [] { return tr("Charts"); });
    m_charts = static_cast<ChartsPanel *>(m_panels.back().source->live());
    connect(m_charts, &ChartsPanel::contentChanged, this, &MainWindow::noteLayoutChange);
    add(
        u"parameters"_s,
        [&theme, remembered](const SourceView &v) {
            auto *parameters = new ParametersPanel(v.feed, v.selection, theme);
            if (v.source)
                parameters->setServerUrl(QString::fromStdString(v.source->serverStatus().address));
            parameters->setGaps(&v.gaps);
            return remembered(parameters);
        },
        [] { return tr("Parameters"); });
    add(
        u"fleet"_s,
        [&theme, remembered](const SourceView &v) {
            return remembered(new FleetPanel(v.feed, v.selection, theme));
        },
        [] { return tr("Fleet"); });
    add(
        u"matrix"_s,
        [&theme, remembered](const SourceView &v) {
            auto *matrix = new FleetMatrixPanel(v.feed, v.selection, theme);
            matrix->setGaps(&v.gaps);
            return remembered(matrix);
        },
        [] { return tr("Fleet matrix"); });
    add(
        u"inspector"_s,
        [this, &theme, remembered](const SourceView &v) {
            auto *inspector = new InspectorPanel(v.feed, v.selection, theme);
            inspector->setGaps(&v.gaps);
            inspector->setConductor(&v.conductor);
            inspector->setEvents(&v.events, eventText);
            inspector->setHealthHistory([record = v.record](std::string_view node, TimeRange range) {
                return record->healthOf(node, range);
            });
            connect(inspector, &InspectorPanel::contactsWanted, this,
                    [this, replay = &v.feed != &m_parts.feed](EntityId of) {
                        SourcePanel *contacts = sourcePanel(u"contacts"_s);
                        contacts->showReplay(replay);
                        focusPanel(u"contacts"_s);
                        static_cast<ContactsPanel *>(replay ? contacts->replay() : contacts->live())
                            ->showContactsOf(of);
                    });
            return remembered(inspector);
        },
        [] { return tr("Inspector"); });
    add(
        u"links"_s, [this, remembered](const SourceView &v) { return remembered(makeLinksPanel(v)); },
        [] { return tr("Data links"); });
    add(
        u"events"_s,
        [&theme, remembered](const SourceView &v) { return remembered(new EventLogPanel(v.events, theme)); },
        [] { return tr("Event log"); });
    add(
        u"analysis"_s,
        [&theme, remembered](const SourceView &v) {
            auto *analysis = new AnalysisPanel(v.feed, v.conductor, theme);
            Content content = remembered(analysis);
            content.moveControls = [analysis](Panel &panel) { analysis->moveControlsTo(panel); };
            return content;
        },
        [] { return tr("Analysis"); });
    add(
        u"contacts"_s,
        [&theme, remembered](const SourceView &v) {
            return remembered(new ContactsPanel(v.feed, v.conductor, v.selection, theme));
        },
        [] { return tr("Contacts"); });
    add(
        u"network"_s, [this, remembered](const SourceView &v) { return remembered(makeNetworkPanel(v)); },
        [] { return tr("Network"); });
    add(
        u"changes"_s,
        [&theme, remembered](const SourceView &v) {
            return remembered(
                new ChangesPanel({v.feed, v.conductor, v.selection, *v.record, *v.overlay}, theme));
        },
        [] { return tr("Changes"); });
    add(
        u"forecast"_s, [this, remembered](const SourceView &v) { return remembered(makeForecastPanel(v)); },
        [] { return tr("Forecast"); });
    add(
        u"skill"_s, [this, remembered](const SourceView &v) { return remembered(makeSkillPanel(v)); },
        [] { return tr("Forecast skill"); });
    add(
        u"ingest"_s, [this, remembered](const SourceView &v) { return remembered(makeIngestPanel(v)); },
        [] { return tr("Ingest"); });
    add(
        u"ownership"_s, [this, remembered](const SourceView &v) { return remembered(makeOwnershipPanel(v)); },
        [] { return tr("Ownership"); });
}

// Below the panels, over the whole width, and always there: what a picture shows is nothing without its time.
void MainWindow::addTimeConductor()
{
    m_time = new TimeConductorBar(m_parts.conductor, m_parts.theme);
    m_times = new QStackedWidget;
    m_times->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_times->addWidget(m_time);
    connect(m_time, &TimeConductorBar::elsewhereChosen, this, [this] { showReplayConductor(true); });
    m_timeRow = new QToolBar(this);
    m_timeRow->setObjectName(u"timeRow"_s);
    m_timeRow->setMovable(false);
    m_timeRow->setContextMenuPolicy(Qt::PreventContextMenu);
    m_timeRow->toggleViewAction()->setVisible(false);
    m_timeRow->layout()->setContentsMargins(0, 0, 0, 0);
    m_timeRow->addWidget(m_times);
    addToolBar(Qt::BottomToolBarArea, m_timeRow);
}

QWidget *MainWindow::panel(const QString &name) const
{
    for (const Entry &entry : m_panels) {
        if (entry.name == name)
            return &entry.source->panel();
    }
    return nullptr;
}

SourcePanel *MainWindow::sourcePanel(const QString &name) const
{
    for (const Entry &entry : m_panels) {
        if (entry.name == name)
            return entry.source;
    }
    return nullptr;
}

QStringList MainWindow::panelNames() const
{
    QStringList names;
    for (const Entry &entry : m_panels)
        names << entry.name;
    return names;
}

void MainWindow::showAsBefore(QSize wanted)
{
    const QJsonObject before = layoutFromVersion1(m_parts.settings, panelNames() << m_time->objectName());
    QJsonObject window = before.value(u"windows"_s).toArray().first().toObject();
    window.insert(u"copies"_s, m_parts.settings.panel(u"layoutCopies"_s).value(u"copies"_s));
    showWith(window, wanted);
}

void MainWindow::saveLayout()
{
    m_parts.settings.setGeometry(saveGeometry().toBase64());
    m_parts.settings.setDocks(saveState(docksVersion).toBase64());
    m_parts.settings.setPanel(m_time->objectName(), m_time->saveState());
    m_parts.settings.setPanel(u"layoutCopies"_s, {{u"copies"_s, layoutCopies()}});
    for (const Entry &entry : m_panels) {
        const QJsonObject state = entry.source->state();
        if (!entry.isCopy && !state.isEmpty())
            m_parts.settings.setPanel(entry.name, state);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveCopies();
    if (m_parts.workspace)
        m_parts.workspace->closed(*this);
    else
        saveLayout();
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange) // the theme changed
        setAnimated(!m_parts.theme.reducedMotion());
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    showMarks(); // the title too
    for (const Entry &entry : m_panels) {
        entry.source->panel().setTitle(entry.title());
        nameTables(entry.source->panel());
    }
    m_timeRow->setWindowTitle(tr("Time conductor"));
    if (m_palette)
        m_palette->deleteLater(); // its words are of another language
    m_palette = nullptr;
    menuBar()->clear();
    for (QMenu *menu : menuBar()->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
        menu->deleteLater(); // one of its actions may be what brought us here
    addMenus();
}

} // namespace desk
