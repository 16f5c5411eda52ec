// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/plotwall.h"

#include <QApplication>
#include <QGridLayout>

#include <qcustomplot.h>

namespace desk {
namespace {

constexpr double begin = 1'795'269'787; // s since 1970

} // namespace

PlotWall::PlotWall(const ChartLoad &load, int columns, bool smooth)
    : m_load(load)
    , m_columns(columns * load.perColumn)
{
    auto *grid = new QGridLayout(&m_window);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    constexpr std::array colours{Qt::cyan, Qt::yellow, Qt::magenta, Qt::green};
    for (int c = 0; c < load.charts; ++c) {
        auto *plot = new QCustomPlot;
        plot->setBackground(QBrush(QColor(20, 24, 28)));
        for (QCPAxis *axis : {plot->xAxis, plot->yAxis}) {
            axis->setTickLabelColor(Qt::lightGray);
            axis->setBasePen(QPen(Qt::gray));
            axis->setTickPen(QPen(Qt::gray));
            axis->setSubTicks(false);
            axis->grid()->setPen(QPen(QColor(60, 64, 68), 1));
        }
        const QSharedPointer<QCPAxisTickerDateTime> times(new QCPAxisTickerDateTime);
        times->setDateTimeFormat(QStringLiteral("HH:mm:ss"));
        plot->xAxis->setTicker(times);
        plot->yAxis->setRange(0, 10);
        for (int s = 0; s < load.series; ++s) {
            QCPGraph *graph = plot->addGraph();
            graph->setPen(QPen(QColor(colours[std::size_t(s) % colours.size()]), 1));
            graph->setAntialiased(smooth);
        }
        grid->addWidget(plot, c / load.across, c % load.across);
        m_plots.push_back(plot);
    }
    m_window.resize(load.width, load.height);
    m_window.show();
    QCoreApplication::processEvents(); // shown: from here on it is painted
    for (int i = 0; i < 2 * m_columns; ++i)
        receive();
    frame();
}

void PlotWall::receive()
{
    m_step += m_load.perColumn;
}

void PlotWall::add()
{
    while (m_added < m_step) {
        ++m_added;
        for (int c = 0; c < m_load.charts; ++c) {
            for (int s = 0; s < m_load.series; ++s)
                m_plots[std::size_t(c)]->graph(s)->addData(begin + double(m_added),
                                                           ChartLoad::value(c, s, m_added));
        }
    }
}

void PlotWall::frame()
{
    add();
    const double end = begin + double(m_step);
    for (QCustomPlot *plot : m_plots) {
        for (int s = 0; s < m_load.series; ++s)
            plot->graph(s)->data()->removeBefore(end - m_columns - 1);
        plot->xAxis->setRange(end - m_columns, end);
        plot->replot(QCustomPlot::rpQueuedRefresh);
    }
    QEvent update(QEvent::UpdateRequest);
    QApplication::sendEvent(&m_window, &update);
}

QImage PlotWall::picture()
{
    return m_window.grab().toImage();
}

} // namespace desk
