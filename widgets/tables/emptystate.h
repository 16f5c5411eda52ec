// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace desk {

class Theme;

// What stands where nothing is: one sentence on what belongs here and, if there is one, the button that
// brings it. GUI thread.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(const Theme &theme, QWidget *parent = nullptr);

    // An empty action = no button.
    void say(const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void triggered();

private:
    QLabel *m_sentence = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace desk
