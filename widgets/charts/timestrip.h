// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QStaticText>
#include <QWidget>

namespace desk {

class Theme;

// The labels below a plot: generation time in UTC, "now" or the held moment where it is. As wide as the
// chart, so that labels may stand out over the ends of the plot. GUI thread.
class TimeStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeStrip)

public:
    static constexpr int stripHeight = 16;

    TimeStrip(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
              QWidget *parent = nullptr);
    // Where the plot lies above the strip.
    void setPlot(int left, int width);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    // A text that is laid out once: that takes ten times as long as drawing it.
    struct Label
    {
        QString text;
        bool mono = false;
        QStaticText prepared;
    };
    const QStaticText &label(const QString &text, bool mono);
    void draw(QPainter &painter, const QRectF &box, const QStaticText &text) const;
    void forget();

    const ChartContent &m_content;
    const SharedTimeAxis &m_time;
    const Theme &m_theme;
    std::vector<Label> m_labels; // drawn lately, those of the last frames in front
    int m_left = 0;
    int m_width = 1;
};

} // namespace desk
