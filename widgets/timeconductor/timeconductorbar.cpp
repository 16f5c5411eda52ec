// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeconductor/timeconductorbar.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QAction>
#include <QEvent>
#include <QStyle>
#include <QToolButton>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds tick{100};

// The style sheet knows modes by this property.
void setLook(QWidget *widget, const QString &look)
{
    if (widget->property("timeMode").toString() == look)
        return;
    widget->setProperty("timeMode", look);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

TimeConductorBar::TimeConductorBar(TimeConductor &conductor, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_conductor(conductor)
    , m_theme(theme)
{
    setObjectName(u"timeConductor"_s);
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_entry = new TimeRangeEntry(theme, this);
    m_strip = new OverviewStrip(theme);
    buildActions();
    buildRow();
    connect(m_strip, &OverviewStrip::sought, this, &TimeConductorBar::seek);
    connect(m_entry, &TimeRangeEntry::rangeChosen, &conductor, &TimeConductor::setFixed);
    connect(m_entry, &TimeRangeEntry::headChosen, this, &TimeConductorBar::seek);
    connect(m_entry, &TimeRangeEntry::notationChanged, this, &TimeConductorBar::setNotation);
    connect(&conductor, &TimeConductor::modeChanged, this, &TimeConductorBar::showMode);
    connect(&conductor, &TimeConductor::boundsChanged, this, &TimeConductorBar::showState);
    connect(&conductor, &TimeConductor::pausedChanged, this, [this](bool paused) {
        // A chart that is held in a replay holds the replay.
        if (isReplay() && !m_syncing && paused == m_state.playing) {
            paused ? m_control->pause() : m_control->play();
            refresh();
        }
    });
    connect(&theme, &Theme::changed, this, &TimeConductorBar::applyTheme);
    connect(&m_timer, &QTimer::timeout, this, &TimeConductorBar::refresh);
    applyTheme();
    retranslate();
    showMode();
}

void TimeConductorBar::setControl(ReplayControl *control)
{
    m_control = control;
    m_loopBegin.reset();
    watch();
    if (control && m_speedBefore)
        control->setSpeed(*m_speedBefore);
    if (control && m_skipBefore)
        control->setSkipGaps(m_skipBefore);
    refresh();
    showMode();
}

void TimeConductorBar::setOverview(SessionOverview overview)
{
    m_conductor.setExtent(overview.isEmpty() ? std::nullopt : std::optional(overview.bounds));
    m_strip->setOverview(std::move(overview));
    watch();
    showState();
    updateGeometry();
}

void TimeConductorBar::setElsewhere(std::optional<TimeMode> mode)
{
    m_elsewhere = mode;
    retranslateTransport();
    showMode();
}

// Without a replay and a recording nothing on the bar moves by itself.
void TimeConductorBar::watch()
{
    if (!isVisible() || (!m_control && m_strip->overview().isEmpty()))
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(tick);
}

void TimeConductorBar::refresh()
{
    const bool could = canReplay();
    m_state = m_control ? m_control->state() : ReplayState();
    if (isReplay()) {
        m_syncing = true;
        m_conductor.setPaused(!m_state.playing);
        m_syncing = false;
    }
    if (could != canReplay() || m_modeActions[2]->isEnabled() != offersReplay())
        retranslateTransport();
    showState();
}

void TimeConductorBar::showMode()
{
    const auto mode = std::size_t(m_conductor.mode());
    m_modeActions[mode]->setChecked(true);
    setLook(this, mode == 2 ? u"replay"_s : u"live"_s);
    if (isReplay())
        refresh();
    fold();
    showState();
}

void TimeConductorBar::showState()
{
    const bool held = m_conductor.mode() == TimeMode::live && m_conductor.isPaused();
    setLook(m_modes[0], held ? u"held"_s : u"live"_s);
    m_modeActions[0]->setText(held ? tr("HELD") : tr("LIVE"));
    setLook(m_range, isReplay() ? u"replay"_s : held ? u"held"_s : u"live"_s);
    showPlay();
    for (const auto &[span, action] : m_spans)
        action->setChecked(!m_conductor.showsAll() && span == m_conductor.span());
    m_all->setChecked(m_conductor.showsAll());
    m_all->setEnabled(m_conductor.extent().has_value());
    m_span->setText(m_conductor.showsAll() ? tr("All") : ValueFormatter::span(m_conductor.span()));
    for (const Speed &choice : m_speeds)
        choice.action->setChecked(choice.speed == m_state.speed ||
                                  (choice.speed.unlimited && m_state.speed.unlimited));
    m_speed->setText(speedWords(m_state.speed));
    for (const auto &[longer, action] : m_gapChoices)
        action->setChecked(longer == m_state.skipGaps.value_or(std::chrono::nanoseconds{0}));
    m_gaps->setChecked(m_state.skipGaps.has_value());
    showLoop();
    showRange();
    m_strip->setMarks({m_conductor.bounds(), m_state.open ? std::optional(m_state.head) : std::nullopt,
                       m_state.loop, m_loopBegin});
    fold();
}

void TimeConductorBar::showPlay()
{
    const bool replay = isReplay();
    const bool fixed = m_conductor.mode() == TimeMode::fixed;
    const bool moving = replay ? m_state.playing : !m_conductor.isPaused();
    if (moving != m_moving) {
        m_moving = moving;
        m_play->setIcon(m_theme.icon(moving ? u"pause"_s : u"play"_s));
    }
    m_play->setText(
        replay   ? (moving ? tr("Pause") : tr("Play"))
        : fixed  ? (m_conductor.home() == TimeMode::replay ? tr("Back to the replay") : tr("Back to live"))
        : moving ? tr("Hold")
                 : tr("Follow now"));
    m_play->setToolTip(tr("%1 (Space)").arg(m_play->text()));
    m_rangeAction->setToolTip(replay ? tr("Type or paste where to go (G)")
                                     : tr("Type or paste start and end (G)"));
}

void TimeConductorBar::showLoop()
{
    if (m_state.loop)
        m_loopBegin.reset();
    m_loop->setChecked(m_state.loop.has_value());
}

// −15 min … now; start and end; or the play head.
void TimeConductorBar::showRange()
{
    const auto full = [this](Timestamp t) { return QString::fromStdString(formatTimeText(t, m_notation)); };
    const TimeRange bounds = m_conductor.bounds();
    QString text;
    if (m_conductor.mode() == TimeMode::replay) {
        text = full(m_conductor.now());
    } else if (m_conductor.mode() == TimeMode::fixed) {
        const QString start = full(bounds.start);
        const QString end = full(bounds.end);
        const bool oneDay = start.section(u'T', 0, 0) == end.section(u'T', 0, 0);
        text = start + u" … "_s + (oneDay ? end.section(u'T', 1) : end);
    } else {
        const QString end = m_conductor.isPaused() ? ValueFormatter::timeOfDay(bounds.end, false) : tr("now");
        text = u"−"_s + ValueFormatter::span(m_conductor.span()) + u" … "_s + end;
    }
    m_rangeAction->setText(text); // the button has it from there, and so has the menu when it is folded
}

void TimeConductorBar::applyTheme()
{
    m_range->setFont(m_theme.monoFont());
    m_speed->setFont(m_theme.monoFont());
    for (QToolButton *mode : m_modes)
        mode->setFont(m_theme.titleFont());
    m_folded.clear();
    fold();
}

QJsonObject TimeConductorBar::saveState() const
{
    QJsonObject state{{u"version"_s, 1}, {u"dayOfYear"_s, m_notation == TimeNotation::dayOfYear}};
    // Of live and replay; fixed bounds are not kept, and neither is what they span.
    if (m_conductor.mode() != TimeMode::fixed && !m_conductor.showsAll())
        state.insert(u"span"_s, qint64(m_conductor.span().count()));
    const auto speed = m_control ? std::optional(m_state.speed) : m_speedBefore;
    if (speed)
        state.insert(u"speed"_s, speed->unlimited ? 0 : speed->factor);
    const auto skip = m_control ? m_state.skipGaps : m_skipBefore;
    if (skip)
        state.insert(u"skipGaps"_s, qint64(std::chrono::floor<std::chrono::seconds>(*skip).count()));
    return state;
}

void TimeConductorBar::restoreState(const QJsonObject &state)
{
    if (state.value(u"version"_s).toInt() != 1)
        return;
    if (const qint64 span = state.value(u"span"_s).toInteger(); span > 0)
        m_conductor.setSpan(std::chrono::seconds{std::min<qint64>(span, TimeConductor::longestSpan.count())});
    setNotation(state.value(u"dayOfYear"_s).toBool() ? TimeNotation::dayOfYear : TimeNotation::calendar);
    if (const QJsonValue speed = state.value(u"speed"_s); speed.isDouble())
        m_speedBefore = speed.toDouble() == 0 ? ReplaySpeed{1, true} : ReplaySpeed{speed.toDouble(), false};
    const qint64 skip = state.value(u"skipGaps"_s).toInteger();
    if (skip > 0 && skip <= TimeConductor::longestSpan.count())
        m_skipBefore = std::chrono::seconds{skip};
    if (m_control)
        setControl(m_control);
}

void TimeConductorBar::showEvent(QShowEvent *)
{
    watch();
    refresh();
}

void TimeConductorBar::hideEvent(QHideEvent *)
{
    m_timer.stop();
}

void TimeConductorBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace desk
