// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimeConductorBar that is its actions and their words.
#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QActionGroup>
#include <QLocale>
#include <QMenu>
#include <QScreen>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::array<std::chrono::seconds, 6> spans{1min, 5min, 15min, 1h, 6h, 24h};
constexpr std::array<double, 9> factors{0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32};
constexpr std::array<std::chrono::seconds, 6> gaps{0s, 1s, 5s, 10s, 1min, 10min};

} // namespace

QAction *TimeConductorBar::action(const QString &name, const QString &icon,
                                  void (TimeConductorBar::*trigger)())
{
    auto *made = new QAction(this);
    made->setObjectName(name);
    if (!icon.isEmpty())
        made->setIcon(m_theme.icon(icon));
    if (trigger)
        connect(made, &QAction::triggered, this, trigger);
    return made;
}

void TimeConductorBar::buildActions()
{
    auto *modes = new QActionGroup(this);
    for (const auto &[mode, name] :
         {std::pair{TimeMode::live, u"timeLive"_s}, std::pair{TimeMode::fixed, u"timeFixed"_s},
          std::pair{TimeMode::replay, u"timeReplay"_s}}) {
        QAction *made = action(name, {}, nullptr);
        made->setCheckable(true);
        modes->addAction(made);
        m_modeActions[std::size_t(mode)] = made;
        connect(made, &QAction::triggered, this, [this, mode = mode] {
            if (mode == m_elsewhere) {
                showMode(); // the group has checked it
                Q_EMIT elsewhereChosen(mode);
                return;
            }
            // A click on LIVE also lets a held view go.
            if (mode == TimeMode::live && m_conductor.mode() == mode)
                m_conductor.setPaused(false);
            m_conductor.setMode(mode);
            showMode(); // where it was refused
        });
    }
    m_play = action(u"timePlay"_s, u"pause"_s, &TimeConductorBar::togglePlay);
    m_loop = action(u"replayLoop"_s, u"loop"_s, &TimeConductorBar::toggleLoop);
    m_loop->setCheckable(true);
    m_loopBeginAction = action(u"replayLoopBegin"_s, u"loop-begin"_s, &TimeConductorBar::setLoopBegin);
    m_loopEndAction = action(u"replayLoopEnd"_s, u"loop-end"_s, &TimeConductorBar::setLoopEnd);
    m_rangeAction = action(u"timeRange"_s, {}, &TimeConductorBar::openEntry);
    const auto replay = [this](const QString &name, const QString &icon, auto &&does) {
        QAction *made = action(name, icon, nullptr);
        connect(made, &QAction::triggered, this, [this, does] {
            if (!m_control)
                return;
            does(*m_control);
            refresh();
        });
        return made;
    };
    m_toBegin = replay(u"replayToBegin"_s, u"to-begin"_s, [](ReplayControl &c) { c.toBegin(); });
    m_toEnd = replay(u"replayToEnd"_s, u"to-end"_s, [](ReplayControl &c) { c.toEnd(); });
    m_secondBack =
        replay(u"replaySecondBack"_s, u"second-back"_s, [](ReplayControl &c) { c.stepSeconds(-1); });
    m_secondForward =
        replay(u"replaySecondForward"_s, u"second-forward"_s, [](ReplayControl &c) { c.stepSeconds(1); });
    m_sampleBack =
        replay(u"replaySampleBack"_s, u"sample-back"_s, [](ReplayControl &c) { c.stepSamples(-1); });
    m_sampleForward =
        replay(u"replaySampleForward"_s, u"sample-forward"_s, [](ReplayControl &c) { c.stepSamples(1); });
}

void TimeConductorBar::buildSpans()
{
    for (const std::chrono::seconds span : spans) {
        QAction *made = m_span->menu()->addAction(ValueFormatter::span(span), this,
                                                  [this, span] { m_conductor.setSpan(span); });
        made->setCheckable(true);
        m_spans.emplace_back(span, made);
    }
    m_all = m_span->menu()->addAction({}, this, [this] { m_conductor.showAll(); });
    m_all->setObjectName(u"timeAll"_s);
    m_all->setCheckable(true);
}

void TimeConductorBar::buildSpeeds()
{
    const auto add = [this](ReplaySpeed speed) {
        QAction *made = m_speed->menu()->addAction({}, this, [this, speed] {
            if (m_control)
                m_control->setSpeed(speed);
            refresh();
        });
        made->setCheckable(true);
        m_speeds.push_back({speed, made});
    };
    for (const double factor : factors)
        add({factor, false});
    add({1, true});
}

void TimeConductorBar::buildGaps()
{
    for (const std::chrono::seconds longer : gaps) {
        QAction *made = m_gaps->menu()->addAction({}, this, [this, longer] {
            if (m_control)
                m_control->setSkipGaps(longer == 0s ? std::nullopt
                                                    : std::optional<std::chrono::nanoseconds>(longer));
            refresh();
        });
        made->setCheckable(true);
        m_gapChoices.emplace_back(longer, made);
    }
}

QString TimeConductorBar::speedWords(ReplaySpeed speed) const
{
    return speed.unlimited ? tr("max") : QLocale().toString(speed.factor, 'g', 3) + u"×"_s;
}

void TimeConductorBar::togglePlay()
{
    if (isReplay()) {
        m_state.playing ? m_control->pause() : m_control->play();
        refresh();
    } else {
        m_conductor.setPaused(!m_conductor.isPaused());
    }
}

