// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tables/sparkline.h"

#include <QAbstractButton>

namespace desk {

// A series with its name, its value and its last minutes; a press asks for a real chart. GUI thread.
class MiniChart final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MiniChart)

public:
    MiniChart(const ParameterFeed &feed, const Sparkline &sparkline, const Theme &theme,
              QWidget *parent = nullptr);

    void setSeries(SeriesId series);
    [[nodiscard]] SeriesId series() const { return m_series; }
    // Newest value and words.
    void refresh();
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ParameterFeed &m_feed;
    const Sparkline &m_sparkline;
    const Theme &m_theme;
    SeriesId m_series = noSeries;
    QString m_value;
    Severity m_severity = Severity::none;
    bool m_stale = false;
};

} // namespace desk
