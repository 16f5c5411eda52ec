// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QChartView>

class QCategoryAxis;

namespace desk {

class Theme;

// The value axes of a chart, drawn by Qt Charts around a place left free for the plot: alternately left and
// right, with nice ticks, labels and titles. Repainted only when an axis changes. GUI thread.
class ValueAxes final : public QChartView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueAxes)

public:
    ValueAxes(const Theme &theme, QWidget *parent = nullptr);

    // Takes over ranges, labels and titles; cheap when they are the same. Those of strips are left out.
    void show(const std::vector<ChartAxis> &all);
    // Room that the axes need at either side, in steps that small changes of labels do not move.
    [[nodiscard]] int leftRoom() const { return m_left; }
    [[nodiscard]] int rightRoom() const { return m_right; }
    void setPlot(const QRect &plot);
    // Which one is drawn there, -1 = none.
    [[nodiscard]] int axisAt(QPoint position) const;
    [[nodiscard]] quint64 viewPaints() const { return m_viewPaints; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();
    void style(QCategoryAxis &axis) const;
    void measure();

    const Theme &m_theme;
    std::vector<ChartAxis> m_shown;
    std::vector<int> m_indices;          // of those among all
    std::vector<QCategoryAxis *> m_axes; // owned by the chart
    std::vector<int> m_rooms;            // of each axis
    int m_left = 0;
    int m_right = 0;
    quint64 m_viewPaints = 0;
};

} // namespace desk
