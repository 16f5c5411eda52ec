// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that says how it is arranged and takes an arrangement, and the menu of layouts.
#include "app/dockarrangement.h"
#include "app/mainwindow.h"
#include "app/namedialog.h"
#include "app/windowplace.h"
#include "app/workspace.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QToolBar>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QJsonObject standardArrangement()
{
    QFile file(u":/desk/layouts/1-flight.json"_s);
    if (!file.open(QFile::ReadOnly))
        return {};
    const QJsonObject layout = QJsonDocument::fromJson(file.readAll()).object();
    return layout.value(u"windows"_s).toArray().first().toObject().value(u"arrange"_s).toObject();
}

QByteArray decoded(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

// What is in the fleet on the left, the picture and the curves in the middle, the selected thing on the
// right, sources and events along the bottom.
void MainWindow::arrange(const QJsonObject &tree)
{
    arrangeDocks(*this, tree.isEmpty() ? standardArrangement() : tree,
                 [this](const QString &name) { return static_cast<QDockWidget *>(panel(name)); });
    for (const Entry &entry : m_panels) {
        if (!entry.isCopy)
            continue;
        addDockWidget(Qt::BottomDockWidgetArea, &entry.source->panel());
        entry.source->panel().show();
    }
}

QJsonObject MainWindow::layoutState() const
{
    QJsonObject panels;
    for (const Entry &entry : m_panels) {
        if (const QJsonObject state = entry.source->state(); !entry.isCopy && !state.isEmpty())
            panels.insert(entry.name, QJsonObject{{u"state"_s, state}});
    }
    panels.insert(m_time->objectName(), QJsonObject{{u"state"_s, m_time->saveState()}});
    return {{u"id"_s, m_id},
            {u"place"_s, WindowPlace::of(*this).toJson()},
            {u"docks"_s, QString::fromLatin1(saveState(docksVersion).toBase64())},
            {u"copies"_s, layoutCopies()},
            {u"known"_s, QJsonArray::fromStringList(panelNames())},
            {u"panels"_s, panels}};
}

void MainWindow::showWith(const QJsonObject &state, QSize wanted)
{
    // "geometry" is what version 1 kept.
    const WindowPlace place = WindowPlace::fromJson(state.value(u"place"_s).toObject());
    const bool placed = place.apply(*this) || restoreGeometry(decoded(state.value(u"geometry"_s)));
    if (!placed) {
        const QSize available = screen() ? screen()->availableSize() : QSize(1600, 1000);
        resize(QSize(1600, 1000).boundedTo(available));
    }
    if (wanted.isValid())
        resize(wanted);
    // The arrangement that a window is made with may need more room than the one that it is to have.
    const QSize asked =
        !wanted.isValid() && place.frame.isValid() ? size().boundedTo(place.frame.size()) : size();
    restoreLayoutCopies(state);
    show();
    // Only a shown window has the size that the panels share: before, the first one would get what is left.
    restoreDocks(state);
    // Panels of before needed more room; what is left of that may take more than one turn to go.
    for (int turn = 0; turn < 3 && size() != asked && !isMaximized() && !isFullScreen(); ++turn) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        layout()->activate();
        resize(asked);
        restoreDocks(state);
    }
    restorePanels(state);
    setAnimated(!m_parts.theme.reducedMotion());
}

void MainWindow::restoreLayout(const QJsonObject &state)
{
    const WindowPlace place = WindowPlace::fromJson(state.value(u"place"_s).toObject());
    restoreLayoutCopies(state);
    restoreDocks(state);
    if (place.apply(*this)) // what was open before may have needed more room
        restoreDocks(state);
    restorePanels(state);
}

// By Qt's own bytes, or by a tree; with neither, the docks stay. Panels that go may have needed more room
// than those that come: then the window takes its size again, and shares it out once more.
void MainWindow::restoreDocks(const QJsonObject &state)
{
    const QSize asked = size();
    const QByteArray docks = decoded(state.value(u"docks"_s));
    const QJsonObject tree = state.value(u"arrange"_s).toObject();
    const auto restore = [&] {
        if (!docks.isEmpty() && restoreState(docks, docksVersion))
            hideUnknown(state);
        else if (!tree.isEmpty())
            arrange(tree);
    };
    restore();
    QCoreApplication::sendPostedEvents(this, QEvent::LayoutRequest);
    layout()->activate();
    if (size() != asked && !isMaximized() && !isFullScreen()) {
        resize(asked);
        restore();
    }
    m_timeRow->show(); // an arrangement of before may not know it
}

// Panels that a newer program has beside those that the arrangement was made of.
void MainWindow::hideUnknown(const QJsonObject &state)
{
    const QJsonArray known = state.value(u"known"_s).toArray();
    for (const Entry &entry : m_panels) {
        if (!known.isEmpty() && !entry.isCopy && !known.contains(entry.name))
            entry.source->panel().hide();
    }
}

QJsonObject MainWindow::chartsOf(const QJsonObject &state)
{
    const QJsonObject panels = state.value(u"panels"_s).toObject();
    return panels.value(u"charts"_s).toObject().value(u"state"_s).toObject();
}

// Of the size that the window had then, too: a panel that comes can widen it.
void MainWindow::undo(const QJsonObject &state, bool charts)
{
    restoreLayoutCopies(state);
    restoreDocks(state);
    const WindowPlace place = WindowPlace::fromJson(state.value(u"place"_s).toObject());
    const bool isFree = !isMaximized() && !isFullScreen() && !place.maximized && !place.fullScreen;
    if (isFree && place.frame.isValid() && place.frame.size() != size()) {
        resize(place.frame.size());
        restoreDocks(state);
    }
    if (charts)
        sourcePanel(u"charts"_s)->restore(chartsOf(state));
}

