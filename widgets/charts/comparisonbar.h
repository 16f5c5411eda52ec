// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/comparison.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace desk {

class Theme;

// A row above charts that are compared: with what, by how much its times are moved (to be typed, or stepped
// with Up and Down), the difference on or off, and the end of it. Hidden while nothing is compared. GUI
// thread.
class ComparisonBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparisonBar)

public:
    ComparisonBar(Comparison &comparison, const Theme &theme, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeOffset();
    void showState();
    void showOffset();
    void showName();
    void fillMenu(QMenu &menu);
    void retranslate();

    Comparison &m_comparison;
    const Theme &m_theme;
    QLabel *m_name = nullptr;
    QLabel *m_offsetName = nullptr;
    QLineEdit *m_offset = nullptr;
    QToolButton *m_align = nullptr;
    QToolButton *m_difference = nullptr;
    QToolButton *m_end = nullptr;
};

} // namespace desk
