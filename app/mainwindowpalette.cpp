// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that lists what it can do: for the command palette and the page of shortcuts.
#include "app/mainwindow.h"
#include "app/palettesources.h"
#include "widgets/workspace/commandpalette.h"

#include <QMenu>
#include <QMenuBar>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QString plainText(const QString &text)
{
    QString out = text;
    out.replace(u"&&"_s, u"\x1"_s).remove(u'&').replace(u'\x1', u'&');
    if (out.endsWith(u'…'))
        out.chop(1);
    return out;
}

void list(const QList<QAction *> &actions, const QString &path, std::vector<ActionSource::Command> &out)
{
    for (QAction *action : actions) {
        const QString text = (path.isEmpty() ? QString() : path + u" › "_s) + plainText(action->text());
        if (const QMenu *menu = action->menu())
            list(menu->actions(), text, out);
        else if (!action->isSeparator() && !action->objectName().isEmpty())
            out.push_back({action, text});
    }
}

} // namespace

std::vector<ActionSource::Command> MainWindow::commands() const
{
    std::vector<ActionSource::Command> out;
    list(menuBar()->actions(), {}, out);
    return out;
}

// Shown, in front, and with the keys; a copy too.
void MainWindow::focusPanel(const QString &name)
{
    const SourcePanel *one = sourcePanel(name);
    if (!one)
        return;
    one->panel().show();
    one->panel().raise();
    QWidget *content = one->isReplay() ? one->replay() : one->live();
    QWidget *target = content->focusPolicy() != Qt::NoFocus ? content : nullptr;
    for (QWidget *child : content->findChildren<QWidget *>()) {
        if (target)
            break;
        if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisibleTo(content) && child->isEnabled())
            target = child;
    }
    (target ? target : content)->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(m_parts.theme, this);
        const auto menus = [this] { return m_menusMade; };
        const PaletteSide side{[this]() -> const SourceView & { return shownSide(); },
                               [this] { return 2 * m_menusMade + (looksAtReplay() ? 1 : 0); }};
        m_palette->addSource(std::make_unique<PanelSource>(
            [this] {
                std::vector<PanelSource::Entry> panels;
                for (const Entry &entry : m_panels)
                    panels.push_back({entry.title(),
                                      entry.source->panel().toggleViewAction()->shortcut().toString(
                                          QKeySequence::NativeText),
                                      [this, name = entry.name] { focusPanel(name); }});
                return panels;
            },
            menus));
        m_palette->addSource(std::make_unique<ActionSource>(
            [this] {
                auto all = commands();
                std::erase_if(all, [](const ActionSource::Command &one) { // panels come by themselves
                    return one.action->objectName().startsWith(u"panel-"_s);
                });
                return all;
            },
            menus));
        m_palette->addSource(std::make_unique<EntitySource>(side));
        m_palette->addSource(std::make_unique<MarkSource>(side, [this](Timestamp at) { showMarkAt(at); }));
        m_palette->addSource(std::make_unique<ParameterSource>(side, [this] {
            SourcePanel *charts = sourcePanel(u"charts"_s);
            charts->panel().show();
            charts->panel().raise();
        }));
    }
    m_palette->popUp();
}

} // namespace desk