void MainWindow::restorePanels(const QJsonObject &state)
{
    const QJsonObject panels = state.value(u"panels"_s).toObject();
    const auto of = [&panels](const QString &name) {
        return panels.value(name).toObject().value(u"state"_s).toObject();
    };
    if (const QJsonObject time = of(m_time->objectName()); !time.isEmpty())
        m_time->restoreState(time);
    for (const Entry &entry : m_panels) {
        if (const QJsonObject panel = of(entry.name); !panel.isEmpty())
            entry.source->restore(panel);
    }
}

void MainWindow::noteLayoutChange()
{
    if (m_parts.workspace)
        m_parts.workspace->noteChange();
}

// What is shipped has a German name; what operators named has theirs.
QString MainWindow::layoutTitle(const QString &name)
{
    static const std::array names{QT_TR_NOOP("Flight"), QT_TR_NOOP("Network"), QT_TR_NOOP("Lab bench"),
                                  QT_TR_NOOP("Replay")};
    for (const char *shipped : names) {
        if (name == QLatin1String(shipped))
            return tr(shipped);
    }
    return name;
}

void MainWindow::addLayoutMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Layout"));
    menu->setObjectName(u"layoutMenu"_s);
    Workspace *workspace = m_parts.workspace;
    if (!workspace) {
        menu->addAction(tr("&Reset layout"), this, [this] { arrange(); })->setObjectName(u"resetLayout"_s);
        return;
    }
    const auto add = [&](const QString &name, const QString &text, const QKeySequence &keys, auto what) {
        QAction *action = menu->addAction(text, keys, workspace, what);
        action->setObjectName(name);
        return action;
    };
    QAction *undo = add(u"undoLayout"_s, tr("&Undo layout change"), QKeySequence(u"Ctrl+Alt+Z"_s),
                        [workspace] { workspace->undo(); });
    QAction *redo = add(u"redoLayout"_s, tr("Red&o layout change"), QKeySequence(u"Ctrl+Alt+Y"_s),
                        [workspace] { workspace->redo(); });
    menu->addSeparator();
    auto *group = new QActionGroup(menu);
    std::vector<std::pair<QAction *, QString>> choices;
    int number = 0;
    const QStringList names = workspace->layouts().shipped() + workspace->layouts().own();
    for (const QString &name : names) {
        const QKeySequence keys = ++number <= 9 ? QKeySequence(u"Alt+%1"_s.arg(number)) : QKeySequence();
        QAction *action = add(u"layout-"_s + name, layoutTitle(name).replace(u'&', u"&&"_s), keys,
                              [workspace, name] { workspace->choose(name); });
        action->setCheckable(true);
        group->addAction(action);
        choices.emplace_back(action, name);
    }
    menu->addSeparator();
    add(u"saveLayout"_s, tr("&Save layout as…"), {}, [this] { askForLayoutName(false); });
    QAction *rename = add(u"renameLayout"_s, tr("Re&name layout…"), {}, [this] { askForLayoutName(true); });
    QAction *remove = add(u"deleteLayout"_s, tr("&Delete layout…"), {}, [this] { askToDeleteLayout(); });
    add(u"resetLayout"_s, tr("&Reset layout"), {}, [workspace] { workspace->reset(); });
    menu->addSeparator();
    add(u"newWindow"_s, tr("New &window"), QKeySequence(u"Ctrl+Shift+N"_s),
        [workspace] { workspace->openWindow(); });
    const auto show = [=, this] {
        if (workspace->layouts().shipped() + workspace->layouts().own() != names) {
            QMetaObject::invokeMethod(this, &MainWindow::retranslate, Qt::QueuedConnection);
            return;
        }
        const QString current = workspace->current();
        undo->setEnabled(workspace->canUndo());
        redo->setEnabled(workspace->canRedo());
        for (const auto &[action, name] : choices)
            action->setChecked(name == current);
        const bool own = !current.isEmpty() && !workspace->layouts().shipped().contains(current);
        rename->setEnabled(own);
        remove->setEnabled(own);
    };
    connect(workspace, &Workspace::changed, menu, show);
    show();
}

void MainWindow::askForLayoutName(bool rename)
{
    Workspace *workspace = m_parts.workspace;
    const QString current = workspace->current();
    auto *dialog = new NameDialog(rename ? tr("Rename layout") : tr("Save layout"),
                                  rename ? current : QString(), LayoutStore::longestName, this);
    connect(dialog, &NameDialog::chosen, this, [this, workspace, rename, current](const QString &name) {
        const QString there = workspace->layouts().find(name);
        if (rename)
            workspace->rename(current, name);
        else if (there.isEmpty() || workspace->layouts().shipped().contains(there)) // which refuses it
            workspace->saveAs(name);
        else
            askToReplaceLayout(there);
    });
    dialog->show();
}

void MainWindow::askToReplaceLayout(const QString &name)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Save layout"),
                        tr("There is a layout %1. Replace it?").arg(name), QMessageBox::NoButton, this);
    box->setObjectName(u"replaceLayoutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->addButton(tr("&Replace"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(box, &QMessageBox::buttonClicked, this,
            [workspace = m_parts.workspace, box, name](QAbstractButton *button) {
                if (box->buttonRole(button) == QMessageBox::AcceptRole)
                    workspace->saveAs(name);
            });
    box->open();
}

void MainWindow::askToDeleteLayout()
{
    Workspace *workspace = m_parts.workspace;
    const QString current = workspace->current();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete layout"),
                                tr("Delete the layout %1? The windows stay as they are.").arg(current),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"deleteLayoutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->addButton(tr("&Delete"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(box, &QMessageBox::buttonClicked, workspace, [workspace, box, current](QAbstractButton *button) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            workspace->remove(current);
    });
    box->open();
}

} // namespace desk
