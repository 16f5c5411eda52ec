// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"

#include "app/statusstrip.h"
#include "models/instance/telemetrysource.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/events/eventlogpanel.h"
#include "widgets/tables/fleetpanel.h"
#include "widgets/tables/inspectorpanel.h"
#include "widgets/tables/linkspanel.h"
#include "widgets/tables/parameterspanel.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/topology/topologypanel.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QLayout>
#include <QMenuBar>
#include <QScreen>
#include <QToolBar>

namespace desk {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Parts parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(std::move(parts))
{
    setObjectName(u"mainWindow"_s);
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_status = new StatusStrip(m_parts.source, m_parts.feed.time(), m_parts.theme, this);
    setStatusBar(m_status);
    addPanels();
    addTimeConductor();
    addMenus();
    arrange();
    retranslate();
}

MainWindow::Entry &MainWindow::add(const QString &name, QWidget *content, std::function<QString()> title)
{
    auto *panel = new Panel(m_parts.theme, name, content, this);
    m_panels.push_back({name, panel, std::move(title), {}, {}});
    return m_panels.back();
}

void MainWindow::addPanels()
{
    const auto remember = [](Entry &entry, auto *widget) {
        entry.save = [widget] { return widget->saveState(); };
        entry.restore = [widget](const QJsonObject &state) { widget->restoreState(state); };
    };
    const Parts &p = m_parts;
    auto *topology = new TopologyPanel(p.feed, p.selection, p.theme);
    remember(add(u"topology"_s, topology, [] { return tr("Topology"); }), topology);
    m_charts = new ChartsPanel(p.feed, p.conductor, p.selection, p.theme);
    Entry &charts = add(u"charts"_s, m_charts, [] { return tr("Charts"); });
    remember(charts, m_charts);
    m_charts->moveControlsTo(*charts.panel);
    auto *parameters = new ParametersPanel(p.feed, p.selection, p.theme);
    if (p.source)
        parameters->setServerUrl(QString::fromStdString(p.source->serverStatus().address));
    remember(add(u"parameters"_s, parameters, [] { return tr("Parameters"); }), parameters);
    add(u"fleet"_s, new FleetPanel(p.feed, p.selection, p.theme), [] { return tr("Fleet"); });
    add(u"inspector"_s, new InspectorPanel(p.feed, p.selection, p.theme), [] { return tr("Inspector"); });
    add(u"links"_s, new LinksPanel(p.links, p.feed.time(), p.theme), [] { return tr("Links"); });
    add(u"events"_s, new EventLogPanel(p.events, p.theme), [] { return tr("Event log"); });
}

// Below the panels, over the whole width, and always there: what a picture shows is nothing without its time.
void MainWindow::addTimeConductor()
{
    m_time = new TimeConductorBar(m_parts.conductor, m_parts.theme);
    m_timeRow = new QToolBar(this);
    m_timeRow->setObjectName(u"timeRow"_s);
    m_timeRow->setMovable(false);
    m_timeRow->setContextMenuPolicy(Qt::PreventContextMenu);
    m_timeRow->toggleViewAction()->setVisible(false);
    m_timeRow->layout()->setContentsMargins(0, 0, 0, 0);
    m_timeRow->addWidget(m_time);
    addToolBar(Qt::BottomToolBarArea, m_timeRow);
}

// The arrangement at 1600 x 1000: what is in the fleet on the left, the picture and the curves in the middle,
// the selected thing on the right, sources and events along the bottom.
void MainWindow::arrange()
{
    const auto dock = [this](const char *name) {
        return static_cast<QDockWidget *>(panel(QLatin1String(name)));
    };
    for (const Entry &entry : m_panels) {
        removeDockWidget(entry.panel);
        entry.panel->setFloating(false);
    }
    addDockWidget(Qt::LeftDockWidgetArea, dock("parameters"));
    splitDockWidget(dock("parameters"), dock("topology"), Qt::Horizontal);
    splitDockWidget(dock("topology"), dock("inspector"), Qt::Horizontal);
    splitDockWidget(dock("topology"), dock("charts"), Qt::Vertical);
    splitDockWidget(dock("parameters"), dock("events"), Qt::Vertical);
    splitDockWidget(dock("inspector"), dock("links"), Qt::Vertical);
    tabifyDockWidget(dock("parameters"), dock("fleet"));
    for (const Entry &entry : m_panels)
        entry.panel->show();
    dock("parameters")->raise();
    resizeDocks({dock("parameters"), dock("topology"), dock("inspector")}, {480, 800, 320}, Qt::Horizontal);
    resizeDocks({dock("topology"), dock("charts")}, {460, 440}, Qt::Vertical);
    resizeDocks({dock("parameters"), dock("events")}, {620, 280}, Qt::Vertical);
    resizeDocks({dock("inspector"), dock("links")}, {620, 280}, Qt::Vertical);
}

QWidget *MainWindow::panel(const QString &name) const
{
    for (const Entry &entry : m_panels) {
        if (entry.name == name)
            return entry.panel;
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
    const auto decoded = [](const QByteArray &text) { return QByteArray::fromBase64(text); };
    if (!restoreGeometry(decoded(m_parts.settings.geometry()))) {
        const QSize available = screen() ? screen()->availableSize() : QSize(1600, 1000);
        resize(QSize(1600, 1000).boundedTo(available));
    }
    if (wanted.isValid())
        resize(wanted);
    show();
    // Only a shown window has the size that the panels share: before, the first one would get what is left.
    restoreState(decoded(m_parts.settings.docks()), layoutVersion);
    m_timeRow->show(); // an arrangement of before may not know it
    m_time->restoreState(m_parts.settings.panel(m_time->objectName()));
    for (const Entry &entry : m_panels) {
        if (entry.restore)
            entry.restore(m_parts.settings.panel(entry.name));
    }
}

void MainWindow::saveLayout()
{
    m_parts.settings.setGeometry(saveGeometry().toBase64());
    m_parts.settings.setDocks(saveState(layoutVersion).toBase64());
    m_parts.settings.setPanel(m_time->objectName(), m_time->saveState());
    for (const Entry &entry : m_panels) {
        if (entry.save)
            m_parts.settings.setPanel(entry.name, entry.save());
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    const QString origin = m_parts.source ? QString::fromStdString(m_parts.source->origin()) : QString();
    setWindowTitle(origin.isEmpty() ? tr("Constellation Desk") : tr("%1 - Constellation Desk").arg(origin));
    for (const Entry &entry : m_panels)
        entry.panel->setTitle(entry.title());
    m_timeRow->setWindowTitle(tr("Time conductor"));
    menuBar()->clear();
    addMenus();
}

} // namespace desk
