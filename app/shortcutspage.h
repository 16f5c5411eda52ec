// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shortcuts.h"

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace desk {

// The page of the preferences that shows each command with its keys and takes others. Keys that another
// command has are refused, and that command is named. GUI thread.
class ShortcutsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsPage)

public:
    ShortcutsPage(shortcuts::Commands commands, WindowSettings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void changed(); // in the settings

private:
    void fill();
    void filter(const QString &text);
    void showCurrent();
    void take();
    void reset();
    void resetAll();
    [[nodiscard]] const ActionSource::Command *current() const;

    const shortcuts::Commands m_commands;
    WindowSettings &m_settings;
    QLineEdit *m_find = nullptr;
    QTableWidget *m_table = nullptr;
    QKeySequenceEdit *m_keys = nullptr;
    QPushButton *m_reset = nullptr;
    QLabel *m_conflict = nullptr;
};

} // namespace desk
