// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sourcepanel.h"

#include <QActionGroup>
#include <QMenu>

namespace desk {

SourcePanel::SourcePanel(const Theme &theme, const QString &name, Factory factory, const SourceView &live,
                         QWidget *window)
    : QObject(window)
    , m_factory(std::move(factory))
    , m_live(m_factory(live))
{
    m_panel = new Panel(theme, name, m_live.widget, window);
    if (m_live.moveControls)
        m_live.moveControls(*m_panel);
    connect(&m_panel->markMenu(), &QMenu::aboutToShow, this, &SourcePanel::fillMenu);
}

void SourcePanel::offerReplay(const SourceView *replay)
{
    if (!replay) {
        showReplay(false);
        if (m_replay.widget)
            m_panel->removePage(m_replay.widget);
        m_replay = {};
    }
    m_source = replay;
    m_panel->setMark(!replay ? Panel::Mark::none : m_isReplay ? Panel::Mark::replay : Panel::Mark::live);
}

void SourcePanel::showReplay(bool replay)
{
    if (replay == m_isReplay || !m_source)
        return;
    if (replay && !m_replay.widget) {
        m_replay = m_factory(*m_source);
        m_panel->addPage(m_replay.widget);
        if (m_replay.moveControls)
            m_replay.moveControls(*m_panel);
        if (m_replay.restore && m_live.save)
            m_replay.restore(m_live.save());
    }
    m_isReplay = replay;
    m_panel->showPage(replay ? m_replay.widget : m_live.widget);
    m_panel->setMark(replay ? Panel::Mark::replay : Panel::Mark::live);
    Q_EMIT switched();
}

QJsonObject SourcePanel::shownState() const
{
    const Content &shown = m_isReplay ? m_replay : m_live;
    return shown.save ? shown.save() : QJsonObject();
}

void SourcePanel::restore(const QJsonObject &state)
{
    if (m_live.restore)
        m_live.restore(state);
    if (m_replay.restore)
        m_replay.restore(state);
}

// Made anew each time: nothing to keep in step with language and recording.
void SourcePanel::fillMenu()
{
    QMenu &menu = m_panel->markMenu();
    menu.clear();
    auto *group = new QActionGroup(&menu);
    for (const bool replay : {false, true}) {
        QAction *action =
            menu.addAction(replay ? tr("Show the recording (REPLAY)") : tr("Show what comes in (LIVE)"), this,
                           [this, replay] { showReplay(replay); });
        action->setCheckable(true);
        action->setChecked(replay == m_isReplay);
        action->setEnabled(m_source != nullptr);
        group->addAction(action);
    }
    menu.addSeparator();
    menu.addAction(m_isReplay ? tr("Put a copy in LIVE beside it") : tr("Put a copy in REPLAY beside it"),
                   this, [this] { Q_EMIT copyWanted(!m_isReplay); });
}

} // namespace desk
