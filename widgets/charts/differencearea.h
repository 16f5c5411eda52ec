// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QWidget>

namespace desk {

class Theme;

// The plot of the differences below that of the values: the same times, axes of its own, and a line where
// there is no difference. GUI thread.
class DifferenceArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DifferenceArea)

public:
    DifferenceArea(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                   QWidget *parent = nullptr);

    // Why there is nothing to see, empty where there is something.
    [[nodiscard]] QString notice() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double xAt(Timestamp time) const
    {
        return m_content.grid().column(nanoseconds(time)) / devicePixelRatioF();
    }
    void paintGrid(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;
    void retranslate();

    const ChartContent &m_content;
    const SharedTimeAxis &m_time;
    const Theme &m_theme;
};

} // namespace desk
