// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/widgets/chartfixture.h"

#include "widgets/charts/chartheader.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/plotarea.h"

#include <QTest>

#include <memory>

namespace desk {

// A test of a chart on screen, over the last 300 s, and what it painted. GUI thread.
class ChartViewTest : public QObject
{
    Q_OBJECT

protected:
    void setUp();
    void tearDown();

    QImage plotImage();
    [[nodiscard]] QPoint pixelOf(SeriesId id, double ago, double value) const;
    [[nodiscard]] bool isColour(const QImage &image, QPoint at, const QColor &colour) const;
    [[nodiscard]] PlotArea *plot() const { return m_view->findChild<PlotArea *>(); }
    [[nodiscard]] ChartHeader *header() const { return m_view->findChild<ChartHeader *>(); }
    void sendKey(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_view.get(), key, modifiers);
    }

    std::unique_ptr<ChartFixture> m_world;
    std::unique_ptr<SharedTimeAxis> m_time;
    std::unique_ptr<ChartView> m_view;
};

} // namespace desk
