// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/healthspan.h"

#include <QWidget>

#include <vector>

namespace desk {

class Theme;

// A node's health over a span of time: a band whose colour and height say how it was; nothing is drawn where
// nothing is known. GUI thread.
class HealthStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthStrip)

public:
    explicit HealthStrip(const Theme &theme, QWidget *parent = nullptr);

    void setSpans(std::vector<HealthSpan> spans, const TimeRange &range);
    // What is told at a place; empty where nothing is known.
    [[nodiscard]] QString wordsAt(double x) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double xOf(Timestamp time) const;

    const Theme &m_theme;
    std::vector<HealthSpan> m_spans;
    TimeRange m_range;
};

} // namespace desk
