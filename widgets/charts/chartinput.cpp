// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that answers mouse, keyboard and drops.
#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/mainseries.h"
#include "models/itemmodels/seriesmime.h"
#include "widgets/charts/chartheader.h"
#include "widgets/charts/chartmeasure.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/chartzoom.h"
#include "widgets/charts/plotarea.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double keyZoomStep = 1.25; // of a key

} // namespace

void ChartView::mousePressEvent(QMouseEvent *event)
{
    Q_EMIT activated();
    if (m_measure->press(*event) || m_zoom->press(*event))
        return;
    if (event->button() == Qt::LeftButton && plotContains(event->position()))
        m_dragFrom = event->position();
    if (m_dragFrom)
        m_time.history().beginGesture();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    if (m_zoom->move(*event) || m_measure->move(*event))
        return;
    if (m_dragFrom && event->buttons().testFlag(Qt::LeftButton)) {
        if (m_time.isPaused()) {
            setCursor(Qt::ClosedHandCursor);
            const double pixels = m_dragFrom->x() - position.x();
            m_time.pan(std::chrono::nanoseconds{std::llround(pixels * double(m_plot->perPixel().count()))});
            m_dragFrom = position;
        } else if (std::abs(position.x() - m_dragFrom->x()) > QApplication::startDragDistance()) {
            remark(tr("A live chart ends at now. Hold it (Space) to move it."));
            m_dragFrom.reset();
        }
        return;
    }
    const QRect plot = m_plot->geometry();
    if (!m_content.isEmpty() && plotContains(position))
        m_time.setCursor(m_plot->timeAt(position.x() - plot.left()));
    else
        m_time.setCursor(std::nullopt);
}

void ChartView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_measure->release() || m_zoom->release(*event))
        return;
    m_time.history().endGesture();
    m_dragFrom.reset();
    unsetCursor();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_zoom->doubleClick(*event))
        return;
    if (plotContains(event->position()))
        m_time.reset();
}

void ChartView::leaveEvent(QEvent *)
{
    m_time.setCursor(std::nullopt);
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    event->setAccepted(m_zoom->wheel(*event, plotContains(event->position())));
}

bool ChartView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Gesture:
    case QEvent::NativeGesture:
        if (m_zoom->gesture(event))
            return true;
        break;
    case QEvent::ShortcutOverride: { // in a chart these are the chart's
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->accept();
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

// From one sample of the first series to the next, so that values can be read without a mouse. Columns tell
// where the next one is, so that a dense series is not looked through; where samples of the past are too many
// to be at hand, it goes by columns.
void ChartView::moveCursorBySample(int direction)
{
    if (m_content.isEmpty())
        return;
    const Trace &trace = m_content.traces().front();
    const TimeRange shown = m_content.grid().visible();
    const bool forward = direction > 0;
    // The samples in question lie in [from, to).
    std::int64_t from = nanoseconds(shown.start);
    std::int64_t to = nanoseconds(shown.end);
    if (const auto cursor = m_time.cursor(); cursor && shown.contains(*cursor))
        (forward ? from : to) = nanoseconds(*cursor) + (forward ? 1 : 0);
    const std::vector<EnvelopeColumn> &columns = trace.columns();
    std::optional<std::int64_t> byColumn;
    if (forward) {
        const auto next = std::ranges::lower_bound(columns, from, {}, &EnvelopeColumn::lastTime);
        if (next != columns.end() && std::max(next->firstTime, from) < to) {
            byColumn = next->firstTime >= from ? next->firstTime : next->lastTime;
            to = std::min(to, next->lastTime + 1);
        }
    } else {
        const auto behind = std::ranges::lower_bound(columns, to, {}, &EnvelopeColumn::firstTime);
        if (behind != columns.begin() && std::min(std::prev(behind)->lastTime + 1, to) > from) {
            const EnvelopeColumn &before = *std::prev(behind);
            byColumn = before.lastTime < to ? before.lastTime : before.firstTime;
            from = std::max(from, before.firstTime);
        }
    }
    std::vector<Sample> samples;
    const bool complete = m_content.samples(trace, {fromNanoseconds(from), fromNanoseconds(to)}, samples);
    if (complete && !samples.empty())
        m_time.setCursor(forward ? samples.front().generation : samples.back().generation);
    else if (byColumn && shown.contains(fromNanoseconds(*byColumn)))
        m_time.setCursor(fromNanoseconds(*byColumn));
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    const auto tenth = std::chrono::nanoseconds(m_time.span()) / 10;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (!event->isAutoRepeat()) // what a key does while it is down is undone at once
        m_time.history().beginGesture();
    if (m_zoom->key(*event) || m_measure->key(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (shift)
            moveCursorBySample(direction);
        else
            m_time.pan(direction * tenth);
        return;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Up:
        m_time.zoom(1 / keyZoomStep, m_time.cursor());
        return;
    case Qt::Key_Minus:
    case Qt::Key_Down:
        m_time.zoom(keyZoomStep, m_time.cursor());
        return;
    case Qt::Key_Home:
        m_time.reset();
        return;
    case Qt::Key_Space:
        m_time.setPaused(!m_time.isPaused());
        return;
    case Qt::Key_I:
        if (m_time.cursor() && !m_content.isEmpty())
            QToolTip::showText(m_plot->mapToGlobal(QPoint(int(m_plot->xAt(*m_time.cursor())), 8)),
                               m_header->readout(), this, {}, 60'000);
        return;
    case Qt::Key_S:
        if (m_content.hasStates())
            setStateStrips(!m_content.stateStrips());
        return;
    case Qt::Key_P:
        showForecasts(!m_content.forecasts().areShown());
        return;
    case Qt::Key_O:
        if (!m_content.isEmpty())
            toggleOwnSpan();
        return;
    case Qt::Key_T:
        if (mark(shift, m_time.cursor()))
            return;
        break;
    case Qt::Key_Escape:
        if (m_time.cursor()) {
            m_time.setCursor(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ChartView::keyReleaseEvent(QKeyEvent *event)
{
    if (!event->isAutoRepeat())
        m_time.history().endGesture();
    QWidget::keyReleaseEvent(event);
}

void ChartView::focusInEvent(QFocusEvent *)
{
    Q_EMIT activated();
    update();
}

void ChartView::focusOutEvent(QFocusEvent *)
{
    update();
}

// Parameters, or the main ones of nodes and links.
std::vector<SeriesId> ChartView::draggedSeries(const QMimeData &payload) const
{
    std::vector<SeriesId> all = decodeSeries(payload.data(QString::fromLatin1(seriesMimeType)));
    for (const EntityId entity :
         decodeEntities(m_feed.catalogue(), payload.data(QString::fromLatin1(entityMimeType)))) {
        const std::vector<SeriesId> some = mainSeries(m_feed, entity);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

void ChartView::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedSeries(*event->mimeData()).empty())
        return;
    event->acceptProposedAction();
    showDropTarget(true);
}

void ChartView::dragLeaveEvent(QDragLeaveEvent *)
{
    showDropTarget(false);
}

void ChartView::showDropTarget(bool target)
{
    m_dropTarget = target;
    m_plot->setDropTarget(target);
    update();
}

void ChartView::dropEvent(QDropEvent *event)
{
    showDropTarget(false);
    bool any = false;
    for (const SeriesId id : draggedSeries(*event->mimeData()))
        any |= addSeries(id);
    if (!any)
        return;
    event->acceptProposedAction();
    Q_EMIT activated();
}

} // namespace desk
