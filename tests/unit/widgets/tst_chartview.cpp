// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"

#include "tests/support/testprogram.h"
#include "widgets/charts/valueaxes.h"

#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;

class TstChartView : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(qEnvironmentVariable("QT_QPA_PLATFORM") == u"offscreen"_s); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void paintsTheSpikeOfOneSample();
    void leavesAHoleWhereSamplesAreMissing();
    void paintsEachSeriesInItsColour();
    void paintsNothingWhileNothingChanged();
    void leavesTheAxesAloneWhileTheyStand();
    void framesAreAtMostThirtyThreeASecond();
    void costsNothingWhileHidden();
    void seriesOfOneUnitShareAnAxis();
    void refusesAFifthUnitAndSaysSo();
    void statesAreStepsWithNames();
    void namesThatComeLaterAreShown();
    void manyStatesAreNamedInThePlot();
};

void TstChartView::paintsTheSpikeOfOneSample()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return ago == 137 ? 30.0 : 10.0; });
    QVERIFY(m_view->addSeries(id));
    for (const int seconds : {300, 3600, 86'400}) {
        m_time->setSpan(std::chrono::seconds{seconds});
        const QImage image = plotImage();
        const QColor colour = m_world->theme.seriesPen(0).color();
        QVERIFY2(isColour(image, pixelOf(id, 137, 29.5), colour), qPrintable(u"top, span %1"_s.arg(seconds)));
        QVERIFY2(isColour(image, pixelOf(id, 137, 20), colour), qPrintable(u"flank, span %1"_s.arg(seconds)));
        if (seconds == 300) {
            QVERIFY(!isColour(image, pixelOf(id, 160, 20), colour));
            QVERIFY(isColour(image, pixelOf(id, 160, 10), colour));
        }
    }
}

void TstChartView::leavesAHoleWhereSamplesAreMissing()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 200, [](int) { return 10.0; });
    m_world->postLine(id, 100, 0, [](int) { return 10.0; });
    m_view->addSeries(id);
    const QImage image = plotImage();
    const QColor colour = m_world->theme.seriesPen(0).color();
    QVERIFY(isColour(image, pixelOf(id, 250, 10), colour));
    QVERIFY(isColour(image, pixelOf(id, 50, 10), colour));
    for (const double ago : {180.0, 150.0, 120.0})
        QVERIFY(!isColour(image, pixelOf(id, ago, 10), colour));
    // The hole is shaded: not all of its pixels are the plot's ground.
    const QPoint middle = pixelOf(id, 150, 10);
    QSet<QRgb> shades;
    for (int dx = 0; dx < 12; ++dx)
        shades.insert(image.pixel(middle + QPoint(dx, 7)));
    QVERIFY(shades.size() >= 2);
    QVERIFY(!shades.contains(m_world->theme.color(Token::plot).rgb()));
}

void TstChartView::paintsEachSeriesInItsColour()
{
    const SeriesId a = m_world->series("sat-1", "snr_db");
    const SeriesId b = m_world->series("sat-2", "snr_db");
    m_world->postLine(a, 290, 0, [](int) { return 10.0; });
    m_world->postLine(b, 290, 0, [](int) { return 20.0; });
    m_view->addSeries(a);
    m_view->addSeries(b);
    for (const ThemeVariant variant :
         {ThemeVariant::dark, ThemeVariant::light, ThemeVariant::highContrastDark}) {
        m_world->theme.setVariant(variant);
        const QImage image = plotImage();
        QVERIFY(isColour(image, pixelOf(a, 100, 10), m_world->theme.seriesPen(0).color()));
        QVERIFY(isColour(image, pixelOf(b, 100, 20), m_world->theme.seriesPen(1).color()));
        QVERIFY(!isColour(image, pixelOf(a, 103, 14), m_world->theme.seriesPen(0).color()));
        QVERIFY(!isColour(image, pixelOf(a, 103, 14), m_world->theme.seriesPen(1).color()));
    }
}

