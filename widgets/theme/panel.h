// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QHBoxLayout;
class QLabel;

namespace desk {

class Theme;

// A dockable panel: 28 px header with title, room for two or three controls, and the content below; no frame
// around frames. The objectName identifies it in saved layouts. GUI thread.
class Panel final : public QDockWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Panel)

public:
    Panel(const Theme &theme, const QString &objectName, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    // Right-hand side of the header, in order of calls.
    void addHeaderWidget(QWidget *widget);

private:
    QLabel *m_title = nullptr;
    QHBoxLayout *m_controls = nullptr;
};

} // namespace desk
