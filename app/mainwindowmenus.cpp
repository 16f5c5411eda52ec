// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"

#include "app/charttable.h"
#include "app/noticebar.h"
#include "app/statusstrip.h"
#include "app/workspace.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/tables/deriveddialog.h"
#include "widgets/tables/limitsdialog.h"
#include "widgets/theme/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>

namespace desk {

using namespace Qt::StringLiterals;

// Made anew after a change of language.
void MainWindow::addMenus()
{
    ++m_menusMade;
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *device = file->addAction(tr("Connect a &device…"), QKeySequence(u"Ctrl+D"_s), this,
                                      &MainWindow::connectDevice);
    device->setObjectName(u"connectDevice"_s);
    device->setEnabled(m_parts.linkManager != nullptr);
    file->addSeparator();
    if (m_parts.openRecording) {
        file->addAction(tr("&Open recording…"), QKeySequence::Open, this, &MainWindow::askForRecording)
            ->setObjectName(u"openRecording"_s);
        QAction *close = file->addAction(tr("&Close recording"), QKeySequence(u"Ctrl+Shift+W"_s), this,
                                         &MainWindow::closeRecording);
        close->setObjectName(u"closeRecording"_s);
        close->setEnabled(m_recording != nullptr);
        addCompareActions(*file);
        file->addSeparator();
    }
    file->addAction(tr("Save &picture of the window…"), QKeySequence(u"Ctrl+Shift+P"_s), this,
                    &MainWindow::savePicture)
        ->setObjectName(u"savePicture"_s);
    file->addAction(tr("P&references…"), QKeySequence(u"Ctrl+,"_s), this, &MainWindow::showPreferences)
        ->setObjectName(u"preferences"_s);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &MainWindow::quit)->setObjectName(u"quit"_s);

    addViewMenu();
    addLayoutMenu();
    addMarksMenu();
    if (m_recording)
        addReplayMenu();

    addHelpMenu();
    applyShortcuts();
}

void MainWindow::addViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("&Find everything…"), QKeySequence(u"Ctrl+K"_s), this, &MainWindow::showPalette)
        ->setObjectName(u"findEverything"_s);
    view->addSeparator();
    int number = 0;
    for (const Entry &entry : m_panels) {
        QAction *toggle = entry.source->panel().toggleViewAction();
        toggle->setText(entry.title());
        toggle->setObjectName(u"panel-"_s + entry.name);
        if (!entry.isCopy && ++number <= 9) // there are no more digits
            toggle->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(number)));
        view->addAction(toggle);
    }
    addCopyMenu(*view);
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("&Theme"));
    auto *themeGroup = new QActionGroup(themes);
    for (const auto &[variant, name, key] :
         {std::tuple{ThemeVariant::dark, tr("&Dark"), u"dark"_s},
          std::tuple{ThemeVariant::light, tr("&Light"), u"light"_s},
          std::tuple{ThemeVariant::highContrastDark, tr("&High contrast"), u"high-contrast"_s}}) {
        QAction *action = themes->addAction(name, this, [this, variant = variant, key = key] {
            m_parts.theme.setVariant(variant);
            m_parts.settings.setTheme(key);
        });
        action->setObjectName(u"theme-"_s + key);
        action->setCheckable(true);
        action->setChecked(m_parts.theme.variant() == variant);
        themeGroup->addAction(action);
    }
    QMenu *languages = view->addMenu(tr("&Language"));
    auto *languageGroup = new QActionGroup(languages);
    for (const auto &[code, name] : {std::pair{u"en"_s, u"English"_s}, std::pair{u"de"_s, u"Deutsch"_s}}) {
        QAction *action = languages->addAction(name, this, [this, code = code] { chooseLanguage(code); });
        action->setObjectName(u"language-"_s + code);
        action->setCheckable(true);
        action->setChecked(m_parts.language == code);
        languageGroup->addAction(action);
    }
    view->addSeparator();
    QAction *derived = view->addAction(tr("&Derived parameters…"), this, &MainWindow::editDerived);
    derived->setObjectName(u"derivedParameters"_s);
    derived->setEnabled(m_parts.derived != nullptr);
    QAction *limits = view->addAction(tr("L&imits…"), this, &MainWindow::editLimits);
    limits->setObjectName(u"limits"_s);
    limits->setEnabled(m_parts.limits != nullptr);
    view->addSeparator();
    QAction *table = view->addAction(tr("Active &chart as table…"), QKeySequence(u"Ctrl+Shift+T"_s), this,
                                     &MainWindow::showChartTable);
    table->setObjectName(u"chartTable"_s);
    table->setStatusTip(tr("Everything that the active chart shows now"));
    QAction *full = view->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), this,
                                    [this](bool on) { on ? showFullScreen() : showNormal(); });
    full->setObjectName(u"fullScreen"_s);
    full->setCheckable(true);
}

// All windows, in the order that keeps the arrangement.
void MainWindow::quit()
{
    if (m_parts.workspace)
        m_parts.workspace->main().close();
    else
        close();
}

void MainWindow::showChartTable()
{
    const SourcePanel *panel = sourcePanel(u"charts"_s);
    const auto *charts = static_cast<ChartsPanel *>(panel->isReplay() ? panel->replay() : panel->live());
    const ChartView *chart = charts->activeChart();
    if (!chart || chart->content().isEmpty()) {
        m_notice->say(tr("The active chart is empty."));
        return;
    }
    auto *table = new ChartTable(chart->content(), this);
    connect(chart, &QObject::destroyed, table, &ChartTable::abandon);
    table->show();
}

void MainWindow::editDerived()
{
    auto *dialog = new DerivedDialog(*m_parts.derived, m_parts.feed, m_parts.theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::editLimits()
{
    auto *dialog = new LimitsDialog(*m_parts.limits, m_parts.feed, m_parts.theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::savePicture()
{
    const QPixmap picture = grab(); // before the dialog covers it
    const QString file = QFileDialog::getSaveFileName(this, tr("Save picture"), u"constellation-desk.png"_s,
                                                      tr("PNG picture (*.png)"));
    if (!file.isEmpty() && !picture.save(file, "PNG"))
        QMessageBox::warning(this, tr("Save picture"),
                             tr("The picture could not be written to %1. Is the folder writable?").arg(file));
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Constellation Desk"),
        tr("<p><b>Constellation Desk %1</b></p><p>Operations dashboard for live telemetry, with an embedded "
           "ingest server.</p><p>GPL-3.0-or-later. Qt %2.</p>")
            .arg(QStringLiteral(DESK_VERSION), QLatin1String(qVersion())));
}

} // namespace desk