void TstChartView::paintsNothingWhileNothingChanged()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    const SeriesId other = m_world->series("sat-2", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return double(ago % 7); });
    m_view->addSeries(id);
    plotImage();
    const quint64 painted = plot()->picturesPainted();
    for (int i = 0; i < 5; ++i)
        plotImage();
    m_world->post(other, 1, 1); // not on this chart
    m_world->feed.drain();
    plotImage();
    // Until now leaves its pixel nothing moves.
    const auto rest = fromNanoseconds(m_view->content().grid().now) - m_world->clock.now();
    m_world->clock.advance(rest - std::chrono::milliseconds{1});
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted);
    m_world->clock.advance(std::chrono::milliseconds{1});
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted + 1);
    m_world->clock.advance(std::chrono::seconds{1});
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted + 2);
    m_world->post(id, 0, 3);
    m_world->feed.drain();
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted + 3);
    m_time->setCursor(m_world->clock.now() - std::chrono::seconds{10}); // drawn over the picture
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted + 3);
}

void TstChartView::leavesTheAxesAloneWhileTheyStand()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return double(ago % 7); });
    m_view->addSeries(id);
    auto *axes = m_view->findChild<ValueAxes *>();
    m_view->refresh();
    QTRY_VERIFY(axes->viewPaints() > 0 && plot()->picturesPainted() > 0);
    QCoreApplication::processEvents();
    const quint64 viewPaints = axes->viewPaints();
    const quint64 pictures = plot()->picturesPainted();
    for (int i = 0; i < 10; ++i) {
        m_world->clock.advance(std::chrono::seconds{1});
        m_world->post(id, 0, i % 5);
        m_world->feed.drain();
        m_view->refresh();
        QCoreApplication::processEvents();
    }
    QVERIFY(plot()->picturesPainted() >= pictures + 10);
    QCOMPARE(axes->viewPaints(), viewPaints);
}

void TstChartView::framesAreAtMostThirtyThreeASecond()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return double(ago % 7); });
    m_view->addSeries(id);
    QElapsedTimer passed;
    passed.start();
    const quint64 before = plot()->picturesPainted();
    while (passed.elapsed() < 500) {
        m_world->clock.advance(std::chrono::milliseconds{20});
        m_world->post(id, 0, double(passed.elapsed() % 9));
        m_world->feed.drain();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    const quint64 frames = plot()->picturesPainted() - before;
    QVERIFY2(frames >= 3 && frames <= 20, qPrintable(QString::number(frames)));
}

void TstChartView::costsNothingWhileHidden()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_view->addSeries(id);
    plotImage();
    m_view->hide();
    const quint64 painted = plot()->picturesPainted();
    QVERIFY(!m_view->findChild<QTimer *>() || !m_view->findChild<QTimer *>()->isActive());
    m_world->postLine(id, 290, 0, [](int) { return 10.0; });
    QCoreApplication::processEvents();
    QCOMPARE(plot()->picturesPainted(), painted);
    m_view->show(); // and nothing is missing afterwards
    const QImage image = plotImage();
    QVERIFY(isColour(image, pixelOf(id, 100, 10), m_world->theme.seriesPen(0).color()));
}

void TstChartView::seriesOfOneUnitShareAnAxis()
{
    m_view->addSeries(m_world->series("sat-1", "snr_db"));
    m_view->addSeries(m_world->series("sat-2", "snr_db"));
    m_view->addSeries(m_world->series("sat-1", "margin_db"));
    QCOMPARE(m_view->content().axes().size(), std::size_t(1));
    m_view->addSeries(m_world->series("sat-1", "utilization")); // no unit: an axis of its own
    m_view->addSeries(m_world->series("sat-1", "packet_loss_rate"));
    QCOMPARE(m_view->content().axes().size(), std::size_t(3));
    m_view->removeSeries(m_world->series("sat-1", "utilization"));
    QCOMPARE(m_view->content().axes().size(), std::size_t(2));
    for (const Trace &trace : m_view->content().traces())
        QVERIFY(trace.description().axis < 2);
    QVERIFY(m_view->addSeries(m_world->series("sat-1", "snr_db"))); // already there: fine
    QCOMPARE(m_view->content().traces().size(), std::size_t(4));
}

