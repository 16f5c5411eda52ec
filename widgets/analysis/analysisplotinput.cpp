// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AnalysisPlot that answers mouse and keyboard.
#include "widgets/analysis/analysisplot.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double keyStep = 1.25;
constexpr double wheelStep = 1.2; // of a notch
constexpr double deepest = 1e-9;  // share of the magnitude that is still told apart
constexpr std::size_t mostViews = 200;

// In the coordinate of the screen, so that logarithmic axes zoom evenly.
std::pair<double, double> zoomed(const PlotScale &scale, double factor, double about)
{
    return {scale.valueAt(about - about / factor), scale.valueAt(about + (1 - about) / factor)};
}

bool isFine(const std::pair<double, double> &range)
{
    const double magnitude = std::max(std::abs(range.first), std::abs(range.second));
    return std::isfinite(range.first) && std::isfinite(range.second) &&
           range.second - range.first > magnitude * deepest && range.second > range.first;
}

} // namespace

void AnalysisPlot::show(const View &view)
{
    if (view == m_view || (view.x && !isFine(*view.x)) || (view.y && !isFine(*view.y)))
        return;
    m_undo.push_back(m_view);
    if (m_undo.size() > mostViews)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    m_view = view;
    stale();
    Q_EMIT viewChanged();
}

bool AnalysisPlot::undoZoom()
{
    if (m_undo.empty())
        return false;
    m_redo.push_back(m_view);
    m_view = m_undo.back();
    m_undo.pop_back();
    stale();
    Q_EMIT viewChanged();
    return true;
}

bool AnalysisPlot::redoZoom()
{
    if (m_redo.empty())
        return false;
    m_undo.push_back(m_view);
    m_view = m_redo.back();
    m_redo.pop_back();
    stale();
    Q_EMIT viewChanged();
    return true;
}

void AnalysisPlot::zoom(double factor, std::optional<QPointF> about, bool alongX, bool alongY)
{
    if (!m_figure || m_figure->isEmpty())
        return;
    const QRectF &plot = m_mapping.plot;
    const QPointF at = about.value_or(plot.center());
    View view = m_view;
    if (alongX)
        view.x = zoomed(m_mapping.x, factor, (at.x() - plot.left()) / plot.width());
    if (alongY)
        view.y = zoomed(m_mapping.y, factor, (plot.bottom() - at.y()) / plot.height());
    show(view);
}

void AnalysisPlot::pan(double alongX, double alongY)
{
    if (!m_figure || m_figure->isEmpty())
        return;
    View view = m_view;
    if (alongX != 0)
        view.x = {m_mapping.x.valueAt(alongX), m_mapping.x.valueAt(1 + alongX)};
    if (alongY != 0)
        view.y = {m_mapping.y.valueAt(alongY), m_mapping.y.valueAt(1 + alongY)};
    show(view);
}

void AnalysisPlot::setCursor(std::optional<std::size_t> item)
{
    if (item && (!m_figure || *item >= m_figure->itemCount()))
        item.reset();
    if (item == m_cursor)
        return;
    m_cursor = item;
    update();
    Q_EMIT cursorChanged();
}

void AnalysisPlot::moveCursor(int by)
{
    if (!m_figure || m_figure->itemCount() == 0)
        return;
    const auto last = std::ptrdiff_t(m_figure->itemCount()) - 1;
    const std::ptrdiff_t from = m_cursor ? std::ptrdiff_t(*m_cursor) + by : by < 0 ? last : 0;
    setCursor(std::size_t(std::clamp<std::ptrdiff_t>(from, 0, last)));
}

bool AnalysisPlot::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

void AnalysisPlot::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Undo)) {
        undoZoom();
        return;
    }
    if (event->matches(QKeySequence::Redo)) {
        redoZoom();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (shift)
            moveCursor(direction);
        else
            pan(0.1 * direction, 0);
        return;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        pan(0, event->key() == Qt::Key_Up ? 0.1 : -0.1);
        return;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        moveCursor(event->key() == Qt::Key_PageUp ? -20 : 20);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(keyStep);
        return;
    case Qt::Key_Minus:
        zoom(1 / keyStep);
        return;
    case Qt::Key_Home:
        resetZoom();
        return;
    case Qt::Key_Escape:
        if (m_boxFrom || m_cursor) {
            m_boxFrom.reset();
            setCursor(std::nullopt);
            update();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void AnalysisPlot::mousePressEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (!m_figure || !m_mapping.plot.contains(m_pointer))
        return;
    const bool moves = event->button() == Qt::MiddleButton ||
                       (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    if (moves)
        m_panFrom = m_pointer;
    else if (event->button() == Qt::LeftButton)
        m_boxFrom = m_pointer;
}

void AnalysisPlot::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (m_panFrom) {
        const QPointF by = *m_panFrom - m_pointer;
        m_panFrom = m_pointer;
        pan(by.x() / m_mapping.plot.width(), -by.y() / m_mapping.plot.height());
        return;
    }
    if (m_boxFrom) {
        update();
        return;
    }
    if (m_figure && !m_figure->isEmpty())
        setCursor(m_mapping.plot.contains(m_pointer) ? m_figure->itemAt(m_pointer, m_mapping) : std::nullopt);
}

// A box that is narrow or low is meant along one axis only.
void AnalysisPlot::mouseReleaseEvent(QMouseEvent *event)
{
    m_panFrom.reset();
    const QRectF chosen = box();
    if (!m_boxFrom || event->button() != Qt::LeftButton)
        return;
    m_boxFrom.reset();
    update();
    const double least = QApplication::startDragDistance();
    const QRectF &plot = m_mapping.plot;
    View view = m_view;
    if (chosen.width() > least)
        view.x = {m_mapping.x.valueAt((chosen.left() - plot.left()) / plot.width()),
                  m_mapping.x.valueAt((chosen.right() - plot.left()) / plot.width())};
    if (chosen.height() > least)
        view.y = {m_mapping.y.valueAt((plot.bottom() - chosen.bottom()) / plot.height()),
                  m_mapping.y.valueAt((plot.bottom() - chosen.top()) / plot.height())};
    show(view);
}

void AnalysisPlot::mouseDoubleClickEvent(QMouseEvent *)
{
    m_boxFrom.reset();
    resetZoom();
}

void AnalysisPlot::leaveEvent(QEvent *)
{
    if (!m_boxFrom)
        setCursor(std::nullopt);
}

// Over an axis: along that axis alone.
void AnalysisPlot::wheelEvent(QWheelEvent *event)
{
    const QRectF &plot = m_mapping.plot;
    const QPointF at = event->position();
    const bool overX = at.y() > plot.bottom();
    const bool overY = at.x() < plot.left();
    if (!m_figure || (overX && overY) || at.x() > plot.right() || event->angleDelta().y() == 0)
        return event->ignore();
    zoom(std::pow(wheelStep, event->angleDelta().y() / 120.0), at, !overY, !overX);
    event->accept();
}

} // namespace desk