void TimeConductorBar::toggleLoop()
{
    if (!m_control)
        return;
    if (m_state.loop)
        m_control->setLoop(std::nullopt);
    else
        m_control->setLoop(ReplaySpan{m_loopBegin.value_or(m_state.session.begin), m_state.session.end});
    refresh();
}

// The end that was set before stays where it lies behind.
void TimeConductorBar::setLoopBegin()
{
    if (!m_control)
        return;
    refresh();
    if (m_state.loop && m_state.head < m_state.loop->end) {
        m_control->setLoop(ReplaySpan{m_state.head, m_state.loop->end});
    } else {
        m_control->setLoop(std::nullopt);
        m_loopBegin = m_state.head;
    }
    refresh();
}

void TimeConductorBar::setLoopEnd()
{
    if (!m_control)
        return;
    refresh();
    const Timestamp begin = m_state.loop ? m_state.loop->begin : m_loopBegin.value_or(m_state.session.begin);
    if (begin < m_state.head)
        m_control->setLoop(ReplaySpan{begin, m_state.head});
    refresh();
}

void TimeConductorBar::openEntry()
{
    if (isReplay())
        m_entry->askForHead(m_state.head);
    else
        m_entry->askForRange(m_conductor.bounds(), m_conductor.now());
    m_entry->adjustSize();
    const QWidget *below = m_range->isVisible() ? m_range : static_cast<QWidget *>(m_more);
    QPoint at = below->mapToGlobal(QPoint(0, -m_entry->height() - Theme::gridUnit)); // above the bar
    if (const QScreen *on = screen()) {
        const QRect room = on->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - m_entry->width())));
        at.setY(std::max(at.y(), room.top()));
    }
    m_entry->move(at);
    m_entry->show();
}

// A moment of the recording: the play head goes there, or the view is centred on it.
void TimeConductorBar::seek(Timestamp time)
{
    if (isReplay()) {
        m_control->seek(time);
        refresh();
        return;
    }
    const std::chrono::nanoseconds half = std::chrono::nanoseconds(m_conductor.span()) / 2;
    m_conductor.setFixed({time - half, time + half});
}

void TimeConductorBar::setNotation(TimeNotation notation)
{
    m_notation = notation;
    m_entry->setNotation(notation);
    m_strip->setNotation(notation);
    showState();
}

void TimeConductorBar::retranslate()
{
    setAccessibleName(tr("Time conductor"));
    m_strip->setAccessibleName(tr("Overview of the recording"));
    m_strip->setSentence(
        tr("No recording is open: its coverage, gaps, marks and alarms stand here when one is."));
    m_modeActions[1]->setText(tr("FIXED"));
    m_modeActions[1]->setToolTip(tr("Fixed: start and end stand"));
    m_modeActions[2]->setText(tr("REPLAY"));
    m_span->setToolTip(tr("Span of time that all views show"));
    m_span->setAccessibleName(tr("Span"));
    m_span->menu()->setTitle(tr("Span"));
    m_all->setText(tr("All there is"));
    m_more->setToolTip(tr("More of the time conductor"));
    m_more->setAccessibleName(m_more->toolTip());
    retranslateTransport();
    showState();
}

void TimeConductorBar::retranslateTransport()
{
    const bool hasLive = m_conductor.home() == TimeMode::live || m_elsewhere == TimeMode::live;
    m_modeActions[0]->setEnabled(hasLive);
    m_modeActions[0]->setToolTip(hasLive ? tr("Live: the view ends at now and moves with it")
                                         : tr("Live: this window looks at a recording alone"));
    m_modeActions[2]->setEnabled(offersReplay());
    m_modeActions[2]->setToolTip(offersReplay() ? tr("Replay: the view ends at the play head")
                                                : tr("Replay: no recording is open"));
    const auto name = [](QAction *action, const QString &text, const QString &key) {
        action->setText(text);
        action->setToolTip(u"%1 (%2)"_s.arg(text, key));
    };
    name(m_toBegin, tr("To the beginning"), tr("Home"));
    name(m_toEnd, tr("To the end"), tr("End"));
    name(m_secondBack, tr("One second back"), u"←"_s);
    name(m_secondForward, tr("One second on"), u"→"_s);
    name(m_sampleBack, tr("One sample back"), u","_s);
    name(m_sampleForward, tr("One sample on"), u"."_s);
    name(m_loopBeginAction, tr("Loop from here"), u"["_s);
    name(m_loopEndAction, tr("Loop until here"), u"]"_s);
    name(m_loop, tr("Loop"), u"L"_s);
    m_speed->setToolTip(tr("Speed of the replay (↑ faster, ↓ slower)"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->menu()->setTitle(tr("Speed"));
    for (const Speed &choice : m_speeds)
        choice.action->setText(choice.speed.unlimited ? tr("as fast as possible") : speedWords(choice.speed));
    m_gaps->setToolTip(tr("Skip gaps"));
    m_gaps->setAccessibleName(tr("Skip gaps"));
    m_gaps->menu()->setTitle(tr("Skip gaps"));
    for (const auto &[longer, action] : m_gapChoices)
        action->setText(longer == 0s ? tr("Play gaps as they were")
                                     : tr("Skip gaps longer than %1").arg(ValueFormatter::span(longer)));
}

} // namespace desk
