// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linktablemodel.h"

#include <QIcon>
#include <QWidget>

class QAction;
class QJsonObject;
class QLabel;
class QMenu;
class QStackedLayout;
class QToolBar;

namespace desk {

class EmptyState;
class PanelTable;
class Theme;

// Where the data come from: each source with its state in words, rates, errors and the reason when it is
// down; links of lab hardware are connected, switched, edited and removed here. Costs nothing while hidden.
// GUI thread.
class LinksPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinksPanel)

public:
    LinksPanel(LinkTableModel::Source source, const TimeService &time, const Theme &theme,
               QWidget *parent = nullptr);

    // Why links cannot be changed here; empty = they can. Before that nothing is offered.
    void offerChanges(const QString &refusal);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void connectWanted();
    // Links of lab hardware by their id.
    void editWanted(const QString &link);
    void switchWanted(const QString &link, bool on);
    void removeWanted(const QString &link);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showPage();
    void showReason();
    void makeActions(const Theme &theme);
    void showActions();
    [[nodiscard]] const DataLinkStatus *chosen() const; // null = none
    [[nodiscard]] QString refusalOf(const DataLinkStatus *status) const;
    void copy();
    void showMenu(const QPoint &position);
    void retranslate();

    LinkTableModel m_model;
    PanelTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QLabel *m_reason = nullptr; // of the chosen source, or of the worst one
    QToolBar *m_bar = nullptr;
    QAction *m_connect = nullptr;
    QAction *m_switch = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
    QIcon m_pause;
    QIcon m_play;
    QString m_refusal; // why nothing can be changed
};

} // namespace desk
