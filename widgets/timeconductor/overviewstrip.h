// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaystate.h"
#include "models/telemetry/timetext.h"
#include "models/timeseries/sessionoverview.h"

#include <QPixmap>
#include <QWidget>

namespace desk {

class Theme;

// What there is in a recording at one glance: coverage by density, gaps hatched, marks above, alarms below,
// the shown span, the play head and the loop. A click or drag asks for a moment, the wheel zooms, a double
// click shows all of it again. Without a recording it says so in a sentence. Paints only what changed: the
// recording itself is drawn once and kept. GUI thread.
class OverviewStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewStrip)

public:
    struct Marks // what moves over the recording
    {
        TimeRange shown;
        std::optional<Timestamp> head; // of a replay
        std::optional<ReplaySpan> loop;
        std::optional<Timestamp> loopBegin; // set, while its end is not
        bool operator==(const Marks &) const = default;
    };

    explicit OverviewStrip(const Theme &theme, QWidget *parent = nullptr);

    void setOverview(SessionOverview overview);
    void setMarks(const Marks &marks);
    void setNotation(TimeNotation notation);
    // Said while there is no recording.
    void setSentence(const QString &sentence);
    // Above 1 shows less; the anchor keeps its place. Never more than the recording, nor less than a second.
    void zoom(double factor, Timestamp anchor);
    void showAll();

    [[nodiscard]] const SessionOverview &overview() const { return m_overview; }
    [[nodiscard]] TimeRange range() const { return m_range; }
    [[nodiscard]] Timestamp timeAt(double x) const;
    [[nodiscard]] double xOf(Timestamp time) const;
    // Time and what is there: causes, notes, alarms.
    [[nodiscard]] QString words(Timestamp time) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sought(desk::Timestamp time);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void redraw();
    void setRange(TimeRange range);
    void paintSentence(QPainter &painter) const;
    void paintRecording(QPainter &painter) const;
    void paintCoverage(QPainter &painter, const QRectF &lane) const;
    void paintGaps(QPainter &painter, const QRectF &lane) const;
    void paintMarks(QPainter &painter, const QRectF &lane) const;
    void paintAlarms(QPainter &painter, const QRectF &lane) const;
    void paintEnds(QPainter &painter, const QRectF &lane) const;
    void paintMoving(QPainter &painter) const;
    [[nodiscard]] QRectF lane(int top, int height) const;

    const Theme &m_theme;
    SessionOverview m_overview;
    TimeRange m_range; // of the recording, that is on screen
    Marks m_marks;
    TimeNotation m_notation = TimeNotation::calendar;
    QString m_sentence;
    QPixmap m_recording; // null = to be drawn anew
    std::optional<double> m_pointer;
    double m_wheel = 0;
    bool m_dragging = false;
};

} // namespace desk