void TstChartView::refusesAFifthUnitAndSaysSo()
{
    for (const char *metric : {"a_db", "a_ms", "a_gbps", "a_km"})
        QVERIFY(m_view->addSeries(m_world->series("sat-1", metric)));
    QVERIFY(!m_view->addSeries(m_world->series("sat-1", "a_w")));
    QVERIFY(plot()->notice().contains(u'4'));
    QVERIFY(m_view->addSeries(m_world->series("sat-2", "a_km")));
    for (int i = 3; i < 20; ++i)
        m_view->addSeries(m_world->series("sat-" + std::to_string(i), "a_km"));
    QCOMPARE(m_view->content().traces().size(), ChartContent::maxSeries);
    QVERIFY(!m_view->addSeries(noSeries));
    QVERIFY(!m_view->addSeries(SeriesId{4'000'000'000U}));
}

void TstChartView::statesAreStepsWithNames()
{
    const SeriesId id = m_world->series("sat-1", "mode", {}, ValueKind::state);
    for (const char *name : {"SAFE", "NOMINAL", "CONTACT"})
        QVERIFY(m_world->dictionary.textCode(id, name).has_value());
    m_world->dictionary.publish();
    m_world->postLine(id, 290, 0, [](int ago) { return ago > 100 ? 0.0 : 2.0; });
    m_view->addSeries(id);
    const QImage image = plotImage();
    const ChartAxis &axis = m_view->content().axes().front();
    QCOMPARE(axis.tickLabels, (QStringList{u"SAFE"_s, u"NOMINAL"_s, u"CONTACT"_s}));
    const QColor colour = m_world->theme.seriesPen(0).color();
    QVERIFY(isColour(image, pixelOf(id, 200, 0), colour));
    QVERIFY(isColour(image, pixelOf(id, 50, 2), colour));
    QVERIFY(isColour(image, pixelOf(id, 100, 1), colour)); // upright, not slanting
    QVERIFY(!isColour(image, pixelOf(id, 104, 1), colour));
    QCOMPARE(header()->valueOf(id), u"CONTACT"_s);

    const SeriesId flag = m_world->series("sat-1", "locked", {}, ValueKind::boolean);
    m_world->post(flag, 1, 1);
    m_world->feed.drain();
    m_view->addSeries(flag);
    m_view->refresh();
    QCOMPARE(m_view->content().axes().at(1).tickLabels, (QStringList{u"false"_s, u"true"_s}));
}

void TstChartView::namesThatComeLaterAreShown()
{
    const SeriesId id = m_world->series("sat-1", "mode", {}, ValueKind::state);
    m_world->postLine(id, 290, 0, [](int) { return 0.0; });
    m_view->addSeries(id);
    m_view->refresh();
    QCOMPARE(m_view->content().axes().front().tickLabels, QStringList{u"0"_s});
    QVERIFY(m_world->dictionary.textCode(id, "SAFE").has_value());
    m_world->dictionary.publish();
    m_world->feed.drain();
    m_view->refresh();
    QCOMPARE(m_view->content().axes().front().tickLabels, QStringList{u"SAFE"_s});
}

void TstChartView::manyStatesAreNamedInThePlot()
{
    const SeriesId id = m_world->series("sat-1", "message", {}, ValueKind::text);
    for (int i = 0; i < 500; ++i)
        QVERIFY(m_world->dictionary.textCode(id, "message " + std::to_string(i)).has_value());
    m_world->dictionary.publish();
    m_world->postLine(id, 290, 0, [](int ago) { return ago / 100 * 200.0; });
    m_view->addSeries(id);
    QVERIFY(!plotImage().isNull());
    QVERIFY(m_view->content().axes().front().tickLabels.isEmpty());
    const quint64 painted = plot()->picturesPainted();
    plotImage();
    QCOMPARE(plot()->picturesPainted(), painted);
}

DESK_GUI_TEST(TstChartView)
#include "tst_chartview.moc"
