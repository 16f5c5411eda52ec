// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeconductor/overviewstrip.h"

#include "models/itemmodels/gapcausewords.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double zoomStep = 1.25; // each 15 degrees of the wheel
constexpr double wheelNotch = 120;
constexpr std::chrono::nanoseconds shortest = std::chrono::seconds{1};
constexpr int leastWidth = 96;
constexpr int tipReach = 4; // pixels around the pointer that a tip tells of
constexpr std::size_t tipLines = 6;

} // namespace

OverviewStrip::OverviewStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"overviewStrip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &OverviewStrip::redraw);
}

QSize OverviewStrip::sizeHint() const
{
    const int height = m_overview.isEmpty() ? Theme::rowHeight : 2 * Theme::rowHeight - Theme::gridUnit;
    return {4 * leastWidth, height};
}

QSize OverviewStrip::minimumSizeHint() const
{
    return {leastWidth, sizeHint().height()};
}

void OverviewStrip::setOverview(SessionOverview overview)
{
    // A file may say anything; differences of times must fit.
    overview.bounds.start = std::max(overview.bounds.start, Timestamp{});
    overview.bounds.end = std::max(overview.bounds.end, Timestamp{});
    const bool all = m_range == m_overview.bounds;
    m_overview = std::move(overview);
    if (all || m_overview.isEmpty() || m_range.end <= m_overview.bounds.start ||
        m_range.start >= m_overview.bounds.end)
        m_range = m_overview.bounds;
    updateGeometry();
    redraw();
}

void OverviewStrip::setMarks(const Marks &marks)
{
    if (marks == m_marks)
        return;
    const bool moved = marks.head != m_marks.head;
    m_marks = marks;
    // A zoomed strip turns the page when the head leaves it.
    if (moved && marks.head && !m_dragging && !m_overview.isEmpty() &&
        (*marks.head < m_range.start || *marks.head > m_range.end)) {
        const auto length = m_range.end - m_range.start;
        const Timestamp start = *marks.head - std::min(length / 10, *marks.head - Timestamp{});
        setRange({start, start + std::min(length, Timestamp::max() - start)});
    }
    update();
}

void OverviewStrip::setNotation(TimeNotation notation)
{
    m_notation = notation;
    redraw();
}

void OverviewStrip::setSentence(const QString &sentence)
{
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    update();
}

void OverviewStrip::redraw()
{
    m_recording = {};
    update();
}

// Inside the recording, of the length that was asked for where that fits.
void OverviewStrip::setRange(TimeRange range)
{
    const TimeRange &all = m_overview.bounds;
    const auto whole = all.end - all.start;
    const auto length = std::clamp(range.end - range.start, std::min(shortest, whole), whole);
    range.start = std::clamp(range.start, all.start, all.end - length);
    range.end = range.start + length;
    if (range == m_range)
        return;
    m_range = range;
    redraw();
}

void OverviewStrip::zoom(double factor, Timestamp anchor)
{
    if (m_overview.isEmpty())
        return;
    anchor = std::clamp(anchor, m_range.start, m_range.end);
    const auto length = m_range.end - m_range.start;
    const double share = double((anchor - m_range.start).count()) / double(length.count());
    const auto whole = m_overview.bounds.end - m_overview.bounds.start;
    const double wanted = std::min(double(length.count()) / factor, double(whole.count()));
    // Subtracted from the anchor in steps that cannot leave the recording.
    const auto before = std::chrono::nanoseconds{static_cast<std::int64_t>(wanted * share)};
    const Timestamp start = anchor - std::min(before, anchor - m_overview.bounds.start);
    const auto next = std::chrono::nanoseconds{static_cast<std::int64_t>(wanted)};
    setRange({start, start + std::min(next, Timestamp::max() - start)});
}

void OverviewStrip::showAll()
{
    if (!m_overview.isEmpty())
        setRange(m_overview.bounds);
}

Timestamp OverviewStrip::timeAt(double x) const
{
    const double share = std::clamp(x / std::max(1, width() - 1), 0.0, 1.0);
    const auto length = m_range.end - m_range.start;
    return m_range.start +
           std::min(length, std::chrono::nanoseconds{std::llround(share * double(length.count()))});
}

double OverviewStrip::xOf(Timestamp time) const
{
    if (m_overview.isEmpty())
        return 0;
    time = std::clamp(time, m_range.start, m_range.end);
    return double((time - m_range.start).count()) / double((m_range.end - m_range.start).count()) *
           (width() - 1);
}

QString OverviewStrip::words(Timestamp time) const
{
    const auto full = [this](Timestamp t) { return QString::fromStdString(formatTimeText(t, m_notation)); };
    QStringList lines{full(time)};
    const double x = xOf(time);
    const auto near = [&](Timestamp begin, Timestamp end) {
        return xOf(begin) - tipReach <= x && x <= xOf(end) + tipReach && begin <= m_range.end &&
               end >= m_range.start;
    };
    for (const auto &gap : m_overview.gaps) {
        if (gap.range.contains(time))
            lines << tr("Gap of %1: %2")
                         .arg(ValueFormatter::age(
                                  std::chrono::duration<double>(gap.range.end - gap.range.start).count()),
                              gapCauseWords(gap.cause));
    }
    for (const auto &mark : m_overview.marks) {
        if (near(mark.at, mark.at))
            lines << tr("Mark: %1").arg(QString::fromStdString(mark.text).left(200));
    }
    for (const auto &alarm : m_overview.alarms) {
        if (near(alarm.begin, alarm.begin))
            lines << tr("Alarm: %1").arg(QString::fromStdString(alarm.text).left(200));
    }
    if (lines.size() > qsizetype(tipLines)) {
        const auto more = lines.size() - qsizetype(tipLines);
        lines.resize(qsizetype(tipLines));
        lines << tr("and %n more", nullptr, int(more));
    }
    return lines.join(u'\n');
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_overview.isEmpty()) {
        event->ignore();
        return;
    }
    m_dragging = true;
    Q_EMIT sought(timeAt(event->position().x()));
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().x();
    if (m_dragging)
        Q_EMIT sought(timeAt(*m_pointer));
    update();
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
}

void OverviewStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    showAll();
}

void OverviewStrip::wheelEvent(QWheelEvent *event)
{
    if (m_overview.isEmpty()) {
        event->ignore();
        return;
    }
    m_wheel += event->angleDelta().y(); // fine wheels send parts of a notch
    const double notches = std::trunc(m_wheel / wheelNotch);
    m_wheel -= notches * wheelNotch;
    if (notches != 0)
        zoom(std::pow(zoomStep, notches), timeAt(event->position().x()));
    event->accept();
}

void OverviewStrip::leaveEvent(QEvent *)
{
    m_pointer.reset();
    update();
}

void OverviewStrip::focusInEvent(QFocusEvent *)
{
    update();
}

void OverviewStrip::focusOutEvent(QFocusEvent *)
{
    update();
}

void OverviewStrip::resizeEvent(QResizeEvent *)
{
    redraw();
}

bool OverviewStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        // Plain text: marks and alarms come from files.
        QToolTip::showText(help->globalPos(),
                           m_overview.isEmpty()
                               ? m_sentence
                               : u"<p style='white-space:pre'>"_s +
                                     words(timeAt(help->pos().x())).toHtmlEscaped() + u"</p>"_s,
                           this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        redraw();
    return QWidget::event(event);
}

} // namespace desk
