// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

#include <functional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace desk {

class Theme;

// A row below the menu that says what went wrong or how far something is, and covers nothing. Closed by its
// button or Escape; hidden when there is nothing to say. GUI thread.
class NoticeBar final : public QToolBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    // Puts itself into the window.
    NoticeBar(const Theme &theme, QMainWindow *window);

    void say(const QString &text);
    // With a button for what can be done about it.
    void offer(const QString &text, const QString &action, std::function<void()> act);
    // share: 0 to 1, below 0 = unknown. The button cancels then.
    void showProgress(const QString &text, double share);
    void clear();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void close();
    void retranslate();

    QLabel *m_text = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_act = nullptr;
    QToolButton *m_close = nullptr;
    std::function<void()> m_action;
    bool m_running = false;
};

} // namespace desk
