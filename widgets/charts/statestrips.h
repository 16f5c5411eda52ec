// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"
#include "widgets/charts/stateruns.h"

#include <QWidget>

namespace desk {

class Theme;

// The states of a chart as strips below its plot, a lane for each series: one colour and, where it fits, the
// name for each state, a hatching where states change faster than pixels, nothing in a hole. What it is
// compared with stands in the lower third of the lane. As wide as the chart: names of the series stand where
// the plot has its axes. GUI thread.
class StateStrips final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateStrips)

public:
    static constexpr int leastLane = 20; // logical pixels
    static constexpr int mostLane = 44;

    StateStrips(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                QWidget *parent = nullptr);

    [[nodiscard]] int lanes() const;
    // Where the plot lies above.
    void setPlot(int left, int width);
    // The colour that stands for a state of a series, and that of its name upon it.
    [[nodiscard]] QColor colourOf(const Trace &trace, double state) const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double xAt(std::int64_t time) const;
    void paintLane(QPainter &painter, const QRectF &lane, const Trace &trace) const;
    void paintRuns(QPainter &painter, const QRectF &lane, const Trace &trace, const Trace &names) const;
    void paintLines(QPainter &painter) const;
    void retranslate();

    const ChartContent &m_content;
    const SharedTimeAxis &m_time;
    const Theme &m_theme;
    int m_left = 0;
    int m_width = 1;
};

} // namespace desk
