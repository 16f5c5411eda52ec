// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/chartwall.h"

#include "widgets/charts/plotarea.h"

#include <QApplication>
#include <QGridLayout>

namespace desk {

ChartWall::ChartWall(const ChartLoad &load)
    : m_load(load)
{
    auto *grid = new QGridLayout(&m_window);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    for (int c = 0; c < load.charts; ++c) {
        for (int s = 0; s < load.series; ++s) { // of one metric: they share an axis
            const std::string node = "sat-" + std::to_string(1000 + c * load.series + s);
            m_entities.push_back(*m_names.entity(*m_names.node(node, NodeType::satellite)));
            m_series.push_back(*m_names.seriesByName(m_entities.back(), "snr_db", ValueKind::number, {}));
        }
    }
    m_names.publish();
    m_feed.drain();
    m_conductor.setSpan(std::chrono::minutes{10});
    for (int c = 0; c < load.charts; ++c) {
        auto *view = new ChartView(m_feed, m_time, m_theme);
        for (int s = 0; s < load.series; ++s)
            view->addSeries(m_series[std::size_t(c * load.series + s)]);
        grid->addWidget(view, c / load.across, c % load.across);
        m_views.push_back(view);
    }
    m_window.resize(load.width, load.height);
    m_window.show();
    QCoreApplication::processEvents(); // shown: from here on it is painted
    // The width of a column is known once the axes have taken their room.
    m_perStep = std::chrono::seconds{1};
    for (int i = 0; i < 100; ++i)
        receive();
    frame();
    m_perStep = std::chrono::nanoseconds{m_views.front()->content().grid().perColumn / load.perColumn};
    for (int i = 0; i < 2 * columns(); ++i)
        receive();
    frame();
}

int ChartWall::columns() const
{
    return m_views.front()->content().grid().columns;
}

void ChartWall::receive()
{
    for (int i = 0; i < m_load.perColumn; ++i)
        push();
}

void ChartWall::push()
{
    ++m_step;
    m_clock.advance(m_perStep);
    auto batch = std::make_shared<SampleBatch>();
    batch->reception = m_clock.now();
    for (int c = 0; c < m_load.charts; ++c) {
        for (int s = 0; s < m_load.series; ++s) {
            const auto i = std::size_t(c * m_load.series + s);
            batch->addSample(m_series[i], ChartLoad::value(c, s, m_step), Quality::good);
            batch->endPoint(m_entities[i], nanoseconds(m_clock.now()));
        }
    }
    m_queue.push(batch);
}

void ChartWall::frame()
{
    m_feed.drain();
    for (ChartView *view : m_views)
        view->refresh();
    QEvent update(QEvent::UpdateRequest); // paints what is to be painted, now
    QApplication::sendEvent(&m_window, &update);
}

std::uint64_t ChartWall::picturesPainted() const
{
    std::uint64_t count = 0;
    for (const auto *plot : m_window.findChildren<PlotArea *>())
        count += plot->picturesPainted();
    return count;
}

QImage ChartWall::picture()
{
    return m_window.grab().toImage();
}

} // namespace desk
