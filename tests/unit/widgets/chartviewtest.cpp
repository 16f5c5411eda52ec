// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"

#include <array>
#include <cmath>

namespace desk {

void ChartViewTest::setUp()
{
    m_world = std::make_unique<ChartFixture>();
    m_time = std::make_unique<SharedTimeAxis>(m_world->conductor);
    m_time->setSpan(std::chrono::seconds{300});
    m_view = std::make_unique<ChartView>(m_world->feed, *m_time, m_world->theme);
    m_view->resize(700, 300);
    m_view->show();
}

void ChartViewTest::tearDown()
{
    m_view.reset();
    m_time.reset();
    m_world.reset();
}

QImage ChartViewTest::plotImage()
{
    m_view->refresh();
    return plot()->grab().toImage();
}

QPoint ChartViewTest::pixelOf(SeriesId id, double ago, double value) const
{
    const Trace *trace = m_view->content().find(id);
    const AxisScale &scale = m_view->content().axes()[std::size_t(trace->description().axis)].scale;
    const auto time = m_world->clock.now() - std::chrono::nanoseconds{std::llround(ago * 1e9)};
    return {int(plot()->xAt(time)), int(scale.fraction(value) * plot()->height())};
}

// Whether a line of this colour covers at least a third of some pixel within two pixels of the place (lines
// are smoothed over their neighbours).
bool ChartViewTest::isColour(const QImage &image, QPoint at, const QColor &colour) const
{
    const QColor ground = m_world->theme.color(Token::plot);
    const auto from = [&ground](const QColor &c) {
        return std::array{double(c.red() - ground.red()), double(c.green() - ground.green()),
                          double(c.blue() - ground.blue())};
    };
    const auto dot = [](const auto &a, const auto &b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; };
    const auto full = from(colour);
    for (int dx = -2; dx <= 2; ++dx) {
        for (int dy = -2; dy <= 2; ++dy) {
            const QPoint p = at + QPoint(dx, dy);
            if (!image.rect().contains(p))
                continue;
            const auto found = from(image.pixelColor(p));
            const double cover = dot(found, full) / dot(full, full);
            const double aside = dot(found, found) - cover * cover * dot(full, full); // of another hue
            if (cover > 0.33 && aside < 0.1 * dot(found, found))
                return true;
        }
    }
    return false;
}

} // namespace desk
