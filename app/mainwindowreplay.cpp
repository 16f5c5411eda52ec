// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that shows a recording beside the live source.
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "app/recordingimport.h"
#include "app/recordingview.h"
#include "app/statusstrip.h"
#include "models/exchange/exchangeformat.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/comparison.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QAction>
#include <QActionGroup>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds markInterval{200};

QString onlyFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

MainWindow::Entry *MainWindow::entry(const QString &name)
{
    const auto found = std::find_if(m_panels.begin(), m_panels.end(),
                                    [&name](const Entry &one) { return one.name == name; });
    return found == m_panels.end() ? nullptr : &*found;
}

void MainWindow::askForRecording()
{
    auto *dialog = new QFileDialog(this, tr("Open recording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Recordings (*.desk *.csv *.jsonl *.lp *.mcap)"), tr("Sessions (*.desk)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFile);
    dialog->setModal(false); // the live side stays in sight and in reach
    dialog->show();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_parts.openRecording && !onlyFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString file = onlyFile(event->mimeData());
    if (file.isEmpty() || !m_parts.openRecording)
        return;
    event->setDropAction(Qt::CopyAction); // the file stays where it is
    event->accept();
    if (m_recording)
        askWhatFor(file, mapToGlobal(event->position().toPoint()));
    else
        openFile(file);
}

void MainWindow::openFile(const QString &path)
{
    open(path, [this](const QString &session, const QString &name, std::shared_ptr<void> temporary) {
        openSession(session, name, std::move(temporary));
    });
}

bool MainWindow::open(const QString &path, const Opener &opened)
{
    if (!m_parts.openRecording)
        return false;
    const QString name = QFileInfo(path).fileName();
    if (path.endsWith(u".desk"_s, Qt::CaseInsensitive)) {
        m_notice->clear();
        opened(path, name, {});
    } else if (exchangeFormatOfFile(path.toStdString())) {
        importFile(path, opened);
    } else {
        m_notice->say(tr("%1 is no recording: open a session (.desk), or a file to import "
                         "(.csv, .jsonl, .lp, .mcap).")
                          .arg(name));
        return false;
    }
    return true;
}

void MainWindow::importFile(const QString &path, Opener opened)
{
    if (m_import)
        m_import->cancel();
    const QString name = QFileInfo(path).fileName();
    auto *import = new RecordingImport(path.toStdString(), this);
    m_import = import;
    const auto ended = [this, import] {
        if (m_import == import)
            m_import = nullptr;
        import->deleteLater();
    };
    m_notice->showProgress(tr("Importing %1").arg(name), -1);
    connect(m_notice, &NoticeBar::cancelled, import, &RecordingImport::cancel);
    connect(import, &RecordingImport::progressed, this, [this, import, name](double share, quint64 points) {
        if (m_import == import)
            m_notice->showProgress(tr("Importing %1: %2 points").arg(name, ValueFormatter::count(points)),
                                   share);
    });
    connect(import, &RecordingImport::failed, this, [this, ended](const QString &reason) {
        ended();
        m_notice->say(tr("Not imported: %1").arg(reason));
    });
    connect(import, &RecordingImport::cancelled, this, ended);
    connect(import, &RecordingImport::finished, this,
            [this, import, ended, name, opened = std::move(opened)](const QString &remark) {
                m_notice->clear();
                ended();
                opened(QString::fromStdString(import->session().string()), name, import->folder());
                if (!remark.isEmpty() && m_notice->text().isEmpty())
                    m_notice->say(remark);
            });
    import->start();
}

// temporary: goes when the recording is closed.
void MainWindow::openSession(const QString &path, const QString &name, std::shared_ptr<void> temporary)
{
    auto opened = m_parts.openRecording(std::filesystem::path(path.toStdString()));
    if (!opened) {
        m_notice->say(QString::fromStdString(opened.error().message));
        return;
    }
    opened->name = name;
    closeRecording();
    m_temporary = std::move(temporary);
    showRecording(*std::move(opened));
}

void MainWindow::showRecording(OpenRecording recording)
{
    m_recording = std::make_unique<RecordingView>(std::move(recording), m_live, m_parts.memory);
    m_replayTime = new TimeConductorBar(m_recording->view().conductor, m_parts.theme);
    m_replayTime->restoreState(m_time->saveState());
    m_replayTime->setElsewhere(m_parts.source ? std::optional(TimeMode::live) : std::nullopt);
    m_replayTime->setControl(&m_recording->control());
    connect(m_recording.get(), &RecordingView::lookedThrough, this,
            [this] { m_replayTime->setOverview(m_recording->overview()); });
    connect(m_recording.get(), &RecordingView::failed, m_notice, &NoticeBar::say);
    connect(m_recording->view().comparison, &Comparison::failed, m_notice, &NoticeBar::say);
    connect(m_replayTime, &TimeConductorBar::elsewhereChosen, this, [this] { showReplayConductor(false); });
    m_times->addWidget(m_replayTime);
    m_time->setElsewhere(TimeMode::replay);
    for (const Entry &one : m_panels)
        one.source->offerReplay(&m_recording->view());
    answerQuestionsOf(m_recording->view(), true);
    m_markTimer.start(markInterval);
    if (restoreCopies()) {
        // as they were when a recording was closed
    } else if (m_parts.source) {
        // The two lie above each other: equally wide, so the same moments do, too.
        const SourcePanel *copy = addCopy(u"charts"_s, true);
        tabifyDockWidget(&entry(u"topology"_s)->source->panel(), &copy->panel());
        copy->panel().raise();
        Panel &live = entry(u"charts"_s)->source->panel();
        const int half = (live.height() + copy->panel().height()) / 2;
        resizeDocks({&copy->panel(), &live}, {half, half}, Qt::Vertical);
    } else {
        showReplay(true);
    }
    showReplayConductor(true);
    retranslate();
}

void MainWindow::closeRecording()
{
    if (!m_recording)
        return;
    if (isVisible())
        saveCopies();
    m_markTimer.stop();
    showReplayConductor(false);
    m_time->setElsewhere(std::nullopt);
    for (const Entry &one : m_panels)
        one.source->offerReplay(nullptr);
    removeCopies([](const Entry &one) { return !one.ofLayout; });
    m_replayTime->setControl(nullptr);
    delete m_replayTime;
    m_replayTime = nullptr;
    m_recording.reset();
    m_temporary.reset();
    retranslate();
}

void MainWindow::showReplay(bool replay)
{
    for (const Entry &one : m_panels) {
        if (!one.isCopy)
            one.source->showReplay(replay);
    }
    showReplayConductor(replay);
}

void MainWindow::showReplayConductor(bool replay)
{
    m_times->setCurrentWidget(replay && m_replayTime ? m_replayTime : m_time);
}

void MainWindow::showLiveEvents()
{
    SourcePanel *events = sourcePanel(u"events"_s);
    events->showReplay(false);
    events->panel().show();
    events->panel().raise();
}

// Title, status bar and the stamps of the panels.
void MainWindow::showMarks()
{
    bool live = false;
    bool replay = false;
    for (const Entry &one : m_panels) {
        const bool open = one.source->panel().toggleViewAction()->isChecked();
        live |= open && !one.source->isReplay();
        replay |= open && one.source->isReplay();
    }
    if (m_recording) {
        const QString stamp = m_recording->stamp();
        for (const Entry &one : m_panels)
            one.source->panel().setStamp(stamp);
    }
    m_status->setReplay(replay && !live ? &m_recording->time() : nullptr);
    QStringList parts;
    if (replay)
        parts << (live ? tr("LIVE + REPLAY") : tr("REPLAY")) + u' ' + m_recording->name();
    if (m_parts.source && !m_parts.source->origin().empty())
        parts << QString::fromStdString(m_parts.source->origin());
    parts << tr("Constellation Desk");
    setWindowTitle(parts.join(u" - "_s));
}

void MainWindow::addReplayMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Replay"));
    menu->setObjectName(u"replayMenu"_s);
    menu->addAction(tr("All panels to &REPLAY"), QKeySequence(u"Ctrl+Shift+R"_s), this,
                    [this] { showReplay(true); })
        ->setObjectName(u"allToReplay"_s);
    menu->addAction(tr("All panels to &LIVE"), QKeySequence(u"Ctrl+Shift+L"_s), this,
                    [this] { showReplay(false); })
        ->setObjectName(u"allToLive"_s);
    menu->addSection(tr("Cursor"));
    auto *group = new QActionGroup(menu);
    CursorLink &link = m_recording->cursors();
    const auto choice = [&](const QString &name, const QString &text, CursorLink::Mode mode, auto choose) {
        QAction *action = menu->addAction(text, this, choose);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(link.mode() == mode);
        group->addAction(action);
    };
    choice(u"cursorSameTime"_s, tr("Same &time in LIVE and REPLAY"), CursorLink::Mode::sameTime,
           [&link] { link.setMode(CursorLink::Mode::sameTime); });
    choice(u"cursorAligned"_s, tr("&Play head over now (T0)"), CursorLink::Mode::aligned,
           [this] { m_recording->alignHeadWithNow(); });
    choice(u"cursorOff"_s, tr("&Not linked"), CursorLink::Mode::off,
           [&link] { link.setMode(CursorLink::Mode::off); });
}

} // namespace desk
