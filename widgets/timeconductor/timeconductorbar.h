// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaycontrol.h"
#include "models/timeseries/timeconductor.h"
#include "widgets/timeconductor/overviewstrip.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QAction;
class QActionGroup;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace desk {

class TimeRangeEntry;

// The bar below the panels: which time is looked at. Live, fixed or replay; the span; start and end; the
// transport of a replay; and what there is in the recording. It drives the conductor and the replay control
// and asks the latter ten times a second how it stands; a hidden bar asks nothing. What does not fit into the
// width is in the menu at its end. Keys hold while the bar or something in it has the focus. GUI thread.
class TimeConductorBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeConductorBar)

public:
    TimeConductorBar(TimeConductor &conductor, const Theme &theme, QWidget *parent = nullptr);

    // What replays; null = nothing (any more). Must outlive the bar or be taken away before it goes. Whoever
    // sets it also gives its clock to TimeConductor::setReplayTime().
    void setControl(ReplayControl *control);
    // What is in the recording that is open; an empty one = none is.
    void setOverview(SessionOverview overview);
    // Where two bars share a place, one for live and one for a recording: choosing this mode asks for the
    // other one and changes nothing here. Nothing = there is no other bar.
    void setElsewhere(std::optional<TimeMode> mode);
    // A moment: the play head goes there, or the view is centred on it.
    void goTo(Timestamp time) { seek(time); }
    // Shows the state of the control now instead of at the next tick.
    void refresh();

    [[nodiscard]] OverviewStrip &strip() { return *m_strip; }
    [[nodiscard]] TimeRangeEntry &entry() { return *m_entry; }
    // The span, the notation, speed and gaps to skip. Anything malformed is left out.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void elsewhereChosen(desk::TimeMode mode);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // Actions that stay together, folded into the menu in order of rank when it gets narrow; 0 = never.
    struct Group
    {
        QWidget *box = nullptr;
        std::vector<QAction *> actions;
        QMenu *menu = nullptr; // in the place of actions
        int rank = 0;
        bool replayOnly = false;
        bool folded = false;
    };
    struct Speed
    {
        ReplaySpeed speed;
        QAction *action = nullptr;
    };

    // Row
    void buildRow();
    Group &addGroup(int rank, bool replayOnly);
    QToolButton *addButton(Group &group, QAction *action);
    QToolButton *addMenuButton(Group &group, const QString &name, const QString &icon);
    void foldAnew();
    void fold(); // where something changed that needs it
    void fillMore();
    [[nodiscard]] bool belongs(const Group &group) const;

    // Actions
    void buildActions();
    QAction *action(const QString &name, const QString &icon, void (TimeConductorBar::*trigger)());
    void buildSpans();
    void buildSpeeds();
    void buildGaps();
    void retranslate();
    void retranslateTransport();
    void togglePlay();
    void toggleLoop();
    void setLoopBegin();
    void setLoopEnd();
    void openEntry();
    void seek(Timestamp time);
    void setNotation(TimeNotation notation);

    // Keys
    bool handleKey(const QKeyEvent &event);
    bool handleReplayKey(int key);
    void moveFixed(int direction);
    void changeSpeed(int direction);

    // State
    void watch();
    void applyTheme();
    void showMode();
    void showPlay();
    void showState();
    void showRange();
    void showLoop();
    [[nodiscard]] bool isReplay() const { return m_conductor.mode() == TimeMode::replay && m_control; }
    [[nodiscard]] bool canReplay() const { return m_state.open && m_conductor.hasReplay(); }
    [[nodiscard]] bool offersReplay() const { return canReplay() || m_elsewhere == TimeMode::replay; }
    [[nodiscard]] QString speedWords(ReplaySpeed speed) const;

    TimeConductor &m_conductor;
    const Theme &m_theme;
    ReplayControl *m_control = nullptr;
    std::optional<TimeMode> m_elsewhere;
    ReplayState m_state;                      // as of the last tick
    std::optional<ReplaySpeed> m_speedBefore; // remembered from the last time, for the control that comes
    std::optional<std::chrono::nanoseconds> m_skipBefore;
    std::optional<Timestamp> m_loopBegin; // set, its end is not yet
    TimeNotation m_notation = TimeNotation::calendar;
    QTimer m_timer{this};
    QString m_folded;             // what the row was folded for
    std::optional<bool> m_moving; // what the icon of m_play says
    bool m_syncing = false;       // the control changed, not the user

    QHBoxLayout *m_row = nullptr;
    std::vector<std::unique_ptr<Group>> m_groups;
    OverviewStrip *m_strip = nullptr;
    TimeRangeEntry *m_entry = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_range = nullptr;
    QToolButton *m_span = nullptr;
    QToolButton *m_speed = nullptr;
    QToolButton *m_gaps = nullptr;
    std::array<QToolButton *, 3> m_modes{}; // in the order of TimeMode
    std::array<QAction *, 3> m_modeActions{};
    QAction *m_play = nullptr;
    QAction *m_toBegin = nullptr;
    QAction *m_toEnd = nullptr;
    QAction *m_secondBack = nullptr;
    QAction *m_secondForward = nullptr;
    QAction *m_sampleBack = nullptr;
    QAction *m_sampleForward = nullptr;
    QAction *m_loop = nullptr;
    QAction *m_loopBeginAction = nullptr;
    QAction *m_loopEndAction = nullptr;
    QAction *m_rangeAction = nullptr;
    QAction *m_all = nullptr;
    std::vector<std::pair<std::chrono::seconds, QAction *>> m_spans;
    std::vector<Speed> m_speeds;
    std::vector<std::pair<std::chrono::seconds, QAction *>> m_gapChoices; // 0 = none is skipped
};

} // namespace desk
