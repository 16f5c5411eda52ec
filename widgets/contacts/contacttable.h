// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QJsonObject;
class QMenu;

namespace desk {

class ContactDelegate;
class ContactTableModel;
class Theme;

// The contacts as a table: sorted by a click on a title, columns that can be moved, resized and hidden (menu
// of the header), whole rows selected. GUI thread.
class ContactTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContactTable)

public:
    ContactTable(ContactTableModel &model, const Theme &theme, QWidget *parent = nullptr);

    // A column that says the same in each row is hidden; it comes back when it says something again.
    void setRedundant(int column, bool redundant);
    // Selects a row without telling anybody; -1 = none.
    void showRow(int row);
    void copy() const;
    void addColumnActions(QMenu &menu);
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void rowChosen(int row);    // by click or key
    void rowActivated(int row); // by double-click or Enter
    void leftUpwards();         // Up in the first row

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void applyWidths(); // each at least as wide as its title
    void applyHidden();
    void retranslate();

    ContactTableModel &m_model;
    const Theme &m_theme;
    ContactDelegate *m_delegate = nullptr;
    QList<bool> m_hidden;    // by the user
    QList<bool> m_redundant; // says the same in each row
    QList<int> m_widths;     // by the user; 0 = standard
    bool m_quiet = false;    // we move the selection, or the sections
};

} // namespace desk
