// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/widgets/chartviewtest.h"
#include "widgets/charts/chartspanel.h"

#include <QAction>
#include <QHelpEvent>
#include <QJsonArray>
#include <QMenu>
#include <QToolTip>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Says what it was told to.
class ToldForecasts final : public PredictionSource
{
public:
    void say(std::vector<Forecast> forecasts)
    {
        auto told = std::make_shared<Predictions>();
        told->forecasts = std::move(forecasts);
        m_told = std::move(told);
        ++m_version;
    }
    [[nodiscard]] std::uint64_t version() const override { return m_version; }
    [[nodiscard]] PredictionsPtr predictions() const override { return m_told; }
    [[nodiscard]] SkillRecordPtr skill() const override { return {}; }
    [[nodiscard]] AnomaliesPtr anomalies() const override { return m_anomalies; }
    [[nodiscard]] std::uint64_t issued() const override { return 0; }

    void find(const Anomaly &anomaly)
    {
        m_anomalies = std::make_shared<const std::vector<Anomaly>>(1, anomaly);
        ++m_version;
    }

private:
    PredictionsPtr m_told = std::make_shared<Predictions>();
    AnomaliesPtr m_anomalies;
    std::uint64_t m_version = 1;
};

} // namespace

class TstChartForecasts : public ChartViewTest
{
    Q_OBJECT

    SeriesId m_series = noSeries;
    std::unique_ptr<ToldForecasts> m_source;

    // From 10, rising by one a minute; the band as wide as that is far.
    [[nodiscard]] Forecast rising(std::chrono::seconds ago = 0s) const
    {
        Forecast forecast;
        forecast.series = m_series;
        forecast.end = std::chrono::floor<std::chrono::seconds>(m_world->clock.now()) - ago;
        forecast.issued = forecast.end;
        forecast.current = 10;
        for (std::size_t i = 0; i < forecastHorizons.size(); ++i) {
            const double minutes = double(forecastHorizons[i].count());
            forecast.horizons[i] = {10 + minutes, 10, 10 + 2 * minutes, 0.5, {}};
        }
        return forecast;
    }
    void say(const Forecast &forecast)
    {
        m_source->say({forecast});
        m_view->refresh();
    }
    [[nodiscard]] const std::vector<ChartForecasts::Fan> &fans() const
    {
        return m_view->content().forecasts().fans();
    }
    [[nodiscard]] std::chrono::seconds future() const
    {
        const PlotGrid &grid = m_view->content().grid();
        return std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(grid.end() - grid.now));
    }

