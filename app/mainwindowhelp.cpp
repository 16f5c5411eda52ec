// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that helps: topics by the panel that has the keys, and the page of first steps.
#include "app/firststeps.h"
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/workspace/helpwindow.h"

#include <QApplication>
#include <QMenuBar>
#include <QProcess>

namespace desk {

using namespace Qt::StringLiterals;

void MainWindow::addHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Help for this panel"), QKeySequence(Qt::Key_F1), this, [this] { showHelp(); })
        ->setObjectName(u"help"_s);
    help->addAction(tr("&First steps…"), this, &MainWindow::showFirstSteps)->setObjectName(u"firstSteps"_s);
    help->addSeparator();
    help->addAction(tr("&About Constellation Desk"), this, &MainWindow::showAbout)->setObjectName(u"about"_s);
}

// Of the panel that has the keys; of time where the bar below has them.
QString MainWindow::helpTopic() const
{
    const QWidget *focus = QApplication::focusWidget();
    for (const Entry &entry : m_panels) {
        if (focus && entry.source->panel().isAncestorOf(focus))
            return entry.name.section(u'-', 0, 0);
    }
    return focus && m_timeRow->isAncestorOf(focus) ? u"time"_s : u"start"_s;
}

void MainWindow::showHelp()
{
    const QString topic = helpTopic();
    auto *help = findChild<HelpWindow *>();
    if (!help)
        help = new HelpWindow(m_parts.language, this);
    help->showTopic(topic);
    help->show();
    help->raise();
    help->activateWindow();
}

void MainWindow::showFirstSteps()
{
    if (auto *shown = findChild<FirstSteps *>()) {
        shown->raise();
        return;
    }
    const QString address =
        m_parts.source ? QString::fromStdString(m_parts.source->serverStatus().address) : QString();
    auto *steps =
        new FirstSteps(m_parts.theme, address, m_parts.dataFolder, !m_parts.settings.firstRunSeen(), this);
    const auto start = [this](const QStringList &arguments) {
        if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments))
            m_notice->say(tr("%1 cannot be started.").arg(QCoreApplication::applicationFilePath()));
    };
    connect(steps, &FirstSteps::demoWanted, this, [start] { start({u"--demo"_s}); });
    connect(steps, &FirstSteps::connectionWanted, this,
            [start](const QString &where) { start({u"--connect="_s + where}); });
    connect(steps, &FirstSteps::recordingWanted, this, &MainWindow::askForRecording);
    connect(steps, &FirstSteps::showAgainChosen, this,
            [this](bool again) { m_parts.settings.setFirstRunSeen(!again); });
    steps->show();
}

// At the start, while nobody has sent anything yet.
void MainWindow::offerFirstSteps()
{
    if (m_parts.source && !m_parts.settings.firstRunSeen() && m_parts.source->counters().points == 0 &&
        m_parts.feed.catalogue().size() == 0)
        showFirstSteps();
}

} // namespace desk
