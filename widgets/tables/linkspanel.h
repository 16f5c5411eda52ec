// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linktablemodel.h"

#include <QWidget>

class QJsonObject;
class QLabel;
class QStackedLayout;

namespace desk {

class EmptyState;
class PanelTable;
class Theme;

// Where the data come from: each source with its state in words, rates, errors and the reason when it is
// down. Costs nothing while hidden. GUI thread.
class LinksPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinksPanel)

public:
    LinksPanel(LinkTableModel::Source source, const TimeService &time, const Theme &theme,
               QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showPage();
    void showReason();
    void copy();
    void showMenu(const QPoint &position);
    void retranslate();

    LinkTableModel m_model;
    PanelTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QLabel *m_reason = nullptr; // of the chosen source, or of the worst one
};

} // namespace desk
