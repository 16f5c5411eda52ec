// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/momentchoice.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QMenu;
class QToolButton;

namespace desk {

class Theme;
class TopologyRecord;

// Which moment a picture shows, to be chosen: a button to leave now by, and a row that is there while the
// picture shows another moment: now, cursor or held; the time, which can be typed; steps to the change before
// and the one after. GUI thread.
class MomentBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MomentBar)

public:
    MomentBar(MomentChoice &choice, const Theme &theme, QWidget *parent = nullptr);

    // Whose changes it steps through; null = none. Outlives it, or is taken away.
    void setRecord(const TopologyRecord *record);
    // For the controls of the panel; who puts it into a layout owns it.
    [[nodiscard]] QToolButton *opener() const { return m_opener; }
    // To the next change (1) or the one before (-1); stays where there is none.
    void step(int direction);

Q_SIGNALS:
    // Nothing = now. Also where time has gone past a cursor that was ahead.
    void momentChanged(std::optional<desk::Timestamp> moment);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(MomentMode mode);
    void showChoice();
    void showSteps();
    void takeText();
    void fillMenu();
    void retranslate();

    MomentChoice &m_choice;
    const Theme &m_theme;
    const TopologyRecord *m_record = nullptr;
    QToolButton *m_opener = nullptr;
    QMenu *m_menu = nullptr;
    QComboBox *m_mode = nullptr;
    QLineEdit *m_time = nullptr;
    QToolButton *m_before = nullptr;
    QToolButton *m_after = nullptr;
    QToolButton *m_hold = nullptr;
    QToolButton *m_now = nullptr;
    QTimer m_follow; // while it is not now
};

} // namespace desk
