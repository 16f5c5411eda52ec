// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that sets marks, shows which there are and goes from one to the next.
#include "app/earliertopology.h"
#include "app/gapwatcher.h"
#include "app/mainwindow.h"
#include "app/markdialog.h"
#include "app/noticebar.h"
#include "app/ownrecording.h"
#include "app/recordingview.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QAction>
#include <QMenuBar>
#include <QStackedWidget>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostListed = 20;

// Who sits at the window, as far as the system knows.
std::string operatorName()
{
    return qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME")).left(64).toStdString();
}

} // namespace

// What the session file of the source that is looked at knows already.
void MainWindow::readOwnRecording()
{
    if (!m_parts.source || m_parts.source->recording().empty())
        return;
    auto *own = new OwnRecording([this] { return m_parts.source->recording(); }, this);
    new EarlierTopology({[this] { return m_parts.source->recording(); }}, m_parts.feed, *m_live.record, this);
    connect(own, &OwnRecording::surveyed, m_time, &TimeConductorBar::setOverview);
    connect(own, &OwnRecording::read, this, [this](const SessionLog &log) {
        findChild<GapWatcher *>()->addEarlier(log.gaps);
        std::vector<MarkRecord::Mark> marks;
        for (const SessionNote &note : log.notes)
            marks.push_back({note.begin, note.text});
        m_liveMarks->add(std::move(marks));
    });
}

// Of the side whose time conductor is on screen.
bool MainWindow::looksAtReplay() const
{
    return m_recording && m_times->currentWidget() == m_replayTime;
}

const SourceView &MainWindow::shownSide() const
{
    return looksAtReplay() ? m_recording->view() : m_live;
}

bool MainWindow::isOwnRecording() const
{
    std::error_code error;
    return m_recording && m_parts.source && !m_parts.source->recording().empty() &&
           std::filesystem::equivalent(m_parts.source->recording(), m_recording->file(), error);
}

// Why no mark can be set now; empty when one can.
QString MainWindow::markRefusal() const
{
    if (looksAtReplay() && !isOwnRecording())
        return tr("No mark was set: %1 is only read. Marks are kept in the recording that is being made "
                  "here.")
            .arg(m_recording->name());
    if (!m_parts.addNote || !m_parts.source || m_parts.source->recording().empty())
        return tr("No mark was set: marks are kept in the recording, and nothing is recorded here.");
    return {};
}

void MainWindow::askForMark()
{
    if (const QString refusal = markRefusal(); !refusal.isEmpty()) {
        m_notice->say(refusal);
        return;
    }
    const TimeConductor &time = shownSide().conductor;
    const Timestamp at = time.cursor().value_or(time.now());
    auto *dialog = new MarkDialog(looksAtReplay() ? tr("REPLAY") : tr("LIVE"), at, this);
    connect(dialog, &MarkDialog::chosen, this, [this, at](const QString &text) { addMark(at, text); });
    dialog->show();
}

void MainWindow::addMark(Timestamp at, const QString &text)
{
    if (const QString refusal = markRefusal(); !refusal.isEmpty()) { // it may have gone meanwhile
        m_notice->say(refusal);
        return;
    }
    const SessionNote note{at, at, m_parts.feed.time().now(), operatorName(), text.toStdString()};
    if (auto added = m_parts.addNote(note); !added) {
        m_notice->say(tr("No mark was set: %1").arg(QString::fromStdString(added.error().message)));
        return;
    }
    m_liveMarks->add({{note.begin, note.text}});
    if (isOwnRecording())
        m_recording->addMark({note.begin, note.text});
}

void MainWindow::showMarkAt(Timestamp at)
{
    (looksAtReplay() ? m_replayTime : m_time)->goTo(at);
    shownSide().conductor.setCursor(at);
}

void MainWindow::jumpToMark(bool forward)
{
    const SourceView &side = shownSide();
    const TimeConductor &time = side.conductor;
    const TimeRange bounds = time.bounds();
    Timestamp from =
        time.mode() == TimeMode::fixed ? bounds.start + (bounds.end - bounds.start) / 2 : time.now();
    if (looksAtReplay() && time.mode() == TimeMode::replay)
        from = m_recording->control().state().head; // where it goes to, if it is on the way
    const MarkRecord::Mark *mark = forward ? side.marks->after(from) : side.marks->before(from);
    if (mark)
        showMarkAt(mark->at);
    else
        m_notice->say(forward ? tr("There is no later mark.") : tr("There is no earlier mark."));
}

void MainWindow::addMarksMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Marks"));
    menu->setObjectName(u"marksMenu"_s);
    menu->addAction(tr("&Add mark…"), QKeySequence(u"Ctrl+M"_s), this, &MainWindow::askForMark)
        ->setObjectName(u"addMark"_s);
    menu->addAction(tr("&Next mark"), QKeySequence(u"Alt+Right"_s), this, [this] { jumpToMark(true); })
        ->setObjectName(u"nextMark"_s);
    menu->addAction(tr("&Previous mark"), QKeySequence(u"Alt+Left"_s), this, [this] { jumpToMark(false); })
        ->setObjectName(u"previousMark"_s);
    menu->addSeparator();
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { listMarks(*menu); });
}

// The last ones of the side on screen, behind the three actions and the line below them.
void MainWindow::listMarks(QMenu &menu)
{
    const QList<QAction *> before = menu.actions();
    for (QAction *action : before.mid(4))
        delete action;
    const auto &marks = shownSide().marks->marks();
    if (marks.empty()) {
        menu.addAction(tr("No marks yet"))->setEnabled(false);
        return;
    }
    for (std::size_t i = marks.size() - std::min(marks.size(), mostListed); i < marks.size(); ++i) {
        const Timestamp at = marks[i].at;
        const QString words = QString::fromStdString(marks[i].text).simplified().left(60);
        menu.addAction(QString::fromStdString(formatTimestamp(at, Fraction::none)) + u"  "_s +
                           QString(words).replace(u'&', u"&&"_s),
                       this, [this, at] { showMarkAt(at); });
    }
}

} // namespace desk