private Q_SLOTS:
    void init()
    {
        setUp();
        m_series = m_world->series("sat-1", "snr_db");
        m_world->postLine(m_series, 200, 0, [](int) { return 10.0; });
        m_source = std::make_unique<ToldForecasts>();
        m_view->setForecasts(m_source.get());
        m_view->addSeries(m_series);
        m_view->refresh();
    }
    void cleanup()
    {
        tearDown();
        m_source.reset();
    }

    void aFanMakesRoomRightOfNow()
    {
        QVERIFY(future() < 10s);
        say(rising());
        m_view->refresh(); // with the new room
        QCOMPARE(fans().size(), std::size_t(1));
        QCOMPARE(fans().front().points.size(), std::size_t(4));
        // A third of the plot, half of the 300 s that are shown.
        QVERIFY2(future() > 140s && future() < 160s, std::to_string(future().count()).c_str());
    }

    void theAxisHoldsTheBandThatIsInView()
    {
        say(rising());
        m_view->refresh();
        const AxisScale &scale = m_view->content().axes().front().scale;
        QVERIFY(scale.fraction(12) >= 0 && scale.fraction(12) <= 1); // one minute ahead
        QVERIFY(scale.fraction(20) < 0);                             // five
    }

    void theFanIsPaintedInTheColourOfTheSeries()
    {
        say(rising());
        const QImage image = plotImage();
        const double x = plot()->xAt(m_world->clock.now() + 60s);
        const AxisScale &scale = m_view->content().axes().front().scale;
        const double y = scale.fraction(10.5) * plot()->height(); // in the band, off the median
        const QColor band = image.pixelColor((QPointF(x, y) * image.devicePixelRatio()).toPoint());
        const QColor beside = image.pixelColor(
            (QPointF(x, scale.fraction(9.8) * plot()->height()) * image.devicePixelRatio()).toPoint());
        QVERIFY(band != beside);
        const QColor series = m_world->theme.seriesPen(0).color();
        QVERIFY(std::abs(band.hueF() - series.hueF()) < 0.1F);
    }

    void oldOnesAndThoseOfLaterAreNotShown()
    {
        say(rising(121s));
        QVERIFY(fans().empty());
        say(rising(-2s));
        QVERIFY(fans().empty());
        say(rising(100s));
        QCOMPARE(fans().size(), std::size_t(1));
    }

    void refusalsShowNothing()
    {
        Forecast forecast = rising();
        forecast.refusal = ForecastRefusal::gappy;
        say(forecast);
        QVERIFY(fans().empty());
    }

    void aLinkThatEndsHasNoPointsBehindItsEnd()
    {
        Forecast forecast = rising();
        forecast.horizons[1] = forecast.horizons[2] = {NAN, NAN, NAN, 0, forecast.end + 100s};
        say(forecast);
        QCOMPARE(fans().front().points.size(), std::size_t(2));
        QCOMPARE(fans().front().endsAt, std::optional(forecast.end + 100s));
    }

    void aHeldViewKeepsWhatItWasHeldWith()
    {
        say(rising());
        const auto before = fans();
        m_time->setPaused(true);
        Forecast later = rising();
        later.horizons[0].value = 99;
        say(later);
        QCOMPARE(fans(), before);
        m_time->setPaused(false);
        m_view->refresh();
        QCOMPARE(fans().front().points[1].value, 99.0);
    }

    void theCursorReadsTheForecast()
    {
        say(rising());
        m_view->refresh();
        m_time->setCursor(m_world->clock.now() + 30s);
        header()->refreshValues();
        const QString said = header()->readout();
        QVERIFY2(said.contains(u"≈10.5"_s), qPrintable(said));
        m_time->setCursor(m_world->clock.now() - 30s);
        header()->refreshValues();
        QVERIFY(!header()->readout().contains(u"≈"_s));
    }

    void anAnomalyIsMarkedAndSaysWhy()
    {
        const QImage before = plotImage();
        const Timestamp now = m_world->clock.now();
        m_source->find({m_series, now - 100s, now - 60s, 2.4, 12.5, 4.5, 0.25});
        m_view->refresh();
        const QImage after = plotImage();
        const auto pixel = [&](Timestamp time) {
            return (QPointF(plot()->xAt(time), plot()->height() * 0.25) * after.devicePixelRatio()).toPoint();
        };
        QVERIFY(after.pixel(pixel(now - 80s)) != before.pixel(pixel(now - 80s)));
        QCOMPARE(after.pixel(pixel(now - 130s)), before.pixel(pixel(now - 130s)));
        QHelpEvent help(QEvent::ToolTip, QPoint(int(plot()->xAt(now - 80s)), 20),
                        plot()->mapToGlobal(QPoint(int(plot()->xAt(now - 80s)), 20)));
        QCoreApplication::sendEvent(plot(), &help);
        const QString said = QToolTip::text();
        for (const QString &word : {u"4.5"_s, u"12.5"_s, u"2.4"_s})
            QVERIFY2(said.contains(word), qPrintable(said));
        QToolTip::hideText();
    }

    void keyAndMenuSwitchThem()
    {
        say(rising());
        sendKey(Qt::Key_P);
        m_view->refresh();
        QVERIFY(fans().empty());
        QVERIFY(future() < 10s);
        const std::unique_ptr<QMenu> menu(m_view->createMenu());
        auto *action = menu->findChild<QAction *>(u"forecasts"_s);
        QVERIFY(action && !action->isChecked());
        action->trigger();
        m_view->refresh();
        QCOMPARE(fans().size(), std::size_t(1));
    }

    void switchedOffIsRemembered()
    {
        ChartsPanel panel(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
        panel.charts().front()->showForecasts(false);
        const QJsonObject state = panel.saveState();
        panel.charts().front()->showForecasts(true);
        panel.restoreState(state);
        QVERIFY(!panel.charts().front()->content().forecasts().areShown());
        QVERIFY(panel.charts()[1]->content().forecasts().areShown());
    }
};

DESK_GUI_TEST(TstChartForecasts)
#include "tst_chartforecasts.moc"
