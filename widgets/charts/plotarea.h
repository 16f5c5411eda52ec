// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/tracepainter.h"

#include <QImage>
#include <QWidget>

namespace desk {

class Theme;

// The opaque plot of a chart: grid, holes, limit lines, traces and the now line in one picture that is
// painted anew only when told; cursor and marks are drawn over it. It lies over the place that Qt Charts
// leaves for the data, so a moving picture never repaints the value axes. GUI thread.
class PlotArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlotArea)

public:
    PlotArea(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
             QWidget *parent = nullptr);

    // The content changed: the picture is painted anew with the next paint event.
    void invalidate();
    // One line at the upper left that must not be overlooked; empty = none.
    void setNotice(const QString &notice, Severity severity);
    [[nodiscard]] const QString &notice() const { return m_notice; }
    void setDropTarget(bool target);

    [[nodiscard]] int columns() const; // device pixels across
    [[nodiscard]] int reserve() const; // of them right of now
    [[nodiscard]] int maxTicks() const;
    [[nodiscard]] Timestamp timeAt(double x) const;
    [[nodiscard]] double xAt(Timestamp time) const;
    [[nodiscard]] std::chrono::nanoseconds perPixel() const; // logical
    [[nodiscard]] quint64 picturesPainted() const { return m_picturesPainted; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool paintInPlace(const QPainter &painter, const QRegion &region);
    void paintPicture();
    void paintPictureTo(QPainter &painter, QImage *picture);
    void paintForecasts(QPainter &painter) const;
    void paintAnomalies(QPainter &painter) const;
    [[nodiscard]] QString anomalyWords(Timestamp time) const;
    void paintHoles(QPainter &painter) const;
    void paintCause(QPainter &painter, const QRectF &hole, const GapRecord::Gap &gap) const;
    void paintOwnCause(QPainter &painter, const QRectF &strip, const Trace &trace,
                       std::pair<std::int64_t, std::int64_t> hole) const;
    void paintMarks(QPainter &painter) const;
    void paintMeasures(QPainter &painter) const;
    void paintInvalid(QPainter &painter, const Trace &trace, const AxisScale &scale) const;
    [[nodiscard]] QString markWords(double x) const;
    void paintHoleWords(QPainter &painter, const QString &words) const;
    [[nodiscard]] std::vector<double> gridLinesAcross() const; // y of their middles
    [[nodiscard]] std::vector<double> gridLinesUpright() const;
    void paintGrid(QPainter &painter, const std::vector<double> &across,
                   const std::vector<double> &upright) const;
    void setGrid(const QImage &picture, const std::vector<double> &across,
                 const std::vector<double> &upright);
    [[nodiscard]] bool hasMoreBelow() const;
    void paintLimits(QPainter &painter) const;
    void paintNotice(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;
    void paintReferences(QPainter &painter, TracePainter &traces) const;
    void paintReferencesAt(QPainter &painter, Timestamp cursor) const;
    void paintZeros(QPainter &painter) const;

    const ChartContent &m_content;
    const SharedTimeAxis &m_time;
    const Theme &m_theme;
    QImage m_picture;
    TracePainter m_traces;
    std::vector<QRgb> m_gridRow; // of the picture, with the upright lines only
    std::vector<QRgb> m_gridLine;
    std::vector<const QRgb *> m_gridRows; // each of those two
    QString m_notice;
    Severity m_noticeSeverity = Severity::none;
    quint64 m_picturesPainted = 0;
    int m_seenOnce = 0;        // pictures in a row
    bool m_dirty = true;       // what is on screen is of before
    bool m_hasPicture = false; // m_picture is what would be painted
    bool m_dropTarget = false;
};

} // namespace desk
