// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace desk {

class Theme;

// A dockable panel: 28 px header with title, room for two or three controls, and the content below; no frame
// around frames. The objectName identifies it in saved layouts. Everything in the header is reached by Tab.
// GUI thread.
class Panel final : public QDockWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Panel)

public:
    Panel(const Theme &theme, const QString &objectName, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    // Right-hand side of the header, in order of calls.
    void addHeaderWidget(QWidget *widget);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showFeatures();
    void retranslate();

    const Theme &m_theme;
    QLabel *m_title = nullptr;
    QHBoxLayout *m_controls = nullptr;
    QToolButton *m_float = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace desk
