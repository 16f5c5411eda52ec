// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace desk {

class Theme;

// The strip above a table: filter field (Ctrl+F from anywhere in the panel, Escape empties it, Down goes to
// the table), switches, and how many rows are shown. GUI thread.
class FilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterBar)

public:
    // panel: where Ctrl+F holds; table: where Escape and Down lead.
    FilterBar(const Theme &theme, QWidget *panel, QWidget *table);

    [[nodiscard]] QLineEdit &field() { return *m_field; }
    QToolButton *addSwitch(const QString &objectName);
    void addSwitch(QToolButton *button);
    QToolButton *addButton(const QString &objectName, const QString &icon);
    // "123 of 5 412"; "5 412" when none is left out.
    void setCounts(int shown, int all);
    void setPlaceholder(const QString &text);

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCounts();

    const Theme &m_theme;
    QWidget *m_table = nullptr;
    QLineEdit *m_field = nullptr;
    QHBoxLayout *m_row = nullptr;
    QLabel *m_counts = nullptr;
    int m_shown = 0;
    int m_all = 0;
};

} // namespace desk
