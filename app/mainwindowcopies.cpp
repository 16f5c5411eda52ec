// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that keeps second panels beside the first ones: those of the layout, and those that
// are there while a recording is open.
#include "app/mainwindow.h"
#include "app/recordingview.h"

#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCopies = 12;
const QString copiesKey = u"copies"_s;

} // namespace

SourcePanel *MainWindow::addCopy(const QString &name, bool replay)
{
    const Entry *of = entry(name);
    const auto copies = std::ranges::count_if(m_panels, &Entry::isCopy);
    if (!of || (replay && !m_recording) || copies >= mostCopies)
        return nullptr;
    const QString kind = name.section(u'-', 0, 0);
    int number = 2;
    while (entry(u"%1-%2"_s.arg(kind).arg(number)))
        ++number;
    SourcePanel *made =
        addCopyNamed(u"%1-%2"_s.arg(kind).arg(number), name, of->source->shownState(), replay);
    noteLayoutChange();
    return made;
}

// Where it was the last time, else beside the other one.
SourcePanel *MainWindow::addCopyNamed(const QString &name, const QString &besideName,
                                      const QJsonObject &state, bool replay)
{
    const Entry *of = entry(besideName);
    Panel &beside = of->source->panel();
    const auto title = entry(name.section(u'-', 0, 0))->title;
    const QString number = name.section(u'-', 1);
    add(name, of->source->factory(), [title, number] { return u"%1 %2"_s.arg(title(), number); });
    Entry &copy = m_panels.back();
    copy.isCopy = true;
    copy.ofLayout = !m_recording;
    copy.source->restore(state);
    copy.source->offerReplay(m_recording ? &m_recording->view() : nullptr);
    copy.source->showReplay(replay);
    if (!restoreDockWidget(&copy.source->panel())) {
        addDockWidget(dockWidgetArea(&beside), &copy.source->panel());
        splitDockWidget(&beside, &copy.source->panel(),
                        beside.width() >= 900 ? Qt::Horizontal : Qt::Vertical);
    }
    copy.source->panel().show();
    retranslate();
    return m_panels.back().source;
}

// Those on screen, for the next recording; without one there are none, and what is kept stays.
void MainWindow::saveCopies()
{
    if (!m_recording)
        return;
    QJsonArray copies;
    for (const Entry &one : m_panels) {
        if (one.isCopy && !one.ofLayout && one.source->panel().toggleViewAction()->isChecked())
            copies.append(QJsonObject{{u"name"_s, one.name},
                                      {u"replay"_s, one.source->isReplay()},
                                      {u"state"_s, one.source->shownState()}});
    }
    m_parts.settings.setPanel(copiesKey, {{u"version"_s, 1}, {copiesKey, copies}});
}

// False when none shows the recording: then it has to be put on screen otherwise. Anything malformed is left
// out.
bool MainWindow::restoreCopies()
{
    if (!m_parts.source)
        return false; // all panels show the recording
    const QJsonObject kept = m_parts.settings.panel(copiesKey);
    if (kept.value(u"version"_s).toInt() != 1)
        return false;
    bool any = false;
    int count = 0;
    const QJsonArray copies = kept.value(copiesKey).toArray();
    for (const auto &value : copies) {
        const QJsonObject copy = value.toObject();
        const QString name = copy.value(u"name"_s).toString();
        const QString kind = name.section(u'-', 0, 0);
        const int number = name.section(u'-', 1).toInt();
        if (!entry(kind) || entry(name) || number < 2 || name != u"%1-%2"_s.arg(kind).arg(number) ||
            ++count > mostCopies)
            continue;
        const bool replay = copy.value(u"replay"_s).toBool();
        addCopyNamed(name, kind, copy.value(u"state"_s).toObject(), replay);
        any = any || replay;
    }
    return any;
}

// Those of the layout that are on screen.
QJsonArray MainWindow::layoutCopies() const
{
    QJsonArray copies;
    for (const Entry &one : m_panels) {
        if (one.ofLayout && one.source->panel().toggleViewAction()->isChecked())
            copies.append(QJsonObject{{u"name"_s, one.name}, {u"state"_s, one.source->state()}});
    }
    return copies;
}

// Before the docks are put where they belong. Those that the layout does not have go; anything malformed is
// left out.
void MainWindow::restoreLayoutCopies(const QJsonObject &state)
{
    const QJsonArray copies = state.value(copiesKey).toArray();
    const auto isWanted = [&copies](const Entry &entry) {
        return std::ranges::any_of(copies, [&entry](const QJsonValue &copy) {
            return copy.toObject().value(u"name"_s).toString() == entry.name;
        });
    };
    removeCopies([&](const Entry &entry) { return entry.ofLayout && !isWanted(entry); });
    int count = 0;
    for (const auto &value : copies) {
        const QString name = value.toObject().value(u"name"_s).toString();
        const QJsonObject panel = value.toObject().value(u"state"_s).toObject();
        const QString kind = name.section(u'-', 0, 0);
        const int number = name.section(u'-', 1).toInt();
        if (!entry(kind) || number < 2 || name != u"%1-%2"_s.arg(kind).arg(number) || ++count > mostCopies)
            continue;
        if (Entry *there = entry(name)) {
            there->source->restore(panel);
        } else {
            addCopyNamed(name, kind, panel, false);
            m_panels.back().ofLayout = true;
        }
    }
}

void MainWindow::removeCopies(const std::function<bool(const Entry &)> &which)
{
    const auto leaving = std::stable_partition(m_panels.begin(), m_panels.end(),
                                               [&](const Entry &one) { return !one.isCopy || !which(one); });
    const std::vector<Entry> gone(leaving, m_panels.end());
    if (gone.empty())
        return;
    m_panels.erase(leaving, m_panels.end()); // first: hiding them asks for the marks
    for (const Entry &one : gone) {
        delete &one.source->panel();
        delete one.source;
    }
    retranslate();
}

void MainWindow::addCopyMenu(QMenu &menu)
{
    QMenu *copies = menu.addMenu(tr("Second &panel"));
    copies->setObjectName(u"copyMenu"_s);
    for (const Entry &one : m_panels) {
        if (one.isCopy)
            continue;
        copies->addAction(one.title(), this, [this, name = one.name] { addCopy(name, false); })
            ->setObjectName(u"copy-"_s + one.name);
    }
}

} // namespace desk
