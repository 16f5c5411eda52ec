// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shortcuts.h"

#include <QWidget>

#include <functional>

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
    using Lister = std::function<shortcuts::Commands()>;

    // list: the commands as the menus are now; asked again when they were made anew.
    ShortcutsPage(Lister list, WindowSettings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void changed(); // in the settings

private:
    void renew();
    void fill();
    void filter(const QString &text);
    void showCurrent();
    void take();
    void reset();
    void resetAll();
    [[nodiscard]] const ActionSource::Command *current() const;

    const Lister m_list;
    shortcuts::Commands m_commands;
    WindowSettings &m_settings;
    QLineEdit *m_find = nullptr;
    QTableWidget *m_table = nullptr;
    QKeySequenceEdit *m_keys = nullptr;
    QPushButton *m_reset = nullptr;
    QLabel *m_conflict = nullptr;
};

} // namespace desk
