// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LinksPanel that changes links of lab hardware.
#include "widgets/tables/linkspanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QToolBar>
#include <QToolButton>

namespace desk {

using namespace Qt::StringLiterals;

void LinksPanel::makeActions(const Theme &theme)
{
    m_bar = new QToolBar;
    m_bar->setObjectName(u"linksBar"_s);
    m_bar->setIconSize({Theme::iconSize, Theme::iconSize});
    m_bar->hide();
    const auto add = [&](const char *name, const char *icon, const QKeySequence &keys) {
        QAction *action = m_bar->addAction(theme.icon(QLatin1String(icon)), QString());
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        if (QWidget *button = m_bar->widgetForAction(action))
            button->setFocusPolicy(Qt::TabFocus);
        addAction(action);
        return action;
    };
    m_connect = add("linkConnect", "plus", {});
    m_switch = add("linkSwitch", "pause", Qt::Key_F4);
    m_edit = add("linkEdit", "settings", Qt::Key_F2);
    m_remove = add("linkRemove", "trash", QKeySequence::Delete);
    if (auto *button = qobject_cast<QToolButton *>(m_bar->widgetForAction(m_connect)))
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause = theme.icon(u"pause"_s);
    m_play = theme.icon(u"play"_s);
    connect(m_connect, &QAction::triggered, this, &LinksPanel::connectWanted);
    const auto forChosen = [this](QAction *action, auto wanted) {
        connect(action, &QAction::triggered, this, [this, wanted] {
            if (const DataLinkStatus *status = chosen(); refusalOf(status).isEmpty())
                wanted(QString::fromStdString(status->link), status->state == DataLinkState::disabled);
        });
    };
    forChosen(m_switch, [this](const QString &link, bool isOff) { Q_EMIT switchWanted(link, isOff); });
    forChosen(m_edit, [this](const QString &link, bool) { Q_EMIT editWanted(link); });
    forChosen(m_remove, [this](const QString &link, bool) { Q_EMIT removeWanted(link); });
    connect(m_table, &PanelTable::rowActivated, m_edit, &QAction::trigger);
}

void LinksPanel::offerChanges(const QString &refusal)
{
    m_refusal = refusal;
    m_bar->show();
    showActions();
}

const DataLinkStatus *LinksPanel::chosen() const
{
    const QModelIndexList rows = m_table->chosenRows();
    const bool isOne = rows.size() == 1 && rows.front().row() < m_model.rowCount();
    return isOne ? &m_model.statusAt(rows.front().row()) : nullptr;
}

QString LinksPanel::refusalOf(const DataLinkStatus *status) const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (!status)
        return tr("Choose one link of a device in the table first.");
    if (status->link.empty())
        return tr("%1 belongs to this program itself; only links of devices can be changed.")
            .arg(QString::fromStdString(status->name));
    return {};
}

// A button that cannot be used says why.
void LinksPanel::showActions()
{
    const DataLinkStatus *status = chosen();
    const QString refusal = refusalOf(status);
    const bool isOff = status && status->state == DataLinkState::disabled;
    m_switch->setText(isOff ? tr("Enable") : tr("Disable"));
    m_switch->setIcon(isOff ? m_play : m_pause);
    const auto say = [](QAction *action, const QString &what, const QString &why) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setEnabled(why.isEmpty());
        const QString full = keys.isEmpty() ? what : u"%1 (%2)"_s.arg(what, keys);
        action->setToolTip(why.isEmpty() ? full : why);
    };
    say(m_connect, tr("Plug in a device and see its values, in three steps"), m_refusal);
    say(m_switch,
        isOff ? tr("Open the device again and take its values")
              : tr("Let go of the device; the link stays in the list"),
        refusal);
    say(m_edit, tr("Change where its values come from, how they are read and what they are called"), refusal);
    say(m_remove, tr("Take the link out of the list; what was recorded stays"), refusal);
}

} // namespace desk
